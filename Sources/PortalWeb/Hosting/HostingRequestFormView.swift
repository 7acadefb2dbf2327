import HTML
import Portal

/// The form of a request: what for, how much, how long, which data.
struct HostingRequestFormView: View {
  let editing: HostingRequestRecord?
  let choices: HostingChoices
  /// What a new request begins with, by field.
  let beginning: [String: String]
  let state: FormState

  var title: Text {
    editing == nil
      ? Text("Nouvelle demande d’hébergement", "New hosting request")
      : Action.editHostingRequest.label
  }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs(
      [(visit("Hébergement", "Hosting"), "/hosting-requests")]
        + (editing.map { [($0.request.title, $0.path)] } ?? []))
    h1(visit(title))
    p(
      visit(
        "La demande reste un brouillon jusqu’à ce que le responsable la soumette. Quotas et capacité sont vérifiés à ce moment.",
        "The request stays a draft until the lead submits it. Quotas and capacity are checked then."
      ), .class("lead"))
    if choices.useCases.isEmpty {
      div(.class("notice warn")) {
        p(
          visit(
            "Aucun cas d’usage ne peut encore être hébergé pour votre organisme : il doit être publié, ou co-construit ou adopté par lui.",
            "No use case can be hosted for your body yet: it has to be published, or co-built or adopted by it."
          ))
      }
    }
    let form = FormFields(visit: visit, state: state)
    form.summary(fields: HostingRequestFields.all)
    if let staleness = state.staleness { SavedMeanwhile(staleness: staleness).content(visit) }
    visit.postForm(to: editing?.path ?? "/hosting-requests") {
      if let editing { form.version(editing.request.version) }
      let stored = stored
      fieldset {
        legend(visit("Le besoin", "The need"))
        form(HostingRequestFields.title, stored: stored["title"] ?? "")
        form(
          HostingRequestFields.useCase.choosing(choices.useCases.map { ($0.id.text, $0.title) }),
          stored: stored["useCase"] ?? "")
        form(
          HostingRequestFields.solution.choosing(solutions),
          stored: stored[HostingRequestFields.solution.name] ?? "")
        form(HostingRequestFields.justification, stored: stored["justification"] ?? "")
      }
      fieldset {
        legend(visit("Les ressources et la période", "The resources and the period"))
        form(HostingRequestFields.preset)
        div(.class("pair")) {
          for field in HostingRequestFields.resources {
            form(field, stored: stored[field.name] ?? "0")
          }
        }
        div(.class("pair")) {
          form(HostingRequestFields.start, stored: stored["start"] ?? "")
          form(HostingRequestFields.end, stored: stored["end"] ?? "")
        }
      }
      if let editing { EnergyEstimateView(estimate: editing.energy).content(visit) }
      p {
        a(
          visit("Estimer l’énergie d’autres ressources", "Estimate the energy of other resources"),
          .href("/energy-estimate"))
      }
      fieldset {
        legend(visit("Les données et la maintenance", "The data and the maintenance"))
        form(HostingRequestFields.dataClass, stored: stored["dataClass"] ?? "")
        form(HostingRequestFields.aipdState, stored: stored["aipdState"] ?? "")
        form(HostingRequestFields.euDatabaseEntry, stored: stored["euDatabaseEntry"] ?? "")
        form(
          HostingRequestFields.maintainer.choosing(
            choices.maintainers.map { ($0.id.text, $0.name) }),
          stored: stored["maintainer"] ?? "")
      }
      p(.class("actions")) {
        button(visit("Enregistrer le brouillon", "Save the draft"), .type(.submit))
        a(visit("Annuler", "Cancel"), .href(editing?.path ?? "/hosting-requests"))
      }
    }
  }

  /// Those on offer, and the one that the request is about, whatever became of it.
  private var solutions: [(value: String, label: String)] {
    let offered = choices.solutions.map { ($0.version.id.text, $0.name) }
    guard let own = editing?.solution, !choices.solutions.contains(own) else { return offered }
    return offered + [(own.version.id.text, own.name)]
  }

  private var stored: [String: String] {
    guard let editing else { return beginning }
    return Dictionary(
      uniqueKeysWithValues: editing.request.draft.texts.map { ($0.field, $0.value) })
  }
}

extension Field {
  /// The same field with the values that there are to choose from.
  func choosing(_ values: [(value: String, label: String)]) -> Field {
    Field(
      name, label, .choice(values.map { Choice(value: $0.value, label: Text(verbatim: $0.label)) }),
      required: isRequired, hint: hint, remark: remark)
  }
}

/// What somebody else saved meanwhile, beside what was sent.
struct SavedMeanwhile {
  let staleness: Staleness

  func content(_ visit: Visit) -> HTML {
    div(.class("notice warn"), .role(.alert)) {
      p(
        visit(
          "Quelqu’un a enregistré entre-temps. Votre saisie est ci-dessous : reprenez ce qui doit l’être, puis enregistrez.",
          "Somebody saved meanwhile. What you typed is below: take over what you need, then save."))
      if !staleness.differences.isEmpty {
        dl(.class("facts diff")) {
          for difference in staleness.differences {
            dt(visit(difference.label))
            dd {
              p {
                visit("Enregistré : ", "Saved: ")
                ins(difference.theirs)
              }
              p {
                visit("Votre saisie : ", "Yours: ")
                del(difference.yours)
              }
            }
          }
        }
      }
    }
  }
}
