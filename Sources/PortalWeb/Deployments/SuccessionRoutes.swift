import HTML
import HTTP
import JSON
import Portal

/// How a deployment gets a successor: a move that its body asks for, or an offer that another body takes up or declines.
enum SuccessionRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/deployments/:deployment/succession",
      Text("Où un déploiement peut aller", "Where a deployment can go"),
      answers: .ok(SuccessionChoices.shape)
    ) { context in
      let view = try view(context, FormState())
      return .page(view, json: { view.choices.json })
    }
    table.post(
      "/deployments/:deployment/moves", Text("Demander un déménagement", "Ask for a move"),
      body: [SuccessionFields.site, HostingRequestFields.justification],
      answers: .created(HostingRequestRecord.shape), form: view
    ) { context in
      var draft = try context.portal.move(
        of: context.id("deployment"), to: context.fields.text("site"), as: context.actor)
      draft.justification = context.fields.text("justification")
      return try await drafted(draft, context)
    }
    table.post(
      "/deployments/:deployment/offers", Action.offerDeployment.label,
      body: [SuccessionFields.receiver, SuccessionFields.until],
      answers: .created(DeploymentOfferRecord.shape), form: view
    ) { context in
      guard let receiver: Organisation.ID = context.fields.id("receiver"),
        let until = context.fields.day("until")
      else { throw PortalError.notFound }
      let offer = try await context.portal.offerDeployment(
        context.id("deployment"), to: receiver, until: until, as: context.actor)
      let record = try context.portal.offer(offer.id, as: context.actor)
      let language = context.language
      return .created(at: record.path) { record.json(language) }
    }
    addOffers(to: &table)
  }

  private static func addOffers(to table: inout RouteTable) {
    table.get(
      "/offers/:offer", Text("Une offre de reprise", "An offer to take over"),
      answers: .ok(DeploymentOfferRecord.shape)
    ) { context in
      let record = try context.portal.offer(context.id("offer"), as: context.actor)
      let language = context.language
      return .page(
        DeploymentOfferView(record: record, state: FormState()), json: { record.json(language) })
    }
    table.post(
      "/offers/:offer/take-over", Text("Préparer la reprise", "Prepare the take-over"),
      answers: .created(HostingRequestRecord.shape), form: offerView
    ) { context in
      try await drafted(
        try context.portal.takeOver(context.id("offer"), as: context.actor), context)
    }
    table.post(
      "/offers/:offer/withdrawal", Action.withdrawOffer.label,
      answers: .ok(DeploymentOffer.shape), form: offerView
    ) { context in
      let offer = try await context.portal.withdrawOffer(context.id("offer"), as: context.actor)
      return .done(at: "/deployments/\(offer.deployment.text)", json: { offer.json })
    }
    table.post(
      "/offers/:offer/refusal", Action.declineOffer.label, body: [.reason],
      answers: .ok(DeploymentOffer.shape), form: offerView
    ) { context in
      let offer = try await context.portal.declineOffer(
        context.id("offer"), reason: context.fields.text("reason"), as: context.actor)
      // Whoever has declined sees the offer no more.
      return .done(at: "/work", json: { offer.json })
    }
  }

  private static func drafted(_ draft: HostingRequestDraft, _ context: Context) async throws
    -> Reply
  {
    let request = try await context.portal.draftHostingRequest(draft, as: context.actor)
    let record = try context.portal.hostingRequest(request.id, as: context.actor)
    let language = context.language
    return .created(at: record.path, version: request.version) { record.json(language) }
  }

  @Sendable private static func view(
    _ context: Context, _ state: FormState
  ) throws -> SuccessionView {
    let deployment: Deployment.ID = try context.id("deployment")
    return SuccessionView(
      record: try context.portal.deployment(deployment, as: context.actor),
      choices: try context.portal.successionChoices(of: deployment, as: context.actor),
      overlapDays: context.portal.settings.successionDays, state: state)
  }

  private static let offerView: Route.FormView = { context, state in
    DeploymentOfferView(
      record: try context.portal.offer(context.id("offer"), as: context.actor), state: state)
  }
}

/// The fields by which a deployment is moved or offered.
enum SuccessionFields {
  static let site = Field("site", Text("Nouveau site", "New site"), .line(maximum: 80))
  static let receiver = Field(
    "receiver", Text("Organisme destinataire", "Receiving body"), .id,
    hint: Text(
      "Un organisme dont le statut public est établi.",
      "A body whose public status is established."))
  static let until = Field(
    "until", Text("Offre valable jusqu’au", "Offer open until"), .day,
    hint: Text(
      "Ce jour compris ; \(DeploymentOffer.mostDays) jours au plus.",
      "That day included; \(DeploymentOffer.mostDays) days at most."))
}
