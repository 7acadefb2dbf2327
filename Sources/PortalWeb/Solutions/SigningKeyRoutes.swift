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
