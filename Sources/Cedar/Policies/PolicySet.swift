/// Policies that decide together, made ready to be asked often, and the templates of those that are
/// linked.
public struct PolicySet: Sendable {
  /// Static and linked ones; those of files in their order.
  public let policies: [Policy]
  /// They decide nothing until they are linked.
  public let templates: [Template]
  /// What of each policy is needed to decide, at the same position.
  let compiled: [CompiledPolicy]
  let index: ActionIndex

  /// Reads the policies and templates of one text; `file` is what positions are to call it.
  public init(parsing text: String, file: String? = nil) throws(ParseErrors) {
    try self.init(parsing: [(file, text)])
  }

  /// Reads the policies and templates of several texts, ids counted through. Throws the mistakes of
  /// all of them.
  public init(parsing files: [(name: String?, text: String)]) throws(ParseErrors) {
    var written: [Template] = []
    var errors: [ParseError] = []
    for file in files {
      let parsed = PolicyParser.parse(file.text, file: file.name, firstNumber: written.count)
      written += parsed.templates
      errors += parsed.errors
    }
    guard errors.isEmpty else { throw ParseErrors(errors: errors) }
    self.init(
      unchecked: written.compactMap { Policy($0) }, written.filter { !$0.slots.isEmpty },
      ActionIndex())
  }

  /// Puts together static policies and templates made elsewhere, and links the templates.
  ///
  /// Throws where an id stands twice, a template has no slot or is missing, or a link gives other
  /// values than its template has slots.
  public init(
    _ policies: [Policy], templates: [Template] = [],
    links: [(id: String, link: Policy.Link)] = []
  ) throws(PolicySetError) {
    var ids: Set<ExactString> = []
    for id in templates.map(\.id) + policies.map(\.id) + links.map(\.id) {
      guard ids.insert(ExactString(id)).inserted else { throw .duplicateID(id) }
    }
    let known = Dictionary(uniqueKeysWithValues: templates.map { (ExactString($0.id), $0) })
    for template in templates where template.slots.isEmpty { throw .noSlot(template.id) }
    for policy in policies {
      guard let link = policy.link else { continue }
      guard known[ExactString(link.template)] == policy.written else {
        throw .noSuchTemplate(link.template)
      }
    }
    var linked: [Policy] = []
    for (id, link) in links {
      guard let template = known[ExactString(link.template)] else {
        throw .noSuchTemplate(link.template)
      }
      linked.append(try template.link(as: id, link.values))
    }
    self.init(unchecked: policies + linked, templates, ActionIndex())
  }

  private init(unchecked policies: [Policy], _ templates: [Template], _ index: ActionIndex) {
    self.policies = policies
    self.templates = templates
    compiled = policies.map(CompiledPolicy.init)
    self.index = index
  }

  private init(_ set: PolicySet, index: ActionIndex) {
    policies = set.policies
    templates = set.templates
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

  /// This set and one policy more, linked from a template of this set; the index is kept.
  ///
  /// Takes time in proportion to the set: put a set with many links together at once.
  public func linking(_ id: String, _ link: Policy.Link) throws(PolicySetError) -> PolicySet {
    let set = try PolicySet(policies, templates: templates, links: [(id, link)])
    return index.actions.isEmpty ? set : set.indexed(by: index.actions)
  }
}
