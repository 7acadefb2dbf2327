/// Gathers everything that is wrong with what was sent, so that it is said at once.
struct Complaints {
  private(set) var all: [Complaint] = []

  mutating func expect(_ holds: Bool, _ field: String, _ text: @autoclosure () -> Text) {
    if !holds { all.append(Complaint(field, text())) }
  }

  mutating func add(_ complaints: [Complaint]) { all += complaints }

  /// The text tidied; empty when there is something wrong with it.
  mutating func read(_ input: String, as prose: Prose) -> String {
    do {
      return try prose.read(input)
    } catch {
      all.append(error)
      return ""
    }
  }

  /// The value read; nil when there is something wrong with it.
  mutating func take<Value>(_ read: () throws(Complaint) -> Value) -> Value? {
    do {
      return try read()
    } catch {
      all.append(error)
      return nil
    }
  }

  /// Throws `invalid` unless nothing is wrong.
  func throwIfAny() throws(PortalError) {
    guard all.isEmpty else { throw .invalid(all) }
  }
}
