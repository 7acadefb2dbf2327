public import JSON

/// What is documented about a use case: the filled fields of the nomenclature.
public struct Sheet: Hashable, Sendable {
  private var values: [SheetField: SheetValue]

  public init(_ values: [SheetField: SheetValue] = [:]) { self.values = values }

  public subscript(field: SheetField) -> SheetValue? {
    get { values[field] }
    set { values[field] = newValue }
  }

  /// The filled fields, in the order of the nomenclature.
  public var fields: [SheetField] { SheetField.allCases.filter { values[$0] != nil } }

  public var isEmpty: Bool { values.isEmpty }

  /// The text of a line, text, month, day, address or link; empty where there is none.
  public func text(_ field: SheetField) -> String {
    if case .text(let text) = values[field] { text } else { "" }
  }

  /// The code of a choice.
  public func choice(_ field: SheetField) -> String? {
    if case .choice(let code) = values[field] { code } else { nil }
  }

  public func choices(_ field: SheetField) -> [String] {
    if case .choices(let codes) = values[field] { codes } else { [] }
  }

  public func flag(_ field: SheetField) -> Bool? {
    if case .flag(let flag) = values[field] { flag } else { nil }
  }

  public func number(_ field: SheetField) -> Int? {
    if case .number(let number) = values[field] { number } else { nil }
  }

  public var title: String { text(.title) }

  /// The AI-Act class; « non évalué » as long as nobody has assessed it, never silently « minimal » (DOMAIN §4.1).
  public var riskClass: RiskClass { choice(.riskClass).flatMap(RiskClass.init) ?? .nonEvalue }

  /// The same sheet with only the fields of the given visibilities.
  public func showing(_ visibilities: Set<SheetField.Visibility>) -> Sheet {
    Sheet(values.filter { visibilities.contains($0.key.visibility) })
  }

  /// The fields in which two sheets differ, in the order of the nomenclature.
  public func differences(from other: Sheet) -> [SheetField] {
    SheetField.allCases.filter { values[$0] != other.values[$0] }
  }

  /// The sheet after a change.
  public func applying(_ change: SheetChange) -> Sheet {
    var sheet = self
    for (field, value) in change.values { sheet[field] = value }
    return sheet
  }
}

// MARK: - JSON

extension Sheet {
  /// An object with one member for each filled field, in the order of the nomenclature.
  public var json: JSON {
    .object(
      JSONObject(
        SheetField.allCases.lazy.compactMap { field in
          values[field].map { (field.rawValue, $0.json) }
        }))
  }

  /// Reads a sheet as it was stored. Throws `damaged` on what the nomenclature does not know.
  init(stored text: String) throws {
    do {
      let change = try SheetChange(json: JSON(parsing: Array(text.utf8)))
      self = Sheet().applying(change)
    } catch PortalError.invalid(let complaints) {
      throw PortalError.damaged(
        "stored sheet: \(complaints.map { "\($0.field) \($0.text.english)" }.joined(separator: "; "))"
      )
    } catch let error as JSONError {
      throw PortalError.damaged("stored sheet: \(error)")
    }
  }

  /// The sheet as it is stored.
  var stored: String { String(decoding: json.serialised(), as: UTF8.self) }
}

/// A class of the AI Act; codes as in the policies (Regulation (EU) 2024/1689, art. 5, 6, 50).
public enum RiskClass: String, Hashable, Sendable, CaseIterable {
  case nonEvalue, minimal, limite, eleve, inacceptable
}
