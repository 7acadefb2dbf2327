import Cedar
import SQLite
import Testing

private let schema = """
  entity Organisation;
  entity Role enum ["lead", "auditor"];
  entity State enum ["draft", "published"];
  entity Member = { organisation: Organisation, role: Role };
  entity Site in [Organisation] = { name: String, region?: String };
  entity UseCase = {
    state: State, title: String, initiator: Organisation, participants: Set<Organisation>,
    invited: Set<Organisation>, inLibrary: Bool, maintainer?: Organisation, cost: Long,
    site: Site, address: ipaddr
  } tags String;
  action view appliesTo { principal: Member, resource: UseCase, context: { at: Long } };
  """

private let useCases = EntityTable(
  "UseCase", table: "useCase",
  fields: [
    .column("state"), .column("title"), .column("initiator"), .column("cost"), .column("site"),
    .column("maintainer", "maintainedBy"),
    .column("inLibrary") { "\($0).publishedRevision IS NOT NULL" },
    .set(
      "participants", table: "participation", owner: "useCase", element: "organisation",
      where: "state = 'accepted'"),
    .set(
      "invited", table: "participation", owner: "useCase", element: "organisation",
      where: "state = 'invited'"),
  ])

private let sites = EntityTable(
  "Site", table: "site", fields: [.column("name"), .column("region")],
  ancestries: [.init(of: "Organisation", table: "siteOwner", child: "site", ancestor: "owner")])

/// What a lead of the organisation "o1" may view.
private func response(_ policies: String, context: PartialRecord = ["at": 1]) throws
  -> PartialResponse
{
  let member = EntityUID(type: "Member", id: "m1")
  let attributes: Record = [
    "organisation": .entity(EntityUID(type: "Organisation", id: "o1")),
    "role": .entity(EntityUID(type: "Role", id: "lead")),
  ]
  return try PolicySet(parsing: policies, file: "p.cedar").authorize(
    PartialRequest(
      principal: .known(member), action: EntityUID(type: "Action", id: "view"),
      resource: .unknown("UseCase"), context: context),
    entities: PartialEntities(Entities([Entity(uid: member, attributes: attributes)])))
}

private func map() throws -> FieldMap {
  try FieldMap(schema: Schema(parsing: schema), [useCases, sites])
}

/// A permit under a condition.
private func filter(
  _ condition: String, errors rule: ListFilter.ErrorRule = .skipsPolicy
) throws -> ListFilter {
  try response("permit (principal, action, resource) when { \(condition) };")
    .filter(through: map(), errors: rule)
}

@Suite struct ListFilterTests {
  @Test(arguments: [
    ("resource.inLibrary", "(useCase.publishedRevision IS NOT NULL)"),
    (#"resource.state == State::"draft""#, "useCase.state = ?"),
    ("resource.initiator == principal.organisation", "useCase.initiator = ?"),
    // What is known does not appear.
    (#"principal.role == Role::"lead" && resource.cost < 5"#, "useCase.cost < ?"),
    // The side table drives the query: nothing in it depends on the row.
    (
      "resource.participants.contains(principal.organisation)",
      "useCase.id IN (SELECT _side.useCase FROM participation AS _side "
        + "WHERE _side.organisation = ? AND (state = 'accepted'))"
    ),
    // Nothing that fails is left behind `has`: indexes do for `||`.
    (
      "resource.inLibrary || (resource has maintainer && "
        + "resource.maintainer == principal.organisation) || resource.cost == 1",
      "((useCase.publishedRevision IS NOT NULL) OR useCase.maintainedBy = ? "
        + "OR useCase.cost = ?)"
    ),
    // Without it, an error on the left ends the chain.
    (
      "resource.maintainer == principal.organisation || resource.inLibrary",
      "CASE (useCase.maintainedBy = ?) WHEN 1 THEN 1 "
        + "WHEN 0 THEN ((useCase.publishedRevision IS NOT NULL)) END"
    ),
    (
      "resource.cost + 1 > 2",
      "CASE WHEN typeof((useCase.cost + ?)) = 'integer' THEN (useCase.cost + ?) END > ?"
    ),
    (
      #"resource.site.name like "a*[b]""#,
      "(SELECT _row.name FROM site AS _row WHERE _row.id = useCase.site) GLOB ?"
    ),
    (
      "resource.site in principal.organisation",
      "useCase.site IN (SELECT _side.site FROM siteOwner AS _side WHERE _side.owner = ?)"
    ),
  ])
  func conditionsStandAsSQL(cedar: String, sql: String) throws {
    #expect(try filter(cedar).condition.text == sql)
  }

  @Test func valuesAreBound() throws {
    let bindings = try filter(#"resource.title like "*?[x\*" && resource.cost == 7"#)
      .condition.bindings
    #expect(bindings == [.text("*[?][[]x[*]"), .integer(7)])
  }

  @Test func constantsDecideAlone() throws {
    #expect(try filter(#"principal.role == Role::"auditor" && resource.inLibrary"#).isNever)
    #expect(try filter(#"principal.role == Role::"lead" || resource.inLibrary"#).isAlways)
    #expect(try filter("resource has title").isAlways)
    #expect(try filter("resource has nothing").condition.text == "FALSE")
  }

  /// A sum stands twice in its SQL, as it is checked for overflow.
  @Test func whatWouldGrowWithoutBoundIsRefused() throws {
    let nested = (0..<20).reduce("resource.cost") { inner, _ in
      "(resource.cost + (if \(inner) == 1 then 1 else 2))"
    }
    #expect(throws: TranslationErrors.self) { try filter("\(nested) == 1") }
  }

  @Test func whatIsNeverReachedNeedsNoSQL() throws {
    let untold = "resource.participants == resource.invited"
    #expect(try filter("resource has nothing && \(untold)").isNever)
    #expect(try filter("if resource has title then true else \(untold)").isAlways)
  }

  @Test func aForbidTakesAway() throws {
    let filter = try response(
      """
      permit (principal, action, resource) when { resource.inLibrary };
      permit (principal, action, resource) when { resource.cost == 1 };
      forbid (principal, action, resource) when { resource.state == State::"draft" };
      """
    ).filter(through: map())
    #expect(
      filter.condition.text
        == "(((useCase.publishedRevision IS NOT NULL) OR useCase.cost = ?)"
        + " AND useCase.state <> ?)")
    #expect(filter.permits.map(\.policy.id) == ["policy0", "policy1"])
    #expect(filter.forbids.map(\.condition.text) == ["useCase.state = ?"])
    #expect(
      filter.disjointAlternatives.map(\.text) == [
        "((useCase.publishedRevision IS NOT NULL) AND useCase.state <> ?)",
        "(useCase.cost = ? AND NOT (useCase.publishedRevision IS NOT NULL)"
          + " AND useCase.state <> ?)",
      ])
  }

  @Test(arguments: [
    // A forbid that spares whatever the permits give.
    (
      "resource.cost == 1 || resource.cost == 2", "resource.inLibrary",
      "resource.cost == 2 || resource.cost == 1", "(useCase.cost = ? OR useCase.cost = ?)"
    ),
    // The same, in another order and twice.
    (
      "(resource.cost == 1 && (resource.inLibrary || resource.cost == 2)) || "
        + "((resource.cost == 2 || resource.inLibrary) && resource.cost == 1)", "false", "false",
      "(useCase.cost = ? AND ((useCase.publishedRevision IS NOT NULL) OR useCase.cost = ?))"
    ),
    // What is narrower than another permit.
    (
      "(resource.cost == 1 && resource.inLibrary) || resource.cost == 1", "false", "false",
      "useCase.cost = ?"
    ),
    // What is wider than a permit.
    (
      "resource.cost == 1 && resource.inLibrary", "resource.cost != 1", "false",
      "(useCase.cost = ? AND (useCase.publishedRevision IS NOT NULL))"
    ),
    // What cannot be beside what must be.
    (
      "(resource.cost == 1 && resource.inLibrary) || resource.cost == 2", "resource.inLibrary",
      "false", "(useCase.cost = ? AND NOT (useCase.publishedRevision IS NOT NULL))"
    ),
    // The opposite of what may be missing holds where it is missing.
    (
      "resource.inLibrary",
      "resource has maintainer && resource.maintainer == principal.organisation", "false",
      "((useCase.publishedRevision IS NOT NULL) AND (useCase.maintainedBy = ?) IS NOT TRUE)"
    ),
  ])
  func nothingIsSaidTwice(permit: String, forbid: String, unless: String, sql: String) throws {
    let filter = try response(
      """
      permit (principal, action, resource) when { \(permit) };
      forbid (principal, action, resource) when { \(forbid) } unless { \(unless) };
      """
    ).filter(through: map())
    #expect(filter.condition.text == sql)
  }

  @Test func filtersAreHeldAgainstOneAnother() throws {
    let wide = try filter("resource.inLibrary || resource.cost == 1")
    let narrow = try filter("resource.cost == 1")
    #expect(wide.condition(and: narrow) == narrow.condition)
    #expect(
      wide.condition(except: narrow).text
        == "((useCase.publishedRevision IS NOT NULL) AND useCase.cost <> ?)")
    #expect(narrow.condition(except: wide).text == "FALSE")
  }

  /// Each part is held against each, but not without bound.
  @Test func longConditionsStandAsTheyAre() throws {
    let parts = (0..<2_000).map { "resource.cost == \($0 % 1_000)" }.joined(separator: " || ")
    let bindings = try filter("resource.cost == 1 || (\(parts))").condition.bindings
    #expect(bindings.count == 2_001)
  }

  @Test func anErrorDeniesWhereAskedTo() throws {
    let policies = """
      permit (principal, action, resource);
      forbid (principal, action, resource) when { resource.maintainer == principal.organisation };
      """
    let lenient = try response(policies).filter(through: map())
    #expect(lenient.condition.text == "(useCase.maintainedBy = ?) IS NOT TRUE")
    let strict = try response(policies).filter(through: map(), errors: .denies)
    #expect(strict.condition.text == "useCase.maintainedBy <> ?")
  }

  @Test(arguments: [
    (
      "resource.participants == resource.invited",
      "p.cedar:1:45: policy0 cannot be translated: "
        + "There is no SQL for comparing a stored set as a whole."
    ),
    (
      "resource.participants.containsAny(resource.invited)",
      "p.cedar:1:45: policy0 cannot be translated: "
        + "There is no SQL for two stored sets held against one another."
    ),
    (
      "resource.cost == 1 && resource.address.isLoopback()",
      "p.cedar:1:67: policy0 cannot be translated: "
        + "No column holds the attribute \"address\" of `UseCase`."
    ),
    (
      #"resource.hasTag("a")"#,
      "p.cedar:1:45: policy0 cannot be translated: No table holds the tags of `UseCase`."
    ),
    (
      #"Member::"m2".role == Role::"lead" && resource.cost == 1"#,
      "p.cedar:1:45: policy0 cannot be translated: "
        + "No table holds the entities of `Member`."
    ),
    (
      #"[resource.cost, 1].contains(2)"#,
      "p.cedar:1:45: policy0 cannot be translated: "
        + "There is no SQL for a set of parts that differ from row to row."
    ),
  ])
  func whatCannotBeToldIsRefused(cedar: String, message: String) throws {
    let answer = try response("permit (principal, action, resource) when { \(cedar) };")
    let map = try map()
    let error = #expect(throws: TranslationErrors.self) { try answer.filter(through: map) }
    #expect(error?.description == message)
  }

  @Test func anUnknownContextIsRefused() throws {
    let answer = try response(
      "permit (principal, action, resource) when { context.at == resource.cost };",
      context: .unknown)
    #expect(
      answer.superset(through: try map()).untranslated.map(\.reason)
        == ["The context is not known."])
  }

  @Test func aSupersetHoldsEverythingAllowed() throws {
    let filter = try response(
      """
      permit (principal, action, resource) when { resource.inLibrary };
      forbid (principal, action, resource) when { resource.participants == resource.invited };
      """
    ).superset(through: map())
    #expect(!filter.isExact)
    #expect(filter.untranslated.map(\.policy.id) == ["policy1"])
    #expect(filter.condition.text == "(useCase.publishedRevision IS NOT NULL)")
  }
}

@Suite struct FieldMapTests {
  @Test func tablesThatDoNotFitAreRefused() throws {
    let wrong = EntityTable(
      "UseCase", table: "useCase",
      fields: [.column("nothing"), .column("participants"), .column("address")],
      ancestries: [.init(of: "Site", table: "t", child: "a", ancestor: "b")])
    let schema = try Schema(parsing: schema)
    let error = #expect(throws: FieldMapError.self) {
      try FieldMap(schema: schema, [wrong, sites, sites, EntityTable("Nobody", table: "nobody")])
    }
    #expect(
      error?.complaints == [
        "`UseCase` has no attribute \"nothing\".",
        "The attribute \"participants\" of `UseCase` cannot stand so in a table.",
        "The attribute \"address\" of `UseCase` cannot stand so in a table.",
        "`UseCase` is never in `Site`.",
        "There are two tables of the type `Site`.",
        "The schema has no entity type `Nobody`.",
      ])
  }
}
