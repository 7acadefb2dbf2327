import Cedar
import Foundation

/// The policy folder, loaded once: who may do what, and the words that explain it.
public struct RuleBook: Sendable {
  let policies: PolicySet
  let schema: Schema
  /// The rules as people cite them, by the id of their policy.
  let rules: [String: Rule]
  /// Tells what would have to differ for a refusal to be an allowance.
  let counterfactuals: Remedies
  /// Where what lists are made of stands in the database.
  let tables: FieldMap
  /// The texts that it was made of, the vocabulary first, by the names of their files.
  let texts: [(name: String, text: String)]

  /// Reads `fabrique.cedarschema` and every `*.cedar` file of a folder, in the order of their names. Throws everything
  /// that is wrong at once; the portal does not start on a bad folder.
  public init(folder: String) throws(RuleBookError) {
    var files: [(name: String?, text: String)] = []
    let vocabulary: String
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      for name in names where name.hasSuffix(".cedar") {
        let path = folder + "/" + name
        files.append((path, try String(contentsOfFile: path, encoding: .utf8)))
      }
      vocabulary = try String(contentsOfFile: folder + "/fabrique.cedarschema", encoding: .utf8)
    } catch {
      throw RuleBookError(complaints: ["\(folder): \(error.localizedDescription)"])
    }
    guard !files.isEmpty else {
      throw RuleBookError(complaints: ["\(folder): no policy file (*.cedar) in this folder"])
    }
    try self.init(files: files, vocabulary: vocabulary, named: folder + "/fabrique.cedarschema")
  }

  init(
    files: [(name: String?, text: String)], vocabulary: String, named vocabularyName: String?
  ) throws(RuleBookError) {
    do {
      let schema = try Schema(parsing: vocabulary, file: vocabularyName)
      let unknown = Action.allCases.filter { schema.actionEntities[$0.uid] == nil }
      // Signing in asks no rule: nobody is anybody yet.
      guard unknown.allSatisfy({ $0 == .signIn }) else {
        throw RuleBookError(
          complaints: unknown.map { "\(vocabularyName ?? "schema"): no action “\($0.rawValue)”" })
      }
      self.schema = schema
      tables = try FieldMap(vocabulary: schema)
      policies = try PolicySet(parsing: files).indexed(by: schema.actionEntities)
    } catch let error as RuleBookError {
      throw error
    } catch let errors as ParseErrors {
      throw RuleBookError(complaints: errors.errors.map(\.description))
    } catch let error as FieldMapError {
      throw RuleBookError(complaints: error.complaints)
    } catch {
      throw RuleBookError(complaints: ["\(error)"])
    }
    counterfactuals = Remedies(
      schema: schema, policies: policies, cost: Self.cost(of:), isPossible: Self.isPossible)
    rules = try Self.cite(policies)
    texts = [(vocabularyName ?? "", vocabulary)] + files.map { ($0.name ?? "", $0.text) }
  }

  /// The rule of each policy. Throws unless each has an `@id` of its own and a reason in both languages.
  private static func cite(_ policies: PolicySet) throws(RuleBookError) -> [String: Rule] {
    var rules: [String: Rule] = [:]
    var ids: Set<String> = []
    var complaints: [String] = []
    for policy in policies.policies {
      guard let id = policy.annotations["id"], let french = policy.annotations["reason"],
        let english = policy.annotations["reason_en"]
      else {
        complaints.append("\(policy.position): a rule needs @id, @reason and @reason_en")
        continue
      }
      if !ids.insert(id).inserted { complaints.append("\(policy.position): a second rule “\(id)”") }
      rules[policy.id] = Rule(id: id, reason: Text(french, english))
    }
    guard complaints.isEmpty else { throw RuleBookError(complaints: complaints) }
    return rules
  }
}

extension RuleBook {
  enum Answer {
    case allowed(by: [Rule])
    case refused(Refusal)

    var isAllowed: Bool { if case .allowed = self { true } else { false } }
  }

  /// Asks the policies. The first principal entity is the one that acts; the others are what it refers to.
  ///
  /// Stricter than Cedar, which passes over a policy that cannot be evaluated: here it denies, as nobody knows what it
  /// would have said.
  func answer(
    _ action: Action, principal: [Entity], resource: Entity, context: Context
  ) throws -> Answer {
    let question = try question(action, principal: principal, resource: resource, context: context)
    let response = policies.authorize(question.request, entities: question.entities)
    let failures = response.errors.compactMap { failure in
      rules[failure.policy.id].map { RuleFailure(rule: $0, error: "\(failure.error)") }
    }
    guard failures.isEmpty else {
      return .refused(Refusal(action: action, question: question, failures: failures))
    }
    let determining = response.determining.compactMap { rules[$0.id] }
    if response.decision == .allow { return .allowed(by: determining) }
    return .refused(
      Refusal(
        action: action, question: question, forbidding: determining,
        granting: determining.isEmpty ? rulesGranting(action) : []))
  }

  func question(
    _ action: Action, principal: [Entity], resource: Entity, context: Context
  ) throws -> Question {
    guard let acting = principal.first else { throw PortalError.signInRequired }
    let entities =
      principal.contains { $0.uid == resource.uid } ? principal : principal + [resource]
    return Question(
      Request(
        principal: acting.uid, action: action.uid, resource: resource.uid,
        context: Record(context.attributes)),
      entities: try Entities(entities))
  }

  /// The rules that grant an action to somebody: what a refusal without a forbidding rule points to.
  private func rulesGranting(_ action: Action) -> [Rule] {
    policies.policies(for: action.uid).filter { $0.effect == .permit }.compactMap { rules[$0.id] }
  }
}

extension Action {
  var uid: EntityUID { EntityUID(type: "Action", id: rawValue) }
}

/// Everything that is wrong with a policy folder, one line each: file, line, column, sentence.
public struct RuleBookError: Error, CustomStringConvertible {
  public let complaints: [String]
  public var description: String { complaints.joined(separator: "\n") }
}
