import HTML
import HTTP
import JSON
import Portal

/// The public library: search, sheets, feed and export; and what is taken into it from outside.
enum LibraryRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/library", Text("La bibliothèque publique", "The public library"), access: .everybody,
      query: queryFields, answers: .page(LibraryAnswer.shape)
    ) { context in
      let query = try query(of: context)
      let answer = try context.portal.library(
        query, after: context.cursor(parts: 2), limit: context.limit)
      let language = context.language
      return .page(
        LibraryView(query: query, answer: answer), json: { answer.json(language) },
        next: answer.page.next)
    }

    table.get(
      "/library/:slug", Text("Une fiche publiée", "A published sheet"), access: .everybody,
      answers: .ok(LibrarySheet.shape)
    ) { context in
      let sheet = try context.portal.librarySheet(
        slug: context.parameter("slug"), as: context.actor)
      let language = context.language
      return .page(LibrarySheetView(sheet: sheet), json: { sheet.json(language) })
    }

    table.get(
      "/library.atom", Text("Nouveautés, flux Atom", "News, Atom feed"), access: .everybody,
      faces: [.page]
    ) { context in
      let entries = try context.portal.library(limit: Limit(clamping: 50)).page.items
      return .response(AtomFeed(entries: entries, language: context.language).response)
    }

    table.get(
      "/library.csv", Text("Export CSV", "CSV export"), access: .everybody, faces: [.page]
    ) { context in
      .response(export(of: context.portal))
    }

    table.form("/imports/new", Action.importUseCases.label) { context, state in
      ImportFormView(state: state)
    }
    table.post(
      "/imports", Action.importUseCases.label, body: ImportFormView.fields,
      answers: .ok(ImportReport.shape),
      form: { context, state in ImportFormView(state: state) }
    ) { context in
      let upload = context.fields.file(ImportFormView.upload.name)
      do {
        let report = try await context.portal.importUseCases(
          try libraryFile(upload, pasted: context.fields.optional(ImportFormView.file.name)),
          as: context.actor)
        return .page(
          ImportReportView(report: report, filename: upload?.name), json: { report.json })
      } catch PortalError.invalid(let complaints) where upload != nil {
        // What is wrong with the file stands where it was chosen.
        throw PortalError.invalid(
          complaints.map { Complaint(ImportFormView.upload.name, $0.text) })
      }
    }
  }

  /// The file that was chosen, or the content that was pasted.
  private static func libraryFile(
    _ upload: UploadedFile?, pasted: String?
  ) throws -> [UInt8] {
    guard (upload == nil) != (pasted == nil) else {
      throw PortalError.invalid(
        ImportFormView.upload.name,
        Text(
          "Choisissez un fichier ou collez son contenu, l’un des deux.",
          "Choose a file or paste its content, one of the two."))
    }
    if let upload { return try upload.open().read(upTo: upload.size) }
    return Array((pasted ?? "").utf8)
  }

  private static let queryFields =
    [Field("q", Text("Mots cherchés", "Words looked for"), .line(maximum: 200), required: false)]
    + LibraryFacet.allCases.map(\.field)

  private static func query(of context: Context) throws(PortalError) -> LibraryQuery {
    let query = try context.query(queryFields)
    return LibraryQuery(
      text: query.text("q"),
      selection: Dictionary(
        uniqueKeysWithValues: LibraryFacet.allCases.map { facet in
          (facet, Set(query.list(facet.rawValue)))
        }))
  }

  private static func export(of portal: Portal) -> Response {
    var response = Response(
      .ok,
      body: .stream { writer in
        try await writer.write(Array(LibraryExport.header(in: .csv).utf8))
        var last = 0
        while let stretch = try portal.exportUseCases(after: last) {
          try await writer.write(Array(stretch.lines.utf8))
          last = stretch.last
        }
      })
    response.headers.set(.contentType, "text/csv; charset=utf-8; header=present")
    response.headers.setAttachment(named: "bibliotheque.csv")
    return response
  }
}

extension LibraryFacet {
  var field: Field {
    Field(
      rawValue, label, .choices(values.map { Field.Choice(value: $0.code, label: $0.label) }),
      required: false)
  }
}
