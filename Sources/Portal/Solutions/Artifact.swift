/// What a site brings to life. Whatever it is, it cannot be exchanged for something else under the same name.
public enum Artifact: Hashable, Sendable {
  /// What is shipped with the site's agent.
  case shipped(WorkloadProfile)
  case image(ImageReference)
  /// A file at an https address, and the 64 digits of base 16 of its SHA-256.
  case bundle(address: String, digest: String)

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case shipped, image, bundle

    public var label: Text {
      switch self {
      case .shipped: Text("livré avec le portail", "shipped with the portal")
      case .image: Text("image de conteneur", "container image")
      case .bundle: Text("archive", "bundle")
      }
    }
  }

  public var kind: Kind {
    switch self {
    case .shipped: .shipped
    case .image: .image
    case .bundle: .bundle
    }
  }

  /// Where it comes from, or what it is called.
  public var reference: String {
    switch self {
    case .shipped(let profile): profile.rawValue
    case .image(let image): image.description
    case .bundle(let address, _): address
    }
  }

  /// `sha256:` and 64 digits of base 16; `nil` for what is shipped, which has the digest of the agent.
  public var digest: String? {
    switch self {
    case .shipped: nil
    case .image(let image): "sha256:" + image.digest
    case .bundle(_, let digest): "sha256:" + digest
    }
  }

  /// Where a site has it from: a host and, if need be, a port; `nil` for what it has already.
  public var host: String? {
    switch self {
    case .shipped: nil
    case .image(let image): image.registry
    case .bundle(let address, _):
      address.split(separator: "/", maxSplits: 2).dropFirst().first.map(String.init)
    }
  }
}

extension Artifact {
  /// Throws what is wrong with it, for people.
  init(kind: Kind, reference: String, digest: String? = nil) throws(Mistake) {
    switch kind {
    case .shipped:
      guard let profile = WorkloadProfile(rawValue: reference) else {
        let profiles = WorkloadProfile.allCases.map(\.rawValue).joined(separator: ", ")
        throw Mistake(
          Text("Est livré avec le portail : \(profiles).", "Shipped with the portal: \(profiles)."))
      }
      self = .shipped(profile)
    case .image: self = .image(try ImageReference(reference))
    case .bundle:
      guard reference.utf8.count <= 400,
        reference.wholeMatch(of: #/https://[a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?/[!-~]+/#) != nil
      else {
        throw Mistake(
          Text(
            "Une adresse https est attendue, sans espace.",
            "An https address is expected, without spaces."))
      }
      guard let digest, digest.wholeMatch(of: #/[0-9a-f]{64}/#) != nil else {
        throw Mistake(
          Text(
            "L’empreinte SHA-256 de l’archive est attendue : 64 chiffres hexadécimaux en minuscules.",
            "The bundle’s SHA-256 is expected: 64 hexadecimal digits in lower case."))
      }
      self = .bundle(address: reference, digest: digest)
    }
  }
}
