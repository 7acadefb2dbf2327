import HTML
import Portal

/// One's own account on one page.
struct AccountView: View {
  let session: Session
  let memberships: [ActiveMembership]
  let tokens: [APIToken]
  /// Nil where the portal tells nobody by e-mail.
  let wantsReminders: Bool?
  let state: FormState

  var title: Text { Text("Mon compte", "My account") }

  static let tokenFields = [
    Field(
      "name", Text("À quoi sert-il ?", "What is it for?"), .line(maximum: 80),
      hint: Text("Par exemple : export vers le SI.", "For instance: export to our system.")),
    Field("days", Text("Durée en jours", "Duration in days"), .integer(APIToken.days)),
  ]

  static let withTokens = Field(
    "withTokens", Text("Révoquer aussi mes jetons d’API", "Revoke my API tokens too"), .flag,
    required: false)

  static let wantsReminders = Field(
    "wantsReminders",
    Text(
      "Un message par jour au plus, quand quelque chose m’attend ou arrive à échéance",
      "One message a day at most, when something waits for me or falls due"), .flag,
    required: false)

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      div {
        h1(session.person.name)
        p(session.person.email, .class("soft"))
      }
      visit.sampleBadge(if: session.person.isSample)
    }
    roles(visit)
    if session.membership != nil { apiTokens(visit) }
    if let wantsReminders { reminders(wantsReminders, visit) }
    security(visit)
  }

  @HTMLBuilder private func reminders(_ isWanted: Bool, _ visit: Visit) -> HTML {
    h2(visit("Rappels par courriel", "Reminders by e-mail"))
    let field = FormFields(visit: visit, state: FormState())
    visit.postForm(to: "/account/reminders") {
      field(Self.wantsReminders, stored: isWanted ? "true" : "")
      button(visit("Enregistrer", "Save"), .type(.submit), .class("plain"))
    }
  }

  @HTMLBuilder private func roles(_ visit: Visit) -> HTML {
    h2(visit("Mes rôles", "My roles"))
    if memberships.isEmpty {
      p(
        visit(
          "Aucun rôle en cours : le responsable de votre organisation peut vous en donner un.",
          "No running role: your organisation’s lead can give you one."))
    } else {
      if session.membership == nil {
        div(.class("notice")) {
          p(visit("Choisissez le rôle dans lequel agir.", "Choose the role to act in."))
        }
      }
      ul(.class("entries")) {
        for membership in memberships {
          li(.class("row")) {
            strong(visit(membership.role.label))
            span(membership.organisationName)
            if membership.id == session.membership?.id {
              visit.badge(Text("actif", "active"), .good)
            } else {
              visit.postForm(to: "/account/membership") {
                input(.type(.hidden), .name("membership"), .value(membership.id.text))
                button(
                  visit("Agir dans ce rôle", "Act in this role"), .type(.submit), .class("plain"))
              }
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func apiTokens(_ visit: Visit) -> HTML {
    h2(visit("Jetons d’API", "API tokens"))
    if tokens.isEmpty {
      p(
        visit(
          "Aucun jeton. Un jeton permet à un programme d’agir dans votre rôle actif.",
          "No token. A token lets a program act in your active role."), .class("soft"))
    } else {
      ul(.class("entries")) {
        for token in tokens { li(.class("row")) { entry(token, visit) } }
      }
    }
    details(.open(if: !state.complaints.isEmpty)) {
      summary(visit(Action.createToken.label))
      let field = FormFields(visit: visit, state: state)
      visit.postForm(to: "/account/tokens") {
        field(Self.tokenFields[0])
        field(Self.tokenFields[1], stored: "90")
        button(visit(Action.createToken.label), .type(.submit))
      }
    }
  }

  @HTMLBuilder private func entry(_ token: APIToken, _ visit: Visit) -> HTML {
    strong(token.name)
    span("\(visit(token.role.label)), \(token.organisationName)", .class("soft"))
    span(.class("soft")) {
      visit("jusqu’au ", "until ")
      visit.format(token.expiresAt)
    }
    if token.revokedAt != nil {
      visit.badge(Text("révoqué", "revoked"), .quiet)
    } else {
      visit.deed(
        Action.revokeToken.label, to: "/account/tokens/\(token.id)/revocation", style: .danger)
    }
  }

  @HTMLBuilder private func security(_ visit: Visit) -> HTML {
    h2(visit("Sécurité", "Security"))
    p(.class("actions")) {
      a(visit(Action.changePassword.label), .class("button plain"), .href("/account/password"))
    }
    let field = FormFields(visit: visit, state: FormState())
    visit.postForm(to: "/account/end-of-sessions") {
      p(
        visit(
          "Un appareil perdu ou oublié ? Fermez toutes vos sessions, celle-ci comprise.",
          "A device lost or forgotten? Close all your sessions, this one included."))
      field(Self.withTokens)
      button(visit(Action.endSessions.label), .type(.submit), .class("danger"))
    }
  }
}

/// The form for a new password.
struct PasswordView: View {
  let state: FormState

  var title: Text { Action.changePassword.label }

  static let fields = [
    Field("current", Text("Mot de passe actuel", "Current password"), .password),
    Field(
      "new", Text("Nouveau mot de passe", "New password"), .password,
      hint: Text(
        "12 caractères au moins ; plusieurs mots font un bon mot de passe.",
        "At least 12 characters; several words make a good password.")),
  ]

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Mon compte", "My account"), "/account")])
    h1(visit(title))
    let field = FormFields(visit: visit, state: state)
    visit.postForm(to: "/account/password") {
      field.summary(fields: Self.fields)
      for declared in Self.fields { field(declared) }
      p(
        visit(
          "Vos autres sessions seront fermées.", "Your other sessions will be closed."),
        .class("soft small"))
      p(.class("actions")) {
        button(visit(title), .type(.submit))
        a(visit("Annuler", "Cancel"), .href("/account"))
      }
    }
  }
}

/// A secret that is shown this once.
struct SecretView: View {
  let title: Text
  let label: Text
  let secret: String
  let back: Path

  func content(_ visit: Visit) -> HTML {
    h1(visit(title))
    div(.class("notice warn")) {
      p(
        visit(
          "À noter maintenant : il ne sera plus jamais affiché.",
          "Note it now: it will never be shown again."))
    }
    dl(.class("facts")) {
      dt(visit(label))
      dd { code(secret) }
    }
    p(.class("actions")) { a(visit("C’est noté", "Noted"), .class("button"), .href(back)) }
  }
}
