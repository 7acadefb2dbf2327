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
    path = root + "/" + deployment.sandboxName
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

  /// Every deployment that has a folder of ours under `root`.
  static func deployments(under root: String) throws -> [Deployment.ID] {
    try FileManager.default.contentsOfDirectory(atPath: root).sorted().compactMap {
      record(at: "\(root)/\($0)/record.json")?.order.deployment
    }
  }

  /// Writes the record whole or not at all.
  func write(_ record: Record) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let json: JSON = [
      "document": .string(record.order.document), "digest": .string(record.order.digest),
      "state": .string(record.state.rawValue),
      "port": record.port.map { .integer(Int64($0)) } ?? .null,
      "starts": .integer(Int64(record.starts)),
      "startedAt": record.startedAt.map { .integer($0.milliseconds) } ?? .null,
    ]
    try Data(json.serialised(pretty: true)).write(to: URL(filePath: recordFile), options: .atomic)
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

extension Identifier<Deployment> {
  /// `h-` and the id in base 32 (RFC 4648 §6, lower case): a name that any engine takes, the same for ever.
  var sandboxName: String {
    let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var name = Array("h-".utf8)
    var bits: UInt16 = 0
    var count = 0
    for byte in Hex.decode(text.filter { $0 != "-" }) ?? [] {
      bits = bits << 8 | UInt16(byte)
      count += 8
      while count >= 5 {
        count -= 5
        name.append(digits[Int(bits >> UInt16(count)) & 31])
      }
      bits &= 1 << UInt16(count) - 1
    }
    if count > 0 { name.append(digits[Int(bits << UInt16(5 - count)) & 31]) }
    return String(decoding: name, as: UTF8.self)
  }
}
