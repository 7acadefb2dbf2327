/// The sentences of a text that say most of it, in their order and word for word.
///
/// Extractive: nothing is written, sentences are chosen. A sentence counts by how often its words come in the whole text,
/// common words left out (the method of Luhn, 1958). Small and honest: it knows no meaning, no speakers and no decisions.
struct Summary: Sendable {
  let sentences: [String]
  /// How many sentences the whole text has.
  let sentenceCount: Int

  /// Chooses a fifth of the sentences: at least three, at most twelve.
  init(of text: String) {
    let sentences = Self.sentences(of: text)
    sentenceCount = sentences.count
    let words = sentences.map(Self.words)
    var counts: [Substring: Int] = [:]
    for word in words.joined() { counts[word, default: 0] += 1 }
    let scores = words.map { words in
      let sum = words.reduce(0) { $0 + (counts[$1] ?? 0) }
      // Long sentences are not better for being long; very short ones say little.
      return words.count < 3 ? 0 : Double(sum) / Double(words.count + 4)
    }
    let wanted = min(12, max(3, sentences.count / 5))
    let best = scores.indices.sorted { scores[$0] > scores[$1] }.prefix(wanted).filter {
      scores[$0] > 0
    }
    self.sentences = best.sorted().map { sentences[$0] }
  }

  /// Cuts at line ends and after `.`, `!`, `?` and `…` that a space follows.
  static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    var isEnding = false
    func close() {
      let words = current.split(whereSeparator: \.isWhitespace)
      if !words.isEmpty { sentences.append(words.joined(separator: " ")) }
      current = ""
    }
    for character in text {
      if character.isNewline || (isEnding && character.isWhitespace) {
        close()
      } else {
        current.append(character)
      }
      isEnding = ".!?…".contains(character)
    }
    close()
    return sentences
  }

  /// The words that count, in lower case; an elided article (`l’ordre`) is cut off.
  private static func words(of sentence: String) -> [Substring] {
    sentence.lowercased().split { !$0.isLetter && !$0.isNumber }
      .filter { $0.count > 2 && !StopWords.all.contains($0) }
  }
}

/// The words of French and English that come everywhere and say nothing about a text.
enum StopWords {
  static let all = Set(
    """
    alors après au aucun aussi autre aux avant avec avoir bien car ce ceci cela celle celui ces cet cette ceux chaque comme \
    comment dans de depuis des deux doit donc dont du elle elles en encore entre est et était étaient été être eu eux fait \
    faire fois font hors il ils je jusqu la là le les leur leurs lors lui ma mais me même mes moi moins mon ne ni non nos \
    notre nous on ont ou où par parce pas peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui sa sans se \
    sera ses seulement si son sont sous sur ta te tes toi ton tous tout toute toutes très trop tu un une va vers voici voilà \
    vos votre vous vont \
    about above after again all also and any are because been before being between both but can could did does doing down \
    during each few for from further had has have having her here hers him his how into its itself just more most not now \
    off once only other our ours out over own same she should some such than that the their theirs them then there these \
    they this those through too under until very was were what when where which while who whom why will with would you your
    """.split(separator: " "))
}
