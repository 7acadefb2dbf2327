// Attributes of forms and their controls.

extension Attribute {
  // MARK: Forms

  public static func action(_ value: Path) -> Attribute { Attribute("action", value.text) }
  public static func method(_ value: FormMethod) -> Attribute {
    Attribute("method", value.rawValue)
  }
  public static func enctype(_ value: FormEncoding) -> Attribute {
    Attribute("enctype", value.rawValue)
  }
  public static func novalidate(if condition: Bool = true) -> Attribute {
    Attribute("novalidate", if: condition)
  }
  public static func formaction(_ value: Path) -> Attribute { Attribute("formaction", value.text) }
  public static func formnovalidate(if condition: Bool = true) -> Attribute {
    Attribute("formnovalidate", if: condition)
  }

  // MARK: Controls

  public static func type(_ value: ControlType) -> Attribute { Attribute("type", value.rawValue) }
  public static func name(_ value: String) -> Attribute { Attribute("name", value) }
  public static func value(_ value: String) -> Attribute { Attribute("value", value) }
  /// The identifier of the control that a label or an output belongs to; several with spaces
  /// between for an output.
  public static func `for`(_ value: String) -> Attribute { Attribute("for", value) }
  /// The identifier of the form that a control outside it belongs to.
  public static func form(_ value: String) -> Attribute { Attribute("form", value) }
  public static func autocomplete(_ value: Autocomplete) -> Attribute {
    Attribute("autocomplete", value.rawValue)
  }
  public static func inputmode(_ value: InputMode) -> Attribute {
    Attribute("inputmode", value.rawValue)
  }
  public static func disabled(if condition: Bool = true) -> Attribute {
    Attribute("disabled", if: condition)
  }
  public static func readonly(if condition: Bool = true) -> Attribute {
    Attribute("readonly", if: condition)
  }
  public static func required(if condition: Bool = true) -> Attribute {
    Attribute("required", if: condition)
  }
  public static func checked(if condition: Bool = true) -> Attribute {
    Attribute("checked", if: condition)
  }
  public static func selected(if condition: Bool = true) -> Attribute {
    Attribute("selected", if: condition)
  }
  public static func multiple(if condition: Bool = true) -> Attribute {
    Attribute("multiple", if: condition)
  }
  public static func autofocus(if condition: Bool = true) -> Attribute {
    Attribute("autofocus", if: condition)
  }
  public static func spellcheck(_ value: Bool) -> Attribute {
    Attribute("spellcheck", value ? "true" : "false")
  }

  // MARK: What a control accepts

  public static func placeholder(_ value: String) -> Attribute { Attribute("placeholder", value) }
  /// A regular expression of ECMAScript that the whole value must match.
  public static func pattern(_ value: String) -> Attribute { Attribute("pattern", value) }
  /// In UTF-16 code units.
  public static func minlength(_ value: Int) -> Attribute { Attribute("minlength", "\(value)") }
  /// In UTF-16 code units.
  public static func maxlength(_ value: Int) -> Attribute { Attribute("maxlength", "\(value)") }
  public static func min(_ value: String) -> Attribute { Attribute("min", value) }
  public static func max(_ value: String) -> Attribute { Attribute("max", value) }
  public static func step(_ value: String) -> Attribute { Attribute("step", value) }
  /// The media types or file name extensions taken, with commas between.
  public static func accept(_ value: String) -> Attribute { Attribute("accept", value) }
  /// The identifier of a `datalist`.
  public static func list(_ value: String) -> Attribute { Attribute("list", value) }
  public static func rows(_ value: Int) -> Attribute { Attribute("rows", "\(value)") }
  public static func cols(_ value: Int) -> Attribute { Attribute("cols", "\(value)") }
  public static func size(_ value: Int) -> Attribute { Attribute("size", "\(value)") }

  // MARK: Options and gauges

  /// The caption of a group of options.
  public static func label(_ value: String) -> Attribute { Attribute("label", value) }
  public static func low(_ value: String) -> Attribute { Attribute("low", value) }
  public static func high(_ value: String) -> Attribute { Attribute("high", value) }
  public static func optimum(_ value: String) -> Attribute { Attribute("optimum", value) }
}
