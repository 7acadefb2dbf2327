import Portal

/// A step of a request as the web face offers it: the noun in its address and the deed behind it.
struct HostingRequestStep: Sendable {
  let noun: String
  let action: Action
  /// Whether a verdict and a reason are asked for.
  var isDecision = false
  /// What is asked for beside the version, and beside verdict and reason for a decision.
  var details: [Field] = []
  var style = Visit.ButtonStyle.standard
  let perform: @Sendable (Context, HostingRequest.ID, Int) async throws -> HostingRequest
  /// What the deed leads to, in a sentence.
  let outcome: Text

  static let verdict = Field(
    "verdict", Text("Sens de la décision", "Verdict"),
    .choice(of: Decision.Verdict.self, label: \.label))

  /// Left empty: as asked for.
  static let grant = ResourceClass.allCases.map { resourceClass in
    Field(
      resourceClass.rawValue,
      Text(
        "Accordé, \(resourceClass.label.french)", "Granted, \(resourceClass.label.english)"),
      .integer(0...HostingRequestDraft.mostOfAClass), required: false)
  }

  static let waitUntil = Field(
    "until", Text("Attendre jusqu’au", "Wait until"), .day,
    hint: Text(
      "La demande est servie dans l’ordre d’arrivée dès que la place existe, puis instruite.",
      "The request is served in order of coming as soon as there is room, and then reviewed."))

  var fields: [Field] {
    [.version] + (isDecision ? [Self.verdict, .reason] : []) + details
  }

  static let all: [HostingRequestStep] = [
    HostingRequestStep(
      noun: "submission", action: .submitHostingRequest,
      perform: { try await $0.portal.submitHostingRequest($1, version: $2, as: $0.actor) },
      outcome: Text(
        "Les ressources sont réservées pendant l’instruction.",
        "The resources are held while the request is reviewed.")),
    HostingRequestStep(
      noun: "waiting", action: .queueHostingRequest, details: [waitUntil],
      perform: {
        guard let day = $0.fields.day("until") else { throw PortalError.notFound }
        return try await $0.portal.queueHostingRequest($1, until: day, version: $2, as: $0.actor)
      },
      outcome: Text(
        "Aucune ressource n’est encore réservée.", "No resources are held yet.")),
    HostingRequestStep(
      noun: "technical-decision", action: .decideTechnical, isDecision: true,
      perform: {
        try await $0.portal.decideTechnical(
          $1, try $0.verdict(), reason: $0.fields.text("reason"), version: $2, as: $0.actor)
      },
      outcome: Text(
        "Une décision défavorable rejette la demande et libère ses ressources.",
        "An unfavourable decision rejects the request and frees its resources.")),
    HostingRequestStep(
      noun: "data-protection-opinion", action: .decideDataProtection, isDecision: true,
      perform: {
        try await $0.portal.decideDataProtection(
          $1, try $0.verdict(), reason: $0.fields.text("reason"), version: $2, as: $0.actor)
      },
      outcome: Text(
        "L’avis est consultatif : l’approbateur doit l’avoir reçu avant de décider.",
        "The opinion is advice: the approver has to have it before deciding.")),
    HostingRequestStep(
      noun: "approval", action: .decideApproval, isDecision: true, details: grant,
      perform: {
        try await $0.portal.decideApproval(
          $1, try $0.verdict(), granting: $0.grant($1), reason: $0.fields.text("reason"),
          version: $2, as: $0.actor)
      },
      outcome: Text(
        "Quotas et capacité sont vérifiés à nouveau ; la dernière approbation donne l’ordre au site.",
        "Quotas and capacity are checked anew; the last approval gives the order to the site.")),
    HostingRequestStep(
      noun: "second-approval", action: .decideSecondApproval, isDecision: true, details: grant,
      perform: {
        try await $0.portal.decideSecondApproval(
          $1, try $0.verdict(), granting: $0.grant($1), reason: $0.fields.text("reason"),
          version: $2, as: $0.actor)
      },
      outcome: Text(
        "Une autre personne a approuvé ; votre accord donne l’ordre au site.",
        "Somebody else has approved; your agreement gives the order to the site.")),
    HostingRequestStep(
      noun: "withdrawal", action: .withdrawHostingRequest, style: .danger,
      perform: { try await $0.portal.withdrawHostingRequest($1, version: $2, as: $0.actor) },
      outcome: Text(
        "La demande s’arrête là et ses ressources sont libres.",
        "The request ends here and its resources are free.")),
  ]
}

extension Context {
  /// What is granted instead of what is asked for; `nil` when nothing was filled in.
  fileprivate func grant(_ request: HostingRequest.ID) throws -> Resources? {
    guard ResourceClass.allCases.contains(where: { fields.integer($0.rawValue) != nil }) else {
      return nil
    }
    var granted = try portal.hostingRequest(request, as: actor).request.spec
    for resourceClass in ResourceClass.allCases {
      if let amount = fields.integer(resourceClass.rawValue) { granted[resourceClass] = amount }
    }
    return granted
  }

  /// The verdict that was sent, which the fields have checked to be one.
  fileprivate func verdict() throws(PortalError) -> Decision.Verdict {
    guard let verdict: Decision.Verdict = fields.choice("verdict") else {
      throw .invalid(
        "verdict", Text("Indiquez le sens de la décision.", "Say what the verdict is."))
    }
    return verdict
  }
}
