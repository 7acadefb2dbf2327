import Glibc
import HTTP

/// How a connection moves its bytes.
extension Connection {
  /// Agrees with the peer on keys, or tells one that speaks plain HTTP that this is TLS.
  func handshake() async throws(Interruption) {
    isIdle = false
    setDeadline(after: loop.settings.timeouts.handshake)
    var first: UInt8 = 0
    while case .blocked(let direction) = transport.socket.peek(into: &first) {
      guard try await wait(for: direction) else { throw .ended }
    }
    if isClosed { throw .ended }
    // Every TLS conversation begins with a record of type handshake, 22 (RFC 8446 §5.1).
    guard first == 22 else {
      transport = transport.withoutTLS
      _ = try await send(Answer(refusing: .malformed("plain HTTP on a port for TLS")))
      try await flush()
      await linger()
      throw .ended
    }
    while true {
      if isClosed { throw .ended }
      switch transport.handshake() {
      case .bytes:
        clientFingerprint = transport.clientFingerprint
        return
      case .blocked(let direction):
        guard try await wait(for: direction) else { throw .ended }
      case .ended: throw .ended
      }
    }
  }

  /// Receives some bytes behind those unread; false when the deadline passes first.
  func receive() async throws(Interruption) -> Bool {
    while true {
      if !isReadable, try await !wait(for: .reading) { return false }
      if isClosed { throw .ended }
      var transfer = Socket.Transfer.ended
      _ = input.append(minimum: 2 * 1024) { room in
        transfer = transport.receive(into: room)
        guard case .bytes(let count) = transfer else { return 0 }
        // A short read has emptied the socket; the next bytes bring a new event. The end of the
        // stream does not, when its event came together with that of the last bytes.
        if count < room.count, !hasPeerFinished, transport.emptiesByShortReads {
          isReadable = false
        }
        return count
      }
      switch transfer {
      case .bytes(let count):
        await pause(after: count)
        return true
      case .blocked(let direction): guard try await wait(for: direction) else { return false }
      case .ended: throw .ended
      }
    }
  }

  func transmit(_ bytes: [UInt8], hasMore: Bool = false) async throws(Interruption) {
    try await transmit(bytes.count) { sent in
      bytes.withUnsafeBytes {
        transport.send(UnsafeRawBufferPointer(rebasing: $0[sent...]), hasMore: hasMore)
      }
    }
  }

  func transmit(_ slice: FileSlice) async throws(Interruption) {
    try await transmit(slice.length) { sent in transport.send(slice, after: sent) }
  }

  /// Sends `count` bytes, which `send` hands to the socket once so many are sent; each further
  /// 64 KiB has the write time-out.
  private func transmit(
    _ count: Int, _ send: (_ sent: Int) -> Socket.Transfer
  ) async throws(Interruption) {
    var sent = 0
    var mark = 0
    setDeadline(after: loop.settings.timeouts.write)
    while sent < count {
      if isClosed { throw .ended }
      switch send(sent) {
      case .bytes(let more):
        sent += more
        if sent - mark >= 64 * 1024 {
          mark = sent
          setDeadline(after: loop.settings.timeouts.write)
        }
        await pause(after: more)
      case .blocked(let direction): guard try await wait(for: direction) else { throw .ended }
      case .ended: throw .ended
      }
    }
  }

  /// Sends what has been written to `output`.
  func flush(hasMore: Bool = false) async throws(Interruption) {
    if output.isEmpty { return }
    var bytes: [UInt8] = []
    swap(&bytes, &output)
    try await transmit(bytes, hasMore: hasMore)
    bytes.removeAll(keepingCapacity: true)
    swap(&bytes, &output)
  }

  /// Reads on for a moment after the last response, since closing on unread bytes would take it
  /// back (RFC 9112 §9.6).
  func linger() async {
    transport.finishSending()
    setDeadline(after: loop.settings.timeouts.linger)
    var discarded = 0
    while discarded < 1024 * 1024 {
      input.removeAll()
      guard let isReceived = try? await receive(), isReceived else { return }
      discarded += input.count
    }
  }
}
