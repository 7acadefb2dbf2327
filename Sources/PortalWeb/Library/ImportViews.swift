import HTML
import Portal

/// Where a curator puts in the file of the public library.
struct ImportFormView: View {
  let state: FormState

  static let upload = Field(
    "upload", Text("Fichier CSV", "CSV file"),
    .file(maximum: Portal.largestImport, accept: ".csv,text/csv"), required: false,
    hint: Text(
      "Le fichier « data.csv » de la bibliothèque des Interconnectés, 8 Mio au plus.",
      "The file “data.csv” of the library of Les Interconnectés, 8 MiB at most."))
  static let file = Field(
    "file", Text("Ou son contenu", "Or its content"), .text(maximum: 400_000), required: false,
    hint: Text(
      "Ouvert dans un éditeur de texte et collé en entier, 400 000 caractères au plus.",
      "Opened in a text editor and pasted whole, 400,000 characters at most."))
  static let fields = [upload, file]

  var title: Text { Action.importUseCases.label }
  var section: Section? { .library }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Bibliothèque", "Library"), "/library")])
    h1(visit(title))
    p(
      visit(
        "Chaque ligne devient une fiche publiée ; les doutes restent attachés à la fiche. Ce qui est déjà présent n’est jamais modifié.",
        "Each row becomes a published sheet; doubts stay with the sheet. What is there already is never changed."
      ), .class("lead"))
    visit.postForm(to: "/imports", takesFiles: true) {
      let form = FormFields(visit: visit, state: state)
      form.summary(fields: Self.fields)
      for field in Self.fields { form(field) }
      button(visit("Importer", "Import"), .type(.submit))
    }
  }
}

/// What an import did, row by row.
struct ImportReportView: View {
  let report: ImportReport
  /// What the file is called where it comes from; nil when its content was pasted.
  let filename: String?

  var title: Text { Text("Rapport d’import", "Import report") }
  var section: Section? { .library }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Bibliothèque", "Library"), "/library")])
    h1(visit(title))
    p([report.source, filename].compactMap { $0 }.joined(separator: " · "), .class("lead"))
    ul(.class("tiles")) {
      for (number, label) in tiles {
        li(.class("tile")) {
          strong(visit.format(number))
          visit(label)
        }
      }
    }
    if !report.findings.isEmpty {
      h2(visit("Ce qui a été remarqué", "What was noticed"))
      dl(.class("facts")) {
        for (kind, count) in report.findings {
          dt(visit(kind.label))
          dd(visit.format(count))
        }
      }
    }
    h2(visit("Ligne par ligne", "Row by row"))
    ul(.class("entries")) {
      for row in report.rows { li { entry(row, visit) } }
    }
  }

  private var tiles: [(Int, Text)] {
    [
      (report.added, Text("ajoutées", "added")),
      (report.present, Text("déjà présentes", "already present")),
      (report.changed, Text("modifiées à la source", "changed at the source")),
      (report.refused, Text("refusées", "refused")),
      (report.flagged, Text("avec un doute", "with a doubt")),
    ]
  }

  @HTMLBuilder private func entry(_ row: ImportReport.Row, _ visit: Visit) -> HTML {
    h3(row.project)
    p(.class("row small")) {
      visit.badge(row.outcome.label, row.outcome.tone)
      span(row.body)
      span(visit("ligne \(row.line)", "line \(row.line)"), .class("soft"))
    }
    switch row.outcome {
    case .refused(let refusal):
      p(visit(refusal.reason), .class("small"))
    case .changed(_, let columns):
      p(columns.joined(separator: ", "), .class("small"))
    case .added, .present: HTML()
    }
    if !row.findings.isEmpty {
      ul(.class("small")) {
        for finding in row.findings {
          li("\(finding.place) \(finding.flag.column) : \(visit(finding.flag.text))")
        }
      }
    }
  }
}

extension ImportReport.Outcome {
  fileprivate var tone: Tone {
    switch self {
    case .added: .good
    case .present: .quiet
    case .changed: .warn
    case .refused: .bad
    }
  }
}
