import SQLite

@testable import Cedar

/// Entities, once for the engine and once in tables: random, with everything that sets SQL and
/// Cedar apart.
struct World {
  let schema: Schema
  let entities: Entities
  let connection: Connection
  let map: FieldMap
  let documents: [EntityUID]

  init(_ dice: inout Dice, in directory: Directory) throws {
    let schema = try Schema(parsing: Self.vocabulary)
    self.schema = schema
    var all: [Entity] = []
    for (type, count) in Self.counts {
      for number in 0..<count {
        all.append(try Self.entity(EntityUID(type: type, id: "\(number)"), schema, &dice))
      }
    }
    entities = try Entities(all)
    documents = all.map(\.uid).filter { $0.type == "Doc" }
    connection = try Connection(path: directory.file("world"), durability: .none)
    map = try FieldMap(schema: schema, Self.counts.map { Self.table($0.key, schema) })
    try connection.execute(script: "BEGIN")
    try fill(connection)
    try connection.execute(script: "COMMIT")
  }

  static let vocabulary = """
    entity Level enum ["low", "high", "none"];
    entity Group in [Group];
    entity User in [Group] = { name: String, age?: Long, team?: Group, boss?: User };
    entity Site in [Group] = {
      name: String, open: Bool, rank?: Long, owner?: User, keepers: Set<User>
    } tags String;
    entity Doc in [Group, Doc] = {
      title: String, note?: String, count: Long, limit?: Long, open: Bool, secret?: Bool,
      level: Level, owner: User, reviewer?: User, site: Site, other?: Site, folder: Group,
      at: datetime, until?: datetime, span: duration, price: decimal, rebate?: decimal,
      readers: Set<User>, groups: Set<Group>, labels: Set<String>, numbers: Set<Long>
    } tags Long;
    action all;
    action view, edit in [all] appliesTo {
      principal: User, resource: Doc,
      context: { n: Long, who?: User, text: String, flag: Bool }
    };
    """

  private static let counts: KeyValuePairs<EntityType, Int> = [
    "Group": 5, "User": 6, "Site": 5, "Doc": 24,
  ]

  static let texts = ["", "a", "A", "ab", "a*b", "*", "?", "[a]", "%_", "\u{e9}", "e\u{301}"]
  static let numbers: [Int64] = [0, 1, -1, 2, 7, 100, .max, .max - 1, .min, .min + 1]

  /// Once in a while, one of no entity.
  static func uid(_ type: EntityType, _ dice: inout Dice) -> EntityUID {
    if type == "Level" { return EntityUID(type: type, id: dice.pick(["low", "high", "none"])) }
    let count = counts.first { $0.key == type }?.value ?? 0
    return EntityUID(type: type, id: "\(Int.random(in: 0...count, using: &dice))")
  }

  // MARK: - Entities

  private static func entity(
    _ uid: EntityUID, _ schema: Schema, _ dice: inout Dice
  ) throws -> Entity {
    guard let declaration = schema.entityTypes[uid.type] else { throw Undeclared(type: uid.type) }
    var attributes = Record()
    // In the order of their names, so that the seed fixes them.
    for (name, attribute) in declaration.attributes.attributes.sorted(by: { $0.key < $1.key })
    where attribute.isRequired || dice.oneIn(2) {
      attributes[name] = value(attribute.type, &dice)
    }
    var tags = Record()
    if let type = declaration.tags {
      for key in dice.some(of: ["x", "y", ""]) { tags[ExactString(key)] = value(type, &dice) }
    }
    let parents = dice.some(of: declaration.memberOf).map { self.uid($0, &dice) }
      // Downwards only, so that there is no cycle.
      .filter { $0.type != uid.type || $0.id.text < uid.id.text }
    return Entity(uid: uid, attributes: attributes, parents: parents, tags: tags)
  }

  private struct Undeclared: Error {
    let type: EntityType
  }

  private static func value(_ type: ValueType, _ dice: inout Dice) -> Value {
    switch type {
    case .bool: return .bool(dice.oneIn(2))
    case .long: return .long(dice.pick(numbers))
    case .string: return .string(dice.pick(texts))
    case .entity(let type): return .entity(uid(type, &dice))
    case .decimal: return .decimal(Value.Decimal(scaled: dice.pick(numbers)))
    case .datetime: return .datetime(Value.Datetime(milliseconds: dice.pick(numbers)))
    case .duration: return .duration(Value.Duration(milliseconds: dice.pick(numbers)))
    case .set(let element):
      return .set((0..<Int.random(in: 0...3, using: &dice)).map { _ in value(element, &dice) })
    case .record, .ipAddress: return .bool(false)
    }
  }

  // MARK: - Tables

  /// Where entities of a type stand: a column for each value, a side table for each set. In side
  /// tables, rows that do not count lie about.
  private static func table(_ type: EntityType, _ schema: Schema) -> EntityTable {
    let declaration = schema.entityTypes[type]
    let fields = (declaration?.attributes.attributes ?? [:]).map { name, attribute in
      if case .set = attribute.type {
        return EntityTable.Field.set(
          name, table: "\(type)_\(name)", owner: "owner", element: "element", where: "counts")
      }
      return name == "open"
        ? .column(name) { "\($0).open <> 0" } : .column(name, "\(name)_column")
    }
    let ancestries = (declaration?.memberOf ?? []).map { ancestor in
      EntityTable.Ancestry(
        of: ancestor, table: "ancestry", child: "child", ancestor: "ancestor",
        where: "childType = '\(type)' AND ancestorType = '\(ancestor)'")
    }
    return EntityTable(
      type, table: "\(type)_table", alias: type == "Doc" ? "d" : nil, id: "uid", fields: fields,
      ancestries: ancestries,
      tags: declaration?.tags == nil
        ? nil : .init(table: "\(type)_tag", owner: "owner", key: "key", value: "value"))
  }

  private func fill(_ connection: Connection) throws {
    try connection.execute(
      script: "CREATE TABLE ancestry (childType, child, ancestorType, ancestor)")
    for (type, _) in Self.counts { try create(type, connection) }
    for entity in entities { try insert(entity, connection) }
  }

  private func create(_ type: EntityType, _ connection: Connection) throws {
    guard let declaration = schema.entityTypes[type] else { throw Undeclared(type: type) }
    var columns = ["uid TEXT PRIMARY KEY"]
    for (name, attribute) in declaration.attributes.attributes {
      if case .set = attribute.type {
        try connection.execute(script: "CREATE TABLE \(type)_\(name) (owner, element, counts)")
      } else {
        columns.append(
          "\(name)\(name == "open" ? "" : "_column") \(attribute.isRequired ? "NOT NULL" : "")")
      }
    }
    try connection.execute(
      script: """
        CREATE TABLE \(type)_table (\(columns.joined(separator: ", ")));
        CREATE TABLE \(type)_tag (owner, key, value);
        """)
  }

  private func insert(_ entity: Entity, _ connection: Connection) throws {
    let type = entity.uid.type
    let id = SQLValue.text(entity.uid.id.text)
    var columns = ["uid"]
    var values = [id]
    for member in entity.attributes {
      if case .set(let elements) = member.value {
        for (position, element) in elements.enumerated() {
          try insert(into: "\(type)_\(member.name)", [id, element.stored, .integer(1)], connection)
          if position == 0 {
            let stray: [SQLValue] = [.text("0"), element.stored, .integer(0)]
            try insert(into: "\(type)_\(member.name)", stray, connection)
          }
        }
      } else {
        columns.append("\(member.name)\(member.name == "open" ? "" : "_column")")
        values.append(member.value.stored)
      }
    }
    try insert(
      into: "\(type)_table (\(columns.joined(separator: ", ")))", values, connection)
    for tag in entity.tags {
      try insert(into: "\(type)_tag", [id, .text(tag.name.text), tag.value.stored], connection)
    }
    for ancestor in ancestors(of: entity.uid) {
      try insert(
        into: "ancestry",
        [.text("\(type)"), id, .text("\(ancestor.type)"), .text(ancestor.id.text)], connection)
    }
  }

  private func insert(
    into table: String, _ values: [SQLValue], _ connection: Connection
  ) throws {
    let places = values.map { _ in "?" }.joined(separator: ", ")
    try connection.run(
      SQL(unchecked: "INSERT INTO \(table) VALUES (\(places))", bindings: values))
  }

  /// The documents that one of the conditions selects, once for each that does.
  func ids(where conditions: [SQLExpression]) throws -> [String] {
    try conditions.flatMap { condition in
      try connection.rows(SQL("SELECT uid FROM Doc_table AS d WHERE ", condition)) {
        try $0(0) as String
      }
    }.sorted()
  }

  func ancestors(of uid: EntityUID) -> Set<EntityUID> {
    let candidates = entities.flatMap { [$0.uid] + $0.parents }
    return Set(candidates.filter { $0 != uid && entities.isEntity(uid, in: $0) })
  }
}

extension Value {
  /// As the map says that it stands in a column.
  fileprivate var stored: SQLValue {
    switch self {
    case .bool(let value): .integer(value ? 1 : 0)
    case .long(let value): .integer(value)
    case .string(let text): .text(text.text)
    case .entity(let uid): .text(uid.id.text)
    case .decimal(let value): .integer(value.scaled)
    case .datetime(let value): .integer(value.milliseconds)
    case .duration(let value): .integer(value.milliseconds)
    case .set, .record, .ipAddress: .null
    }
  }
}

extension SQL {
  init(_ head: String, _ condition: SQLExpression) {
    self.init(
      unchecked: head + condition.text,
      bindings: condition.bindings.map { binding in
        switch binding {
        case .integer(let number): .integer(number)
        case .text(let text): .text(text.text)
        }
      })
  }
}
