/// The same bytes as they may come over a network.
enum Cut {
  /// Pieces whose lengths the bytes themselves say, and single bytes.
  static func ways(_ bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
    [byThemselves(bytes), bytes.indices.map { bytes[$0...$0] }]
  }

  private static func byThemselves(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let first = rest.first {
      let piece = rest.prefix(1 + Int(first % 32))
      pieces.append(piece)
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }
}
