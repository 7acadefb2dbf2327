import Cedar
import JSON
import Portal

extension PolicyDiff {
  /// The report for people.
  func lines(in language: Language) -> [String] {
    let asked = Text("\(asked) questions posées.", "\(asked) questions asked.")
    let gained = Self.count(widened)
    let lost = Self.count(narrowed)
    let unsure = blindSpots.map { place in
      Text(
        "\(place) : cette règle regarde plus que les questions ne font varier.",
        "\(place): this rule looks at more than the questions vary.")
    }
    return [asked[language]] + unsure.map { $0[language] }
      + [""] + [Text("Permis de plus : \(gained)", "Newly allowed: \(gained)")[language]]
      + widened.flatMap(\.lines)
      + [""] + [Text("Refusé de plus : \(lost)", "Newly refused: \(lost)")[language]]
      + narrowed.flatMap(\.lines)
  }

  private static func count(_ changes: [Change]) -> Int {
    changes.reduce(0) { $0 + $1.count }
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
  /// What it is about, then a line for each region.
  fileprivate var lines: [String] {
    let heading = "  \(environment.action.id): \(environment.principal) → \(environment.resource)"
    return [heading]
      + regions.map { region in
        let facts = region.constraints.map(\.description)
        return "    \(facts.isEmpty ? "*" : facts.joined(separator: ", ")) (\(region.count))"
      }
  }

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
