import HTML
import Portal

/// The fields of a form: label, hint, control and complaints together, filled with what was sent or what is stored.
struct FormFields {
  let visit: Visit
  let state: FormState

  /// One field, in the control that its kind asks for.
  func callAsFunction(_ field: Field, stored: String = "") -> HTML {
    switch field.kind {
    case .flag: flag(field, stored: stored)
    case .choices(let choices): several(field, choices, stored: [])
    default: single(field, stored: stored)
    }
  }

  /// A field with several values.
  func callAsFunction(_ field: Field, stored: [String]) -> HTML {
    guard case .choices(let choices) = field.kind else {
      return self(field, stored: stored.joined(separator: "\n"))
    }
    return several(field, choices, stored: stored)
  }

  /// The version the form is based on, out of sight.
  func version(_ version: Int) -> HTML {
    // After a stale save the form is about to be saved over what is there now.
    input(
      .type(.hidden), .name("version"),
      .value(String(state.staleness?.currentVersion ?? version)))
  }

  /// Says once, above the form, that something is to be corrected; complaints without a field stand here.
  @HTMLBuilder func summary(fields: [Field]) -> HTML {
    if !state.complaints.isEmpty {
      let names = Set(fields.map(\.name))
      div(.class("notice bad"), .role(.alert)) {
        p(
          visit(
            "Rien n’a été enregistré : corrigez ce qui est signalé.",
            "Nothing was saved: correct what is pointed out."))
        ComplaintList(complaints: state.complaints.filter { !names.contains($0.field) })
          .content(visit)
      }
    }
  }

  private func single(_ field: Field, stored: String) -> HTML {
    let value = state.value(field.name, stored: stored)
    return div(.class("field")) {
      label(.for(field.name)) { caption(of: field) }
      hint(of: field)
      control(field, value)
      complaints(about: field)
    }
  }

  private func flag(_ field: Field, stored: String) -> HTML {
    div(.class("field")) {
      label(.class("option"), .for(field.name)) {
        input(
          .type(.checkbox), .id(field.name), .name(field.name), .value("true"),
          .checked(if: state.value(field.name, stored: stored) == "true"), described(field))
        span(visit(field.label))
      }
      hint(of: field)
      complaints(about: field)
    }
  }

  private func several(_ field: Field, _ choices: [Field.Choice], stored: [String]) -> HTML {
    let values = state.values(field.name, stored: stored)
    return fieldset(.class("field"), .id(field.name)) {
      legend { caption(of: field) }
      hint(of: field)
      div(.class("options")) {
        for choice in choices {
          label(.class("option")) {
            input(
              .type(.checkbox), .name(field.name), .value(choice.value),
              .checked(if: values.contains(choice.value)))
            span(visit(choice.label))
          }
        }
      }
      complaints(about: field)
    }
  }

  private func control(_ field: Field, _ value: String) -> HTML {
    let common: Attribute = .several([
      .id(field.name), .name(field.name), .required(if: field.isRequired), described(field),
      .aria(.invalid, "true").only(if: !state.complaints(about: field.name).isEmpty),
    ])
    switch field.kind {
    case .text(let maximum), .values(_, let maximum):
      return textarea(value, common, .maxlength(maximum), .rows(6))
    case .choice(let choices):
      return select(common) {
        if !field.isRequired || value.isEmpty { option("—", .value("")) }
        for choice in choices {
          option(
            visit(choice.label), .value(choice.value), .selected(if: choice.value == value))
        }
      }
    case .integer(let range):
      return input(
        common, .type(.number), .value(value), .min(String(range.lowerBound)),
        .max(String(range.upperBound)))
    // As a text: a browser's number field takes no comma.
    case .decimal: return input(common, .type(.text), .value(value), .maxlength(20))
    case .day: return input(common, .type(.date), .value(value))
    case .month: return input(common, .type(.text), .value(value), .maxlength(7))
    case .email:
      return input(common, .type(.email), .value(value), .autocomplete(.email), .maxlength(254))
    // A password is never sent back.
    case .password: return input(common, .type(.password))
    // Nor can a file be.
    case .file(_, let accept): return input(common, .type(.file), .accept(accept))
    case .line(let maximum): return input(common, .type(.text), .value(value), .maxlength(maximum))
    case .flag, .choices, .id, .version, .instant, .records:
      return input(common, .type(.text), .value(value))
    }
  }

  private func described(_ field: Field) -> Attribute {
    var ids: [String] = []
    if field.hint != nil { ids.append(field.name + "-hint") }
    if !state.complaints(about: field.name).isEmpty { ids.append(field.name + "-complaint") }
    return .aria(.describedBy, ids.joined(separator: " ")).only(if: !ids.isEmpty)
  }

  @HTMLBuilder private func caption(of field: Field) -> HTML {
    visit(field.label)
    if !field.isRequired {
      let remark = field.remark ?? Text("facultatif", "optional")
      span(" (\(visit(remark)))", .class("required"))
    }
  }

  @HTMLBuilder private func hint(of field: Field) -> HTML {
    if let hint = field.hint { p(visit(hint), .class("hint"), .id(field.name + "-hint")) }
  }

  @HTMLBuilder private func complaints(about field: Field) -> HTML {
    let complaints = state.complaints(about: field.name)
    if !complaints.isEmpty {
      div(.id(field.name + "-complaint")) {
        for complaint in complaints { p(visit(complaint.text), .class("complaint")) }
      }
    }
  }
}
