public import Cedar
import Foundation

/// A policy folder as those see it who write, check and compare rules: readable, but not yet fit for the portal.
public struct PolicyFolder: Sendable {
  public let path: String
  public let schema: Schema
  /// In the order of the files' names, found by action.
  public let policies: PolicySet

  /// Throws everything that cannot be read, one line each.
  public init(_ path: String) throws(RuleBookError) {
    self.path = path
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      let files = try names.filter { $0.hasSuffix(".cedar") }.map {
        (name: Optional("\(path)/\($0)"), text: try Self.text("\(path)/\($0)"))
      }
      let vocabulary = "\(path)/fabrique.cedarschema"
      schema = try Schema(parsing: Self.text(vocabulary), file: vocabulary)
      policies = try PolicySet(parsing: files).indexed(by: schema.actionEntities)
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
    let findings =
      policies.findings(requiring: ["id", "reason", "reason_en"], unique: ["id"])
      + policies.findings(against: schema)
    return findings.map(\.description)
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
