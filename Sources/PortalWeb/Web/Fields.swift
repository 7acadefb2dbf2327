import HTTP
import JSON
import Portal

/// What was sent with a request, a form and a JSON body read alike: every declared field checked, every complaint
/// gathered, nothing undeclared let through.
struct Fields: Sendable {
  private let values: [String: [String]]
  /// The members of a `values` field over the API, as sent.
  private let objects: [String: JSONObject]
  /// The objects of a `records` field, each checked against its own fields.
  private let records: [String: [Fields]]
  private let files: [UploadedFile]

  /// Throws `invalid` with everything that is wrong at once.
  fileprivate init(
    declared: [Field], values: [String: [String]], objects: [String: JSONObject],
    records: [String: [Fields]] = [:], files: [UploadedFile] = [], ignoresEmpty: Bool,
    complaints unread: [Complaint] = []
  ) throws(PortalError) {
    self.values = values
    self.objects = objects
    self.records = records
    self.files = files
    var complaints = unread
    let unreadFields = Set(unread.map(\.field))
    for field in declared where !unreadFields.contains(field.name) {
      let sent = (values[field.name] ?? []).filter {
        !$0.isEmpty || !(ignoresEmpty || field.kind.isProse)
      }
      let isElsewhere =
        objects[field.name] != nil || records[field.name] != nil || file(field.name) != nil
      if sent.isEmpty, !isElsewhere {
        if field.isRequired, !field.kind.mayBeAbsent {
          complaints.append(
            Complaint(field.name, Text("Ce champ est obligatoire.", "This field is required.")))
        }
      } else {
        for value in sent {
          if let text = field.kind.complaint(about: value) {
            complaints.append(Complaint(field.name, text))
          }
        }
      }
    }
    guard complaints.isEmpty else { throw .invalid(complaints) }
  }

  /// The trimmed text of a field; empty when it was not sent.
  func text(_ name: String) -> String { values[name]?.first ?? "" }

  /// The text of a field, or nil when it was not sent or is empty.
  func optional(_ name: String) -> String? {
    let text = text(name)
    return text.isEmpty ? nil : text
  }

  func integer(_ name: String) -> Int? { Int(text(name)) }

  func decimal(_ name: String) -> FixedPoint? { FixedPoint(text(name)) }

  func day(_ name: String) -> Day? { Day(text(name)) }

  func month(_ name: String) -> Month? { Month(text(name)) }

  func instant(_ name: String) -> Instant? { Instant(rfc3339: text(name)) }

  /// The objects of a `records` field.
  func records(_ name: String) -> [Fields] { records[name] ?? [] }

  func flag(_ name: String) -> Bool { text(name) == "true" }

  func list(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

  func choice<Value: RawRepresentable>(_ name: String) -> Value? where Value.RawValue == String {
    Value(rawValue: text(name))
  }

  func id<Subject>(_ name: String) -> Identifier<Subject>? { Identifier(text(name)) }

  /// The file of a `file` field.
  func file(_ name: String) -> UploadedFile? { files.first { $0.field == name } }

  /// The members of a `values` field that came as JSON, `{"sheet": {"title": …}}`; nil when it did not.
  func object(_ name: String) -> JSONObject? { objects[name] }

  /// The values of a `values` field by name as a form sends them: `sheet.title`.
  func values(_ name: String) -> [(key: String, value: [String])] {
    let prefix = name + "."
    return values.filter { $0.key.hasPrefix(prefix) }
      .map { (String($0.key.dropFirst(prefix.count)), $0.value.filter { !$0.isEmpty }) }
      .sorted { $0.key < $1.key }
  }
}

extension Fields {
  /// Nothing sent.
  static let none = Fields()

  private init() {
    values = [:]
    objects = [:]
    records = [:]
    files = []
  }

  /// Reads a form: fields that are not declared are passed over, as browsers and extensions add some.
  ///
  /// Where empty values are not ignored, only a text may be empty.
  init(
    form: FormData, files: [UploadedFile] = [], declared: [Field], ignoresEmpty: Bool = true
  ) throws(PortalError) {
    var values: [String: [String]] = [:]
    for pair in form.pairs { values[pair.name, default: []].append(pair.value.trimmed) }
    let names = Set(declared.filter(\.kind.isFile).map(\.name))
    try self.init(
      declared: declared, values: values, objects: [:],
      files: files.filter { names.contains($0.field) }, ignoresEmpty: ignoresEmpty)
  }

  /// Reads a JSON object: a member that is not declared is refused, as it would be lost.
  init(json: JSON, declared: [Field]) throws(PortalError) {
    guard let members = json.members else {
      throw .invalid("", Text("Un objet JSON est attendu.", "A JSON object is expected."))
    }
    var values: [String: [String]] = [:]
    var objects: [String: JSONObject] = [:]
    var records: [String: [Fields]] = [:]
    var complaints: [Complaint] = []
    for (key, value) in members {
      guard let field = declared.first(where: { $0.name == key }) else {
        complaints.append(Complaint(key, Text("Ce champ est inconnu.", "This field is unknown.")))
        continue
      }
      if case .records(_, let declared, let maximum) = field.kind {
        let read = Self.read(value, as: declared, maximum: maximum, field: field)
        records[key] = read.records
        complaints += read.complaints
      } else if case .values = field.kind {
        if let object = value.members, object.allSatisfy({ $0.value.texts != nil }) {
          objects[key] = object
        } else {
          complaints.append(
            Complaint(
              key,
              Text(
                "Un objet de textes, nombres, booléens ou listes de textes est attendu.",
                "An object of texts, numbers, booleans or lists of texts is expected.")))
        }
      } else if let texts = field.kind.accepts(value) ? value.texts : nil {
        values[key] = texts.map(\.trimmed)
      } else {
        complaints.append(Complaint(key, field.kind.expectation))
      }
    }
    try self.init(
      declared: declared, values: values, objects: objects, records: records, ignoresEmpty: false,
      complaints: complaints)
  }

  /// Every object of a list, with everything that is wrong with any of them by its place in the list.
  private static func read(
    _ list: JSON, as declared: [Field], maximum: Int, field: Field
  ) -> (records: [Fields], complaints: [Complaint]) {
    guard let items = list.items, (1...maximum).contains(items.count) else {
      return ([], [Complaint(field.name, field.kind.expectation)])
    }
    var (records, complaints) = ([Fields](), [Complaint]())
    for (index, item) in items.enumerated() {
      do throws(PortalError) {
        records.append(try Fields(json: item, declared: declared))
      } catch {
        guard case .invalid(let found) = error else { continue }
        complaints += found.map { Complaint("\(field.name)/\(index)/\($0.field)", $0.text) }
      }
    }
    return (records, complaints)
  }
}

extension JSON {
  /// The value as texts, the way a form would send it; nil for an object or a nested list. `null` is no text.
  fileprivate var texts: [String]? {
    switch self {
    case .null: []
    case .bool(let value): [value ? "true" : "false"]
    case .integer(let value): [String(value)]
    // Small ones come with an exponent, which no form would write.
    case .number(let value):
      [FixedPoint(rounding: value).flatMap { $0.double == value ? "\($0)" : nil } ?? "\(value)"]
    case .string(let text): [text]
    case .array(let items):
      items.reduce(into: [String]?([])) { texts, item in
        if let text = item.text { texts?.append(text) } else { texts = nil }
      }
    case .object: nil
    }
  }
}

extension String {
  /// Without white space at both ends, with line breaks as `\n`: browsers send `\r\n`.
  fileprivate var trimmed: String {
    let unified =
      utf8.contains(0x0d) ? String(decoding: utf8.filter { $0 != 0x0d }, as: UTF8.self) : self
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let scalars = unified.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
