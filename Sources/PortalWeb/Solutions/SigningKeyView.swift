import HTML
import Portal

/// The keys of an organisation, the newest first, and the form for the next.
struct SigningKeyView: View {
  let organisation: Organisation
  let keys: [SigningKey]
  let offers: [Offer]
  let state: FormState

  var title: Text { Text("Clés de signature", "Signing keys") }
  var section: Section? { .organisations }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Organisations", "Organisations"), "/organisations"),
      (organisation.name, organisation.path),
    ])
    h1(visit(title))
    p(
      visit(
        "Les versions de ses solutions sont signées (Ed25519). La dernière clé vaut pour les nouvelles ; ce qui fut signé par une autre reste valable.",
        "The versions of its solutions are signed (Ed25519). The last key is good for new ones; what was signed by another stays valid."
      ), .class("lead"))
    if keys.isEmpty {
      p(visit("Aucune clé enregistrée.", "No key registered."), .class("soft"))
    }
    ul(.class("entries")) {
      for key in keys {
        li {
          p { code(key.text) }
          p(.class("small soft")) {
            visit("empreinte SHA-256 ", "SHA-256 fingerprint ")
            code(key.fingerprint)
            visit(", enregistrée le ", ", registered on ")
            visit.format(key.registeredAt)
          }
        }
      }
    }
    if offers.allow(.registerSigningKey) {
      visit.postForm(to: "\(organisation.path)/signing-keys") {
        let form = FormFields(visit: visit, state: state)
        form.summary(fields: [SolutionFields.key])
        form(SolutionFields.key)
        button(visit(Action.registerSigningKey.label), .type(.submit))
      }
    } else if visit.session?.membership != nil {
      visit.whyNot(offers.filter { $0.action == .registerSigningKey })
    }
  }
}
