/// A file that came with a form. It lasts as long as somebody holds it, unless it is kept.
public struct UploadedFile: Sendable {
  /// The field of the form.
  public let field: String
  /// As its sender calls it, without folders: to be shown, not to be trusted.
  public let name: String
  /// The media type that its sender claims.
  public let type: String
  /// Bytes.
  public let size: Int
  /// SHA-256 of the content, 32 bytes.
  public let sha256: [UInt8]
  private let file: TemporaryFile

  public init(
    field: String, name: String, type: String, size: Int, sha256: [UInt8], file: TemporaryFile
  ) {
    self.field = field
    self.name = name
    self.type = type
    self.size = size
    self.sha256 = sha256
    self.file = file
  }

  /// The content to be read, or to be sent.
  public func open() throws(FileError) -> OpenFile {
    try OpenFile(path: file.path)
  }

  /// Gives the file a name that lasts, on the same file system; `EEXIST` when the name is taken.
  public func keep(at path: String) throws(FileError) {
    try file.keep(at: path)
  }
}
