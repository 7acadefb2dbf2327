import Foundation
import JSON
import Portal

/// Up to when each deployment's use was reported, kept in a file of the agent's folder.
struct MeteringProgress: Sendable {
  private let path: String
  private var reported: [Deployment.ID: Instant] = [:]

  /// A file that cannot be read is as good as none: what is reported twice is known to the portal.
  init(in folder: String) {
    path = folder + "/metered.json"
    guard let text = FileManager.default.contents(atPath: path),
      let members = try? JSON(parsing: Array(text)).members
    else { return }
    for (name, value) in members {
      guard let deployment = Deployment.ID(name), let end = value.text.flatMap(Instant.init(rfc3339:))
      else { continue }
      reported[deployment] = end
    }
  }

  subscript(deployment: Deployment.ID) -> Instant? { reported[deployment] }

  /// Writes it down; what is older than `moment` can no longer be caught up with, and goes.
  mutating func note(
    _ deployment: Deployment.ID, until end: Instant, forgettingBefore moment: Instant
  ) throws {
    reported[deployment] = end
    reported = reported.filter { $0.value >= moment }
    let lines = reported.sorted { $0.key.text < $1.key.text }.map {
      ($0.key.text, JSON.string($0.value.rfc3339))
    }
    try Data(JSON.object(JSONObject(lines)).serialised()).write(
      to: URL(filePath: path), options: .atomic)
  }
}
