import HTML
import HTTP

/// The files under `Public/`, served under `/assets`.
struct Assets: Sendable {
  private let folder: PublicFolder

  init(_ folder: PublicFolder) {
    self.folder = folder
  }

  /// The address of a file, with its fingerprint in the query so that a changed file has a new one.
  func path(of name: String) -> Path {
    "/assets/\(name)?\(folder.fingerprint(of: name) ?? "")"
  }

  /// The file a request asks for; nil when it asks for none of them.
  func response(to request: Request) -> Response? {
    guard request.segments.first == "assets" else { return nil }
    return folder.response(to: request, for: request.segments.dropFirst())
  }
}
