/// The points that the parser llhttp makes for strict servers (nodejs/llhttp at 01e105a,
/// `test/request`), each in bytes of our own and named by its file there. Where a server must be
/// stricter than llhttp, or may be laxer, the vector says why.
extension FramingVector {
  static let llhttp =
    llhttpConnections + llhttpLengths + llhttpInvalid + llhttpMethods + llhttpSamples
    + llhttpCodings + llhttpChunks + llhttpTargets
}
