import SQLite

extension Portal {
  /// Remembers the language a person reads the portal in. No rule guards it and the log passes over it: it is a matter
  /// of looks, and of nobody but the person signed in.
  public func chooseLanguage(_ language: Language, as actor: Actor) async throws {
    guard let person = actor.person else { return }
    try await database.write { connection in
      _ = try connection.run(
        "UPDATE person SET language = \(language) WHERE id = \(person)")
    }
  }
}
