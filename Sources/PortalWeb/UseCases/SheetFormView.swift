import HTML
import Portal

/// The form for one part of a sheet, with the merge offer after a stale save.
struct SheetFormView: View {
  let record: UseCaseRecord
  let part: SheetField.Group
  let state: FormState

  var title: Text {
    Text("Modifier : \(part.label.french)", "Edit: \(part.label.english)")
  }
  var section: Section? { .useCases }

  static let note = Field(
    "note", Text("Note de version", "Version note"), .line(maximum: 500), required: false,
    hint: Text(
      "Ce que vous avez changé, pour les autres participants.",
      "What you changed, for the other participants."))

  static let fields = [
    Field.version,
    Field("sheet", Text("Fiche", "Sheet"), .values(Sheet.changeShape, maximum: 5000)),
    note,
    Field("part", Text("Partie", "Part"), .line(maximum: 40), required: false),
  ]

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Cas d’usage", "Use cases"), "/use-cases"), (record.title, record.path),
    ])
    h1(visit(part.label))
    parts(visit)
    if let why = record.offers.first(where: { $0.action == .editSheet })?.why {
      p(visit(why), .class("notice warn"))
    } else {
      if let staleness = state.staleness {
        MergeOffer(staleness: staleness).content(visit)
      }
      editor(visit)
    }
  }

  private func editor(_ visit: Visit) -> HTML {
    let shown = part.fields.filter { record.visibilities.contains($0.visibility) }
    let form = SheetFormFields(visit: visit, state: state, sheet: record.sheet)
    return visit.postForm(to: "/use-cases/\(record.id)/sheet") {
      form.summary(of: shown)
      form.version(record.revision)
      input(.type(.hidden), .name("part"), .value(part.rawValue))
      for field in shown { form(field) }
      FormFields(visit: visit, state: state)(Self.note)
      p(.class("actions")) {
        button(
          state.staleness == nil
            ? visit("Enregistrer", "Save")
            : visit("Enregistrer la fusion", "Save the merge"), .type(.submit))
        a(visit("Annuler", "Cancel"), .href(record.path))
      }
    }
  }

  /// The parts of the sheet, and how much each still lacks.
  private func parts(_ visit: Visit) -> HTML {
    let gaps = record.gaps.compactMap { SheetField(path: $0.field)?.group }
    return nav(.class("parts"), .aria(.label, visit("Parties de la fiche", "Parts of the sheet"))) {
      ul {
        for group in SheetField.Group.allCases {
          let missing = gaps.count { $0 == group }
          li {
            a(
              visit(group.label) + (missing > 0 ? " (\(missing))" : ""),
              .href("/use-cases/\(record.id)/sheet?part=\(group.rawValue)"),
              .aria(.current, "page").only(if: group == part))
          }
        }
      }
    }
  }
}

/// What somebody else saved meanwhile, beside what was about to be saved.
struct MergeOffer {
  let staleness: Staleness

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    div(.class("notice warn"), .role(.alert)) {
      p { strong(visit("Quelqu’un a enregistré entre-temps.", "Somebody saved meanwhile.")) }
      p(
        visit(
          "Rien n’est perdu. Le formulaire réunit les deux versions ; là où elles se contredisent, il garde la vôtre. Vérifiez, puis enregistrez la fusion.",
          "Nothing is lost. The form brings both versions together; where they contradict each other it keeps yours. Check it, then save the merge."
        ))
    }
    if !staleness.differences.isEmpty {
      div(.class("scroll")) {
        table(.class("diff")) {
          caption(visit("Champ par champ", "Field by field"))
          thead {
            tr {
              for heading in [
                Text("Champ", "Field"), Text("Avant", "Before"), Text("Enregistré", "Saved"),
                Text("Le vôtre", "Yours"),
              ] { th(visit(heading), .scope(.column)) }
            }
          }
          tbody {
            for difference in staleness.differences { row(difference, visit) }
          }
        }
      }
    }
  }

  private func row(_ difference: Staleness.Difference, _ visit: Visit) -> HTML {
    let field = SheetField(path: difference.field)
    func text(_ value: String) -> String {
      value.isEmpty ? "—" : field.map { visit.plain(value, of: $0) } ?? value
    }
    return tr {
      th(.scope(.row)) {
        visit(difference.label) + " "
        if difference.isConflict {
          visit.badge(Text("à choisir", "to be chosen"), .warn)
        }
      }
      td(text(difference.base))
      for value in [difference.theirs, difference.yours] {
        td {
          if value == difference.base {
            span(visit("inchangé", "unchanged"), .class("soft"))
          } else {
            ins(text(value))
          }
        }
      }
    }
  }
}
