// The values of attributes that take one of a few words.

public enum Direction: String, Sendable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"
  case auto
}

/// What an element is to assistive technology where its own meaning does not say it (WAI-ARIA 1.2).
public enum ARIARole: String, Sendable {
  case alert, alertdialog, group, img, list, listitem, log, none, note, presentation, region,
    search, separator, status
  case tab, tablist, tabpanel, timer, toolbar
  case toggle = "switch"
}

public enum LinkRelation: String, Sendable {
  case alternate, author, canonical, external, help, icon, license, manifest, next, nofollow,
    noopener, noreferrer, prev, stylesheet
}

public enum Target: String, Sendable {
  case ownPage = "_self"
  case newPage = "_blank"
}

/// The media type of a resource that a link leads to: `.pdf`, `.csv`.
public struct LinkType: Sendable {
  let name: String

  public static let atom = LinkType(name: "application/atom+xml")
  public static let csv = LinkType(name: "text/csv")
  public static let json = LinkType(name: "application/json")
  public static let pdf = LinkType(name: "application/pdf")
  public static let png = LinkType(name: "image/png")
  public static let svg = LinkType(name: "image/svg+xml")
}

public enum Loading: String, Sendable {
  case eager, lazy
}

public enum Scope: String, Sendable {
  case column = "col"
  case columnGroup = "colgroup"
  case row
  case rowGroup = "rowgroup"
}

public enum FormMethod: String, Sendable {
  case get, post, dialog
}

public enum FormEncoding: String, Sendable {
  case form = "application/x-www-form-urlencoded"
  case multipart = "multipart/form-data"
}

/// What an `input` or a `button` is.
public enum ControlType: String, Sendable {
  case button, checkbox, color, date, email, file, hidden, month, number, password, radio, range,
    reset, search, submit, tel, text, time, url, week
  case dateAndTime = "datetime-local"
}

public enum InputMode: String, Sendable {
  case decimal, email, none, numeric, search, tel, text, url
}

/// What a browser may fill in by itself (HTML standard §4.10.18.7).
public enum Autocomplete: String, Sendable {
  case on, off, name, email, username, organization, country, tel, url
  case givenName = "given-name"
  case familyName = "family-name"
  case jobTitle = "organization-title"
  case streetAddress = "street-address"
  case town = "address-level2"
  case postalCode = "postal-code"
  case currentPassword = "current-password"
  case newPassword = "new-password"
  case oneTimeCode = "one-time-code"
}
