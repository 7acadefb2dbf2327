import HTML
import Portal

/// The form for a version: the manifest, and the signature over it.
struct NewSolutionVersionView: View {
  let record: SolutionRecord
  /// The key that the signature is to be by; `nil` as long as none is registered.
  let key: SigningKey?
  let state: FormState

  var title: Text { Action.publishSolutionVersion.label }
  var section: Section? { .solutions }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Solutions", "Solutions"), "/solutions"),
      (record.solution.name, record.solution.path),
    ])
    h1(visit(title))
    if record.offers.allow(.publishSolutionVersion) {
      steps(visit)
      visit.postForm(to: "\(record.solution.path)/versions") {
        let form = FormFields(visit: visit, state: state)
        form.summary(fields: SolutionFields.newVersion)
        for field in SolutionFields.newVersion { form(field) }
        button(visit("Publier", "Publish"), .type(.submit))
      }
    } else {
      visit.whyNot(record.offers.filter { $0.action == .publishSolutionVersion })
    }
  }

  @HTMLBuilder private func steps(_ visit: Visit) -> HTML {
    let keys: Path = "/organisations/\(record.line.publisher.slug)/signing-keys"
    if let key {
      p {
        visit("Signez avec la clé ", "Sign with the key ")
        a(.href(keys)) { code("\(key.fingerprint.prefix(16))…") }
        visit(", sur votre machine : ", ", on your machine: ")
        code("fabrique solution sign --key key.pem manifest.json")
      }
    } else {
      div(.class("notice warn")) {
        p {
          a(
            visit(
              "Enregistrez d’abord la clé publique de votre organisation.",
              "Register your organisation’s public key first."), .href(keys))
        }
      }
    }
    details {
      summary(visit("Un manifeste pour commencer", "A manifest to begin with"))
      p(
        visit(
          "« artifact » nomme une image par son empreinte, ou une archive : {\"bundle\": \"https://…\", \"sha256\": \"…\"}.",
          "“artifact” names an image by its digest, or a bundle: {\"bundle\": \"https://…\", \"sha256\": \"…\"}."
        ), .class("soft"))
      pre(SolutionManifest.example(of: record.solution.slug))
    }
  }
}
