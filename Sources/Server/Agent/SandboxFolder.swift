import Crypto
import Foundation
import JSON
import Portal

/// The folder of one deployment in the sandbox: the order applied last, and the workload's log.
struct SandboxFolder {
  /// Absolute; it is the label of the workload's processes too.
  let path: String

  /// What is remembered of a deployment between two looks.
  struct Record {
    var order: Order
    var state: Deployment.DesiredState
    var port: UInt16?
    /// Starts in a row without a long run among them.
    var starts = 0
    /// The last start.
    var startedAt: Instant?
  }

  enum Content {
    case nothing
    /// Something that is not ours: it is neither taken over nor deleted.
    case foreign
    case record(Record)
  }

  init(of deployment: Deployment.ID, under root: String) {
    path = root + "/" + deployment.engineName
  }

  var log: String { path + "/log" }
  private var recordFile: String { path + "/record.json" }

  func content(of deployment: Deployment.ID) -> Content {
    guard FileManager.default.fileExists(atPath: path) else { return .nothing }
    guard let record = Self.record(at: recordFile), record.order.deployment == deployment else {
      return .foreign
    }
    return .record(record)
  }

  /// Every deployment in whose place something stands under `root`.
  static func deployments(under root: String) throws -> [Deployment.ID] {
    try FileManager.default.contentsOfDirectory(atPath: root).sorted()
      .compactMap { Deployment.ID(engineName: $0) }
  }

  /// Bytes of the files in it.
  var size: Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.reduce(0) { sum, name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
      return sum + (attributes?[.size] as? Int ?? 0)
    }
  }

  /// Writes the record whole or not at all. A folder appears with its record in it: an empty one would be foreign.
  func write(_ record: Record) throws {
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      return try record.written.write(to: URL(filePath: recordFile), options: .atomic)
    }
    let beside = path + ".new"
    try? files.removeItem(atPath: beside)
    try files.createDirectory(
      atPath: beside, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try record.written.write(to: URL(filePath: beside + "/record.json"))
    try files.moveItem(atPath: beside, toPath: path)
  }

  /// The log of the run before stays until the next start, so that a failure can be looked into.
  func turnLogOver() {
    let before = log + ".before"
    try? FileManager.default.removeItem(atPath: before)
    try? FileManager.default.moveItem(atPath: log, toPath: before)
  }

  func delete() throws { try FileManager.default.removeItem(atPath: path) }

  private static func record(at file: String) -> Record? {
    guard let bytes = FileManager.default.contents(atPath: file),
      let json = try? JSON(parsing: Array(bytes)),
      let document = json["document"]?.text, let digest = json["digest"]?.text,
      let order = try? Order(document: document, digest: digest),
      let state = json["state"]?.text.flatMap(Deployment.DesiredState.init),
      let starts = json["starts"]?.int
    else { return nil }
    return Record(
      order: order, state: state, port: json["port"]?.int.flatMap { UInt16(exactly: $0) },
      starts: starts,
      startedAt: json["startedAt"]?.int.map { Instant(milliseconds: Int64($0)) })
  }
}

extension SandboxFolder.Record {
  fileprivate var written: Data {
    let json: JSON = [
      "document": .string(order.document), "digest": .string(order.digest),
      "state": .string(state.rawValue), "port": port.map { .integer(Int64($0)) } ?? .null,
      "starts": .integer(Int64(starts)),
      "startedAt": startedAt.map { .integer($0.milliseconds) } ?? .null,
    ]
    return Data(json.serialised(pretty: true))
  }
}
