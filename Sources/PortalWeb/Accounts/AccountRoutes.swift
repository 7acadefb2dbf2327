import HTML
import HTTP
import JSON
import Portal

/// One's own account: the active role, the password, the API tokens. What changes it is for pages only, so that no
/// token can make another or outlive its owner's decision.
enum AccountRoutes {
  static func add(to table: inout RouteTable) {
    table.form("/account", Text("Mon compte", "My account"), access: .signedIn, view: accountView)
    table.get(
      "/account", Text("Au nom de qui agit ce jeton", "Whom this token acts for"), faces: [.api],
      answers: .ok(accountShape)
    ) { context in
      let member = try context.member()
      let (person, _) = try context.portal.person(member.person, as: context.actor)
      let organisation = try context.portal.organisation(member.organisation, as: context.actor)
      return .done(
        at: "/account",
        json: {
          [
            "person": person.json, "role": .string(member.role.rawValue),
            "membership": .string(member.membership.text),
            "organisation": .string(organisation.slug),
            "organisationName": .string(organisation.name),
          ]
        })
    }
    table.post(
      "/account/membership", Action.chooseMembership.label, access: .signedIn, faces: [.page],
      body: [membership], form: accountView
    ) { context in
      guard let id: Membership.ID = context.fields.id("membership") else {
        throw PortalError.notFound
      }
      _ = try await context.portal.chooseMembership(id, context.signedIn())
      return .response(.redirect(to: "/work"))
    }

    table.form(
      "/account/password", Action.changePassword.label, access: .signedIn, view: passwordView)
    table.post(
      "/account/password", Action.changePassword.label, access: .signedIn, faces: [.page],
      body: PasswordView.fields, form: passwordView
    ) { context in
      try await context.portal.changePassword(
        current: context.fields.text("current"), new: context.fields.text("new"),
        context.signedIn())
      return .response(.redirect(to: "/account"))
    }

    table.post(
      "/account/reminders", Action.chooseReminders.label, access: .signedIn, faces: [.page],
      body: [AccountView.wantsReminders], form: accountView
    ) { context in
      try await context.portal.chooseReminders(
        context.fields.flag("wantsReminders"), context.signedIn())
      return .response(.redirect(to: "/account"))
    }

    table.post(
      "/account/tokens", Action.createToken.label, faces: [.page], body: AccountView.tokenFields,
      form: accountView
    ) { context in
      let (token, secret) = try await context.portal.createToken(
        name: context.fields.text("name"), days: context.fields.integer("days") ?? 0,
        context.signedIn())
      return .page(
        SecretView(
          title: Text("Jeton « \(token.name) » créé", "Token “\(token.name)” created"),
          label: Text("Jeton d’API", "API token"), secret: secret, back: "/account"))
    }
    table.post(
      "/account/tokens/:token/revocation", Action.revokeToken.label, faces: [.page]
    ) { context in
      try await context.portal.revokeToken(context.id("token"), context.signedIn())
      return .response(.redirect(to: "/account"))
    }
  }

  private static let accountShape = Shape.record(
    "Account",
    [
      "person": Person.shape, "role": .choice(of: Role.self), "membership": .id,
      "organisation": .text, "organisationName": .text,
    ])

  private static let membership = Field("membership", Text("Rôle", "Role"), .id)

  private static let accountView: Route.FormView = { context, state in
    let session = try context.signedIn()
    return AccountView(
      session: session, memberships: try context.portal.memberships(session),
      tokens: try context.portal.apiTokens(session),
      wantsReminders: context.portal.settings.sendsReminders
        ? try context.portal.wantsReminders(session) : nil,
      state: state)
  }

  private static let passwordView: Route.FormView = { context, state in
    _ = try context.signedIn()
    return PasswordView(state: state)
  }
}

extension Person {
  static let shape = Shape.record(
    "Person",
    [
      "id": .id, "name": .text, "email": .text, "language": .choice(of: Language.self),
      "isSample": .flag, "createdAt": .instant, "disabledAt": .nullable(.instant),
    ])

  var json: JSON {
    [
      "id": .string(id.text), "name": .string(name), "email": .string(email),
      "language": .string(language.rawValue), "isSample": .bool(isSample),
      "createdAt": .string(createdAt.rfc3339), "disabledAt": JSON(disabledAt),
    ]
  }
}
