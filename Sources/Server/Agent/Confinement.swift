import Foundation
import Portal

/// How the sandbox starts this program's workloads: under limits always, in namespaces of their own where the machine
/// has a `bwrap` that works.
///
/// In namespaces a workload sees the system's libraries, this program and nothing else of the machine's files, nor any
/// other process; the network is the machine's own. Memory, file sizes, open files and processes are bounded; the
/// processor is not, it only comes after everybody else.
struct Confinement {
  enum Kind: String {
    case namespaces, limitsOnly

    var text: Text {
      switch self {
      case .namespaces:
        Text(
          "Bac à sable de démonstration : espaces de noms et limites.",
          "Demonstration sandbox: namespaces and limits.")
      case .limitsOnly:
        Text(
          "Bac à sable de démonstration : limites seules, sans espaces de noms (bwrap absent ou inutilisable).",
          "Demonstration sandbox: limits only, no namespaces (bwrap missing or unusable).")
      }
    }
  }

  let kind: Kind
  private let program: String
  private static let bubblewrap = "/usr/bin/bwrap"

  /// Tries the namespaces out: this very program must run in them.
  init() throws {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    self.program = program
    let trial = Self.inNamespaces(program, hostname: "trial") + [program, "help"]
    let works =
      FileManager.default.isExecutableFile(atPath: Self.bubblewrap)
      && Self.succeeds(Self.underLimits(Resources(memoryGiB: 1)) + trial)
    kind = works ? .namespaces : .limitsOnly
  }

  static let environment = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8"]

  /// The whole command for `fabrique <words>`.
  func command(_ words: [String], hostname: String, granted: Resources) -> [String] {
    let wrapping = kind == .namespaces ? Self.inNamespaces(program, hostname: hostname) : []
    return Self.underLimits(granted) + wrapping + [program] + words
  }

  /// Bounds by setrlimit(2). The largest file is the workload's log: it keeps nothing else.
  private static func underLimits(_ granted: Resources) -> [String] {
    let memory = max(1, granted.memoryGiB) * 1_073_741_824
    return [
      "/usr/bin/nice", "--adjustment=5",
      "/usr/bin/prlimit", "--as=\(memory):\(memory)", "--fsize=\(logLimit):\(logLimit)",
      "--nofile=1024:1024", "--nproc=4096:4096", "--core=0:0",
    ]
  }

  /// Bytes that a workload may log between two starts.
  static let logLimit = 1_048_576

  private static func inNamespaces(_ program: String, hostname: String) -> [String] {
    var words = [
      bubblewrap, "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--hostname", hostname,
      "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr", "--ro-bind-try", "/lib", "/lib",
      "--ro-bind-try", "/lib64", "/lib64", "--dev", "/dev", "--proc", "/proc", "--size", "67108864",
      "--tmpfs", "/tmp",
    ]
    // A development build has its libraries elsewhere; they are found by where they are mapped from in this process.
    let libraries = mappedLibraries().filter { !$0.hasPrefix("/usr/") && !$0.hasPrefix("/lib") }
    for file in libraries + [program] { words += ["--ro-bind", file, file] }
    let folders = Set(libraries.map { URL(filePath: $0).deletingLastPathComponent().path })
    if !folders.isEmpty {
      words += ["--setenv", "LD_LIBRARY_PATH", folders.sorted().joined(separator: ":")]
    }
    return words + ["--remount-ro", "/", "--chdir", "/"]
  }

  private static func mappedLibraries() -> [String] {
    let maps = ProcFile.read("/proc/self/maps") ?? []
    let paths = maps.split(separator: UInt8(ascii: "\n")).compactMap { line -> String? in
      guard let start = line.firstIndex(of: UInt8(ascii: "/")) else { return nil }
      return String(decoding: line[start...], as: UTF8.self)
    }
    return Set(paths.filter { $0.contains(".so") }).sorted()
  }

  private static func succeeds(_ command: [String]) -> Bool {
    guard
      let process = try? DetachedProcess.start(
        command, environment: environment, output: "/dev/null")
    else { return false }
    return DetachedProcess.outcome(of: process, waiting: true) == 0
  }
}
