import Crypto

/// One version of a solution as its publisher signed it. Once published it does not change, but may be withdrawn.
public struct SolutionVersion: Hashable, Sendable {
  public typealias ID = Identifier<SolutionVersion>

  public let id: ID
  public let solution: Solution.ID
  public let manifest: SolutionManifest
  /// Ed25519 over the manifest's document: 64 bytes.
  public let signature: [UInt8]
  /// The key that it was signed with.
  public let key: SigningKey
  public let publishedAt: Instant
  /// Its own; the whole solution may be withdrawn too.
  public let withdrawal: Solution.Withdrawal?

  /// The signature in base 64 for addresses: 86 characters.
  public var signatureText: String { Base64URL.encode(signature) }

  public static let isWithdrawn = Text(
    "Cette version est retirée du catalogue.", "This version is withdrawn from the catalogue.")

  /// How many versions a solution may have.
  static let most = 200

  /// Whether it comes after another in the order of releases: any release after any pre-release, then by number.
  func succeeds(_ other: SolutionVersion) -> Bool {
    let (mine, theirs) = (manifest.version, other.manifest.version)
    guard mine.isPreRelease == theirs.isPreRelease else { return theirs.isPreRelease }
    return theirs.precedes(mine)
  }

  /// Which of a solution's versions is offered.
  static func latest(of versions: [SolutionVersion]) -> SolutionVersion? {
    versions.filter { $0.withdrawal == nil }.max { $1.succeeds($0) }
  }
}

/// A version with the solution that it is of: what a request starts from, and what runs.
public struct SolutionRelease: Hashable, Sendable {
  public let solution: Solution
  public let version: SolutionVersion

  /// As people say it: “Comptes rendus assistés 1.4.0”.
  public var name: String { "\(solution.name) \(version.manifest.version)" }

  /// Why nobody starts from it any more, and what is said then; `nil` where it is offered.
  public var withdrawal: (withdrawal: Solution.Withdrawal, text: Text)? {
    solution.withdrawal.map { ($0, Solution.isWithdrawn) }
      ?? version.withdrawal.map { ($0, SolutionVersion.isWithdrawn) }
  }
}
