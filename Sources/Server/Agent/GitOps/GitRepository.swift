import Foundation

/// A repository of the site's operator, read and written by the system's `git` without a working tree: what is
/// interrupted leaves nothing half done, neither here nor there.
///
/// Commits are signed with an SSH key, the same by which the repository lets the agent in, and each stands on what is
/// there already: the history is linear.
struct GitRepository: Sendable {
  /// Where the copy lives; it may be thrown away at any time.
  let folder: String
  let remote: String
  let branch: String
  /// File with the private key.
  let key: String

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What becomes of a path; nil removes it.
  typealias Changes = [String: [UInt8]?]

  /// Brings the copy up to date. Throws when the repository cannot be reached.
  func fetch() throws {
    if !FileManager.default.fileExists(atPath: folder + "/HEAD") {
      try git(["init", "--quiet", "--bare", folder])
    }
    try git(["fetch", "--quiet", "--prune", "--no-tags", remote, "+refs/heads/*:\(Self.seen)/*"])
  }

  /// The files right under a folder of a branch, by name; none when there is no such branch or folder.
  func files(in directory: String, of branch: String) throws -> [String: [UInt8]] {
    guard try commit(of: branch) != nil else { return [:] }
    let reference = "\(Self.seen)/\(branch)"
    let listing = try git(["ls-tree", "--name-only", "-z", reference, directory + "/"])
    let paths = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    guard !paths.isEmpty else { return [:] }
    let wanted = paths.map { "\(reference):\($0)\n" }.joined()
    var rest = try git(["cat-file", "--batch"], input: Array(wanted.utf8))[...]
    var files: [String: [UInt8]] = [:]
    for path in paths {
      // `<object> blob <size>`, the content, and an end of line.
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
        let size = rest[..<end].split(separator: UInt8(ascii: " ")).last,
        let count = Int(String(decoding: size, as: UTF8.self)), rest.count > count
      else { throw Failure(description: "git cat-file: \(path)") }
      let content = rest[(end + 1)...].prefix(count)
      files[String(path.dropFirst(directory.utf8.count + 1))] = Array(content)
      rest = rest[(end + 1)...].dropFirst(count + 1)
    }
    return files
  }

  /// Who wrote a path last.
  func author(of path: String) throws -> String {
    let name = try git(["log", "-1", "--format=%an", "\(Self.seen)/\(branch)", "--", path])
    return String(decoding: name, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Adds one signed commit to what was fetched last and pushes it. Throws `conflict` when somebody else was quicker.
  func push(_ changes: Changes, saying message: String) throws {
    let parent = try commit(of: branch)
    let tree = try tree(with: changes, on: parent)
    let parents = parent.map { ["-p", $0] } ?? []
    let commit = try text(["commit-tree", "-S", "-m", message] + parents + [tree])
    let outcome = try run(
      ["push", "--quiet", "--porcelain", remote, "\(commit):refs/heads/\(branch)"])
    guard outcome.status != 0 else { return try fetch() }
    let words = String(decoding: outcome.output, as: UTF8.self)
    guard words.contains("[remote rejected]") || words.contains("[rejected]") else {
      throw Failure(description: outcome.complaint)
    }
    let isRefused = words.contains("hook declined") || words.contains("protected")
    throw Setback(
      kind: isRefused ? .policyRefused : .conflict,
      reason: "Le dépôt du site n’a pas pris l’engagement : \(outcome.complaint)")
  }

  /// Where the branches of the remote are kept in the copy.
  private static let seen = "refs/seen"
}

// MARK: - Trees

extension GitRepository {
  private func commit(of branch: String) throws -> String? {
    let outcome = try run(["rev-parse", "--verify", "--quiet", "\(Self.seen)/\(branch)"])
    return outcome.status == 0 ? outcome.text : nil
  }

  private func tree(with changes: Changes, on parent: String?) throws -> String {
    // Of an agent that was killed a lock may have stayed.
    for file in [index, index + ".lock"] { try? FileManager.default.removeItem(atPath: file) }
    try git(["read-tree", parent ?? "--empty"])
    var entries = ""
    for (path, content) in changes.sorted(by: { $0.key < $1.key }) {
      if let content {
        let object = try text(["hash-object", "-w", "--stdin"], input: content)
        entries += "100644 \(object) 0\t\(path)\n"
      } else {
        entries += "0 \(String(repeating: "0", count: 40))\t\(path)\n"
      }
    }
    try git(["update-index", "--index-info"], input: Array(entries.utf8))
    return try text(["write-tree"])
  }

  private var index: String { folder + "/agent-index" }
  private var inputFile: String { folder + ".input" }
}

// MARK: - Running git

extension GitRepository {
  private struct Outcome {
    let status: Int32
    let output: [UInt8]
    let complaint: String

    var text: String {
      String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  @discardableResult
  private func git(_ words: [String], input: [UInt8] = []) throws -> [UInt8] {
    let outcome = try run(words, input: input)
    guard outcome.status == 0 else {
      throw Failure(description: "git \(words[0]): \(outcome.complaint)")
    }
    return outcome.output
  }

  private func text(_ words: [String], input: [UInt8] = []) throws -> String {
    let output = try git(words, input: input)
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func run(_ words: [String], input: [UInt8] = []) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments =
      [
        "--kill-after=2", "30", "git", "-c", "gpg.format=ssh", "-c", "user.signingkey=\(key)", "-c",
        "gc.auto=0", "--git-dir=\(folder)",
      ] + words
    process.environment = environment
    let (output, complaints) = (Pipe(), Pipe())
    // By a file: a long input and a long answer would wait for each other in pipes.
    try Data(input).write(to: URL(filePath: inputFile))
    process.standardInput = FileHandle(forReadingAtPath: inputFile)
    process.standardOutput = output
    process.standardError = complaints
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try complaints.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let words = String(decoding: complaint.prefix(2_000), as: UTF8.self)
    return Outcome(
      status: process.terminationStatus, output: Array(answer),
      complaint: words.split(separator: "\n").first.map(String.init) ?? "")
  }

  /// Nobody's settings but these, and never a question to a terminal.
  private var environment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    return [
      "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": own["HOME"] ?? folder,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
      "GIT_INDEX_FILE": index, "GIT_AUTHOR_NAME": "Fabrique agent",
      "GIT_AUTHOR_EMAIL": "agent@fabrique.invalid", "GIT_COMMITTER_NAME": "Fabrique agent",
      "GIT_COMMITTER_EMAIL": "agent@fabrique.invalid",
      "FABRIQUE_KEY": key,
      "GIT_SSH_COMMAND":
        "ssh -i \"$FABRIQUE_KEY\" -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=10",
    ]
  }
}
