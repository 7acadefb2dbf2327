/// A fact that a condition proves of what is evaluated after it: this attribute, or this tag, is
/// there.
struct Capability: Hashable {
  enum Subject: Hashable {
    case attribute(ExactString)
    case tag(Expression)
  }

  let expression: Expression
  let subject: Subject
}
