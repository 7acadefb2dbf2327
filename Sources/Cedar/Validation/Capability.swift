/// A fact that a condition proves of what is evaluated after it: this attribute, or this tag, is
/// there.
struct Capability: Hashable {
  enum Subject: Hashable {
    case attribute(ExactString)
    case tag(Expression)
  }

  let expression: Expression
  let subject: Subject

  func hash(into hasher: inout Hasher) {
    // Names tell capabilities apart well enough; hashing whole expressions would take longer.
    if case .attribute(let name) = subject { hasher.combine(name) }
  }
}
