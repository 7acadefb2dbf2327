/// What a person fills in of a hosting request.
public struct HostingRequestDraft: Hashable, Sendable {
  public var useCase: UseCase.ID
  public var title: String
  public var wanted: Resources
  public var start: Day
  /// The first day after the period.
  public var end: Day
  public var dataClass: DataClass
  public var aipdState: AIPDState
  public var maintainer: Organisation.ID?
  public var justification: String
  /// The address of the system's entry in the EU database of high-risk systems; empty when there is none.
  public var euDatabaseEntry = ""
  /// What it would change; `nil`: a new deployment. Set once, when the request is drafted.
  public var changes: Deployment.ID? = nil
  /// What of the catalogue is to run; `nil`: what is shipped with the site's agent.
  public var solution: SolutionVersion.ID? = nil
  /// What it would replace; `nil`: nothing. Set once, when the request is drafted.
  var succession: Succession? = nil

  public init(
    useCase: UseCase.ID, title: String, wanted: Resources, start: Day, end: Day,
    dataClass: DataClass, aipdState: AIPDState, maintainer: Organisation.ID? = nil,
    justification: String = ""
  ) {
    self.useCase = useCase
    self.title = title
    self.wanted = wanted
    self.start = start
    self.end = end
    self.dataClass = dataClass
    self.aipdState = aipdState
    self.maintainer = maintainer
    self.justification = justification
  }

  /// The most that can be asked for of one resource class.
  public static let mostOfAClass = 100_000
  /// Three years: what runs longer is asked for again.
  public static let mostDays = 1096

  /// The draft with its texts trimmed and its period; throws everything that is wrong with it.
  func checked(for organisation: Organisation.ID, in transaction: some Transaction) throws -> (
    draft: HostingRequestDraft, period: Period
  ) {
    var complaints = Complaints()
    var draft = self
    if succession != nil { draft.start = max(start, transaction.now.day) }
    draft.title = complaints.read(
      title, as: Prose(field: "title", label: Text("Intitulé", "Title"), maximum: 120, lines: .one))
    draft.justification = complaints.read(
      justification,
      as: Prose(
        field: "justification", label: Text("Justification du besoin", "Justification"),
        maximum: 2500,
        isRequired: false))
    draft.euDatabaseEntry = complaints.read(
      euDatabaseEntry,
      as: Prose(
        field: "euDatabaseEntry",
        label: Text("Inscription dans la base de l’Union", "Entry in the EU database"),
        maximum: 300, lines: .one, isRequired: false))
    complaints.expect(
      draft.euDatabaseEntry.isEmpty || draft.euDatabaseEntry.hasPrefix("https://"),
      "euDatabaseEntry", Text("Une adresse https est attendue.", "An https address is expected."))
    for resourceClass in ResourceClass.allCases {
      complaints.expect(
        (0...Self.mostOfAClass).contains(wanted[resourceClass]), resourceClass.rawValue,
        Text("De 0 à \(Self.mostOfAClass).", "From 0 to \(Self.mostOfAClass)."))
    }
    complaints.expect(wanted.vcpu >= 1, "vcpu", Text("Au moins 1 vCPU.", "At least 1 vCPU."))
    complaints.expect(
      wanted.memoryGiB >= 1, "memoryGiB",
      Text("Au moins 1 Gio de mémoire.", "At least 1 GiB of memory."))
    let period = Period(start: draft.start, end: end)
    complaints.expect(
      period != nil, "end",
      Text("La fin doit venir après le début.", "The end has to come after the start."))
    complaints.expect(
      period.map { $0.days <= Self.mostDays } ?? true, "end",
      Text(
        "La période compte au plus \(Self.mostDays) jours (trois ans).",
        "The period has at most \(Self.mostDays) days (three years)."))
    if let changes {
      try check(change: changes, of: organisation, in: transaction, &complaints)
    } else {
      complaints.expect(
        try transaction.hostingRequests.isHostable(useCase, for: organisation), "useCase",
        Self.notHostable)
    }
    complaints.add(try solutionComplaints(in: transaction))
    complaints.add(try complaintsAboutSuccession(in: transaction))
    if let maintainer {
      let kind = try transaction.organisations.find(maintainer)?.kind
      complaints.expect(
        kind == .partner || maintainer == organisation, "maintainer",
        Text(
          "La maintenance technique revient à une entreprise partenaire ou à l’organisme lui-même.",
          "The technical maintainer is a partner company or the body itself."))
    }
    try complaints.throwIfAny()
    guard let period else { throw PortalError.damaged("a checked draft without a period") }
    return (draft, period)
  }

  /// A change asks for more, or for longer, of what the body has.
  private func check(
    change: Deployment.ID, of organisation: Organisation.ID, in transaction: some Transaction,
    _ complaints: inout Complaints
  ) throws {
    guard let deployment = try transaction.deployments.find(change),
      deployment.organisation == organisation, deployment.desired.state != .released
    else {
      complaints.add([Complaint("changes", Self.notTheirs)])
      return
    }
    complaints.expect(
      deployment.grows(to: wanted, until: end) || solution != deployment.solution,
      ResourceClass.vcpu.rawValue,
      Text(
        "Rien n’augmente : réduisez le déploiement directement, sans demande.",
        "Nothing grows: reduce the deployment directly, without a request."))
    complaints.expect(
      start == deployment.period.start, "start",
      Text("Le début ne change pas.", "The start does not change."))
    complaints.expect(
      try keepsUseCase(of: deployment, in: transaction), "useCase", Self.otherUseCase)
  }

  /// Whether it names the use case that a deployment was granted for.
  func keepsUseCase(of deployment: Deployment, in transaction: some Transaction) throws -> Bool {
    try transaction.hostingRequests.newestApproved(of: deployment)?.useCase == useCase
  }

  static let otherUseCase = Text(
    "Une modification garde le cas d’usage du déploiement : demandez-en un autre pour un autre cas d’usage.",
    "A change keeps the deployment’s use case: ask for another deployment for another use case.")

  static let notTheirs = Text(
    "Ce déploiement n’est pas ou plus celui de votre organisme.",
    "This deployment is not, or no longer, your body’s.")

  static let changeIsOpen = Text(
    "Une modification de ce déploiement attend déjà une décision.",
    "A change of this deployment is waiting for a decision already.")

  static let nothingRuns = Text(
    "Rien ne fonctionne sans au moins 1 vCPU et 1 Gio de mémoire.",
    "Nothing runs without at least 1 vCPU and 1 GiB of memory.")

  static let notHostable = Text(
    "Le cas d’usage doit être publié, ou co-construit ou adopté par l’organisme.",
    "The use case has to be published, or co-built or adopted by the body.")
}

extension HostingRequest {
  /// What is in the way of submitting it, beside rules and state.
  func complaintsAtSubmission(in transaction: some Transaction) throws -> [Complaint] {
    var complaints = Complaints()
    complaints.expect(
      !justification.isEmpty, "justification",
      Text("Expliquez le besoin avant de soumettre.", "Explain the need before submitting."))
    if changes != nil || succession != nil {
      complaints.expect(
        period.end > transaction.now.day, "end",
        Text("La fin est déjà passée.", "The end is past already."))
    }
    if let changes {
      let deployment = try transaction.deployments.find(changes)
      complaints.expect(
        deployment?.desired.state != .released, "changes", HostingRequestDraft.notTheirs)
      complaints.expect(
        try deployment.map { try draft.keepsUseCase(of: $0, in: transaction) } ?? true, "useCase",
        HostingRequestDraft.otherUseCase)
      complaints.expect(
        try !transaction.hostingRequests.hasOpenRequest(of: organisation, about: changes),
        "changes", HostingRequestDraft.changeIsOpen)
      complaints.expect(
        try transaction.deployments.successor(of: changes) == nil, "changes",
        Deployment.isReplaced)
    } else if succession != nil {
      complaints.add(try draft.complaintsAboutSuccession(in: transaction))
      complaints.add(try succession?.complaintsAboutOfferDay(in: transaction) ?? [])
    } else {
      complaints.expect(
        period.start >= transaction.now.day, "start",
        Text("Le début est déjà passé.", "The start is past already."))
    }
    complaints.expect(
      !dataClass.isPersonal || aipdState != .notRequired, "aipdState",
      Text(
        "Pour des données à caractère personnel, indiquez où en est l’analyse d’impact (article 35 du RGPD).",
        "For personal data, say where the impact assessment stands (GDPR article 35)."))
    complaints.expect(
      try transaction.hostingRequests.isHostable(useCase, for: organisation), "useCase",
      HostingRequestDraft.notHostable)
    complaints.add(try draft.solutionComplaints(in: transaction))
    return complaints.all
  }

  /// The request as somebody filled it in.
  public var draft: HostingRequestDraft {
    var draft = HostingRequestDraft(
      useCase: useCase, title: title, wanted: wanted, start: period.start, end: period.end,
      dataClass: dataClass, aipdState: aipdState, maintainer: maintainer,
      justification: justification)
    draft.euDatabaseEntry = euDatabaseEntry
    draft.changes = changes
    draft.solution = solution
    draft.succession = succession
    return draft
  }

  mutating func fill(from draft: HostingRequestDraft, period: Period) {
    useCase = draft.useCase
    title = draft.title
    wanted = draft.wanted
    self.period = period
    dataClass = draft.dataClass
    aipdState = draft.aipdState
    maintainer = draft.maintainer
    justification = draft.justification
    euDatabaseEntry = draft.euDatabaseEntry
    solution = draft.solution
  }
}
