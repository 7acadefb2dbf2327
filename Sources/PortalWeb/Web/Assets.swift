import Foundation
import HTML
import HTTP

/// The files under `Public/`, read once at start: small, compressed by nobody, cached for ever under their fingerprint.
struct Assets: Sendable {
  private struct Asset {
    let type: String
    let bytes: [UInt8]
    let fingerprint: String
  }

  private let assets: [String: Asset]

  /// Throws when the folder cannot be read; files of unknown types are left out.
  init(folder: String) throws {
    var assets: [String: Asset] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      guard let type = Self.types[name.split(separator: ".").last.map(String.init) ?? ""] else {
        continue
      }
      let bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
      assets[name] = Asset(type: type, bytes: bytes, fingerprint: Self.fingerprint(of: bytes))
    }
    self.assets = assets
  }

  /// The address of a file, with its fingerprint in the query so that a changed file has a new one.
  func path(of name: String) -> Path {
    "/assets/\(name)?\(assets[name]?.fingerprint ?? "")"
  }

  /// The file a request asks for; nil when it asks for none of them.
  func response(to request: Request) -> Response? {
    guard request.method == .get || request.method == .head, request.segments.count == 2,
      request.segments[0] == "assets", let asset = assets[request.segments[1]]
    else { return nil }
    let tag = "\"\(asset.fingerprint)\""
    var response = Response(.ok, type: asset.type, bytes: asset.bytes)
    if request.headers[.ifNoneMatch] == tag { response = Response(.notModified) }
    response.headers.set(.etag, tag)
    response.headers.set(.cacheControl, "public, max-age=31536000, immutable")
    return response
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml", "ico": "image/x-icon", "png": "image/png",
    "txt": "text/plain; charset=utf-8",
  ]

  /// FNV-1a, 64 bits: tells versions of our own files apart, guards nothing.
  private static func fingerprint(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
