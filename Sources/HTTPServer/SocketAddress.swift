import Glibc

/// An IPv4 or IPv6 address with a port, in the system's form.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

  /// Reads a numeric address; nil for names.
  init?(host: String, port: UInt16) {
    var v4 = sockaddr_in()
    var v6 = sockaddr_in6()
    if inet_pton(AF_INET, host, &v4.sin_addr) == 1 {
      v4.sin_family = sa_family_t(AF_INET)
      v4.sin_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: v4, as: sockaddr_in.self) }
    } else if inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 {
      v6.sin6_family = sa_family_t(AF_INET6)
      v6.sin6_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: v6, as: sockaddr_in6.self) }
    } else {
      return nil
    }
  }

  /// The address of a socket in the file system; nil when the path is longer than the system takes.
  init?(unixSocket path: String) {
    var unix = sockaddr_un()
    unix.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    // An at sign stands for the zero byte that names outside the file system begin with (unix(7)).
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
    let fits = withUnsafeMutableBytes(of: &unix.sun_path) { room in
      // The last byte ends the text.
      guard bytes.count < room.count else { return false }
      room.copyBytes(from: bytes)
      return true
    }
    guard fits else { return nil }
    // Names outside the file system end with the address.
    let path = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    length = socklen_t(bytes.first == 0 ? path + bytes.count : MemoryLayout<sockaddr_un>.size)
    withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: unix, as: sockaddr_un.self) }
  }

  /// Lets a system call fill the address in; nil when it reports failure by a negative result.
  static func filled(
    by call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> (address: SocketAddress, result: Int32) {
    var address = SocketAddress()
    let result = withUnsafeMutablePointer(to: &address.storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        call(pointer, &address.length)
      }
    }
    return (address, result)
  }

  private init() {}

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }

  var family: Int32 { Int32(storage.ss_family) }

  var port: UInt16 {
    withUnsafeBytes(of: storage) { bytes in
      // Both address families keep the port behind the family.
      UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
    }
  }

  /// The address in text; an IPv4 address that came in over IPv6 as IPv4.
  var host: String {
    var text = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let isWritten = withUnsafeBytes(of: storage) { bytes -> Bool in
      let offset =
        family == AF_INET
        ? MemoryLayout<sockaddr_in>.offset(of: \.sin_addr) ?? 4
        : MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8
      return text.withUnsafeMutableBytes { destination in
        inet_ntop(
          family, bytes.baseAddress.map { $0 + offset },
          destination.baseAddress?.assumingMemoryBound(to: CChar.self),
          socklen_t(destination.count)) != nil
      }
    }
    guard isWritten else { return "unknown" }
    let host = String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    return host.hasPrefix("::ffff:") && host.contains(".") ? String(host.dropFirst(7)) : host
  }
}
