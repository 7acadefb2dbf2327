import Cedar
import Foundation
import JSON

extension PolicyCase {
  /// Reads every `tests/*.json` of a folder, in the order of their names. Throws everything that cannot be read.
  ///
  /// A file is `{"about": …, "cases": [{"name", "who", "action", "resource", "context", "answer", "rules"}]}`:
  /// * `who` is `"visitor"`, `"console"`, `{"site": …}` for an agent, `{"person": …}` for somebody without a
  ///   membership, or a member `{"kind", "role"}` with, where it matters, `person` (`me`), `organisation` (`mine`) and
  ///   `alsoIn`, the other organisations that they have a role in;
  /// * `resource` is its attributes, and its `id` where that matters, or only the id. What is not said is empty,
  ///   false or somebody else's; a word of a fixed list, such as a state, has to be said where a rule looks at it;
  /// * `answer` is `allow` or `deny`, `rules` all the rules that decide.
  static func all(of folder: PolicyFolder) throws(RuleBookError) -> [PolicyCase] {
    let tests = "\(folder.path)/tests"
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: tests).sorted()
    } catch {
      throw RuleBookError(complaints: ["\(tests): \(error.localizedDescription)"])
    }
    var cases: [PolicyCase] = []
    var complaints: [String] = []
    for name in names where name.hasSuffix(".json") {
      let path = "\(tests)/\(name)"
      do {
        let file = try JSON(parsing: [UInt8](Data(contentsOf: URL(filePath: path))))
        for (number, json) in try file.required("cases").list().enumerated() {
          do {
            cases.append(try PolicyCase(json, schema: folder.schema))
          } catch {
            complaints.append("\(path): case \(number + 1): \(error)")
          }
        }
      } catch {
        complaints.append("\(path): \(error)")
      }
    }
    guard complaints.isEmpty else { throw RuleBookError(complaints: complaints) }
    return cases
  }

  private init(_ json: JSON, schema: Schema) throws {
    try json.refuseMembers(
      besides: ["name", "who", "action", "resource", "context", "answer", "rules"])
    name = try json.required("name").word()
    let action = EntityUID(type: "Action", id: try json.required("action").word())
    guard let declaration = schema.actions[action] else {
      throw CaseError("no action “\(action.id)”")
    }
    let principals = try Self.principals(try json.required("who"), schema)
    let resource = try Self.resource(
      try json.required("resource"), declaration, schema, principal: principals[0])
    let context = try Self.record(json["context"] ?? [:], declaration.context, schema)
    let entities =
      principals.contains { $0.uid == resource.uid } ? principals : principals + [resource]
    question = Question(
      Request(
        principal: principals[0].uid, action: action, resource: resource.uid, context: context),
      entities: try Entities(entities))
    let answer = try json.required("answer").word()
    guard let decision = Cedar.Decision(rawValue: answer) else {
      throw CaseError("`answer` is `allow` or `deny`")
    }
    expected = Answer(
      isAllowed: decision == .allow,
      rules: try json.required("rules").list().map { try $0.word() }.sorted(), failures: [])
  }

  /// Whoever acts first, then what it refers to.
  private static func principals(_ who: JSON, _ schema: Schema) throws -> [Entity] {
    switch who.text {
    case "visitor"?: return [Entity(uid: EntityUID(type: "Visitor", id: "visitor"))]
    case "console"?: return [Entity(uid: EntityUID(type: "Console", id: "console"))]
    case let other?: throw CaseError("nobody is called “\(other)”")
    case nil: break
    }
    try who.refuseMembers(besides: ["site", "person", "organisation", "kind", "role", "alsoIn"])
    if let site = who["site"] {
      let uid = EntityUID(.site, try site.word())
      return [
        Entity(uid: EntityUID(type: "Agent", id: "agent"), attributes: ["site": .entity(uid)])
      ]
    }
    let person = EntityUID(.person, try who["person"]?.word() ?? "me")
    guard who["role"] != nil else { return [Entity(uid: person)] }
    let organisation = EntityUID(.organisation, try who["organisation"]?.word() ?? "mine")
    let others = try (who["alsoIn"]?.list() ?? []).map { EntityUID(.organisation, try $0.word()) }
    return [
      Entity(
        uid: EntityUID(type: "Member", id: "member"),
        attributes: [
          "person": .entity(person), "organisation": .entity(organisation),
          "kind": try value(try who.required("kind"), .entity("Kind"), schema),
          "role": try value(try who.required("role"), .entity("Role"), schema),
        ]),
      Entity(uid: person, parents: [organisation] + others),
    ]
  }

  private static func resource(
    _ json: JSON, _ declaration: ActionDeclaration, _ schema: Schema, principal: Entity
  ) throws -> Entity {
    guard let type = declaration.resources.first, declaration.resources.count == 1,
      let entity = schema.entityTypes[type]
    else { throw CaseError("the action does not have exactly one type of resource") }
    var members: JSONObject = try json.text.map { ["id": .string($0)] } ?? json.object()
    let uid = EntityUID(type: type, id: try members["id"]?.word() ?? "other")
    members["id"] = nil
    var attributes = unsaid(entity.attributes, schema)
    // An organisation that somebody acts for is of the kind that they act for it as.
    if principal.attributes["organisation"] == .entity(uid), entity.hasKind {
      attributes["kind"] = principal.attributes["kind"]
    }
    for member in try record(.object(members), entity.attributes, schema) {
      attributes[member.name] = member.value
    }
    return Entity(uid: uid, attributes: attributes)
  }

  /// What is not said is empty, false or somebody else's.
  private static func unsaid(_ type: RecordType, _ schema: Schema) -> Record {
    Record(
      type.attributes.compactMap { name, attribute -> (ExactString, Value)? in
        guard attribute.isRequired else { return nil }
        switch attribute.type {
        case .bool: return (name, false)
        case .set: return (name, [])
        case .entity(let type) where schema.entityTypes[type]?.choices == nil:
          return (name, .entity(EntityUID(type: type, id: "other")))
        default: return nil
        }
      })
  }

  private static func record(_ json: JSON, _ type: RecordType, _ schema: Schema) throws -> Record {
    Record(
      try json.object().map { name, json in
        guard let attribute = type.attributes[ExactString(name)] else {
          throw CaseError("the schema has no “\(name)” here")
        }
        return (ExactString(name), try value(json, attribute.type, schema))
      })
  }

  private static func value(_ json: JSON, _ type: ValueType, _ schema: Schema) throws -> Value {
    switch (type, json) {
    case (.bool, .bool(let value)): return .bool(value)
    case (.long, .integer(let value)): return .long(value)
    case (.string, .string(let text)): return .string(text)
    case (.set(let element), .array(let items)):
      return .set(try items.map { try value($0, element, schema) })
    case (.entity(let type), .string(let id)):
      if let choices = schema.entityTypes[type]?.choices, !choices.contains(ExactString(id)) {
        throw CaseError("\(type) has no “\(id)”")
      }
      return .entity(EntityUID(type: type, id: id))
    default: throw CaseError("a value of another type is expected")
    }
  }
}

extension EntityDeclaration {
  fileprivate var hasKind: Bool { attributes.attributes["kind"] != nil }
}

/// Why a case cannot be read.
private struct CaseError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension JSON {
  fileprivate func required(_ name: String) throws -> JSON {
    guard let member = self[name] else { throw CaseError("`\(name)` is missing") }
    return member
  }

  fileprivate func word() throws -> String {
    guard let text else { throw CaseError("a word is expected") }
    return text
  }

  fileprivate func list() throws -> [JSON] {
    guard let items else { throw CaseError("a list is expected") }
    return items
  }

  fileprivate func object() throws -> JSONObject {
    guard let members else { throw CaseError("an object is expected") }
    return members
  }

  fileprivate func refuseMembers(besides known: Set<String>) throws {
    for (name, _) in try object() where !known.contains(name) {
      throw CaseError("“\(name)” has no meaning here")
    }
  }
}
