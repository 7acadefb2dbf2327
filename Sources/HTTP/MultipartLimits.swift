/// How much a form with files may bring.
public struct MultipartLimits: Sendable {
  /// Parts, fields and files together.
  public var parts = 200
  /// Header lines of one part.
  public var headerLines = 8
  /// Bytes of all header lines of one part.
  public var headerBytes = 4 * 1024
  /// Bytes of all fields together: they are held in memory.
  public var fieldBytes: Int
  /// Bytes of one file.
  public var fileBytes: Int
  /// Bytes of the whole form, with everything between the parts.
  public var bytes: Int

  /// Room for one file of the largest size beside the fields unless more is said.
  public init(fieldBytes: Int = 64 * 1024, fileBytes: Int, bytes: Int? = nil) {
    self.fieldBytes = fieldBytes
    self.fileBytes = fileBytes
    self.bytes = bytes ?? fieldBytes + fileBytes + 64 * 1024
  }
}
