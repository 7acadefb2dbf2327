public import JSON

/// New values for some fields of a sheet; `nil` empties a field, fields that are not named stay as they are.
public struct SheetChange: Sendable {
  public let values: [SheetField: SheetValue?]

  public init(_ values: [SheetField: SheetValue?]) { self.values = values }

  /// The change that makes a sheet out of nothing.
  public init(_ sheet: Sheet) {
    values = Dictionary(uniqueKeysWithValues: sheet.fields.map { ($0, sheet[$0]) })
  }

  /// The fields named, in the order of the nomenclature.
  public var fields: [SheetField] { SheetField.allCases.filter { values.keys.contains($0) } }

  /// Reads an object of field names and values. Throws `invalid` with every complaint at once.
  public init(json: JSON) throws(PortalError) {
    guard let members = json.members else {
      throw .invalid("sheet", Text("La fiche doit être un objet.", "The sheet must be an object."))
    }
    var reading = Collector()
    for (key, json) in members {
      reading.take(named: key) { field throws(Complaint) in try field.value(from: json) }
    }
    values = try reading.result()
  }

  /// Reads fields by name, each a list of texts; an empty list empties the field.
  public init(named inputs: [(key: String, value: [String])]) throws(PortalError) {
    var reading = Collector()
    for (key, inputs) in inputs {
      reading.take(named: key) { field throws(Complaint) in try field.value(from: inputs) }
    }
    values = try reading.result()
  }

  /// Reads the given fields of a form, each a list of texts; one that was not sent counts as emptied, as an unticked box is.
  public init(
    form: (SheetField) -> [String], fields: some Sequence<SheetField>
  ) throws(PortalError) {
    var reading = Collector()
    for field in fields {
      let inputs = form(field)
      reading.take(field) { field throws(Complaint) in try field.value(from: inputs) }
    }
    values = try reading.result()
  }

  private struct Collector {
    var values: [SheetField: SheetValue?] = [:]
    var complaints: [Complaint] = []

    mutating func take(
      named name: String, _ read: (SheetField) throws(Complaint) -> SheetValue?
    ) {
      guard let field = SheetField(rawValue: name) else {
        complaints.append(
          Complaint(
            "sheet/\(name.prefix(60))",
            Text("Ce champ n’existe pas dans la fiche.", "There is no such field on the sheet.")))
        return
      }
      take(field, read)
    }

    mutating func take(
      _ field: SheetField, _ read: (SheetField) throws(Complaint) -> SheetValue?
    ) {
      do {
        values.updateValue(try read(field), forKey: field)
      } catch {
        complaints.append(error)
      }
    }

    func result() throws(PortalError) -> [SheetField: SheetValue?] {
      guard complaints.isEmpty else { throw .invalid(complaints) }
      return values
    }
  }
}
