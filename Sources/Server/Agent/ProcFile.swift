import Glibc

/// Reads files of `/proc`, which tell no size and come a page at a time: Foundation takes the first page for the whole.
enum ProcFile {
  /// All bytes; nil when the file is gone or not ours to read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 { return nil }
      if count == 0 { return content }
      content += buffer[..<count]
    }
  }
}
