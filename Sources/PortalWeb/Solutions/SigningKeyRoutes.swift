import HTML
import HTTP
import JSON
import Portal

/// By which keys an organisation's manifests are known.
enum SigningKeyRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/organisations/:slug/signing-keys",
      Text("Clés de signature d’une organisation", "An organisation’s signing keys"),
      access: .everybody, answers: .ok(.list(SigningKey.shape))
    ) { context in
      let view = try view(context, FormState())
      return .page(view, json: { .array(view.keys.map(\.json)) })
    }
    table.post(
      "/organisations/:slug/signing-keys", Action.registerSigningKey.label,
      body: [SolutionFields.key], answers: .created(SigningKey.shape), form: { try view($0, $1) }
    ) { context in
      let slug = try context.parameter("slug")
      let key = try await context.portal.registerSigningKey(
        context.fields.text("key"), of: slug, as: context.actor)
      return .created(at: "/organisations/\(slug)/signing-keys") { key.json }
    }
  }

  private static func view(_ context: Context, _ state: FormState) throws -> SigningKeyView {
    let (organisation, keys, offers) = try context.portal.signingKeys(
      of: context.parameter("slug"), as: context.actor)
    return SigningKeyView(organisation: organisation, keys: keys, offers: offers, state: state)
  }
}

extension SigningKey {
  static let shape = Shape.record(
    "SigningKey", ["key": .text, "fingerprint": .text, "registeredAt": .instant])

  var json: JSON {
    [
      "key": .string(text), "fingerprint": .string(fingerprint),
      "registeredAt": JSON(registeredAt),
    ]
  }
}

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
