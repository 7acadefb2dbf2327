/// How much content a request may bring, and where it goes.
public struct BodyPlan: Sendable {
  /// Bytes held in memory, as `Request.body`; 413 above.
  public var bytes: Int
  /// What a form with files (`multipart/form-data`) may bring on a route that takes files: they are
  /// written to disk as they come, and the form is found in `Request.multipart`. Nil on every other
  /// route, where such a form is content like any other.
  public var multipart: MultipartLimits?

  public init(bytes: Int, multipart: MultipartLimits? = nil) {
    self.bytes = bytes
    self.multipart = multipart
  }
}
