import Foundation
import JSON
import Portal

/// The REST API of one Incus server, called with a certificate that is restricted to some of its projects.
///
/// By `curl` rather than `incus query`: that one cannot send `If-Match`, and wants a client configuration of its own.
struct IncusConnection: Sendable {
  /// `https://HOST:PORT`.
  let address: String
  let party: Curl.Party

  struct Found {
    let metadata: JSON
    /// Of this very content, for `If-Match`.
    let tag: String?
  }

  /// What a path holds; nil when there is nothing.
  func get(_ path: String) throws -> Found? {
    let answer = try exchange("GET", path)
    if answer.status == 404 { return nil }
    let json = try Self.content(of: answer)
    return Found(metadata: json["metadata"] ?? .null, tag: answer.header("etag"))
  }

  /// Sends a change and waits until it is done. What is gone already is as good as deleted.
  func change(_ method: String, _ path: String, _ body: JSON? = nil, tag: String? = nil) throws {
    let headers = tag.map { [("If-Match", $0)] } ?? []
    let answer = try exchange(method, path, headers, body?.serialised() ?? [])
    if answer.status == 404, method == "DELETE" { return }
    let json = try Self.content(of: answer)
    guard let operation = json["operation"]?.text, !operation.isEmpty else { return }
    guard operation.hasPrefix("/1.0/operations/") else { throw Self.unexpected }
    try finish(operation)
  }

  /// That an operation was taken on says nothing: its end does. One that is gone ended unseen, and the next look tells.
  private func finish(_ operation: String) throws {
    let answer = try exchange("GET", operation + "/wait?timeout=20")
    if answer.status == 404 { return }
    let json = try Self.content(of: answer)
    if let error = json["metadata"]?["err"]?.text, !error.isEmpty { throw Self.setback(error) }
    guard json["metadata"]?["status_code"]?.int == 200 else {
      throw Setback(kind: .platformError, reason: "Incus n’a pas terminé à temps.")
    }
  }

  private func exchange(
    _ method: String, _ path: String, _ headers: [(String, String)] = [], _ body: [UInt8] = []
  ) throws -> Answer {
    try Curl.call(method, address + path, headers, body, as: party)
  }

  private static func content(of answer: Answer) throws -> JSON {
    guard let json = try? JSON(parsing: answer.body) else { throw unexpected }
    // Who waits for an operation is answered 200 before it has failed.
    guard (200...299).contains(answer.status), json["type"]?.text != "error" else {
      throw setback(json["error"]?.text ?? "", status: json["error_code"]?.int ?? answer.status)
    }
    return json
  }

  private static let unexpected = Setback(
    kind: .platformError, reason: "La réponse d’Incus n’est pas lisible.")

  /// Refusals come as 500 like failures do: only the words tell them apart (seen with Incus 6.0.4).
  static func setback(_ error: String, status: Int = 500) -> Setback {
    let kind: Setback.Kind =
      if status == 412 || error.contains("UNIQUE constraint") || error.contains("already exists") {
        .conflict
      } else if error.contains("Reached maximum") {
        .capacityRefused
      } else if status == 403 || error.hasPrefix("Failed checking if instance")
        || error.contains("not have permission") || error.contains("is forbidden")
      {
        .policyRefused
      } else if error.contains("Image not provided") || error.contains("mage not found") {
        .waitingPlatform
      } else {
        .platformError
      }
    return Setback(kind: kind, reason: "Incus : " + (error.isEmpty ? "statut \(status)" : error))
  }
}
