/// A version as software numbers it: Semantic Versioning 2.0.0 (https://semver.org/spec/v2.0.0.html).
public struct SemanticVersion: Hashable, Sendable, CustomStringConvertible {
  /// As it was written: `1.4.0`, `2.0.0-rc.1+build.7`.
  public let description: String
  /// Major, minor and patch, in digits; of any size.
  private let core: [Part]
  private let preRelease: [Part]

  /// Between dots: a number, or letters, digits and hyphens.
  fileprivate enum Part: Hashable {
    /// Without leading zeros.
    case number(String)
    case word(String)
  }

  /// What can be written of a version, in bytes.
  static let longest = 60

  /// `nil` unless the text follows the grammar of the specification.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.longest else { return nil }
    let (release, build) = text.cut(at: "+")
    let (numbers, preRelease) = release.cut(at: "-")
    guard let core = Self.parts(numbers), core.count == 3, core.allSatisfy(\.isNumber),
      let preRelease = Self.parts(preRelease),
      (build ?? "0").split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Part.isWord)
    else { return nil }
    description = text
    self.core = core
    self.preRelease = preRelease
  }

  /// Whether it comes before the release that it is named after (§9).
  public var isPreRelease: Bool { !preRelease.isEmpty }

  /// Whether it is lower (§11). What was built of it counts for nothing: of two that differ only there, neither is.
  public func precedes(_ other: SemanticVersion) -> Bool {
    if core != other.core { return core.lexicographicallyPrecedes(other.core, by: Part.precedes) }
    guard isPreRelease && other.isPreRelease else { return isPreRelease && !other.isPreRelease }
    return preRelease.lexicographicallyPrecedes(other.preRelease, by: Part.precedes)
  }

  /// Whether neither is lower than the other.
  public func equals(_ other: SemanticVersion) -> Bool {
    core == other.core && preRelease == other.preRelease
  }

  private static func parts(_ text: Substring?) -> [Part]? {
    guard let text else { return [] }
    let words = text.split(separator: ".", omittingEmptySubsequences: false)
    let parts = words.compactMap(Part.init)
    return parts.count == words.count ? parts : nil
  }
}

extension SemanticVersion.Part {
  fileprivate init?(_ text: Substring) {
    guard Self.isWord(text) else { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      self = .word(String(text))
      return
    }
    guard text == "0" || !text.hasPrefix("0") else { return nil }
    self = .number(String(text))
  }

  fileprivate static func isWord(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
          || $0 == 0x2d
      }
  }

  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }

  /// Numbers by their size and below words, words in the order of ASCII (§11.4).
  fileprivate static func precedes(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      (left.utf8.count, left) < (right.utf8.count, right)
    case (.number, .word): true
    case (.word, .number): false
    case (.word(let left), .word(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }
}

extension StringProtocol {
  /// What stands before a mark, and what stands after its first place; `nil` where it does not stand.
  fileprivate func cut(at mark: Character) -> (Substring, Substring?) {
    let parts = split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
    return (Substring(parts[0]), parts.count > 1 ? Substring(parts[1]) : nil)
  }
}
