// Attributes of any element, of links, images and tables.

extension Attribute {
  // MARK: Any element

  public static func id(_ value: String) -> Attribute { Attribute("id", value) }
  /// One class name or more, with spaces between.
  public static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
  public static func title(_ value: String) -> Attribute { Attribute("title", value) }
  /// A language tag (BCP 47).
  public static func lang(_ value: String) -> Attribute { Attribute("lang", value) }
  public static func dir(_ value: Direction) -> Attribute { Attribute("dir", value.rawValue) }
  public static func tabindex(_ value: Int) -> Attribute { Attribute("tabindex", "\(value)") }
  public static func hidden(if condition: Bool = true) -> Attribute {
    Attribute("hidden", if: condition)
  }
  public static func role(_ value: ARIARole) -> Attribute { Attribute("role", value.rawValue) }

  public static func aria(_ name: ARIA, _ value: String) -> Attribute {
    Attribute(name.attribute, value, prefix: "aria-")
  }

  public static func aria(_ name: ARIA, _ value: Bool) -> Attribute {
    aria(name, value ? "true" : "false")
  }

  /// `data-name`; the name is a literal of lower-case letters, digits and hyphens.
  public static func data(_ name: StaticString, _ value: String) -> Attribute {
    let isValid = name.withUTF8Buffer { bytes in
      !bytes.isEmpty
        && bytes.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
    }
    precondition(isValid, "data-\(name) is no attribute name")
    return Attribute(name, value, prefix: "data-")
  }

  // MARK: Links

  public static func href(_ value: Path) -> Attribute { Attribute("href", value.text) }
  public static func href(_ value: ExternalLink) -> Attribute { Attribute("href", value.text) }
  public static func rel(_ value: LinkRelation) -> Attribute { Attribute("rel", value.rawValue) }
  /// The file name offered.
  public static func download(_ value: String) -> Attribute { Attribute("download", value) }
  public static func hreflang(_ value: String) -> Attribute { Attribute("hreflang", value) }
  public static func target(_ value: Target) -> Attribute { Attribute("target", value.rawValue) }
  /// The media type of what a link leads to.
  public static func type(_ value: LinkType) -> Attribute { Attribute("type", value.name) }
  /// A media query.
  public static func media(_ value: String) -> Attribute { Attribute("media", value) }

  // MARK: Images

  public static func src(_ value: Path) -> Attribute { Attribute("src", value.text) }
  public static func alt(_ value: String) -> Attribute { Attribute("alt", value) }
  /// In CSS pixels.
  public static func width(_ value: Int) -> Attribute { Attribute("width", "\(value)") }
  /// In CSS pixels.
  public static func height(_ value: Int) -> Attribute { Attribute("height", "\(value)") }
  public static func loading(_ value: Loading) -> Attribute { Attribute("loading", value.rawValue) }

  // MARK: Tables and lists

  public static func colspan(_ value: Int) -> Attribute { Attribute("colspan", "\(value)") }
  public static func rowspan(_ value: Int) -> Attribute { Attribute("rowspan", "\(value)") }
  public static func span(_ value: Int) -> Attribute { Attribute("span", "\(value)") }
  public static func scope(_ value: Scope) -> Attribute { Attribute("scope", value.rawValue) }
  /// The identifiers of the header cells, with spaces between.
  public static func headers(_ value: String) -> Attribute { Attribute("headers", value) }
  public static func start(_ value: Int) -> Attribute { Attribute("start", "\(value)") }
  public static func reversed(if condition: Bool = true) -> Attribute {
    Attribute("reversed", if: condition)
  }

  // MARK: Values for machines

  /// A date, time or duration as HTML writes it: `2026-11-21`, `2026-11-21T09:14:00Z`, `P1D`.
  public static func datetime(_ value: String) -> Attribute { Attribute("datetime", value) }
  /// The value of a `meta` element.
  public static func content(_ value: String) -> Attribute { Attribute("content", value) }
  public static func cite(_ value: Path) -> Attribute { Attribute("cite", value.text) }

  // MARK: Disclosure

  public static func `open`(if condition: Bool = true) -> Attribute {
    Attribute("open", if: condition)
  }
}
