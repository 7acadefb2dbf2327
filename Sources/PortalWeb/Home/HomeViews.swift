import HTML
import Portal

/// What a visitor sees first: what this is, and the way into the library.
struct HomeView: View {
  let newest: Page<LibraryEntry>

  var title: Text { Text("Accueil", "Start page") }

  func content(_ visit: Visit) -> HTML {
    h1(visit("Des usages d’IA publics, construits ensemble", "Public uses of AI, built together"))
    p(
      visit(
        "La Fabrique IA territoriale réunit entreprises partenaires, organismes publics et agents de Gigalis. Les cas d’usage sont documentés, relus et partagés dans une bibliothèque ouverte.",
        "The regional AI workshop brings together partner companies, public bodies and Gigalis staff. Use cases are documented, reviewed and shared in an open library."
      ), .class("lead"))
    form(.method(.get), .action("/library"), .class("search"), .role(.search)) {
      label(
        visit("Chercher dans la bibliothèque", "Search the library"), .for("q"),
        .class("visually-hidden"))
      input(
        .type(.search), .id("q"), .name("q"),
        .placeholder(visit("eau, délibérations, accueil…", "water, minutes, reception…")))
      button(visit("Chercher", "Search"), .type(.submit))
    }
    ul(.class("tiles")) {
      for step in steps {
        li(.class("tile")) {
          h2(visit(step.title))
          p(visit(step.text))
        }
      }
    }
    if !newest.items.isEmpty {
      h2(visit("Derniers cas publiés", "Latest published cases"))
      ul(.class("entries")) {
        for entry in newest.items { li { LibraryCard(entry: entry).content(visit) } }
      }
    }
    p(.class("actions")) {
      a(
        visit("Parcourir la bibliothèque", "Browse the library"), .class("button"),
        .href("/library"))
      a(visit("Se connecter", "Sign in"), .class("button plain"), .href("/sign-in"))
    }
  }

  private let steps: [(title: Text, text: Text)] = [
    (
      Text("Proposer et co-construire", "Propose and co-build"),
      Text(
        "Un partenaire ou un organisme public propose un cas ; au moins un de chaque le construit.",
        "A partner or a public body proposes a case; at least one of each builds it.")
    ),
    (
      Text("Relire et publier", "Review and publish"),
      Text(
        "Un animateur qui n’y participe pas relit la fiche et la publie. Chaque version reste lisible.",
        "A curator who takes no part reviews the sheet and publishes it. Every version stays readable."
      )
    ),
    (
      Text("Adopter et héberger", "Adopt and host"),
      Text(
        "Un organisme public l’adopte et demande son hébergement : quotas vérifiés, décision à plusieurs.",
        "A public body adopts it and asks for hosting: quotas checked, decided by several.")
    ),
  ]
}

/// Everything that waits for the member, longest first.
struct WorkView: View {
  let items: [WorkItem]

  var title: Text { Text("À faire", "To do") }
  var section: Section? { .work }

  func content(_ visit: Visit) -> HTML {
    h1(visit(title))
    if items.isEmpty {
      div(.class("notice good")) {
        p(visit("Rien n’attend une action de votre part.", "Nothing needs your action."))
      }
    } else {
      p(
        visit(
          "\(items.count) action\(items.count > 1 ? "s" : "") en attente, la plus ancienne d’abord.",
          "\(items.count) action\(items.count > 1 ? "s" : "") waiting, oldest first."),
        .class("lead"))
      ul(.class("entries")) {
        for item in items {
          li {
            h2 { a(visit(item.title), .href(item.path)) }
            p(.class("row soft small")) {
              span(item.organisationName)
              span {
                visit("depuis le ", "since ")
                visit.format(item.since)
              }
              if let dueAt = item.dueAt {
                span {
                  visit("à rendre avant le ", "due before ")
                  visit.format(dueAt)
                }
              }
            }
          }
        }
      }
    }
  }
}
