import HTML
import HTTP
import Portal

/// The controls of a sheet's fields, filled with what is stored, what was sent, or the merge of both.
struct SheetFormFields {
  private let fields: FormFields
  private let sheet: Sheet

  init(visit: Visit, state: FormState, sheet: Sheet) {
    self.sheet = sheet
    fields = FormFields(visit: visit, state: state.speakingOfSheets)
  }

  func callAsFunction(_ field: SheetField) -> HTML {
    fields(field.formField, stored: sheet[field]?.inputs ?? [])
  }

  func version(_ revision: Int) -> HTML { fields.version(revision) }

  /// Complaints above the form; those about other fields than these are spelled out.
  func summary(of shown: some Sequence<SheetField>) -> HTML {
    fields.summary(fields: shown.map(\.formField))
  }
}

extension SheetField {
  /// The field as forms know it: named `sheet.title`.
  var formField: Field {
    Field(
      "sheet.\(rawValue)", label, formKind, required: self == .title, hint: hint,
      remark: requirement.remark)
  }

  private var formKind: Field.Kind {
    switch kind {
    case .line(let maximum): .line(maximum: maximum)
    case .text(let maximum): .text(maximum: maximum)
    case .choice(let choices): .choice(choices.map(\.formChoice))
    case .choices(let choices, _): .choices(choices.map(\.formChoice))
    case .month: .line(maximum: 7)
    case .day: .day
    case .number(let range): .integer(range)
    case .flag:
      .choice([
        Field.Choice(value: "true", label: Text("oui", "yes")),
        Field.Choice(value: "false", label: Text("non", "no")),
      ])
    case .email: .email
    case .link: .line(maximum: 500)
    }
  }

  /// The help, what format is wanted, and who will read it.
  private var hint: Text? {
    var parts: [Text] = []
    if let help { parts.append(help) }
    switch kind {
    case .month: parts.append(Text("Format AAAA-MM.", "Written YYYY-MM."))
    case .choices(_, let maximum):
      parts.append(Text("\(maximum) choix au plus.", "At most \(maximum) choices."))
    default: break
    }
    if visibility != .public {
      parts.append(
        Text(
          "Visible : \(visibility.label.french).", "Visible to: \(visibility.label.english)."))
    }
    guard !parts.isEmpty else { return nil }
    return Text(
      parts.map(\.french).joined(separator: " "), parts.map(\.english).joined(separator: " "))
  }
}

extension SheetField.Requirement {
  /// What stands behind the label.
  fileprivate var remark: Text? {
    switch self {
    case .never: nil
    case .always: Text("requis pour la relecture", "needed for review")
    case .when(let circumstance):
      Text("requis \(circumstance.label.french)", "needed \(circumstance.label.english)")
    }
  }
}

extension SheetChoice {
  fileprivate var formChoice: Field.Choice { Field.Choice(value: code, label: label) }
}

extension FormState {
  /// The same for controls named `sheet.title`: complaints about `sheet/title` stand with them, and after a stale save
  /// what only the others changed is filled in.
  fileprivate var speakingOfSheets: FormState {
    let complaints = complaints.map { complaint in
      guard let field = SheetField(path: complaint.field) else { return complaint }
      return Complaint(field.formField.name, complaint.text)
    }
    guard let sent, let staleness else {
      return FormState(sent: sent, complaints: complaints, staleness: staleness)
    }
    var pairs = sent.pairs
    for difference in staleness.differences where difference.yours == difference.base {
      guard let field = SheetField(path: difference.field) else { continue }
      let name = field.formField.name
      pairs.removeAll { $0.name == name }
      pairs += difference.theirs.inputs(of: field).map { FormData.Pair(name: name, value: $0) }
    }
    return FormState(sent: FormData(pairs), complaints: complaints, staleness: staleness)
  }
}

extension String {
  /// A value as a difference carries it, back as the texts of a form.
  func inputs(of field: SheetField) -> [String] {
    if case .choices = field.kind { split(separator: "\n").map(String.init) } else { [self] }
  }
}
