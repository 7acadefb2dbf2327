import Portal

/// One field of a form, a JSON body or a query: declared once with its route, it is what the form shows, what the reader
/// checks and what the API's description says.
struct Field: Sendable {
  enum Kind: Sendable {
    /// One line of text, at most so many characters.
    case line(maximum: Int)
    /// Text of several lines.
    case text(maximum: Int)
    case email
    case password
    case integer(ClosedRange<Int>)
    /// A number of at most six places, written with a point or, in a form, a comma.
    case decimal(ClosedRange<FixedPoint>)
    /// A day, `2026-11-21`.
    case day
    /// A month, `2026-11`.
    case month
    /// A moment, `2026-11-21T09:30:00Z`.
    case instant
    case flag
    case choice([Choice])
    case choices([Choice])
    /// A UUID.
    case id
    /// The version a change is based on; over the API it may come as `If-Match` instead.
    case version
    /// A file of at most so many bytes; it comes with a form only. `accept` is what a browser offers to choose from.
    case file(maximum: Int, accept: String)
    /// Values that the portal itself checks, keyed by the name of each: a sheet.
    case values(Shape, maximum: Int)
    /// Objects of such fields, at most so many of them; over the API only. `name` is that of their schema.
    case records(name: String, [Field], maximum: Int)
  }

  struct Choice: Sendable {
    let value: String
    let label: Text
  }

  let name: String
  let label: Text
  let kind: Kind
  let isRequired: Bool
  let hint: Text?
  /// What stands behind the label of a field that may be left empty, in place of “optional”.
  let remark: Text?

  init(
    _ name: String, _ label: Text, _ kind: Kind, required: Bool = true, hint: Text? = nil,
    remark: Text? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.isRequired = required
    self.hint = hint
    self.remark = remark
  }

  /// The version every form and `PATCH` carries.
  static let version = Field("version", Text("Version", "Version"), .version)

  /// What every list takes: how many items, and where its page starts.
  static let paging = [
    Field("limit", Text("Nombre par page", "How many"), .integer(1...100), required: false),
    Field(
      "cursor", Text("Suite de la liste", "Rest of the list"), .line(maximum: 200),
      required: false),
  ]

  /// A reason for a decision.
  static let reason = Field("reason", Text("Motif", "Reason"), .text(maximum: 2500))
}

extension Field.Kind {
  var isFile: Bool { if case .file = self { true } else { false } }

  /// A choice among the cases of an enumeration.
  static func choice<Value: CaseIterable & RawRepresentable>(
    of type: Value.Type, label: (Value) -> Text
  ) -> Field.Kind where Value.RawValue == String {
    .choice(type.allCases.map { Field.Choice(value: $0.rawValue, label: label($0)) })
  }
}
