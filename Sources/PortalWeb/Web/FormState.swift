import HTTP
import Portal

/// What a form shows: at first the record's values, after a refusal what was sent and what is wrong with it.
struct FormState: Sendable {
  /// What was sent; nil when the form is shown for the first time.
  let sent: FormData?
  let complaints: [Complaint]
  /// Set when somebody else saved meanwhile.
  let staleness: Staleness?

  init(sent: FormData? = nil, complaints: [Complaint] = [], staleness: Staleness? = nil) {
    self.sent = sent
    self.complaints = complaints
    self.staleness = staleness
  }

  /// After a refusal: what was sent, and what the error says about it.
  init(sent: FormData?, error: any Error) {
    var complaints: [Complaint] = []
    var staleness: Staleness?
    switch error as? PortalError {
    case .invalid(let found): complaints = found
    case .stale(let found): staleness = found
    case .notFound:
      complaints = [
        Complaint(
          "",
          Text("Il n’y a rien ni personne de ce nom.", "There is nothing and nobody of that name."))
      ]
    default: break
    }
    self.init(sent: sent, complaints: complaints, staleness: staleness)
  }

  /// The value to show: what was sent wins over what is stored.
  func value(_ name: String, stored: String = "") -> String {
    sent.map { $0.first(name) ?? "" } ?? stored
  }

  func values(_ name: String, stored: [String] = []) -> [String] {
    sent.map { $0.all(name) } ?? stored
  }

  func complaints(about name: String) -> [Complaint] {
    complaints.filter { $0.field == name }
  }
}
