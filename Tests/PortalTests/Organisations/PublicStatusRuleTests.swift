import Testing

@testable import Portal

@Suite struct PublicStatusRuleTests {
  private func status(
    _ category: String?, siren: String? = "228500013", kind: Organisation.Kind = .publicBody
  ) -> Organisation.PublicStatus {
    PublicStatusRule.status(kind: kind, siren: siren, legalCategory: category).status
  }

  @Test func theTableHasSeventyEightCodesNoneTwice() {
    let clear = Set(PublicLegalCategories.clear.keys)
    let forReview = Set(PublicLegalCategories.forReview.keys)
    #expect(clear.count + forReview.count == 78)
    #expect(clear.isDisjoint(with: forReview))
    #expect((clear.union(forReview)).allSatisfy { $0.utf8.count == 4 && Int($0) != nil })
  }

  @Test(arguments: [
    ("7210", Organisation.PublicStatus.public), ("7220", .public), ("7410", .public),
    ("7372", .public), ("7364", .public), ("4110", .public),
    ("5430", .toVerify), ("7321", .toVerify), ("8110", .toVerify), ("8450", .toVerify),
    // Looks public by its first digit, and is not in the table.
    ("4130", .private), ("5415", .private), ("9220", .private), ("1000", .private),
    ("0000", .private),
  ])
  func theCategoryDecides(_ category: String, _ expected: Organisation.PublicStatus) {
    #expect(status(category) == expected)
    #expect(status(category, kind: .operator) == expected)
    #expect(status(category, kind: .partner) == .private)
  }

  @Test func whatIsNotKnownIsVerified() {
    #expect(status(nil) == .toVerify)
    #expect(status("7210", siren: nil) == .toVerify)
  }

  @Test func theStatesExceptionsAreNotPublic() {
    #expect(status("7210", siren: "348679010") == .private)
  }

  @Test func theReasonNamesTheCategoryAndTheDateOfTheTable() {
    let (_, reason) = PublicStatusRule.status(
      kind: .publicBody, siren: "228500013", legalCategory: "7220")
    #expect(reason == "Catégorie juridique 7220, « Département » : table de l’État du 2026-08-21.")
  }
}
