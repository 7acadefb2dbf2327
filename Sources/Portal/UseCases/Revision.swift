/// One immutable version of a sheet: who wrote it, when, what it changed. Its content is read apart.
public struct Revision: Hashable, Sendable {
  /// 1 and up, within the use case.
  public let number: Int
  public let at: Instant
  /// `nil`: the console, by an import.
  public let author: Author?
  /// The fields in which it differs from the one before.
  public let changed: [SheetField]
  /// What its author said about it; empty where nothing.
  public let note: String

  /// Who wrote something, and for whom.
  public struct Author: Hashable, Sendable {
    public let person: Person.ID
    public let name: String
    public let organisation: String

    public init(person: Person.ID, name: String, organisation: String) {
      self.person = person
      self.name = name
      self.organisation = organisation
    }
  }
}
