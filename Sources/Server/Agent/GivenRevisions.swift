import Foundation
import JSON
import Portal

/// The highest revision of each deployment that the agent has ever taken, kept for good: a portal put back from an old copy
/// does not bring back what was released, nor anybody who repeats an order that was true once.
struct GivenRevisions: Sendable {
  private let path: String
  private var revisions: JSONObject

  init(in folder: String) throws {
    path = folder + "/revisions.json"
    revisions = JSONObject()
    guard let text = FileManager.default.contents(atPath: path) else { return }
    guard let members = try JSON(parsing: Array(text)).members else {
      throw Failure(Text("« \(path) » est illisible.", "“\(path)” cannot be read."))
    }
    revisions = members
  }

  /// Takes a revision for the newest; throws when there was a newer one.
  mutating func take(_ order: Order) throws(Order.Unreadable) {
    let newest = revisions[order.deployment.text]?.int ?? 0
    guard order.revision >= newest else {
      throw Order.Unreadable(
        reason: "L’ordre \(order.revision) est plus ancien que l’ordre \(newest), déjà reçu.")
    }
    guard order.revision > newest else { return }
    revisions[order.deployment.text] = .integer(Int64(order.revision))
    do {
      try SecretFile.write(
        String(decoding: JSON.object(revisions).serialised(), as: UTF8.self), to: path)
    } catch {
      throw Order.Unreadable(reason: "L’agent ne peut rien noter : \(error)")
    }
  }
}
