/// A stretch of an open file.
public struct FileSlice: Sendable {
  public let file: OpenFile
  /// Bytes before the first of the slice.
  public let offset: Int
  /// Bytes of the slice.
  public let length: Int

  /// The whole file as it was when it was opened.
  public init(_ file: OpenFile) {
    self.init(file, 0..<file.size)
  }

  /// The bytes in a range, brought into the file's size.
  public init(_ file: OpenFile, _ range: Range<Int>) {
    let clamped = range.clamped(to: 0..<file.size)
    self.file = file
    offset = clamped.lowerBound
    length = clamped.count
  }
}
