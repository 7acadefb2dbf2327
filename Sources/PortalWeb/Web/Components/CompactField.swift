import HTML
import Portal

extension Visit {
  /// A field of one of many small forms on a page: `prefix` gives its control an id of its own. What was sent is not
  /// filled in again; the page says above what was wrong.
  func compactField(_ field: Field, prefix: String, value: String = "") -> HTML {
    let type: Attribute = if case .day = field.kind { .type(.date) } else { .type(.text) }
    return div(.class("field")) {
      label(self(field.label), .for(prefix + field.name))
      input(type, .id(prefix + field.name), .name(field.name), .value(value), .required())
    }
  }
}
