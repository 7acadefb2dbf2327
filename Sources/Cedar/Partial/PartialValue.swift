/// What becomes of an expression when not everything is known.
enum PartialValue {
  case value(Value)
  /// Whatever is unknown, there is an error; the expression, which may stand anywhere, has it.
  case failure(EvaluationError, Expression)
  case residual(Expression)

  /// What to put in place of the expression, which stood at this offset.
  func expression(at offset: Int) -> Expression {
    switch self {
    case .value(let value): Expression(.literal(value), offset: offset)
    case .failure(_, let expression), .residual(let expression): expression
    }
  }
}
