import HTML
import Portal

/// What a body says of its use.
enum AdoptionForm {
  static let status = Field(
    "status", Text("Où en êtes-vous ?", "How far have you got?"),
    .choice(of: Adoption.Status.self, label: \.label))
  static let results = Field(
    "results", Text("Résultats", "Results"), .text(maximum: 2500), required: false,
    hint: Text(
      "Ce que l’usage a apporté, ou pourquoi il s’est arrêté. Public.",
      "What the use has brought, or why it stopped. Public."))
  static let referent = Field(
    "referent", Text("À qui s’adresser", "Whom to ask"), .line(maximum: 200), required: false,
    hint: Text(
      "Une fonction ou une adresse fonctionnelle, jamais le nom d’une personne. Pour les membres du portail.",
      "A function or a functional address, never a person’s name. For the portal’s members."))
  static let fields = [status, results, referent]
}

/// The first statement of a body about a use case.
struct AdoptionDeclarationView: View {
  let useCase: UseCaseRecord
  let state: FormState

  var title: Text { Action.declareAdoption.label }
  var section: Section? { .library }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Bibliothèque", "Library"), "/library"), (useCase.title, "/library/\(useCase.slug)"),
    ])
    h1(visit(title))
    p(useCase.title, .class("lead"))
    if useCase.offers.allow(.declareAdoption) {
      visit.postForm(to: "/use-cases/\(useCase.id)/adoptions") {
        let form = FormFields(visit: visit, state: state)
        form.summary(fields: AdoptionForm.fields)
        for field in AdoptionForm.fields { form(field) }
        button(visit("Déclarer", "Declare"), .type(.submit))
      }
    } else {
      visit.whyNot(useCase.offers.filter { $0.action == .declareAdoption })
    }
  }
}

/// A body's statement, and the form that changes it.
struct AdoptionFormView: View {
  let record: AdoptionRecord
  let state: FormState

  var title: Text { Text("Adoption", "Adoption") }
  var section: Section? { .library }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Bibliothèque", "Library"), "/library"),
      (record.useCaseTitle, "/library/\(record.useCaseSlug)"),
    ])
    h1(record.useCaseTitle)
    p(.class("row")) {
      strong(record.organisationName)
      visit.badge(record.status)
    }
    if let staleness = state.staleness { MergeOffer(staleness: staleness).content(visit) }
    if record.offers.allow(.changeAdoption) {
      visit.postForm(to: record.path) {
        let form = FormFields(visit: visit, state: state)
        form.summary(fields: AdoptionForm.fields)
        form.version(record.version)
        form(AdoptionForm.status, stored: record.status.rawValue)
        form(AdoptionForm.results, stored: record.results)
        form(AdoptionForm.referent, stored: record.referent ?? "")
        button(visit("Enregistrer", "Save"), .type(.submit))
      }
    } else {
      AdoptionLine(adoption: record).content(visit)
      visit.whyNot(record.offers)
    }
  }
}

/// A list of adoptions, of one use case or of one body.
struct AdoptionListView: View {
  let page: Page<AdoptionRecord>
  let heading: Heading

  enum Heading: Sendable {
    case useCase, organisation
  }

  var title: Text { Text("Adoptions", "Adoptions") }
  var section: Section? { heading == .useCase ? .library : .organisations }

  func content(_ visit: Visit) -> HTML {
    h1(visit(title))
    if let first = page.items.first {
      switch heading {
      case .useCase:
        p(.class("lead")) { a(first.useCaseTitle, .href("/library/\(first.useCaseSlug)")) }
      case .organisation:
        p(.class("lead")) {
          a(first.organisationName, .href("/organisations/\(first.organisationSlug)"))
        }
      }
      ul(.class("entries")) {
        for adoption in page.items {
          li {
            if heading == .organisation {
              h2 { a(adoption.useCaseTitle, .href("/library/\(adoption.useCaseSlug)")) }
            }
            AdoptionLine(adoption: adoption).content(visit)
          }
        }
      }
      visit.paging(of: page, noun: Text("adoptions", "adoptions"))
    } else {
      p(visit("Aucune adoption déclarée.", "No adoption declared."), .class("soft"))
    }
  }
}
