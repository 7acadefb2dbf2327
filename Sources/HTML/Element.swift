/// An element with content, called like a function: `td(row.owner)`, `a("Edit", .href(path))`,
/// `ul(.id("x")) { … }`.
public struct Element: Sendable {
  let name: StaticString

  init(_ name: StaticString) {
    self.name = name
  }

  public func callAsFunction(
    _ attributes: Attribute..., @HTMLBuilder content: () -> HTML
  ) -> HTML {
    let content = content()
    var html = HTML(reserving: content.bytes.count + 64)
    html.open(name, attributes)
    html.append(content)
    html.close(name)
    return html
  }

  public func callAsFunction(_ text: String, _ attributes: Attribute...) -> HTML {
    HTML(element: name, text: text, attributes: attributes)
  }
}

/// An element whose content a parser reads as text alone: `option("Nantes", .value("44109"))`.
public struct TextElement: Sendable {
  let name: StaticString
  /// Where a parser drops a line feed just after the opening tag, one is written for it to drop.
  let dropsFirstLineFeed: Bool

  init(_ name: StaticString, dropsFirstLineFeed: Bool = false) {
    self.name = name
    self.dropsFirstLineFeed = dropsFirstLineFeed
  }

  public func callAsFunction(_ text: String, _ attributes: Attribute...) -> HTML {
    HTML(
      element: name, text: text, attributes: attributes, dropsFirstLineFeed: dropsFirstLineFeed)
  }
}

/// An element that never has content nor an end tag: `input(.type(.email), .name("email"))`.
public struct VoidElement: Sendable {
  let name: StaticString

  init(_ name: StaticString) {
    self.name = name
  }

  public func callAsFunction(_ attributes: Attribute...) -> HTML {
    var html = HTML()
    html.open(name, attributes)
    return html
  }
}

extension HTML {
  fileprivate init(
    element name: StaticString, text: String, attributes: [Attribute],
    dropsFirstLineFeed: Bool = false
  ) {
    self.init(reserving: text.utf8.count + 64)
    open(name, attributes)
    if dropsFirstLineFeed { append("\n") }
    append(text: text)
    close(name)
  }

  mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    append("<")
    append(name)
    for attribute in attributes { attribute.write(into: &self) }
    append(">")
  }

  mutating func close(_ name: StaticString) {
    append("</")
    append(name)
    append(">")
  }
}
