import Foundation
import Portal

/// The policy folder as shipped, and copies of it with something changed.
enum PolicySample {
  static let shipped: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.appending(path: "policies").path
  }()

  /// A copy in a temporary folder in which `old` became `new` in one file, and gone after `use`.
  static func changed<Result>(
    _ file: String, _ old: String, to new: String, use: (PolicyFolder) throws -> Result
  ) throws -> Result {
    let folder = NSTemporaryDirectory() + "policies-\(UUID())"
    try FileManager.default.copyItem(atPath: shipped, toPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    guard text.contains(old) else { throw NothingToChange(file: file, text: old) }
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    return try use(try PolicyFolder(folder))
  }

  struct NothingToChange: Error {
    let file: String
    let text: String
  }
}
