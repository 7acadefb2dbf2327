/// A whole HTML document.
public struct Document: Sendable {
  /// UTF-8, from the document type on.
  public let bytes: [UInt8]

  /// - Parameters:
  ///   - language: the language tag (BCP 47) of the document.
  ///   - head: style sheets, scripts and other metadata; encoding, viewport and title are
  ///     there already.
  public init(
    language: String, title: String, bodyAttributes: [Attribute] = [],
    @HTMLBuilder head: () -> HTML = { HTML() }, @HTMLBuilder body: () -> HTML
  ) {
    let head = head()
    let body = body()
    var html = HTML(reserving: head.bytes.count + body.bytes.count + title.utf8.count + 256)
    html.append("<!DOCTYPE html>\n")
    html.open("html", [.lang(language)])
    html.append("<head><meta charset=\"utf-8\">")
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
    html.append(text: title)
    html.append("</title>")
    html.append(head)
    html.append("</head>")
    html.open("body", bodyAttributes)
    html.append(body)
    html.append("</body></html>\n")
    bytes = html.bytes
  }
}
