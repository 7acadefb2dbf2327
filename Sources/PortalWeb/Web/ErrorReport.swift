import HTTP
import JSON
import Portal

/// Anything that went wrong as one problem (RFC 9457), for both faces.
struct ErrorReport: Sendable {
  let status: Status
  /// The last part of the problem's type: `/problems/<name>`.
  let name: String
  let title: Text
  let detail: Text
  var complaints: [Complaint] = []
  var refusal: Refusal?
  /// What would have to differ for what was refused to be allowed.
  var remedies: [Remedy] = []
  var staleness: Staleness?
  var retryAfter: Int?
  let language: Language

  /// Our fault: to be logged.
  var isFault: Bool { status == .internalServerError }
  var asksForSignIn: Bool { status == .unauthorised }
  /// Best shown on the form that was sent.
  var belongsToForm: Bool { status == .unprocessableContent || status == .preconditionFailed }

  init(_ error: any Error, language: Language) {
    switch error {
    case let error as PortalError: self.init(error, language)
    case let error as JSONError:
      self.init(
        .badRequest, "not-json", Text("JSON illisible", "Unreadable JSON"),
        Text(verbatim: "\(error)"), language)
    case is FormData.Invalid:
      self.init(
        .badRequest, "not-a-form", Text("Formulaire illisible", "Unreadable form"),
        Text("Le formulaire n’est pas de l’UTF-8 valide.", "The form is not valid UTF-8."), language
      )
    case WebError.forgedForm:
      self.init(
        .forbidden, "forged-form", Text("Formulaire périmé", "Form out of date"),
        Text(
          "Ce formulaire n’appartient pas à votre session. Rechargez la page et recommencez.",
          "This form does not belong to your session. Reload the page and try again."), language)
    case WebError.unknownMediaType:
      self.init(
        .unsupportedMediaType, "unknown-media-type", Text("Format inconnu", "Unknown format"),
        Text(
          "Un corps de requête est du JSON (application/json) sur l’API, un formulaire sur les pages.",
          "A request body is JSON (application/json) on the API, a form on the pages."), language)
    case WebError.unknownAgent:
      self.init(
        .forbidden, "unknown-agent", Text("Agent inconnu", "Unknown agent"),
        Text(
          "Le certificat manque, a expiré, a été remplacé ou l’agent est révoqué.",
          "The certificate is missing, has expired or was replaced, or the agent is revoked."),
        language)
    case WebError.notTaken(let status): self.init(notTaken: status, language)
    default: self.init(fault: language)
    }
  }

  /// Nothing of what was sent has been kept.
  private init(notTaken status: Status, _ language: Language) {
    let (name, title, detail) =
      switch status {
      case .contentTooLarge:
        (
          "too-large", Text("Envoi trop volumineux", "Too large"),
          Text(
            "Ce que vous envoyez dépasse ce que cette page accepte. Rien n’a été enregistré.",
            "What you send is more than this page takes. Nothing has been saved.")
        )
      case .requestTimeout:
        (
          "too-slow", Text("Envoi interrompu", "Transfer broken off"),
          Text(
            "L’envoi n’est pas arrivé à temps. Rien n’a été enregistré : recommencez.",
            "What you sent did not arrive in time. Nothing has been saved: try again.")
        )
      case .serviceUnavailable, .insufficientStorage:
        (
          "no-room", Text("Plus de place pour l’instant", "No room just now"),
          Text(
            "Le portail ne peut pas recevoir cet envoi pour l’instant. Réessayez dans un moment.",
            "The portal cannot take this just now. Try again in a moment.")
        )
      default:
        (
          "unreadable", Text("Envoi illisible", "Unreadable"),
          Text(
            "Ce qui a été envoyé ne peut pas être lu. Rien n’a été enregistré.",
            "What was sent cannot be read. Nothing has been saved.")
        )
      }
    self.init(status, name, title, detail, language)
  }

  private init(_ error: PortalError, _ language: Language) {
    switch error {
    case .signInRequired:
      self.init(
        .unauthorised, "sign-in-required", Text("Connexion nécessaire", "Sign-in required"),
        Text("Connectez-vous pour continuer.", "Sign in to go on."), language)
    case .notFound:
      self.init(
        .notFound, "not-found", Text("Introuvable", "Not found"),
        Text(
          "Cette page n’existe pas, ou vous ne pouvez pas la voir.",
          "This page does not exist, or you may not see it."), language)
    case .refused(let refusal):
      self.init(
        .forbidden, "refused", Text("Refusé par une règle", "Refused by a rule"), refusal.text,
        language)
      self.refusal = refusal
    case .wrongState(_, let why):
      self.init(
        .conflict, "wrong-state", Text("Impossible dans cet état", "Not in this state"), why,
        language)
    case .stale(let staleness):
      self.init(
        .preconditionFailed, "stale", Text("Modifié entre-temps", "Changed meanwhile"),
        Text(
          "Quelqu’un d’autre a enregistré une version depuis. Rien n’est perdu : comparez et enregistrez à nouveau.",
          "Somebody else has saved a version since. Nothing is lost: compare and save again."),
        language)
      self.staleness = staleness
    case .invalid(let complaints):
      self.init(
        .unprocessableContent, "invalid", Text("À corriger", "To be corrected"),
        Text(
          complaints.count == 1
            ? "Un champ est à corriger." : "\(complaints.count) champs sont à corriger.",
          complaints.count == 1
            ? "One field needs correcting." : "\(complaints.count) fields need correcting."),
        language)
      self.complaints = complaints
    case .throttled(let seconds):
      self.init(
        .tooManyRequests, "throttled", Text("Trop d’essais", "Too many attempts"),
        Text(
          "Réessayez dans \(seconds) secondes.", "Try again in \(seconds) seconds."), language)
      retryAfter = seconds
    case .keyReused:
      self.init(
        .unprocessableContent, "idempotency-key-reused",
        Text("Clé déjà utilisée", "Key used before"),
        Text(
          "Cette clé d’idempotence a servi à une autre demande.",
          "This idempotency key was used for something else."), language)
    case .damaged: self.init(fault: language)
    }
  }

  private init(fault language: Language) {
    self.init(
      .internalServerError, "fault", Text("Erreur interne", "Internal error"),
      Text(
        "Une erreur est survenue chez nous. Rien n’a été modifié.",
        "Something went wrong on our side. Nothing was changed."), language)
  }

  private init(
    _ status: Status, _ name: String, _ title: Text, _ detail: Text, _ language: Language
  ) {
    self.status = status
    self.name = name
    self.title = title
    self.detail = detail
    self.language = language
  }
}
