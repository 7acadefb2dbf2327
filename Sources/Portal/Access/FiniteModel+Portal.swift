public import Cedar

extension FiniteModel {
  /// Every question that the portal can put to these folders: kinds × roles, and the states and relations that their
  /// rules look at.
  public init(portal folders: [PolicyFolder]) {
    self.init(
      schemas: folders.map(\.schema), policies: folders.map(\.policies),
      including: [.kind, .role, .organisation], isPossible: Self.isPossible)
  }

  /// What the schema cannot say: such a question never comes up.
  static func isPossible(_ question: Question) -> Bool {
    roleFitsKind(question) && personIsInOwnOrganisation(question)
      && ownOrganisationIsOfOwnKind(question) && ownPartIsKnown(question)
  }

  /// Each kind of organisation gives roles of its own.
  static func roleFitsKind(_ question: Question) -> Bool {
    guard let kind = question[.kind]?.member.flatMap(Organisation.Kind.init),
      let role = question[.role]?.member.flatMap(Role.init)
    else { return true }
    return Role.roles(of: kind).contains(role)
  }

  /// Whoever acts for an organisation is in it.
  private static func personIsInOwnOrganisation(_ question: Question) -> Bool {
    guard let person = question[.person]?.uid, let organisation = question[.organisation]?.uid,
      question.entities[person] != nil
    else { return true }
    return question.entities.isEntity(person, in: organisation)
  }

  private static func ownOrganisationIsOfOwnKind(_ question: Question) -> Bool {
    guard question[.organisation] == .entity(question.request.resource),
      let kind = question[FactPath(.resource, ["kind"])]
    else { return true }
    return kind == question[.kind]
  }

  /// Whoever initiates a case takes part in it, and whoever takes part took part.
  private static func ownPartIsKnown(_ question: Question) -> Bool {
    guard let own = question[.organisation] else { return true }
    let initiates = question[FactPath(.resource, ["initiator"])].map { $0 == own }
    let isIn = ["participants", "tookPart"].map { name in
      question[FactPath(.resource, [ExactString(name)])]?.elements?.contains(own)
    }
    // Each that is asked about makes the next ones true.
    let known = ([initiates] + isIn).compactMap(\.self)
    return zip(known, known.dropFirst()).allSatisfy { !$0 || $1 }
  }
}

extension FactPath {
  static let kind = FactPath(.principal, ["kind"])
  static let role = FactPath(.principal, ["role"])
  static let organisation = FactPath(.principal, ["organisation"])
  static let person = FactPath(.principal, ["person"])
  static let state = FactPath(.resource, ["state"])
}

extension Value {
  var uid: EntityUID? {
    if case .entity(let uid) = self { uid } else { nil }
  }

  /// The id of a member of an enumerated type.
  var member: String? { uid?.id.text }

  var elements: ValueSet? {
    if case .set(let elements) = self { elements } else { nil }
  }
}
