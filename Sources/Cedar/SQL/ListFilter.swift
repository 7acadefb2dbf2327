/// Which rows of a list a principal may see, as a condition in SQL over the table of the resource.
public struct ListFilter: Sendable {
  /// What an error in a policy, on some row, means for that row.
  public enum ErrorRule: Hashable, Sendable {
    /// The policy counts as not satisfied, as `PolicySet.authorize` has it.
    case skipsPolicy
    /// The row is not shown, as for who refuses whatever a policy fails on.
    case denies
  }

  /// One policy that speaks on some rows, and on which.
  public struct Clause: Sendable {
    public let policy: Policy
    /// True where the policy is satisfied; false or NULL elsewhere.
    public var condition: SQLExpression { truth.sql }
    let truth: Selection
  }

  /// The permits that are satisfied on some rows.
  public let permits: [Clause]
  /// The forbids that are satisfied on some rows.
  public let forbids: [Clause]
  /// The policies that cannot be told in SQL; without any, exactly the allowed rows are selected,
  /// with some, all of them and maybe others, which must be decided one by one.
  public let untranslated: [TranslationError]
  /// What must hold besides that a permit is satisfied.
  let reservation: Selection

  public var isExact: Bool { untranslated.isEmpty }
  /// Whether every row is selected.
  public var isAlways: Bool { whole.isAlways }
  /// Whether no row is selected.
  public var isNever: Bool { whole.isNever }

  /// True for the rows selected; false or NULL for the others.
  ///
  /// Stands in parentheses where it needs them, so that `AND` may follow.
  public var condition: SQLExpression { whole.sql }

  /// True for the rows that another filter of the same table selects too.
  public func condition(and other: ListFilter) -> SQLExpression {
    Selection.all([whole, other.whole]).sql
  }

  /// True for the rows that another filter of the same table does not select.
  public func condition(except other: ListFilter) -> SQLExpression {
    Selection.all([whole, .not(other.whole)]).sql
  }

  /// Conditions of which at most one holds for any row, and one does where `condition` does: to
  /// count, and to page, over each by its own index. None where no row is selected.
  public var disjointAlternatives: [SQLExpression] {
    let alternatives = permits.flatMap(\.truth.alternatives)
    return alternatives.indices.compactMap { position in
      let earlier = alternatives[..<position].map { Selection.not($0) }
      let condition = Selection.all([alternatives[position]] + earlier + [reservation])
      return condition.isNever ? nil : condition.sql
    }
  }

  private var whole: Selection {
    .all([.any(permits.map(\.truth)), reservation])
  }
}
