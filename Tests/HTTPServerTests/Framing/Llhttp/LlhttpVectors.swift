extension FramingVector {
  static let llhttp: [FramingVector] = []
}
