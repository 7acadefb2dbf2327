/// Where everything that policies may ask of listed entities stands in the database.
public struct FieldMap: Sendable {
  let schema: Schema
  private let tables: [EntityType: EntityTable]

  /// Holds the tables against the schema. Throws everything that does not fit.
  ///
  /// What the policies never ask may be left out: asking it nevertheless is what cannot be
  /// translated then.
  public init(schema: Schema, _ tables: [EntityTable]) throws(FieldMapError) {
    self.schema = schema
    var byType: [EntityType: EntityTable] = [:]
    var complaints: [String] = []
    for table in tables {
      if byType.updateValue(table, forKey: table.type) != nil {
        complaints.append("There are two tables of the type `\(table.type)`.")
      }
      complaints += table.complaints(schema)
    }
    guard complaints.isEmpty else { throw FieldMapError(complaints: complaints) }
    self.tables = byType
  }

  subscript(type: EntityType) -> EntityTable? { tables[type] }
}

/// Why tables do not fit a schema, one whole sentence for each mistake.
public struct FieldMapError: Error, Hashable, Sendable, CustomStringConvertible {
  public let complaints: [String]
  public var description: String { complaints.joined(separator: "\n") }
}

extension EntityTable {
  fileprivate func complaints(_ schema: Schema) -> [String] {
    guard let declaration = schema.entityTypes[type] else {
      return ["The schema has no entity type `\(type)`."]
    }
    var complaints = fields.compactMap { $0.complaint(type, declaration) }
    if tags != nil, declaration.tags?.isColumn != true {
      complaints.append("`\(type)` has no tags that a column can hold.")
    }
    for ancestry in ancestries where !schema.mayBeIn(type, ancestry.ancestorType) {
      complaints.append("`\(type)` is never in `\(ancestry.ancestorType)`.")
    }
    return complaints
  }
}

extension EntityTable.Field {
  fileprivate func complaint(_ type: EntityType, _ declaration: EntityDeclaration) -> String? {
    guard let declared = declaration.attributes.attributes[attribute] else {
      return "`\(type)` has no attribute \(attribute.quoted)."
    }
    switch (place, declared.type) {
    case (.set, .set(let element)) where element.isColumn:
      // A table without rows cannot tell an empty set from none.
      return declared.isRequired
        ? nil : "The set \(attribute.quoted) of `\(type)` is optional; a table cannot tell."
    case (.set, _), (_, .set), (_, .record), (_, .ipAddress):
      return "The attribute \(attribute.quoted) of `\(type)` cannot stand so in a table."
    default: return nil
    }
  }
}

extension ValueType {
  /// Whether one column can hold a value.
  var isColumn: Bool {
    switch self {
    case .bool, .long, .string, .entity, .decimal, .datetime, .duration: true
    case .set, .record, .ipAddress: false
    }
  }
}

extension Schema {
  /// Whether an entity of one type may be in one of another, directly or through others.
  func mayBeIn(_ type: EntityType, _ group: EntityType) -> Bool {
    var reached: Set<EntityType> = []
    var pending = [type]
    while let next = pending.popLast() {
      for parent in entityTypes[next]?.memberOf ?? [] where reached.insert(parent).inserted {
        pending.append(parent)
      }
    }
    return reached.contains(group)
  }
}
