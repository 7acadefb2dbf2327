public import JSON

/// What one field of a sheet holds.
public enum SheetValue: Hashable, Sendable {
  /// For lines, texts, months, days, addresses and links.
  case text(String)
  /// The code of a choice.
  case choice(String)
  /// The codes of several choices, in the order of the nomenclature.
  case choices([String])
  case number(Int)
  case flag(Bool)

  /// The value as it is sent and stored.
  public var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .choice(let code): .string(code)
    case .choices(let codes): .array(codes.map(JSON.string))
    case .number(let number): .integer(Int64(number))
    case .flag(let flag): .bool(flag)
    }
  }

  /// The value as the texts that a form carries; `SheetField.value(from:)` reads them back.
  public var inputs: [String] {
    switch self {
    case .text(let text): [text]
    case .choice(let code): [code]
    case .choices(let codes): codes
    case .number(let number): [String(number)]
    case .flag(let flag): [flag ? "true" : "false"]
    }
  }
}
