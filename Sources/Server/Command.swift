import Portal

/// One command of the program: its words, what it takes, and what it does.
struct Command: Sendable {
  /// What it is called by, such as `person add`.
  let name: String
  let summary: Text
  /// What stands after the name, such as `FILE`.
  var operands: [String] = []
  var options: [Option] = []
  let run: @Sendable (Invocation, Console) async throws -> Void

  /// `--name VALUE`, or `--name` alone when there is no value.
  struct Option: Sendable {
    let name: String
    let value: String?
    let summary: Text

    init(_ name: String, _ value: String, _ summary: Text) {
      self.name = name
      self.value = value
      self.summary = summary
    }

    /// A flag.
    init(_ name: String, _ summary: Text) {
      self.name = name
      value = nil
      self.summary = summary
    }

    /// As it is written: `--name VALUE`.
    var usage: String { "--" + name + (value.map { " " + $0 } ?? "") }
  }
}

extension Command {
  /// Every command, in the order of the help.
  static let all: [Command] = [
    .help, .demo, .serve, .migrate, .check, .backup, .restore, .importUseCases, .exportUseCases,
    .organisationAdd, .organisationList, .personAdd, .personResetPassword, .personList,
    .policyExplain,
    .auditVerify, .auditList, .auditExport,
    .policyCheck, .policyTest, .policyMatrix, .policyDiff, .cedarConformance, .cedarFormat,
    .solutionManifest, .solutionSign,
    .agent, .agentCode, .agentEnrol, .agentLook, .claimSchema, .meter, .workloadMinutes,
  ]

  /// Finds the command that the arguments begin with and reads the rest against it.
  static func find(in arguments: [String]) throws(UsageError) -> Invocation {
    if arguments.isEmpty || arguments == ["--help"] || arguments == ["-h"] {
      return Invocation(command: .help, operands: [], values: [:])
    }
    let words = arguments.prefix { !$0.hasPrefix("-") }
    let candidates = all.filter { command in
      let name = command.name.split(separator: " ").map(String.init)
      return words.starts(with: name)
    }
    guard let command = candidates.max(by: { $0.name.utf8.count < $1.name.utf8.count }) else {
      throw UsageError(
        Text(
          "Commande inconnue : \(words.joined(separator: " ")). Voir : fabrique --help",
          "Unknown command: \(words.joined(separator: " ")). See: fabrique --help"))
    }
    let count = command.name.split(separator: " ").count
    return try Invocation(command: command, arguments: Array(arguments.dropFirst(count)))
  }

  func help(in language: Language) -> String {
    let usage = ([name] + operands).joined(separator: " ")
    var lines = ["fabrique \(usage) — \(summary[language])", ""]
    let options = options + [.help]
    let width = options.map(\.usage.count).max() ?? 0
    for option in options {
      lines.append("  " + option.usage.padding(to: width + 2) + option.summary[language])
    }
    return lines.joined(separator: "\n")
  }
}

extension Command.Option {
  static let help = Command.Option("help", Text("affiche cette aide", "shows this help"))
  static let json = Command.Option("json", Text("réponse en JSON", "answers in JSON"))
}

extension String {
  /// Padded with spaces to a width, for columns of text.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}

/// A command with what was given to it.
struct Invocation: Sendable {
  let command: Command
  let operands: [String]
  private let values: [String: String]

  init(command: Command, operands: [String], values: [String: String]) {
    self.command = command
    self.operands = operands
    self.values = values
  }

  /// Throws when an option is unknown, lacks its value, or an operand is missing or too much.
  init(command: Command, arguments: [String]) throws(UsageError) {
    var operands: [String] = []
    var values: [String: String] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        operands.append(argument)
        continue
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first,
        let option = (command.options + [.help]).first(where: { $0.name == name })
      else {
        throw UsageError(
          Text(
            "Option inconnue : \(argument). Voir : fabrique \(command.name) --help",
            "Unknown option: \(argument). See: fabrique \(command.name) --help"))
      }
      if option.value == nil {
        values[name] = "true"
      } else if let value = parts.count == 2 ? parts[1] : rest.popFirst() {
        values[name] = value
      } else {
        throw UsageError(
          Text("L’option --\(name) attend une valeur.", "The option --\(name) takes a value."))
      }
    }
    if values["help"] == nil, operands.count != command.operands.count {
      let usage = (["fabrique", command.name] + command.operands).joined(separator: " ")
      throw UsageError(Text("Usage : \(usage)", "Usage: \(usage)"))
    }
    self.init(command: command, operands: operands, values: values)
  }

  func value(_ name: String) -> String? { values[name] }

  func isFlagSet(_ name: String) -> Bool { values[name] != nil }

  /// The value of an option that must be given.
  func required(_ name: String) throws(UsageError) -> String {
    guard let value = values[name], !value.isEmpty else {
      throw UsageError(
        Text("L’option --\(name) est obligatoire.", "The option --\(name) is required."))
    }
    return value
  }
}

/// The command line is wrong; nothing was done.
struct UsageError: Error {
  let text: Text
  init(_ text: Text) { self.text = text }
}
