import Glibc

/// What the system says when it will not have something done to a file.
public struct FileError: Error, Equatable, CustomStringConvertible {
  public let path: String
  /// The `errno` of the call.
  public let code: Int32

  /// Takes the present `errno`, which must be that of the failed call.
  package init(_ path: String, code: Int32 = errno) {
    self.path = path
    self.code = code
  }

  public var description: String { "\(path): \(String(cString: strerror(code)))" }
}
