/// One file of a public folder while the folder is being read.
struct PublicFile {
  private static let pieceSize = 64 * 1024

  private let file: OpenFile
  let fingerprint: String
  private let checkSum: UInt32

  init(_ path: String) throws(FileError) {
    file = try OpenFile(path: path)
    var fingerprint = Fingerprint()
    var checkSum = CRC32()
    var offset = 0
    while offset < file.size {
      let piece = try file.read(from: offset, upTo: min(Self.pieceSize, file.size - offset))
      if piece.isEmpty { break }
      fingerprint.update(piece)
      checkSum.update(piece)
      offset += piece.count
    }
    self.fingerprint = fingerprint.text
    self.checkSum = checkSum.value
  }

  /// Whether this is a gzip file whose trailer (RFC 1952 §2.3.1) names the check sum and the size of
  /// the original, the size modulo 2^32, lowest byte first.
  func isCompressedForm(of original: PublicFile) throws(FileError) -> Bool {
    let header: [UInt8] = [0x1F, 0x8B, 8]
    guard file.size >= 18, try file.read(upTo: 3) == header else { return false }
    let trailer = try file.read(from: file.size - 8, upTo: 8)
    let words = UInt64(truncatingIfNeeded: original.file.size) << 32 | UInt64(original.checkSum)
    return trailer == (0..<8).map { UInt8(truncatingIfNeeded: words >> (8 * $0)) }
  }

  /// The file as it is sent, held in memory when it has no more than `memoryLimit` bytes.
  func representation(
    _ type: String, _ coding: ContentCoding, _ varies: Bool, _ memoryLimit: Int
  ) throws(FileError) -> Representation {
    let content: Representation.Content =
      file.size <= memoryLimit ? .bytes(try file.read(upTo: file.size)) : .file(file)
    return Representation(
      content, type: type, coding: coding, varies: varies, tag: ETag(fingerprint: fingerprint),
      modified: file.modified)
  }
}
