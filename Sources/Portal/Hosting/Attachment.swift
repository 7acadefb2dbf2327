import Crypto
public import SQLite

/// A document that goes with a hosting request.
public struct Attachment: Hashable, Sendable {
  public typealias ID = Identifier<Attachment>

  public let id: ID
  public let request: HostingRequest.ID
  /// As its sender called it, with the ending of its kind.
  public let name: String
  public let kind: Kind
  /// Bytes.
  public let size: Int
  /// Of the content, 32 bytes.
  public let sha256: [UInt8]
  public let addedBy: Person.ID
  public let addedAt: Instant

  /// The digest as people compare it: 64 digits of base 16.
  public var digestText: String { Hex.encode(sha256) }

  /// The most bytes of one document.
  public static let largest = 5 * 1024 * 1024
  /// The most documents of one request.
  public static let most = 10

  /// What a document may be; judged by what it holds, never by what its sender says.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case pdf, odt, ods, docx, xlsx, png, jpeg, text

    /// The endings of its names, the usual one first.
    public var endings: [String] {
      switch self {
      case .pdf: ["pdf"]
      case .odt: ["odt"]
      case .ods: ["ods"]
      case .docx: ["docx"]
      case .xlsx: ["xlsx"]
      case .png: ["png"]
      case .jpeg: ["jpg", "jpeg"]
      case .text: ["txt", "md", "csv"]
      }
    }

    /// As registered with IANA.
    public var mediaType: String {
      switch self {
      case .pdf: "application/pdf"
      case .odt: "application/vnd.oasis.opendocument.text"
      case .ods: "application/vnd.oasis.opendocument.spreadsheet"
      case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      case .png: "image/png"
      case .jpeg: "image/jpeg"
      case .text: "text/plain"
      }
    }

    /// By the ending of a name; `nil` for every other.
    init?(name: String) {
      let ending = name.split(separator: ".").last.map { $0.lowercased() }
      guard let kind = Self.allCases.first(where: { $0.endings.contains(ending ?? "") }) else {
        return nil
      }
      self = kind
    }

    /// Whether a content begins as such a document does, or is text throughout.
    func fits(_ content: [UInt8]) -> Bool {
      switch self {
      case .pdf: content.starts(with: "%PDF-".utf8)
      case .odt, .ods, .docx, .xlsx: content.starts(with: [0x50, 0x4b, 0x03, 0x04])
      case .png: content.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      case .jpeg: content.starts(with: [0xff, 0xd8, 0xff])
      case .text: String(validating: content, as: UTF8.self) != nil && !content.contains(0)
      }
    }
  }
}
