import Cedar
import Crypto
import Foundation

/// One file of the policy folder as it runs, for whoever wants to read the rules.
public struct RuleChapter: Sendable {
  /// Such as `hosting.cedar`.
  public let file: String
  /// In the order of the file; empty for the vocabulary.
  public let articles: [RuleArticle]
  /// The file as it was read at start.
  public let text: String
}

/// One rule with its text in the policy language.
public struct RuleArticle: Sendable {
  public let rule: Rule
  /// Whether it forbids; the others grant.
  public let isGuardRail: Bool
  /// Counted from 1.
  public let line: Int
  public let text: String
}

extension RuleBook {
  /// The whole book, the vocabulary first.
  public var chapters: [RuleChapter] {
    let byFile = Dictionary(grouping: policies.policies) { $0.position.file ?? "" }
    return texts.map { name, text in
      RuleChapter(
        file: URL(filePath: name).lastPathComponent,
        articles: (byFile[name] ?? []).compactMap { policy in
          rules[policy.id].map { rule in
            RuleArticle(
              rule: rule, isGuardRail: policy.effect == .forbid, line: policy.position.line,
              text: policy.text)
          }
        },
        text: text)
    }
  }

  /// SHA-256 over the names and texts of all files, in hexadecimal: two portals with the same one run the same rules.
  public var digest: String {
    Hex.encode(
      Digest.sha256(
        texts.flatMap { name, text in
          Array("\(URL(filePath: name).lastPathComponent)\0\(text)\0".utf8)
        }))
  }
}
