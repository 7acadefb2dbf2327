import Cedar

/// A small vocabulary for the tests of the analysis, and questions in it.
enum Office {
  static func schema() throws -> Schema {
    try Schema(
      parsing: """
        entity Role enum ["writer", "reader", "boss"];
        entity Team;
        entity Person in [Team] = { role: Role, team: Team };
        entity Guest;
        entity Paper = {
          author: Person, team: Team, readers: Set<Team>, editor?: Person, isOpen: Bool,
          pages: Long, title: String
        };
        action read, write appliesTo { principal: [Person, Guest], resource: Paper };
        action print appliesTo { principal: Person, resource: Paper, context: { inColour: Bool } };
        """)
  }

  static func uid(_ type: EntityType, _ id: String) -> EntityUID {
    EntityUID(type: type, id: id)
  }

  static func value(_ type: EntityType, _ id: String) -> Value {
    .entity(uid(type, id))
  }

  static let ann = uid("Person", "ann")
  static let paper = uid("Paper", "plan")

  /// Ann, a reader of the team north, and a paper of the team south, which is not hers.
  static func question(
    _ action: String, role: String = "reader", paper changes: Record = [:], context: Record = [:],
    principal: EntityUID = ann
  ) throws -> Question {
    var attributes: Record = [
      "author": value("Person", "bob"), "team": value("Team", "south"), "readers": [],
      "isOpen": false, "pages": 9, "title": "plan",
    ]
    for change in changes { attributes[change.name] = change.value }
    return Question(
      Request(
        principal: principal, action: uid("Action", action), resource: paper, context: context),
      entities: try Entities([
        Entity(
          uid: ann, attributes: ["role": value("Role", role), "team": value("Team", "north")],
          parents: [uid("Team", "north")]),
        Entity(uid: paper, attributes: attributes),
      ]))
  }

  /// The ways to an `allow`, each as its facts in Cedar's own words.
  static func remedies(
    _ policies: String, _ question: Question, cost: @escaping @Sendable (Fact) -> Int? = { _ in 0 }
  ) throws -> [[String]] {
    let remedies = Remedies(
      schema: try schema(), policies: try PolicySet(parsing: policies), cost: cost)
    return remedies.explain(question).remedies.map { $0.facts.map(\.description) }
  }
}
