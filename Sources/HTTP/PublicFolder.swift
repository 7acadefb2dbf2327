/// The files of a folder as the world may have them, found once at the start: no request reaches
/// the file system, and none can name what was not found.
///
/// Hidden files, links and files of unknown types are left out. A file with a `.gz` beside it is
/// sent compressed to those who take it. Other codings have no place here: their files keep no check
/// sum, so that an outdated one could not be told from a good one.
public struct PublicFolder: Sendable {
  private struct File: Sendable {
    let plain: Representation
    let compressed: Representation?
    let fingerprint: String
  }

  /// Smaller files are held in memory, larger ones open.
  private static let heldInMemory = 64 * 1024

  /// By the bytes of their paths: equivalent Unicode spellings are different files.
  private var files: [[UInt8]: File] = [:]
  /// What is wrong with the folder without keeping it from being served: compressed files that do
  /// not belong to their original.
  public private(set) var complaints: [String] = []

  /// Reads what is in the folder and its sub-folders, and waits for the disk to do so.
  public init(_ path: String) throws(FileError) {
    try add(path, under: "")
  }

  private mutating func add(_ folder: String, under prefix: String) throws(FileError) {
    let names = try Folder.names(in: folder)
    for name in names where name.utf8.first != UInt8(ascii: ".") {
      let path = folder + "/" + name
      switch try Folder.kind(of: path) {
      case .folder: try add(path, under: prefix + name + "/")
      case .file:
        guard let type = FileType.mediaType(of: name) else { continue }
        files[Array((prefix + name).utf8)] = try file(
          path, type: type, isCompressed: names.contains(name + ".gz"))
      case .other: continue
      }
    }
  }

  private mutating func file(
    _ path: String, type: String, isCompressed: Bool
  ) throws(FileError) -> File {
    let original = try PublicFile(path)
    var compressed: PublicFile?
    if isCompressed, try Folder.kind(of: path + ".gz") == .file {
      compressed = try PublicFile(path + ".gz")
      if let found = compressed, try !found.isCompressedForm(of: original) {
        complaints.append("\(path).gz does not belong to \(path): it is not served")
        compressed = nil
      }
    }
    let varies = compressed != nil
    return File(
      plain: try original.representation(type, .identity, varies, Self.heldInMemory),
      compressed: try compressed?.representation(type, .gzip, varies, Self.heldInMemory),
      fingerprint: original.fingerprint)
  }

  /// What changes with the content of a file: an address that carries it as its whole query,
  /// `/assets/a.css?1f2e`, may be kept for ever. Nil when there is no such file.
  public func fingerprint(of name: String) -> String? {
    files[Array(name.utf8)]?.fingerprint
  }

  /// The answer to a request for the file that these segments of its path name, nil when there is
  /// none.
  public func response(to request: Request, for segments: ArraySlice<String>) -> Response? {
    guard let file = files[Array(segments.joined(separator: "/").utf8)] else { return nil }
    guard request.method == .get || request.method == .head else {
      return Response(.methodNotAllowed, headers: Headers([.allow: "GET, HEAD"]))
    }
    var chosen = file.plain
    if let compressed = file.compressed {
      let accepted = AcceptEncoding(parsing: request.headers.combined(.acceptEncoding))
      // Who takes neither gets what everybody can read, as RFC 9110 §12.4.1 allows.
      if accepted.preferred(of: [.gzip, .identity]) == .gzip { chosen = compressed }
    }
    var response = chosen.response(to: request)
    let query = request.query.pairs
    let isNamed = query.count == 1 && query[0].name == file.fingerprint && query[0].value.isEmpty
    response.headers.add(
      .cacheControl, isNamed ? "public, max-age=31536000, immutable" : "no-cache")
    return response
  }
}
