import Foundation
import Glibc
import Portal

/// The engine for one machine and for demonstration: every deployment is one confined process of this very program, the
/// workload shipped with it. Suspending stops it and frees what it took; releasing deletes its folder too.
struct Sandbox: HostingEngine {
  let confinement: Confinement
  let root: String
  private let clock: @Sendable () -> Instant
  /// Processes started by this very agent, to be told how they ended.
  private var children: [pid_t: Deployment.ID] = [:]
  private var outcomes: [Deployment.ID: Int] = [:]

  /// `state` is the agent's folder, as an absolute path.
  init(state: String, clock: @escaping @Sendable () -> Instant) throws {
    root = state + "/sandbox"
    self.clock = clock
    try FileManager.default.createDirectory(
      atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    confinement = try Confinement()
  }

  mutating func list() throws -> [Sighting] {
    gatherOutcomes()
    let processes = LabelledProcesses()
    return try SandboxFolder.deployments(under: root).compactMap { sighting(of: $0, processes) }
  }

  mutating func observe(_ deployment: Deployment.ID) -> Sighting? {
    gatherOutcomes()
    return sighting(of: deployment, LabelledProcesses())
  }

  mutating func apply(_ order: Order, as state: Deployment.DesiredState) throws {
    guard state != .running || order.workload.artifact.kind == .shipped else {
      throw Setback(
        kind: .policyRefused,
        reason: "Le bac à sable ne fait tourner que ce qui est livré avec le portail, pas « \(order.workload.artifact.reference) »."
      )
    }
    let folder = SandboxFolder(of: order.deployment, under: root)
    var record: SandboxFolder.Record
    switch folder.content(of: order.deployment) {
    case .nothing: record = SandboxFolder.Record(order: order, state: state)
    case .record(let found): record = found
    case .foreign: throw Obstruction()
    }
    let isSameWorkload =
      record.order.granted == order.granted
      && record.order.title.utf8.elementsEqual(order.title.utf8)
    // What is wanted is written down before it is done: after a crash in between, the next look shows what is missing.
    record.order = order
    record.state = state
    try folder.write(record)

    if state == .running, isSameWorkload, answers(record) { return }
    guard LabelledProcesses.end(folder.path) else { throw Obstruction() }
    switch state {
    case .running: try start(&record, in: folder)
    case .suspended:
      record.starts = 0
      try folder.write(record)
    case .released: try folder.delete()
    }
  }

  /// Something stands in the way that is not ours, or will not end.
  struct Obstruction: Error, CustomStringConvertible {
    let description = "Un objet ou un processus qui n’obéit pas occupe la place du déploiement."
  }
}

// MARK: - Seeing

extension Sandbox {
  private mutating func gatherOutcomes() {
    for (process, deployment) in children {
      guard let outcome = DetachedProcess.outcome(of: process) else { continue }
      children[process] = nil
      outcomes[deployment] = outcome
    }
  }

  private func sighting(of deployment: Deployment.ID, _ processes: LabelledProcesses) -> Sighting? {
    let folder = SandboxFolder(of: deployment, under: root)
    switch folder.content(of: deployment) {
    case .nothing: return nil
    case .foreign: return Sighting(deployment: deployment, phase: .failed, applied: nil)
    case .record(let record):
      // A process that is just changing its program shows no label for a moment; a child of ours is known without.
      let isAlive = !processes[folder.path].isEmpty || children.values.contains(deployment)
      let (phase, reason) = look(at: record, isAlive: isAlive)
      return Sighting(
        deployment: deployment, phase: phase,
        applied: Sighting.Applied(order: record.order, state: record.state), reason: reason,
        endpoint: phase == .running ? record.port.map { "http://127.0.0.1:\($0)/" } ?? "" : "",
        isPaused: phase == .failed && clock() < record.nextStart,
        isUnfinished: record.state == .running && record.starts == 0 && !isAlive)
    }
  }

  private func look(
    at record: SandboxFolder.Record, isAlive: Bool
  ) -> (Deployment.Phase, reason: String) {
    switch (record.state, isAlive) {
    case (.running, true):
      if answers(record) { return (.running, "") }
      // A workload has a while to come up; after that, silence is a failure.
      if let startedAt = record.startedAt, startedAt.adding(seconds: 15) < clock() {
        return (.failed, "Le service ne répond pas ; il sera relancé.")
      }
      return (.provisioning, "")
    case (.running, false):
      if record.starts == 0 { return (.provisioning, "") }
      let code = outcomes[record.order.deployment].map { " (code \($0))" } ?? ""
      return (.failed, "Le service s’est arrêté\(code) ; il sera relancé.")
    case (.suspended, false): return (.suspended, "")
    case (.suspended, true), (.released, _): return (.releasing, "")
    }
  }

  private func answers(_ record: SandboxFolder.Record) -> Bool {
    guard let port = record.port else { return false }
    let request = "GET /health HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
    let raw = try? LoopbackConnection.exchange(
      Array(request.utf8), port: port, within: .seconds(2))
    return (try? raw.map(Answer.init(parsing:)))??.status == 200
  }
}

// MARK: - Starting

extension Sandbox {
  private mutating func start(
    _ record: inout SandboxFolder.Record, in folder: SandboxFolder
  ) throws {
    let port = try FreePort.find(preferring: record.port)
    record.port = port
    try folder.write(record)
    folder.turnLogOver()
    let deployment = record.order.deployment
    let command = confinement.command(
      ["workload", "minutes", "--port", String(port), "--title", record.order.title],
      hostname: deployment.engineName, granted: record.order.granted)
    let process = try DetachedProcess.start(
      command,
      environment: Confinement.environment + ["\(LabelledProcesses.variable)=\(folder.path)"],
      output: folder.log)
    children[process] = deployment
    outcomes[deployment] = nil
    let now = clock()
    record.starts = record.ranLong(until: now) ? 1 : record.starts + 1
    record.startedAt = now
    try folder.write(record)
  }
}

extension SandboxFolder.Record {
  /// Starts in a row come further and further apart: at once, then 2, 4, 8 seconds, up to five minutes.
  fileprivate var nextStart: Instant {
    guard let startedAt, starts > 1 else { return Instant(milliseconds: 0) }
    return startedAt.adding(seconds: min(300, Int64(1) << Int64(min(starts - 1, 9))))
  }

  /// After ten minutes a failure is a new story.
  fileprivate func ranLong(until now: Instant) -> Bool {
    startedAt.map { $0.adding(seconds: 600) < now } ?? true
  }
}
