import JSON
import Portal

extension Sheet {
  /// The fields of the nomenclature that are filled.
  static let shape = Shape.object(
    name: "Sheet",
    members: SheetField.allCases.map { Shape.Member($0.rawValue + "?", $0.shape) })

  /// The fields that shall change; `null` empties one.
  static let changeShape = Shape.object(
    name: "SheetChange",
    members: SheetField.allCases.map { Shape.Member($0.rawValue + "?", .nullable($0.shape)) })
}

extension SheetField {
  fileprivate var shape: Shape {
    switch kind {
    case .line(let maximum), .text(let maximum): .string(maximum: maximum)
    case .choice(let choices): .choice(choices.map(\.code))
    case .choices(let choices, _): .list(.choice(choices.map(\.code)))
    case .month: .month
    case .day: .day
    case .number(let range): .integer(range)
    case .flag: .flag
    case .email, .link: .string(maximum: 500)
    }
  }
}

extension SheetChange {
  /// The fields that were sent: JSON of their type, or the texts of a form.
  init(sentIn fields: Fields) throws(PortalError) {
    if let object = fields.object("sheet") {
      try self.init(json: .object(object))
    } else {
      try self.init(named: fields.values("sheet"))
    }
  }
}
