/// A limit on what an organisation, or one use case of it, may have promised of one resource class, over a span of days.
public struct Quota: Hashable, Sendable {
  public typealias ID = Identifier<Quota>

  public let id: ID
  public let organisation: Organisation.ID
  /// `nil`: the organisation as a whole.
  public let useCase: UseCase.ID?
  public let resourceClass: ResourceClass
  /// In the unit of the class.
  public let amount: Int
  public let validFrom: Day
  /// The first day on which it no longer holds; `nil`: until another is set.
  public let validUntil: Day?
  public let setBy: Person.ID?
  public let setAt: Instant

  func holds(on day: Day) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}
