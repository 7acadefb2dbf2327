import Crypto
import JSON
import Portal

/// What the portal wants of one deployment, as its document says it: one revision, complete.
struct Order: Sendable {
  let deployment: Deployment.ID
  let revision: Int
  let site: Site.ID
  let workload: Workload
  let state: Deployment.DesiredState
  /// Short name of the body it is for.
  let organisation: String
  let title: String
  let granted: Resources
  let period: Period
  /// The document as it came, and its SHA-256 in base 16.
  let document: String
  let digest: String

  /// Why an order is not one to follow.
  struct Unreadable: Error {
    /// For people, in French as all that an agent reports.
    let reason: String
  }

  /// Reads what the portal has sent: nothing of it before the signature (base 64 for addresses) is true.
  init(
    document: String, signature: String, by key: Ed25519.PublicKey
  ) throws(Unreadable) {
    guard let bytes = Base64URL.decode(signature),
      (try? OrderSignature.isValid(bytes, of: document, by: key)) == true
    else {
      throw Unreadable(
        reason:
          "La signature de l’ordre n’est pas celle du portail auprès duquel l’agent est enrôlé.")
    }
    try self.init(document: document, digest: Hex.encode(Digest.sha256(Array(document.utf8))))
  }

  /// Reads again what was taken before. Throws when it is not what its digest says, or lacks anything.
  init(document: String, digest: String) throws(Unreadable) {
    let bytes = Array(document.utf8)
    guard Hex.decode(digest) == Digest.sha256(bytes) else {
      throw Unreadable(reason: "L’empreinte du document ne correspond pas à son contenu.")
    }
    guard let json = try? JSON(parsing: bytes), let order = Order(json, document, digest) else {
      throw Unreadable(reason: "Le document de l’ordre est incomplet ou illisible.")
    }
    self = order
  }

  private init?(_ json: JSON, _ document: String, _ digest: String) {
    guard let deployment = json["deployment"]?.text.flatMap({ Deployment.ID($0) }),
      let revision = json["revision"]?.int, revision > 0,
      let site = json["site"]?.text.flatMap({ Site.ID($0) }),
      let workload = Workload(ofOrder: json),
      // Whose decision it is stands in it, or it is none.
      json["approval"]?["decision"]?.text.flatMap({ Decision.ID($0) }) != nil,
      json["approval"]?["approver"]?.text.flatMap({ Person.ID($0) }) != nil,
      let state = json["state"]?.text.flatMap(Deployment.DesiredState.init),
      let organisation = json["organisation"]?["slug"]?.text, organisation.isSlug,
      let title = json["title"]?.text,
      let start = json["notBefore"]?.text.flatMap({ Day($0) }),
      let end = json["notAfter"]?.text.flatMap({ Day($0) }),
      let period = Period(start: start, end: end)
    else { return nil }
    var granted = Resources()
    for resourceClass in ResourceClass.allCases {
      guard let amount = json["resources"]?[resourceClass.rawValue]?.int,
        (0...Self.mostOfAClass).contains(amount)
      else { return nil }
      granted[resourceClass] = amount
    }
    self.deployment = deployment
    self.revision = revision
    self.site = site
    self.workload = workload
    self.state = state
    self.organisation = organisation
    self.title = title
    self.granted = granted
    self.period = period
    self.document = document
    self.digest = digest
  }

  /// Above any order that makes sense, and far below where sums and bytes of it would overflow.
  private static let mostOfAClass = 1_000_000
}

extension Workload {
  /// What an order's document names; nil when its two words for it do not agree. Those from before there was a catalogue
  /// have the profile alone.
  fileprivate init?(ofOrder json: JSON) {
    guard let profile = json["profile"]?.text else { return nil }
    let workload = json["workload"] ?? ["kind": "shipped", "reference": .string(profile)]
    self.init(workload)
    guard self.profile == profile else { return nil }
  }
}

extension String {
  /// Small letters, digits and hyphens: what can stand in any platform's names and paths as it is.
  fileprivate var isSlug: Bool {
    !isEmpty && utf8.count <= 63
      && utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
  }
}
