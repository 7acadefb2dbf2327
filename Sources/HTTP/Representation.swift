/// Content that is at hand, as it stands (RFC 9110 §3.2), and what a request gets of it.
public struct Representation: Sendable {
  public enum Content: Sendable {
    case bytes([UInt8])
    case file(OpenFile)

    public var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .file(let file): file.size
      }
    }
  }

  public let content: Content
  public let tag: ETag
  /// Seconds since 1970 of the last change.
  public let modified: Int64
  /// The fields of every answer, `304` included.
  private let validators: Headers
  /// The same and those that describe the content.
  private let description: Headers

  /// `coding` is what the content has been encoded with; `varies` tells caches that another request
  /// may get it in another coding.
  public init(
    _ content: Content, type: String, coding: ContentCoding = .identity, varies: Bool = false,
    tag: ETag, modified: Int64
  ) {
    self.content = content
    self.tag = tag
    self.modified = modified
    var fields = Headers([
      .etag: tag.fieldValue, .lastModified: HTTPDate.format(secondsSince1970: modified),
    ])
    if varies { fields.add(.vary, HeaderName.acceptEncoding.lowercased) }
    validators = fields
    fields.add(.contentType, type)
    if coding != .identity { fields.add(.contentEncoding, coding.rawValue) }
    fields.add(.acceptRanges, "bytes")
    description = fields
  }

  /// The whole, a part, or the reason why neither is sent: by the conditions and the range of the
  /// request, which must be a `GET` or `HEAD`.
  public func response(to request: Request) -> Response {
    switch request.precondition(current: tag, modified: modified) {
    case .malformed: return Response(.badRequest)
    case .failed: return Response(.preconditionFailed)
    case .notModified: return Response(.notModified, headers: validators)
    case .proceed: break
    }
    switch request.range(of: content.count, tag: tag, modified: modified) {
    case .whole: return Response(.ok, headers: description, body: body)
    case .part(let range):
      var response = Response(.partialContent, headers: description, body: body(range))
      response.headers.add(
        .contentRange, "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.count)")
      return response
    case .unsatisfiable:
      var response = Response(.rangeNotSatisfiable, headers: validators)
      response.headers.add(.contentRange, "bytes */\(content.count)")
      return response
    }
  }

  private var body: Response.Body {
    switch content {
    case .bytes(let bytes): .bytes(bytes)
    case .file(let file): .file(FileSlice(file))
    }
  }

  private func body(_ range: Range<Int>) -> Response.Body {
    switch content {
    case .bytes(let bytes): .bytes(Array(bytes[range]))
    case .file(let file): .file(FileSlice(file, range))
    }
  }
}
