import Cedar
import JSON
import Portal

extension PolicyDiff {
  /// The report for people.
  func lines(in language: Language) -> [String] {
    let asked = Text("\(asked) questions posées.", "\(asked) questions asked.")
    let widened = Text("Permis de plus", "Newly allowed")
    let narrowed = Text("Refusé de plus", "Newly refused")
    let unsure = blindSpots.map { place in
      Text(
        "\(place) : cette règle regarde plus que les questions ne font varier.",
        "\(place): this rule looks at more than the questions vary.")
    }
    return [asked[language]] + unsure.map { $0[language] }
      + lines(widened[language], self.widened)
      + lines(narrowed[language], self.narrowed)
  }

  private func lines(_ title: String, _ changes: [Change]) -> [String] {
    let count = changes.reduce(0) { $0 + $1.count }
    return ["", "\(title): \(count)"]
      + changes.flatMap { change in
        let key = change.environment
        return ["  \(key.action.id): \(key.principal) → \(key.resource)"]
          + change.regions.map { region in
            let facts = region.constraints.map(\.description)
            return "    \(facts.isEmpty ? "*" : facts.joined(separator: ", ")) (\(region.count))"
          }
      }
  }

  var json: JSON {
    [
      "asked": .integer(Int64(asked)), "widened": .array(widened.map(\.json)),
      "narrowed": .array(narrowed.map(\.json)),
      "blindSpots": .array(blindSpots.map { .string($0.description) }),
    ]
  }
}

extension PolicyDiff.Change {
  fileprivate var json: JSON {
    [
      "action": .string(environment.action.id.text),
      "principal": .string(environment.principal.name.text),
      "resource": .string(environment.resource.name.text), "count": .integer(Int64(count)),
      "regions": .array(
        regions.map { region in
          [
            "count": .integer(Int64(region.count)),
            "facts": .array(region.constraints.map { .string($0.description) }),
            "example": .object(region.example.facts),
          ]
        }),
    ]
  }
}

extension Question {
  /// Every attribute of principal, resource and context, by the name that policies call it.
  fileprivate var facts: JSONObject {
    let places: [(FactPath, Record?)] = [
      (FactPath(.principal), entities[request.principal]?.attributes),
      (FactPath(.resource), entities[request.resource]?.attributes),
      (FactPath(.context), request.context),
    ]
    return JSONObject(
      places.flatMap { path, record in
        (record ?? [:]).map { ("\(path).\($0.name)", JSON.string($0.value.description)) }
      })
  }
}
