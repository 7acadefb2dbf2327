/// Policies that decide together, made ready to be asked often.
public struct PolicySet: Sendable {
  /// In the order of the files.
  public let policies: [Policy]
  /// What of each policy is needed to decide, at the same position.
  let compiled: [CompiledPolicy]
  let index: ActionIndex

  /// Reads the policies of one text; `file` is what positions are to call it.
  public init(parsing text: String, file: String? = nil) throws(ParseErrors) {
    try self.init(parsing: [(file, text)])
  }

  /// Reads the policies of several texts, ids counted through. Throws the mistakes of all of them.
  public init(parsing files: [(name: String?, text: String)]) throws(ParseErrors) {
    var policies: [Policy] = []
    var errors: [ParseError] = []
    for file in files {
      let parsed = PolicyParser.parse(file.text, file: file.name, firstNumber: policies.count)
      policies += parsed.policies
      errors += parsed.errors
    }
    guard errors.isEmpty else { throw ParseErrors(errors: errors) }
    self.init(policies)
  }

  private init(_ policies: [Policy]) {
    self.policies = policies
    compiled = policies.map(CompiledPolicy.init)
    index = ActionIndex()
  }

  private init(_ set: PolicySet, index: ActionIndex) {
    policies = set.policies
    compiled = set.compiled
    self.index = index
  }

  /// The same policies, found by action: a request is held only against those whose head admits its
  /// action.
  ///
  /// `actions` are the action entities with the groups they are in. They stand for every request
  /// from now on; action entities that come with a request count only where they are none of these.
  public func indexed(by actions: Entities) -> PolicySet {
    PolicySet(self, index: ActionIndex(of: policies, actions: actions))
  }
}
