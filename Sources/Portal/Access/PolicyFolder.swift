public import Cedar
import Foundation

/// A policy folder as those see it who write, check and compare rules: readable, but not yet fit for the portal.
public struct PolicyFolder: Sendable {
  public let path: String
  public let schema: Schema
  /// In the order of the files' names, found by action.
  public let policies: PolicySet
  /// The texts that it is made of, the vocabulary first, by the paths of their files.
  let texts: [(name: String, text: String)]

  /// How far from the request the rules may look: the portal loads the entities of the request and those they name.
  static let level = 2

  /// Reads `fabrique.cedarschema` and every `*.cedar` file. Throws everything that cannot be read, one line each.
  public init(_ path: String) throws(RuleBookError) {
    self.path = path
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      let files = try names.filter { $0.hasSuffix(".cedar") }.map {
        (name: "\(path)/\($0)", text: try Self.text("\(path)/\($0)"))
      }
      let vocabulary = "\(path)/fabrique.cedarschema"
      texts = [(vocabulary, try Self.text(vocabulary))] + files
      schema = try Schema(parsing: texts[0].text, file: vocabulary)
      policies = try PolicySet(parsing: files.map { (name: $0.name, text: $0.text) })
        .indexed(by: schema.actionEntities)
    } catch let errors as ParseErrors {
      throw RuleBookError(complaints: errors.errors.map(\.description))
    } catch let error as ParseError {
      throw RuleBookError(complaints: [error.description])
    } catch {
      throw RuleBookError(complaints: ["\(path): \(error.localizedDescription)"])
    }
    guard !policies.policies.isEmpty else {
      throw RuleBookError(complaints: ["\(path): no policy in this folder"])
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  /// Everything that stands against using the folder: file, line, column, sentence.
  public var complaints: [String] {
    let validation = Validator(schema: schema).validate(policies, level: Self.level)
    return policies.templates.map {
      "\($0.position): The portal links no templates; this one would never decide anything."
    }
      + policies.findings(requiring: ["id", "reason", "reason_en"], unique: ["id"]).map(\.description)
      + validation.errors.map { "\($0.position): \($0.reason)" }
      + validation.warnings.map { "\($0.position): \($0.reason)" }
      + policies.findings(against: schema).map { "\(path): \($0)" }
      + missingActions.map { "\(texts[0].name): There is no action \($0)." } + tableComplaints
  }

  /// Deeds of the portal that the vocabulary lacks. Signing in asks no rule: nobody is anybody yet.
  private var missingActions: [EntityUID] {
    Action.allCases.filter { $0 != .signIn }.map(\.uid).filter { schema.actions[$0] == nil }
  }

  private var tableComplaints: [String] {
    do {
      _ = try FieldMap(vocabulary: schema)
      return []
    } catch {
      return error.complaints.map { "\(texts[0].name): \($0)" }
    }
  }

  /// The `@id` of each rule, in the order of the files.
  public var ruleIDs: [String] {
    policies.policies.map(Self.ruleID)
  }

  /// What people call a policy: its `@id`.
  static func ruleID(_ policy: Policy) -> String {
    policy.annotations["id"] ?? policy.id
  }
}

/// Everything that is wrong with a policy folder, one line each: file, line, column, sentence.
public struct RuleBookError: Error, CustomStringConvertible {
  public let complaints: [String]
  public var description: String { complaints.joined(separator: "\n") }
}
