import HTML
import HTTP
import JSON
import Portal

/// How a handler answers, once for both faces.
enum Reply: Sendable {
  /// Something to look at. The version, if any, becomes the record's strong `ETag`; the cursor a `Link` to the next page.
  case page(any View, json: @Sendable () -> JSON, version: Int? = nil, next: Cursor? = nil)
  /// A page that has no JSON twin, such as a form.
  case formPage(any View)
  /// Something was done: the browser is sent on, the API gets the record.
  case done(at: Path, json: @Sendable () -> JSON, status: Status = .ok, version: Int? = nil)
  /// As it stands: a file, a feed.
  case response(Response)

  static func page(_ view: any View) -> Reply { .formPage(view) }

  /// A new record at its own address.
  static func created(at path: Path, version: Int? = nil, json: @escaping @Sendable () -> JSON)
    -> Reply
  {
    .done(at: path, json: json, status: .created, version: version)
  }
}
