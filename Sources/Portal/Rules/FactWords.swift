import Cedar

/// Puts the facts that rules look at into words: what they are called, and what their values are.
enum FactWords {
  /// “état du cas : publié (actuellement : brouillon)”.
  static func sentence(_ fact: Fact) -> Text {
    guard let name = name(of: fact.path), let need = need(fact) else {
      return Text(verbatim: "\(fact)")
    }
    guard let present = fact.present.flatMap(words(for:)) else {
      return Text("\(name.french) : \(need.french)", "\(name.english): \(need.english)")
    }
    return Text(
      "\(name.french) : \(need.french) (actuellement : \(present.french))",
      "\(name.english): \(need.english) (now: \(present.english))")
  }

  private static func need(_ fact: Fact) -> Text? {
    switch fact.need {
    case .oneOf(let values): list(values)
    case .noneOf(let values):
      list(values).map { Text("autre que \($0.french)", "other than \($0.english)") }
    case .same(let other):
      name(of: other).map { Text("la même que « \($0.french) »", "the same as “\($0.english)”") }
    case .different(let other):
      name(of: other).map { Text("autre que « \($0.french) »", "other than “\($0.english)”") }
    case .containing(_, .path(let element)):
      name(of: element).map { Text("avec « \($0.french) »", "with “\($0.english)”") }
    case .lacking(_, .path(let element)):
      name(of: element).map { Text("sans « \($0.french) »", "without “\($0.english)”") }
    case .within(.path(let group)):
      name(of: group).map { Text("membre de « \($0.french) »", "a member of “\($0.english)”") }
    case .outside(.path(let group)):
      name(of: group).map {
        Text("membre d’aucune de « \($0.french) »", "a member of none of “\($0.english)”")
      }
    case .present: Text("à indiquer", "to be given")
    case .absent: Text("à laisser vide", "to be left empty")
    case .ofType(let type): types[type.description]
    case .containing, .lacking, .within, .outside, .compared: nil
    }
  }

  private static func list(_ values: [Value]) -> Text? {
    let words = values.compactMap(words(for:))
    guard words.count == values.count else { return nil }
    return Text(
      words.map(\.french).joined(separator: " ou "), words.map(\.english).joined(separator: " or "))
  }

  /// A value in words; `nil` for what people do not call by its value, such as an id.
  private static func words(for value: Value) -> Text? {
    switch value {
    case .bool(true): Text("oui", "yes")
    case .bool(false): Text("non", "no")
    case .entity(let uid): word(for: uid)
    default: nil
    }
  }

  private static func word(for uid: EntityUID) -> Text? {
    let id = uid.id.text
    return switch uid.type.description {
    case "Kind": Organisation.Kind(rawValue: id)?.label
    case "PublicStatus": Organisation.PublicStatus(rawValue: id)?.label
    case "Role": Role(rawValue: id)?.label
    case "UseCaseState": UseCase.State(rawValue: id)?.label
    case "RequestState": HostingRequest.State(rawValue: id)?.label
    case "RiskClass": RiskClass(rawValue: id)?.label
    default: nil
    }
  }

  private static let types: [String: Text] = [
    "Member": Text("une personne dans un rôle actif", "a person in an active role"),
    "Person": Text("une personne connectée", "a person signed in"),
    "Visitor": Text("un visiteur", "a visitor"),
    "Agent": Text("l’agent d’un site", "a site’s agent"),
    "Console": Text("la console de la machine", "the machine’s console"),
  ]

  private static func name(of path: FactPath) -> Text? {
    let attributes = path.attributes.map(\.text).joined(separator: ".")
    return names["\(path.variable.rawValue)\(attributes.isEmpty ? "" : ".\(attributes)")"]
  }

  private static let names: [String: Text] = [
    "principal": Text("qui agit", "who acts"),
    "principal.person": Text("la personne qui agit", "the person acting"),
    "principal.organisation": Text("l’organisation active", "the active organisation"),
    "principal.kind": Text("type de l’organisation active", "kind of the active organisation"),
    "principal.role": Text("rôle actif", "active role"),
    "principal.site": Text("site de l’agent", "the agent’s site"),
    "resource": Text("l’objet", "the thing itself"),
    "resource.kind": Text("type de l’organisation", "kind of the organisation"),
    "resource.state": Text("état", "state"),
    "resource.initiator": Text(
      "l’organisation à l’initiative du cas", "the organisation that started the case"),
    "resource.participants": Text("organisations participantes", "participating organisations"),
    "resource.invited": Text("organisations invitées", "invited organisations"),
    "resource.tookPart": Text(
      "organisations qui participent ou ont participé", "organisations that take or took part"),
    "resource.editors": Text("personnes qui ont rédigé", "people who wrote it"),
    "resource.inLibrary": Text("publié dans la bibliothèque", "published in the library"),
    "resource.riskClass": Text("classe de risque", "risk class"),
    "resource.organisation": Text("l’organisme concerné", "the body concerned"),
    "resource.bodies": Text("les organismes concernés", "the bodies concerned"),
    "resource.publicStatus": Text(
      "statut public de l’organisme", "public status of the body"),
    "resource.requester": Text("la personne qui a demandé", "the person who asked"),
    "resource.maintainer": Text("le mainteneur désigné", "the maintainer named"),
    "resource.deciders": Text("personnes qui ont décidé", "people who took a decision"),
    "resource.personalData": Text("données à caractère personnel", "personal data"),
    "resource.sensitiveData": Text("données sensibles", "sensitive data"),
    "resource.vcpu": Text("vCPU demandés", "vCPU asked for"),
    "resource.memoryGiB": Text("mémoire demandée (Gio)", "memory asked for (GiB)"),
    "resource.storageGiB": Text("stockage demandé (Gio)", "storage asked for (GiB)"),
    "resource.gpu": Text("GPU demandés", "GPUs asked for"),
    "resource.publisher": Text("l’organisation qui publie", "the publishing organisation"),
    "resource.site": Text("le site", "the site"),
    "resource.released": Text("déploiement libéré", "deployment released"),
    "resource.giver": Text("l’organisme qui cède", "the body that gives"),
    "resource.receiver": Text("l’organisme à qui l’on propose", "the body it is offered to"),
    "resource.stands": Text("offre ouverte", "offer open"),
    "resource.prohibited": Text(
      "pratique interdite par le règlement sur l’IA", "practice that the AI Act prohibits"),
    "context.unregistered": Text(
      "inscription manquante dans la base de l’Union européenne", "missing entry in the EU database"),
    "context.exceeded": Text(
      "quota ou capacité dépassés", "quota or capacity exceeded"),
    "context.granting": Text("décision favorable", "favourable decision"),
    "context.shipped": Text("livré avec le portail", "shipped with the portal"),
    "context.receiverKind": Text("type de l’organisme destinataire", "kind of the receiving body"),
    "context.receiverStatus": Text(
      "statut public de l’organisme destinataire", "public status of the receiving body"),
    "context.person": Text("la personne concernée", "the person concerned"),
  ]
}
