import JSON

/// Why a JSON document is no policy, entity, context or value of Cedar, and where.
public struct DataError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A JSON Pointer (RFC 6901) into the document; empty for the whole of it.
  public let pointer: String
  /// A whole sentence in English.
  public let reason: String

  public var description: String {
    pointer.isEmpty ? reason : "\(pointer): \(reason)"
  }
}

/// A JSON value with the place where it stands, to name it in errors.
struct JSONPlace {
  let json: JSON
  private let path: [String]

  init(_ json: JSON) {
    self.init(json, at: [])
  }

  private init(_ json: JSON, at path: [String]) {
    self.json = json
    self.path = path
  }

  func failure(_ reason: String) -> DataError {
    DataError(pointer: JSONPointer(path).description, reason: reason)
  }

  // MARK: - Arrays

  func items() throws(DataError) -> [JSONPlace] {
    guard case .array(let items) = json else { throw failure("An array is expected.") }
    return items.enumerated().map { JSONPlace($1, at: path + ["\($0)"]) }
  }

  // MARK: - Objects

  func members() throws(DataError) -> [(name: String, place: JSONPlace)] {
    guard case .object(let members) = json else { throw failure("An object is expected.") }
    return members.map { ($0.key, JSONPlace($0.value, at: path + [$0.key])) }
  }

  /// The member of that name; nil where there is none.
  func optional(_ name: String) -> JSONPlace? {
    json[name].map { JSONPlace($0, at: path + [name]) }
  }

  func required(_ name: String) throws(DataError) -> JSONPlace {
    guard let member = optional(name) else { throw failure("The member `\(name)` is missing.") }
    return member
  }

  /// The only member, if this is an object with just one and it has that name.
  func only(_ name: String) -> JSONPlace? {
    json.members?.count == 1 ? optional(name) : nil
  }

  /// Throws where the object has members besides these.
  func refuseMembers(besides known: String...) throws(DataError) {
    try refuseMembers(besides: known)
  }

  func refuseMembers(besides known: [String]) throws(DataError) {
    for (name, place) in try members()
    where !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      throw place.failure("A member of this name has no meaning here.")
    }
  }

  func text() throws(DataError) -> String {
    guard case .string(let text) = json else { throw failure("A string is expected.") }
    return text
  }
}
