import JSON
import Portal

extension Grant {
  static let shape = Shape.record(
    "Grant",
    [
      "id": .id, "person": .id, "name": .text, "email": .text, "organisation": .text,
      "organisationName": .text, "role": .choice(of: Role.self), "roleLabel": .text,
      "validFrom": .instant, "validUntil": .nullable(.instant),
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(membership.id.text), "person": .string(membership.person.text),
      "name": .string(personName), "email": .string(email),
      "organisation": .string(organisationSlug), "organisationName": .string(organisationName),
      "role": .string(membership.role.rawValue),
      "roleLabel": .string(membership.role.label[language]),
      "validFrom": .string(membership.validFrom.rfc3339),
      "validUntil": JSON(membership.validUntil),
    ]
  }
}

extension Membership {
  static let shape = Shape.record(
    "Membership",
    [
      "id": .id, "person": .id, "organisation": .id, "role": .choice(of: Role.self),
      "validFrom": .instant, "validUntil": .nullable(.instant),
    ])

  var json: JSON {
    [
      "id": .string(id.text), "person": .string(person.text),
      "organisation": .string(organisation.text), "role": .string(role.rawValue),
      "validFrom": .string(validFrom.rfc3339), "validUntil": JSON(validUntil),
    ]
  }
}

extension AddedPerson {
  static let shape = Shape.record(
    "AddedPerson",
    ["person": Person.shape, "grant": Membership.shape, "initialPassword": .nullable(.text)])

  /// The initial password stands here this once.
  var json: JSON {
    ["person": person.json, "grant": membership.json, "initialPassword": JSON(password)]
  }
}

extension Person {
  static let recordShape = shape.extended("PersonRecord", ["actions": Offer.listShape])

  func json(_ offers: [Offer], _ language: Language) -> JSON {
    guard case .object(var members) = json else { return json }
    members["actions"] = offers.json(language)
    return .object(members)
  }
}
