import Crypto
import Glibc
import HTTP

/// Writes one file of a form while its content comes.
///
/// Whatever becomes of the request, the file goes with it unless a handler has kept it.
final class FileReceiver {
  private let part: MultipartPart
  private let file: TemporaryFile
  private let descriptor: Int32
  private var digest = SHA256()
  private(set) var size = 0

  init(_ part: MultipartPart, in folder: UploadFolder) throws(Refusal) {
    self.part = part
    (file, descriptor) = try folder.makeFile()
  }

  deinit {
    close(descriptor)
  }

  func write(_ content: [UInt8]) throws(Refusal) {
    digest.update(content)
    size += content.count
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw .notKept(errno) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  func finish() -> UploadedFile {
    // An object cannot give away what it holds, only exchange it.
    var digest = SHA256()
    swap(&digest, &self.digest)
    return UploadedFile(
      field: part.name, name: part.filename ?? "", type: part.type, size: size,
      sha256: digest.finish(), file: file)
  }
}
