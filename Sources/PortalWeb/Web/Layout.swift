import HTML
import Portal

/// The frame around every page: masthead with navigation and account, the view's content, footer.
struct Layout {
  let view: any View
  let visit: Visit

  var bytes: [UInt8] {
    Document(
      language: visit.language.rawValue, title: visit(view.title) + " · Fabrique IA territoriale"
    ) {
      link(.rel(.stylesheet), .href(visit.assets.path(of: "fabrique.css")))
      link(.rel(.icon), .href(visit.assets.path(of: "fabrique.svg")), .type(.svg))
      link(
        .rel(.alternate), .type(.atom), .href("/library.atom"),
        .title(visit("Nouveautés de la bibliothèque", "New in the library")))
    } body: {
      a(visit("Aller au contenu", "Skip to content"), .class("skip"), .href("#content"))
      masthead
      main(.id("content"), .class("wrap")) { view.content(visit) }
      foot
    }.bytes
  }

  private var masthead: HTML {
    header(.class("masthead")) {
      div(.class("wrap")) {
        a(.class("brand"), .href("/")) {
          "Fabrique IA"
          span("Gigalis", .class("by"))
        }
        nav(.aria(.label, visit("Navigation principale", "Main navigation"))) {
          ul {
            for section in Section.allCases where section.isShown(to: visit.session) {
              li {
                a(
                  visit(section.label), .href(section.path),
                  .aria(.current, "page").only(if: section == view.section))
              }
            }
          }
        }
        div(.class("account")) { account }
      }
    }
  }

  @HTMLBuilder private var account: HTML {
    visit.deed(
      Text("English", "Français"),
      to: "/language?to=\(visit.language == .french ? "en" : "fr")", style: .link)
    if let session = visit.session {
      a(.href("/account")) {
        session.person.name
        if let membership = session.membership {
          span(
            " · \(visit(membership.role.label)), \(membership.organisationName)", .class("soft"))
        }
      }
      visit.deed(Action.signOut.label, to: "/sign-out", style: .plain)
    } else {
      a(visit("Se connecter", "Sign in"), .class("button"), .href("/sign-in"))
    }
  }

  private var foot: HTML {
    footer(.class("footer")) {
      div(.class("wrap")) {
        p(
          visit(
            "Fabrique IA territoriale de Gigalis : un commun numérique.",
            "Gigalis’s regional AI workshop: a digital commons."))
        p { a(visit("Les règles du portail", "The portal’s rules"), .href("/rules")) }
        p { a(visit("API", "API"), .href("/api/v1/openapi.json")) }
        p(visit("Accessibilité : non conforme", "Accessibility: not compliant"))
      }
    }
  }
}

extension Section {
  var label: Text {
    switch self {
    case .library: Text("Bibliothèque", "Library")
    case .solutions: Text("Solutions", "Solutions")
    case .work: Text("À faire", "To do")
    case .useCases: Text("Cas d’usage", "Use cases")
    case .hosting: Text("Hébergement", "Hosting")
    case .deployments: Text("Déploiements", "Deployments")
    case .organisations: Text("Organisations", "Organisations")
    case .sites: Text("Sites", "Sites")
    case .audit: Text("Journal", "Audit log")
    }
  }

  var path: Path {
    switch self {
    case .library: "/library"
    case .solutions: "/solutions"
    case .work: "/work"
    case .useCases: "/use-cases"
    case .hosting: "/hosting-requests"
    case .deployments: "/deployments"
    case .organisations: "/organisations"
    case .sites: "/sites"
    case .audit: "/audit"
    }
  }

  /// What a role has no use for is not put before it; the rules decide what it may see all the same.
  func isShown(to session: Session?) -> Bool {
    guard let membership = session?.membership else {
      return self == .library || self == .solutions
    }
    return switch self {
    case .library, .solutions, .work, .organisations: true
    case .useCases: membership.role != .auditor && membership.role != .dpo
    case .hosting, .deployments: membership.role != .curator
    case .sites: membership.kind == .operator && membership.role != .curator
    case .audit: [.auditor, .lead, .dpo].contains(membership.role)
    }
  }
}
