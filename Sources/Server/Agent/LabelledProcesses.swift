import Foundation
import Glibc

/// Processes found by a label in their environment, which their children inherit.
///
/// The process table itself is the record: an agent killed at any moment finds everything again, and a process number
/// given to somebody else meanwhile is never taken for ours.
struct LabelledProcesses {
  static let variable = "FABRIQUE_SANDBOX"

  private let processes: [String: [pid_t]]

  /// Looks once at all processes of this user; zombies have no environment left.
  init() {
    let mark = Array((Self.variable + "=").utf8)
    var processes: [String: [pid_t]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = pid_t(name),
        let environment = ProcFile.read("/proc/\(name)/environ")
      else { continue }
      for entry in environment.split(separator: 0) where entry.starts(with: mark) {
        processes[String(decoding: entry.dropFirst(mark.count), as: UTF8.self), default: []]
          .append(process)
      }
    }
    self.processes = processes
  }

  subscript(label: String) -> [pid_t] { processes[label] ?? [] }

  /// Ends all processes of a label: asks first, insists after `grace`. False when some remain even so.
  static func end(_ label: String, grace: Duration = .seconds(3)) -> Bool {
    for (number, time) in [(SIGTERM, grace), (SIGKILL, .seconds(2))] {
      let deadline = ContinuousClock.now + time
      var remaining = LabelledProcesses()[label]
      for process in remaining { kill(process, number) }
      while !remaining.isEmpty, ContinuousClock.now < deadline {
        usleep(20_000)
        remaining = LabelledProcesses()[label]
      }
      if remaining.isEmpty { return true }
    }
    return false
  }
}
