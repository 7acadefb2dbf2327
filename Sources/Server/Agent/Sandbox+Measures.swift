import Foundation
import Glibc
import Portal

extension Sandbox {
  /// Memory only: a workload's processor is not bounded, it only comes after everybody else.
  var capabilities: Capabilities {
    Capabilities(
      name: "sandbox", enforced: [.memoryGiB], resizesLive: false, meters: true,
      isDemonstration: true)
  }

  /// The machine's processors and memory. What workloads were promised is nobody's count but the agent's ceiling.
  func capacity() -> PlatformCapacity? {
    let machine = ProcessInfo.processInfo
    return PlatformCapacity(total: [
      .vcpu: machine.activeProcessorCount,
      .memoryGiB: Int(machine.physicalMemory / 1_073_741_824),
    ])
  }

  func usage() throws -> [CounterReading] {
    let processes = LabelledProcesses()
    return try SandboxFolder.deployments(under: root).compactMap { deployment in
      let folder = SandboxFolder(of: deployment, under: root)
      let counters = processes[folder.path].compactMap(ProcessCounters.init)
      guard !counters.isEmpty else { return nil }
      return CounterReading(
        deployment: deployment,
        cpuSeconds: counters.map(\.cpuSeconds).reduce(0, +),
        memoryBytes: counters.map(\.memoryBytes).reduce(0, +), storageBytes: folder.size)
    }
  }
}

/// What one process has used, by proc_pid_stat(5).
struct ProcessCounters {
  /// Its own and that of its children that have ended.
  let cpuSeconds: Double
  let memoryBytes: Int

  /// Nil when the process has gone.
  init?(_ process: pid_t) {
    guard let stat = ProcFile.read("/proc/\(process)/stat"),
      // The name of a program may hold spaces and brackets; the last bracket ends it.
      let end = stat.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = stat[(end + 1)...].split(separator: UInt8(ascii: " ")).map {
      Int(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    // Counted from field 3, the state.
    guard fields.count > 21 else { return nil }
    cpuSeconds = Double(fields[11...14].reduce(0, +)) / Double(sysconf(Int32(_SC_CLK_TCK)))
    memoryBytes = fields[21] * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
