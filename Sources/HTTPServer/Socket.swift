import CLinux
import Glibc
import HTTP

/// A connected, non-blocking stream socket.
struct Socket {
  enum Direction {
    case reading
    case writing
  }

  enum Transfer {
    case bytes(Int)
    /// Nothing can be moved before the next event in this direction.
    case blocked(Direction)
    /// The peer has closed or the connection has failed.
    case ended
  }

  /// What the system takes before the peer's turn (tcp(7)): a peer that asks without reading must
  /// not have answers made and kept for it by the megabyte.
  private static let unsentLimit: Int32 = 256 * 1024

  let descriptor: Int32

  /// Takes over an accepted descriptor.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    var enabled: Int32 = 1
    var unsent = Self.unsentLimit
    let size = socklen_t(MemoryLayout<Int32>.size)
    // Both fail on a Unix-domain socket, which has no such delay and smaller buffers.
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &enabled, size)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, &unsent, size)
  }

  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    while true {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return .bytes(count) }
      if count == 0 { return .ended }
      if errno == EAGAIN || errno == EWOULDBLOCK { return .blocked(.reading) }
      if errno != EINTR { return .ended }
    }
  }

  /// The next byte that `receive` would give, left where it is.
  func peek(into byte: inout UInt8) -> Transfer {
    while true {
      let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK))
      if count > 0 { return .bytes(count) }
      if count == 0 { return .ended }
      if errno == EAGAIN || errno == EWOULDBLOCK { return .blocked(.reading) }
      if errno != EINTR { return .ended }
    }
  }

  /// Sends what the system takes; `hasMore` lets it wait for the next call before a packet leaves.
  func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool = false) -> Transfer {
    let flags = Int32(MSG_NOSIGNAL) | (hasMore ? Int32(MSG_MORE) : 0)
    while true {
      let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags)
      if count >= 0 { return .bytes(count) }
      if errno == EAGAIN || errno == EWOULDBLOCK { return .blocked(.writing) }
      if errno != EINTR { return .ended }
    }
  }

  /// Sends what the system takes of a slice, from `sent` bytes after its start on.
  ///
  /// A file that has become shorter ends the connection: the length has been promised already.
  func send(_ slice: FileSlice, after sent: Int) -> Transfer {
    var offset = off_t(slice.offset + sent)
    while true {
      // No more at once, so that a reader as fast as the disk does not hold the loop.
      let most = min(slice.length - sent, 1024 * 1024)
      let count = sendfile(descriptor, slice.file.descriptor, &offset, most)
      if count > 0 { return .bytes(count) }
      if count == 0 { return .ended }
      if errno == EAGAIN || errno == EWOULDBLOCK { return .blocked(.writing) }
      if errno != EINTR { return .ended }
    }
  }

  /// Says that nothing more will be sent.
  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  func close() {
    Glibc.close(descriptor)
  }
}
