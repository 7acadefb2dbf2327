extension Expression {
  /// The expression that has this value, as policies write it.
  public init(_ value: Value) {
    switch value {
    case .bool, .long, .string, .entity: self.init(.literal(value))
    case .set(let elements): self.init(.set(elements.map { Expression($0) }))
    case .record(let record):
      self.init(.record(record.map { Field(name: $0.name, value: Expression($0.value)) }))
    case .decimal(let value): self.init(value.call)
    case .ipAddress(let value): self.init(value.call)
    case .datetime(let value): self.init(value.call)
    case .duration(let value): self.init(value.call)
    }
  }

  private init(_ call: ExtensionCall) {
    switch call {
    case .constructor(let function, let text):
      self.init(.call(function, [Expression(.literal(.string(text)))]))
    case .method(let function, let subject, let argument):
      self.init(.call(function, [Expression(subject), Expression(argument)]))
    }
  }
}
