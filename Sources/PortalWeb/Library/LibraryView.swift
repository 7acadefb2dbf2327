import HTML
import Portal

/// The public library: what is looked for, what narrows it down, what is found.
struct LibraryView: View {
  let query: LibraryQuery
  let answer: LibraryAnswer

  var title: Text { Text("Bibliothèque", "Library") }
  var section: Section? { .library }

  /// The one form of the page, in which every control takes part wherever it stands.
  private static let formID = "library-search"

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      div {
        h1(visit("Bibliothèque des cas d’usage", "Library of use cases"))
        p(
          visit(
            "Ce que des organismes publics font avec l’IA, fiche par fiche, ouvert à tous.",
            "What public bodies do with AI, sheet by sheet, open to all."), .class("lead"))
      }
      if visit.session?.membership?.role == .curator {
        a(visit(Action.importUseCases.label), .class("button plain"), .href("/imports/new"))
      }
    }
    form(.method(.get), .action("/library"), .id(Self.formID), .class("search"), .role(.search)) {
      label(visit("Mots cherchés", "Words looked for"), .for("q"), .class("visually-hidden"))
      input(
        .type(.search), .id("q"), .name("q"), .value(query.text), .maxlength(200),
        .placeholder(visit("eau, délibérations, accueil…", "water, minutes, reception…")))
      button(visit("Chercher", "Search"), .type(.submit))
    }
    div(.class("columns left")) {
      aside(.aria(.label, visit("Affiner", "Narrow down"))) {
        for (facet, values) in answer.facets where !values.isEmpty {
          choices(facet, values, visit)
        }
        if !answer.facets.allSatisfy(\.values.isEmpty) {
          button(
            visit("Affiner", "Narrow down"), .type(.submit), .form(Self.formID), .class("plain"))
        }
      }
      div {
        found(visit)
        downloads(visit)
      }
    }
  }

  // MARK: - Facets

  /// Long facets are folded until something in them is chosen.
  private func choices(
    _ facet: LibraryFacet, _ values: [LibraryFacetCount], _ visit: Visit
  ) -> HTML {
    let options = fieldset(.class("facet")) {
      legend(visit(facet.label))
      for value in values {
        label(.class("option")) {
          input(
            .type(.checkbox), .name(facet.rawValue), .value(value.code),
            .checked(if: value.isSelected), .form(Self.formID))
          span(visit(value.label))
          span(visit.format(value.count), .class("count"))
        }
      }
    }
    guard values.count > 9 else { return options }
    return details(.open(if: values.contains(where: \.isSelected))) {
      summary(visit(facet.label))
      options
    }
  }

  // MARK: - Results

  @HTMLBuilder private func found(_ visit: Visit) -> HTML {
    if answer.page.items.isEmpty {
      div(.class("notice")) {
        p(
          visit(
            "Aucune fiche ne correspond. Essayez d’autres mots, ou retirez un filtre.",
            "No sheet matches. Try other words, or take a filter away."))
        p { a(visit("Voir toute la bibliothèque", "See the whole library"), .href("/library")) }
      }
    } else {
      p(.class("row soft"), .role(.status)) {
        span(count(visit))
        if !query.text.isEmpty || !query.selection.isEmpty {
          a(visit("Tout afficher", "Show all"), .href("/library"))
        }
      }
      ul(.class("entries")) {
        for entry in answer.page.items { li { LibraryCard(entry: entry).content(visit) } }
      }
      visit.paging(of: answer.page, noun: Text("fiches", "sheets"))
    }
  }

  private func count(_ visit: Visit) -> String {
    let total = answer.page.total
    let number = visit.format(total)
    return total == 1
      ? visit("1 fiche", "1 sheet") : visit("\(number) fiches", "\(number) sheets")
  }

  private func downloads(_ visit: Visit) -> HTML {
    p(.class("row small soft")) {
      a(visit("Télécharger tout (CSV)", "Download all (CSV)"), .href("/library.csv"))
      a(visit("Suivre les nouveautés (Atom)", "Follow the news (Atom)"), .href("/library.atom"))
    }
  }
}

extension Visit {
  /// How far a project has got, by the code of its maturity.
  func badge(maturity code: String) -> HTML {
    let tone: Tone =
      switch code {
      case "development", "pilot": .accent
      case "deployed": .good
      case "abandoned": .warn
      default: .quiet
      }
    return badge(SheetField.maturity.label(of: code), tone)
  }
}
