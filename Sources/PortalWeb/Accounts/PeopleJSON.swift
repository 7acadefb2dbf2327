import JSON
import Portal

extension Grant {
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
  var json: JSON {
    [
      "id": .string(id.text), "person": .string(person.text),
      "organisation": .string(organisation.text), "role": .string(role.rawValue),
      "validFrom": .string(validFrom.rfc3339), "validUntil": JSON(validUntil),
    ]
  }
}

extension AddedPerson {
  /// The initial password stands here this once.
  var json: JSON {
    ["person": person.json, "grant": membership.json, "initialPassword": JSON(password)]
  }
}

extension Person {
  func json(_ offers: [Offer], _ language: Language) -> JSON {
    guard case .object(var members) = json else { return json }
    members["actions"] = offers.json(language)
    return .object(members)
  }
}
