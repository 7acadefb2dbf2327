/// Puts statements of markup and text one after the other; `if`, `switch` and `for` work as
/// elsewhere in Swift.
@resultBuilder
public enum HTMLBuilder {
  public static func buildExpression(_ html: HTML) -> HTML { html }
  public static func buildExpression(_ text: String) -> HTML { HTML(text) }

  public static func buildBlock() -> HTML { HTML() }
  public static func buildPartialBlock(first: HTML) -> HTML { first }
  public static func buildPartialBlock(accumulated: consuming HTML, next: HTML) -> HTML {
    accumulated.append(next)
    return accumulated
  }

  public static func buildOptional(_ html: HTML?) -> HTML { html ?? HTML() }
  public static func buildEither(first html: HTML) -> HTML { html }
  public static func buildEither(second html: HTML) -> HTML { html }

  public static func buildArray(_ parts: [HTML]) -> HTML {
    var html = HTML(reserving: parts.reduce(0) { $0 + $1.bytes.count })
    for part in parts { html.append(part) }
    return html
  }
}

extension HTML {
  /// Markup put together without an element around it.
  public init(@HTMLBuilder content: () -> HTML) {
    self = content()
  }
}
