import Crypto
import Glibc
import HTTP

/// How a connection's bytes travel: as they are, or through TLS.
struct Transport {
  let socket: Socket
  private let tls: TLSSession?
  /// What one record of TLS holds at most (RFC 8446 §5.1).
  private static let recordSize = 16 * 1024

  /// Nil when TLS cannot begin for want of memory.
  init?(_ socket: Socket, _ context: TLSContext?) {
    self.socket = socket
    do {
      tls = try context.map { context throws(CryptoError) in
        try TLSSession(context, descriptor: socket.descriptor)
      }
    } catch {
      return nil
    }
  }

  private init(plain socket: Socket) {
    self.socket = socket
    tls = nil
  }

  var isSecure: Bool { tls != nil }

  /// As `TLSSession.clientFingerprint`.
  var clientFingerprint: [UInt8]? { tls?.clientFingerprint }

  /// The same connection without TLS, for a peer that does not speak it.
  var withoutTLS: Transport { Transport(plain: socket) }

  /// Agrees with the peer on keys; to be called until it is done, `.bytes`.
  func handshake() -> Socket.Transfer {
    tls.map { Self.transfer($0.handshake()) } ?? .bytes(0)
  }

  /// Whether a receipt of fewer bytes than there was room for has emptied the socket: below TLS it
  /// has not, since records are given one by one.
  var emptiesByShortReads: Bool { tls == nil }

  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Socket.Transfer {
    tls.map { Self.transfer($0.receive(into: buffer)) } ?? socket.receive(into: buffer)
  }

  /// Sends some of the bytes, which must not be none; `hasMore` as `Socket.send` has it.
  func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool = false) -> Socket.Transfer {
    tls.map { Self.transfer($0.send(bytes)) } ?? socket.send(bytes, hasMore: hasMore)
  }

  /// Sends some of a slice, as `Socket.send` does; TLS has to see the bytes.
  func send(_ slice: FileSlice, after sent: Int) -> Socket.Transfer {
    guard let tls else { return socket.send(slice, after: sent) }
    let size = min(Self.recordSize, slice.length - sent)
    return withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { buffer in
      let count = pread(
        slice.file.descriptor, buffer.baseAddress, size, off_t(slice.offset + sent))
      if count <= 0 { return .ended }
      return Self.transfer(tls.send(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
    }
  }

  /// Says that nothing more will be sent.
  func finishSending() {
    tls?.finishSending()
    socket.finishSending()
  }

  private static func transfer(_ step: TLSSession.Step) -> Socket.Transfer {
    switch step {
    case .done(let count): .bytes(count)
    case .needsInput: .blocked(.reading)
    case .needsOutput: .blocked(.writing)
    case .ended: .ended
    }
  }
}
