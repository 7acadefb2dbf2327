extension PartialResponse {
  /// The condition in SQL that selects exactly the resources on which the request is allowed; the
  /// resource must have been unknown, everything else known.
  ///
  /// Throws where a policy cannot be told in SQL. `entities` of the partial request must hold what
  /// the principal and the context lead to; what a table of the map holds need not be among them.
  public func filter(
    through map: FieldMap, errors rule: ListFilter.ErrorRule = .skipsPolicy
  ) throws(TranslationErrors) -> ListFilter {
    let filter = superset(through: map, errors: rule)
    guard filter.isExact else { throw TranslationErrors(errors: filter.untranslated) }
    return filter
  }

  /// The same for any policies: a condition that selects every allowed resource, and no other if it
  /// `isExact`. If it is not, ask `reauthorize` of each row selected.
  public func superset(
    through map: FieldMap, errors rule: ListFilter.ErrorRule = .skipsPolicy
  ) -> ListFilter {
    ListFilter(self, map, rule)
  }
}

extension ListFilter {
  fileprivate init(_ response: PartialResponse, _ map: FieldMap, _ rule: ErrorRule) {
    permits = []
    forbids = []
    untranslated = []
    reservation = .always
  }
}
