import Portal
import SQLite

/// Anything a command can fail by, in words for the person at the terminal.
struct FailureReport {
  let text: Text

  init(_ error: any Error) {
    switch error {
    case let error as ConfigurationError: text = error.text
    case let error as Failure: text = error.text
    case let error as PortalError: text = Self.text(of: error)
    case let error as any CustomStringConvertible: text = Text(verbatim: error.description)
    default: text = Text(verbatim: "\(error)")
    }
  }

  private static func text(of error: PortalError) -> Text {
    switch error {
    case .refused(let refusal): refusal.text
    case .wrongState(_, let why): why
    case .invalid(let complaints):
      Text(
        complaints.map { "\($0.field) : \($0.text.french)" }.joined(separator: "\n"),
        complaints.map { "\($0.field): \($0.text.english)" }.joined(separator: "\n"))
    case .notFound: Text("Introuvable.", "Not found.")
    case .signInRequired: Text("Connexion nécessaire.", "Sign-in required.")
    case .throttled(let seconds):
      Text("Trop d’essais : attendre \(seconds) s.", "Too many attempts: wait \(seconds) s.")
    case .stale: Text("Modifié entre-temps.", "Changed meanwhile.")
    case .keyReused: Text("Clé déjà utilisée.", "Key used before.")
    case .damaged(let what): Text("Base endommagée : \(what)", "Damaged database: \(what)")
    }
  }
}

/// What a command was to find out did not turn out well.
struct Failure: Error {
  let text: Text
  init(_ text: Text) { self.text = text }
}
