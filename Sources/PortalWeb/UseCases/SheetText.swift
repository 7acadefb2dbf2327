import HTML
import Portal

extension Visit {
  /// A field's value for people.
  @HTMLBuilder func show(_ value: SheetValue, of field: SheetField) -> HTML {
    switch (value, field.kind) {
    case (.text(let text), .link):
      if let link = ExternalLink(text) { a(text, .href(link), .rel(.external)) } else { text }
    case (.text(let text), .email):
      if let link = ExternalLink("mailto:\(text)") { a(text, .href(link)) } else { text }
    case (.text(let text), .text): div(text, .class("prose"))
    default: plain(value, of: field)
    }
  }

  /// The same without markup.
  func plain(_ value: SheetValue, of field: SheetField) -> String {
    switch value {
    case .text(let text):
      switch field.kind {
      case .day: Day(text).map { format($0) } ?? text
      case .month: Day("\(text)-01").map { format(monthOf: $0) } ?? text
      default: text
      }
    case .choice(let code): self(field.label(of: code))
    case .choices(let codes): codes.map { self(field.label(of: $0)) }.joined(separator: " · ")
    case .number(let number): format(number)
    case .flag(let flag): flag ? self("oui", "yes") : self("non", "no")
    }
  }

  /// A value as a difference carries it.
  func plain(_ difference: String, of field: SheetField) -> String {
    let value = try? field.value(from: difference.inputs(of: field))
    return value.map { plain($0, of: field) } ?? difference
  }

  private func format(monthOf day: Day) -> String {
    format(day).split(separator: " ").dropFirst().joined(separator: " ")
  }
}

/// The filled fields of a sheet, part by part.
struct SheetFacts {
  let sheet: Sheet
  /// Beside each heading, the way to the form, where the sheet can be changed.
  var editing: UseCase.ID?

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    for group in SheetField.Group.allCases {
      let filled = group.fields.filter { sheet[$0] != nil }
      if !filled.isEmpty || editing != nil {
        section(.class("card"), .id(group.rawValue)) {
          div(.class("head")) {
            h2(visit(group.label))
            if let editing {
              a(
                visit("Modifier", "Edit"), .class("small"),
                .href("/use-cases/\(editing)/sheet?part=\(group.rawValue)"),
                .aria(.label, visit("Modifier : ", "Edit: ") + visit(group.label)))
            }
          }
          if filled.isEmpty {
            p(visit("Rien n’est encore renseigné.", "Nothing is filled in yet."), .class("soft"))
          }
          dl(.class("facts")) {
            for field in filled {
              dt {
                visit(field.label)
                if field.visibility != .public {
                  span(" (\(visit(field.visibility.label)))", .class("small"))
                }
              }
              if let value = sheet[field] { dd { visit.show(value, of: field) } }
            }
          }
        }
      }
    }
  }
}
