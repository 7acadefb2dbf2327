/// An attribute of an element, its value escaped when written.
///
/// Names come from this kit alone. It has none for `style` nor for event handlers, and whatever
/// names an address takes a `Path` or an `ExternalLink`, so that a page needs no exception from a
/// strict content security policy.
public struct Attribute: Sendable {
  private enum Form {
    case absent
    case bare(StaticString)
    case valued(prefix: StaticString, name: StaticString, value: String)
    case several([Attribute])
  }

  private let form: Form

  init(_ name: StaticString, _ value: String, prefix: StaticString = "") {
    form = .valued(prefix: prefix, name: name, value: value)
  }

  init(_ name: StaticString, if condition: Bool) {
    form = condition ? .bare(name) : .absent
  }

  private init(_ form: Form) {
    self.form = form
  }

  /// These attributes as one, for functions that hand attributes on.
  public static func several(_ attributes: [Attribute]) -> Attribute {
    Attribute(.several(attributes))
  }

  /// This attribute, or none.
  public func only(if condition: Bool) -> Attribute {
    condition ? self : Attribute(.absent)
  }

  func write(into html: inout HTML) {
    switch form {
    case .absent:
      break
    case .bare(let name):
      html.append(" ")
      html.append(name)
    case .valued(let prefix, let name, let value):
      html.append(" ")
      html.append(prefix)
      html.append(name)
      html.append("=\"")
      html.append(attributeValue: value)
      html.append("\"")
    case .several(let attributes):
      for attribute in attributes { attribute.write(into: &html) }
    }
  }
}
