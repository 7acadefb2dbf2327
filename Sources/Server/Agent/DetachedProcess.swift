import Glibc

/// Starts programs that outlive the agent: in a session of their own, with an environment of their own.
enum DetachedProcess {
  struct Failure: Error, CustomStringConvertible {
    let program: String
    let code: Int32
    var description: String { "\(program): \(String(cString: strerror(code)))" }
  }

  /// Runs a command, its first word a path; output and complaints go to a file that is begun anew. The agent's own
  /// descriptors are all close-on-exec.
  static func start(
    _ command: [String], environment: [String], output: String
  ) throws(Failure) -> pid_t {
    // A group leader could not begin a session, and `posix_spawn` makes none here: `setsid` begins it in the same process.
    let words = ["/usr/bin/setsid"] + command
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &files, 1, output, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&files, 1, 2)

    // The agent ignores these signals; what it starts must not inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT, SIGPIPE] { sigaddset(&signals, number) }
    var none = sigset_t()
    sigemptyset(&none)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

    var process: pid_t = 0
    let code = withCStrings(words) { arguments in
      withCStrings(environment) { environment in
        posix_spawn(&process, words[0], &files, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw Failure(program: command[0], code: code) }
    return process
  }

  /// How a child ended, or nil while it runs: its exit status, 128 and the number of the signal that ended it.
  static func outcome(of process: pid_t, waiting: Bool = false) -> Int? {
    var status: Int32 = 0
    guard waitpid(process, &status, waiting ? 0 : WNOHANG) == process else { return nil }
    let signal = status & 0x7f
    return Int(signal == 0 ? (status >> 8) & 0xff : 128 + signal)
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
