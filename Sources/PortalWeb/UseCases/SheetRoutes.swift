import HTML
import HTTP
import JSON
import Portal

/// The sheet of a use case: its form, part by part, and its revisions.
enum SheetRoutes {
  static func add(to table: inout RouteTable) {
    table.form("/use-cases/:useCase/sheet", Action.editSheet.label, view: formView)
    table.get(
      "/use-cases/:useCase/sheet", Text("La fiche seule", "The sheet alone"), faces: [.api],
      answers: .ok(UseCaseRecord.sheetShape)
    ) { context in
      let record = try context.portal.useCase(context.id("useCase"), as: context.actor)
      return .done(at: record.path, json: { record.sheetJSON }, version: record.revision)
    }
    table.patch(
      "/use-cases/:useCase/sheet", Action.editSheet.label, body: SheetFormView.fields,
      answers: .ok(UseCaseRecord.sheetShape),
      form: formView
    ) { context in
      let id: UseCase.ID = try context.id("useCase")
      let useCase = try await context.portal.editSheet(
        id, change(in: context), note: context.fields.text("note"), revision: context.version(),
        as: context.actor)
      let record = try context.portal.useCase(useCase.id, as: context.actor)
      return .done(
        at: record.path, json: { record.sheetJSON }, version: record.revision)
    }
    table.get(
      "/use-cases/:useCase/revisions/:number",
      Text(
        "Une version de la fiche et ce qu’elle change", "A version of the sheet and what it changes"
      ), answers: .ok(RevisionRecord.shape)
    ) { context in
      guard let number = Int(try context.parameter("number")) else { throw PortalError.notFound }
      let record = try context.portal.useCaseRevision(
        number, of: context.id("useCase"), as: context.actor)
      return .page(RevisionView(record: record), json: { record.json })
    }
  }

  private static let formView: Route.FormView = { context, state in
    let record = try context.portal.useCase(context.id("useCase"), as: context.actor)
    return SheetFormView(record: record, part: try part(of: context), state: state)
  }

  /// What a page's form sends is one part of the sheet whole, so that an unticked box empties its field; over the API what
  /// is not named stays.
  private static func change(in context: Context) throws -> SheetChange {
    guard context.face == .page else { return try SheetChange(sentIn: context.fields) }
    let sent = context.fields.values("sheet")
    let record = try context.portal.useCase(context.id("useCase"), as: context.actor)
    let fields = try part(of: context).fields.filter {
      record.visibilities.contains($0.visibility)
    }
    return try SheetChange(
      form: { field in sent.first { $0.key == field.rawValue }?.value ?? [] }, fields: fields)
  }

  private static func part(of context: Context) throws(PortalError) -> SheetField.Group {
    let name =
      context.fields.optional("part") ?? context.request.query.first("part")
      ?? SheetField.Group.essentials.rawValue
    guard let part = SheetField.Group(rawValue: name) else { throw .notFound }
    return part
  }
}
