import HTML
import Portal

/// One version of a sheet: what it changed, then the whole of it.
struct RevisionView: View {
  let record: RevisionRecord

  var title: Text {
    Text("Version \(record.revision.number)", "Version \(record.revision.number)")
  }
  var section: Section? { .useCases }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Cas d’usage", "Use cases"), "/use-cases"),
      (record.sheet.title, "/use-cases/\(record.useCase)"),
    ])
    h1(visit(title))
    p(.class("row soft")) {
      span { visit.format(record.revision.at) }
      if let author = record.revision.author { span("\(author.name), \(author.organisation)") }
    }
    if !record.revision.note.isEmpty { p(record.revision.note, .class("lead")) }
    article(.class("card diff")) {
      h2(visit("Ce qui a changé", "What changed"))
      dl(.class("facts")) {
        for field in record.revision.changed {
          dt(visit(field.label))
          dd {
            if let before = record.before[field] { p { del(visit.plain(before, of: field)) } }
            if let after = record.sheet[field] { p { ins(visit.plain(after, of: field)) } }
          }
        }
      }
      if record.revision.changed.isEmpty {
        p(
          visit("Rien que vous puissiez voir.", "Nothing that you may see."), .class("soft"))
      }
    }
    details {
      summary(visit("La fiche entière dans cette version", "The whole sheet in this version"))
      SheetFacts(sheet: record.sheet).content(visit)
    }
  }
}
