/// How a script is run; both wait until the document is parsed.
public enum ScriptKind: Sendable {
  case module, deferred
}

/// A script of our own, by reference; there is no inline script.
public func script(_ source: Path, _ kind: ScriptKind = .module) -> HTML {
  var html = HTML()
  html.open(
    "script",
    [.src(source), kind == .module ? Attribute("type", "module") : Attribute("defer", if: true)])
  html.close("script")
  return html
}

/// A decorative drawing taken from a file of SVG symbols, as in `icon("/icons.svg#check")`; hidden
/// from assistive technology, so that the text beside it must say what it means.
public func icon(_ symbol: Path, _ attributes: Attribute...) -> HTML {
  var html = HTML()
  html.open("svg", attributes + [.aria(.hidden, true)])
  html.open("use", [.href(symbol)])
  html.close("use")
  html.close("svg")
  return html
}
