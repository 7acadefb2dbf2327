/// Where the entities of one type stand in the database: a table with one row for each, and where
/// their attributes are.
///
///     EntityTable("Photo", table: "photo", fields: [
///       .column("owner"),
///       .column("isPublic") { "\($0).publishedAt IS NOT NULL" },
///       .set("viewers", table: "invitation", owner: "photo", element: "person",
///         where: "state = 'accepted'"),
///     ])
///
/// What the schema says must hold in the tables: the column of a required attribute is never NULL,
/// that of an optional one is NULL where the attribute is missing. Truth values are 0 and 1,
/// instants and spans of time milliseconds, decimal numbers whole numbers of ten-thousandths,
/// entities their bare id, their type being that in the schema. Texts hold no NUL and are compared
/// as bytes (collation `BINARY`). Owners and elements of sets, tags and ancestries are never NULL.
///
/// Names and pieces of SQL go into the text as they are: they come from the program, never from
/// outside.
public struct EntityTable: Sendable {
  public let type: EntityType
  public let table: String
  /// What queries call the table.
  let alias: String
  /// The column with the entity's id.
  public let id: String
  let fields: [Field]
  let ancestries: [Ancestry]
  let tags: Tags?

  /// `alias` is what queries that use a filter call the table: its name, unless they rename it.
  public init(
    _ type: EntityType, table: String, alias: String? = nil, id: String = "id",
    fields: [Field] = [], ancestries: [Ancestry] = [], tags: Tags? = nil
  ) {
    self.type = type
    self.table = table
    self.alias = alias ?? table
    self.id = id
    self.fields = fields
    self.ancestries = ancestries
    self.tags = tags
  }
}

extension EntityTable {
  /// Where one attribute stands.
  public struct Field: Sendable {
    enum Place: Sendable {
      case column(String)
      /// A piece of SQL over the row, which is passed the name of the row.
      case computed(@Sendable (String) -> String)
      case set(SideTable)
    }

    let attribute: ExactString
    let place: Place

    /// A column; of the attribute's own name unless said otherwise.
    public static func column(_ attribute: ExactString, _ name: String? = nil) -> Field {
      Field(attribute: attribute, place: .column(name ?? attribute.text))
    }

    /// A piece of SQL over the row, such as `{ "\($0).publishedAt IS NOT NULL" }`; it is
    /// passed the name to qualify columns with.
    public static func column(
      _ attribute: ExactString, _ sql: @escaping @Sendable (_ row: String) -> String
    ) -> Field {
      Field(attribute: attribute, place: .computed(sql))
    }

    /// A set, one row of a side table for each element; `condition` picks the rows that count, over
    /// the columns of that table.
    public static func set(
      _ attribute: ExactString, table: String, owner: String, element: String,
      where condition: String? = nil
    ) -> Field {
      let side = SideTable(table: table, owner: owner, element: element, condition: condition)
      return Field(attribute: attribute, place: .set(side))
    }
  }

  /// Rows that say what belongs to an owner.
  struct SideTable: Sendable {
    let table: String
    let owner: String
    let element: String
    let condition: String?
  }

  /// What the entities are in, directly or through others (a closure table), as far as the
  /// ancestors are of one type.
  public struct Ancestry: Sendable {
    let ancestorType: EntityType
    let side: SideTable

    /// `condition` picks the rows that count, such as those whose ancestor is of that type.
    public init(
      of ancestorType: EntityType, table: String, child: String, ancestor: String,
      where condition: String? = nil
    ) {
      self.ancestorType = ancestorType
      side = SideTable(table: table, owner: child, element: ancestor, condition: condition)
    }
  }

  /// The tags, one row for each.
  public struct Tags: Sendable {
    let keys: SideTable
    let value: String

    public init(
      table: String, owner: String, key: String, value: String, where condition: String? = nil
    ) {
      keys = SideTable(table: table, owner: owner, element: key, condition: condition)
      self.value = value
    }
  }
}
