import HTML
import Portal

/// The rule book: each file a chapter, each rule an article with its reason and its text.
struct RuleBookView: View {
  let chapters: [RuleChapter]
  let digest: String

  var title: Text { Text("Les règles du portail", "The portal’s rules") }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      if visit.session?.membership?.role == .auditor {
        div(.class("actions")) {
          a(
            visit("Qui peut faire quoi ?", "Who can do what?"), .class("button plain"),
            .href("/rules/holders"))
          a(visit("Pourquoi ?", "Why?"), .class("button plain"), .href("/rules/explanation"))
        }
      }
    }
    p(
      visit(
        "Qui peut faire quoi n’est écrit nulle part ailleurs : ces textes sont ceux que le portail applique, à la lettre, à chaque page, chaque liste et chaque bouton. Une interdiction l’emporte sur toute permission ; ce qu’aucune règle ne permet est refusé.",
        "Who may do what is written nowhere else: these are the texts that the portal applies, to the letter, to every page, every list and every button. What forbids prevails over what permits; what no rule permits is refused."
      ), .class("lead"))
    standings(visit)
    for chapter in chapters where !chapter.articles.isEmpty { self.chapter(chapter, visit) }
    for chapter in chapters where chapter.articles.isEmpty { vocabulary(chapter, visit) }
    p(.class("small soft")) {
      visit("Langage Cedar 4.5. Empreinte SHA-256 : ", "Language Cedar 4.5. SHA-256 digest: ")
      code(digest)
    }
  }

  private func standings(_ visit: Visit) -> HTML {
    details {
      summary(visit("Lire les règles rôle par rôle", "Read the rules role by role"))
      ul {
        for standing in Standing.allCases {
          li { a(visit(standing.label), .href("/rules/standings/\(standing.key)")) }
        }
      }
    }
  }

  @HTMLBuilder private func chapter(_ chapter: RuleChapter, _ visit: Visit) -> HTML {
    h2(visit(chapter.title), .id(chapter.file))
    ul(.class("articles")) {
      for article in chapter.articles {
        li(.id(article.rule.id)) {
          article.isGuardRail
            ? visit.badge(Text("interdit", "forbids"), .bad)
            : visit.badge(Text("permet", "permits"), .good)
          div {
            p(visit(article.rule.reason))
            details {
              summary {
                code(article.rule.id)
                span(" · \(chapter.file), \(article.line)", .class("soft"))
              }
              pre(article.text)
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func vocabulary(_ chapter: RuleChapter, _ visit: Visit) -> HTML {
    h2(visit("Le vocabulaire", "The vocabulary"), .id(chapter.file))
    details {
      summary { code(chapter.file) }
      pre(chapter.text)
    }
  }
}

extension RuleChapter {
  /// What the file is about; its name where that is not known.
  fileprivate var title: Text {
    switch file {
    case "audit.cedar": Text("Le journal", "The audit log")
    case "deployments.cedar": Text("Les déploiements", "Deployments")
    case "hosting.cedar": Text("L’hébergement", "Hosting")
    case "metering.cedar": Text("La mesure et l’énergie", "Metering and energy")
    case "organisations.cedar":
      Text("Les organisations et leurs personnes", "Organisations and their people")
    case "platform.cedar": Text("Les comptes et les sites", "Accounts and sites")
    case "quotas.cedar": Text("Les quotas", "Quotas")
    case "use-cases.cedar": Text("Les cas d’usage", "Use cases")
    default: Text(verbatim: file)
    }
  }
}
