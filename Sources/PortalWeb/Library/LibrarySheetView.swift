import HTML
import Portal

/// A published sheet as everybody reads it, with who takes part and who uses it.
struct LibrarySheetView: View {
  let sheet: LibrarySheet

  var title: Text { Text(verbatim: sheet.sheet.title) }
  var section: Section? { .library }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Bibliothèque", "Library"), "/library")])
    div(.class("head")) {
      div {
        h1(sheet.sheet.title)
        p(.class("row")) {
          if let maturity = sheet.sheet.choice(.maturity) {
            visit.badge(maturity: maturity)
          }
          visit.badge(sheet.sheet.riskClass)
          span(sheet.owner.name, .class("soft"))
          visit.sampleBadge(if: sheet.owner.isSample)
          span(visit.format(sheet.publishedAt.day), .class("soft"))
        }
      }
      if visit.session?.membership != nil {
        a(
          visit("Ouvrir le cas d’usage", "Open the use case"), .class("button plain"),
          .href("/use-cases/\(sheet.useCase)"))
      }
    }
    if !sheet.sheet.text(.summary).isEmpty { p(sheet.sheet.text(.summary), .class("lead")) }
    if let origin = sheet.origin { provenance(origin, visit) }
    div(.class("columns")) {
      div { SheetFacts(sheet: sheet.sheet).content(visit) }
      aside {
        AdoptionsPanel(sheet: sheet).content(visit)
        solutions(visit)
        participants(visit)
      }
    }
  }

  /// Where it came from and what is doubtful about it: nobody takes an imported sheet for a reviewed one.
  private func provenance(_ origin: UseCase.Origin, _ visit: Visit) -> HTML {
    div(.class("notice")) {
      p(
        visit(
          "Fiche reprise de : \(origin.source). Elle n’a pas été relue ici.",
          "Sheet taken from: \(origin.source). It has not been reviewed here."))
      if !origin.flags.isEmpty {
        details {
          summary(
            visit(
              "Points à vérifier : \(origin.flags.count)", "To be verified: \(origin.flags.count)"))
          ul {
            for flag in origin.flags {
              li {
                strong(flag.column)
                " : "
                visit(flag.text)
              }
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func solutions(_ visit: Visit) -> HTML {
    if sheet.solutions > 0 {
      article(.class("card")) {
        h2(visit("Solutions prêtes à déployer", "Solutions ready to be deployed"))
        p {
          a(
            visit(
              "\(sheet.solutions) dans le catalogue", "\(sheet.solutions) in the catalogue"),
            .class("button"), .href("/solutions?useCase=\(sheet.useCase)"))
        }
      }
    }
  }

  private func participants(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Participants", "Participants"))
      ul(.class("stack")) {
        for participation in sheet.participations {
          li {
            participation.name
            span(
              " · \(visit(participation.kind.label)), \(visit(participation.role.label))",
              .class("small soft"))
          }
        }
      }
    }
  }
}

/// Who uses a published case, and the way to say so.
struct AdoptionsPanel {
  let sheet: LibrarySheet

  func content(_ visit: Visit) -> HTML {
    section(.class("card"), .id("adoptions")) {
      h2(visit("Qui l’utilise", "Who uses it"))
      if sheet.adoptions.items.isEmpty {
        p(
          visit(
            "Aucun organisme ne l’a encore déclaré.", "No body has said so yet."), .class("soft"))
      }
      ul(.class("stack")) {
        for adoption in sheet.adoptions.items {
          li { AdoptionLine(adoption: adoption).content(visit) }
        }
      }
      if sheet.adoptions.next != nil {
        p {
          a(
            visit(
              "Les \(sheet.adoptions.total) adoptions", "All \(sheet.adoptions.total) adoptions"),
            .href("/use-cases/\(sheet.useCase)/adoptions"))
        }
      }
      if sheet.offers.allow(.declareAdoption) {
        p {
          a(
            visit("Mon organisme l’utilise", "My body uses it"), .class("button"),
            .href("/use-cases/\(sheet.useCase)/adoption"))
        }
      }
    }
  }
}

/// One adoption: the body, how far it has got, what came of it, and whom to ask.
struct AdoptionLine {
  let adoption: AdoptionRecord

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    p(.class("row")) {
      strong(adoption.organisationName)
      visit.badge(adoption.status)
    }
    if !adoption.results.isEmpty { p(adoption.results, .class("prose small")) }
    if let referent = adoption.referent, !referent.isEmpty {
      p(visit("À qui s’adresser : \(referent)", "Whom to ask: \(referent)"), .class("small soft"))
    }
    if adoption.offers.allow(.changeAdoption) {
      a(visit(Action.changeAdoption.label), .class("small"), .href(adoption.path))
    }
  }
}

extension Visit {
  func badge(_ status: Adoption.Status) -> HTML {
    let tone: Tone =
      switch status {
      case .interested, .stopped: .quiet
      case .experimenting: .accent
      case .inProduction: .good
      }
    return badge(status.label, tone)
  }
}
