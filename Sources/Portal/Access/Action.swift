/// Every deed and every look by its one name: the policy action, the method, the audit verb, and what one greps for.
public enum Action: String, Hashable, Sendable, CaseIterable {
  // Accounts
  /// Asks no rule, as it is what makes somebody of a visitor; here for the audit log.
  case signIn
  case signOut, changePassword, chooseMembership, chooseReminders, endSessions, createToken, revokeToken
  // Organisations and people
  case viewOrganisation, viewPeople, addPerson, grantMembership, endMembership, delegateRole
  case resetPassword
  case addOrganisation, decidePublicStatus, recordStaff, setQuota, viewQuota
  // Quotas
  case setQuotaDefault, requestQuota, viewQuotaRequest, decideQuotaRequest, withdrawQuotaRequest
  // Use cases
  case importUseCases, draftUseCase, viewUseCase, viewSharedFields, viewOwnFields
  case admitUseCase, declineUseCase, returnUseCase, publishUseCase
  case proposeUseCase, editSheet, discuss, inviteParticipant, answerInvitation, leaveUseCase
  case startCoBuilding, submitUseCase, reopenUseCase, archiveUseCase
  case declareAdoption, changeAdoption, viewReferent
  // Hosting
  case draftHostingRequest, viewHostingRequest, editHostingRequest, withdrawHostingRequest
  case submitHostingRequest, decideTechnical, decideDataProtection, decideApproval
  case decideSecondApproval, queueHostingRequest, serveHostingRequest, expireHostingRequest
  case requireTechnical, requireDataProtection, requireApproval, requireSecondApproval
  // Deployments and sites
  case viewDeployment, suspendDeployment, resumeDeployment, shrinkDeployment, releaseDeployment
  case reportDeployment, pullOrders, certifyAgent, reissueOrder, expireDeployment
  case offerDeployment, viewOffer, withdrawOffer, declineOffer, expireOffer
  case addSite, viewSite, changeInventory, announceMaintenance, cancelMaintenance
  case enrolAgent, revokeAgent, reportCapacity
  // Solutions
  case registerSigningKey, publishSolution, viewSolution, publishSolutionVersion, withdrawSolution
  // Metering
  case reportUsage, setGridFactor, setTariff, stateIndicator
  // Audit
  case viewAudit, viewAuditEntry, viewGrants

  /// What a button or an offer says.
  public var label: Text {
    switch self {
    case .signIn: Text("Se connecter", "Sign in")
    case .signOut: Text("Se déconnecter", "Sign out")
    case .changePassword: Text("Changer le mot de passe", "Change password")
    case .chooseMembership: Text("Choisir le rôle actif", "Choose the active role")
    case .chooseReminders: Text("Choisir d’être prévenu", "Choose to be told")
    case .endSessions: Text("Se déconnecter partout", "Sign out everywhere")
    case .createToken: Text("Créer un jeton d’API", "Create an API token")
    case .revokeToken: Text("Révoquer le jeton", "Revoke the token")
    case .viewOrganisation: Text("Voir l’organisation", "View the organisation")
    case .viewPeople: Text("Voir les personnes", "View the people")
    case .addPerson: Text("Ajouter une personne", "Add a person")
    case .grantMembership: Text("Donner un rôle", "Grant a role")
    case .delegateRole: Text("Déléguer son rôle", "Delegate one’s role")
    case .endMembership: Text("Retirer le rôle", "End the role")
    case .resetPassword: Text("Réinitialiser le mot de passe", "Reset the password")
    case .addOrganisation: Text("Ajouter une organisation", "Add an organisation")
    case .decidePublicStatus: Text("Statuer sur le caractère public", "Decide the public status")
    case .recordStaff: Text("Enregistrer l’effectif", "Record the staff")
    case .setQuota: Text("Fixer un quota", "Set a quota")
    case .viewQuota: Text("Voir les quotas", "View the quotas")
    case .setQuotaDefault: Text("Fixer un quota par défaut", "Set a default quota")
    case .requestQuota: Text("Demander un quota plus élevé", "Ask for a higher quota")
    case .viewQuotaRequest: Text("Voir la demande de quota", "View the quota request")
    case .decideQuotaRequest: Text("Accorder ou refuser le quota", "Grant or refuse the quota")
    case .withdrawQuotaRequest:
      Text("Retirer la demande de quota", "Withdraw the quota request")
    case .importUseCases: Text("Importer des fiches", "Import sheets")
    case .draftUseCase: Text("Rédiger un cas d’usage", "Draft a use case")
    case .viewUseCase: Text("Voir le cas d’usage", "View the use case")
    case .viewSharedFields: Text("Voir les champs partagés", "View the shared fields")
    case .viewOwnFields: Text("Voir tous les champs", "View every field")
    case .admitUseCase: Text("Admettre", "Admit")
    case .declineUseCase: Text("Décliner", "Decline")
    case .returnUseCase: Text("Retourner avec motifs", "Return with reasons")
    case .publishUseCase: Text("Publier", "Publish")
    case .proposeUseCase: Text("Proposer", "Propose")
    case .editSheet: Text("Modifier la fiche", "Edit the sheet")
    case .discuss: Text("Commenter", "Comment")
    case .inviteParticipant: Text("Inviter un participant", "Invite a participant")
    case .answerInvitation: Text("Répondre à l’invitation", "Answer the invitation")
    case .leaveUseCase: Text("Quitter le cas d’usage", "Leave the use case")
    case .startCoBuilding: Text("Ouvrir la co-construction", "Start co-building")
    case .submitUseCase: Text("Soumettre à la relecture", "Submit for review")
    case .reopenUseCase: Text("Préparer une nouvelle version", "Prepare a new version")
    case .archiveUseCase: Text("Archiver", "Archive")
    case .declareAdoption: Text("Déclarer l’adoption", "Declare an adoption")
    case .changeAdoption: Text("Mettre à jour l’adoption", "Update the adoption")
    case .viewReferent: Text("Voir le référent", "View the referent")
    case .draftHostingRequest: Text("Préparer une demande d’hébergement", "Draft a hosting request")
    case .viewHostingRequest: Text("Voir la demande", "View the request")
    case .editHostingRequest: Text("Modifier la demande", "Edit the request")
    case .withdrawHostingRequest: Text("Retirer la demande", "Withdraw the request")
    case .submitHostingRequest: Text("Soumettre la demande", "Submit the request")
    case .decideTechnical: Text("Rendre la décision technique", "Take the technical decision")
    case .decideDataProtection:
      Text("Rendre l’avis de protection des données", "Give the data-protection opinion")
    case .decideApproval: Text("Approuver ou rejeter", "Approve or reject")
    case .decideSecondApproval:
      Text("Approuver ou rejeter en second", "Approve or reject as the second")
    case .requireTechnical: Text("Exiger la décision technique", "Call for the technical decision")
    case .requireDataProtection:
      Text("Exiger l’avis de protection des données", "Call for the data-protection opinion")
    case .requireApproval: Text("Exiger une approbation", "Call for an approval")
    case .requireSecondApproval:
      Text("Exiger une seconde approbation", "Call for a second approval")
    case .queueHostingRequest: Text("Se mettre en liste d’attente", "Join the waiting list")
    case .serveHostingRequest: Text("Servir la liste d’attente", "Serve the waiting list")
    case .expireHostingRequest: Text("Laisser expirer", "Let it expire")
    case .viewDeployment: Text("Voir le déploiement", "View the deployment")
    case .suspendDeployment: Text("Suspendre", "Suspend")
    case .resumeDeployment: Text("Reprendre", "Resume")
    case .shrinkDeployment: Text("Réduire", "Reduce")
    case .expireDeployment:
      Text("Libérer après le délai de grâce", "Release after the time of grace")
    case .releaseDeployment: Text("Demander la libération", "Ask for release")
    case .offerDeployment: Text("Proposer à un autre organisme", "Offer to another body")
    case .viewOffer: Text("Voir l’offre", "View the offer")
    case .withdrawOffer: Text("Retirer l’offre", "Withdraw the offer")
    case .declineOffer: Text("Décliner l’offre", "Decline the offer")
    case .expireOffer: Text("Laisser l’offre expirer", "Let the offer expire")
    case .reportDeployment: Text("Rendre compte", "Report")
    case .pullOrders: Text("Relever les ordres", "Pull orders")
    case .certifyAgent: Text("Certifier l’agent", "Certify the agent")
    case .reissueOrder: Text("Donner l’ordre à nouveau", "Give the order anew")
    case .addSite: Text("Ajouter un site", "Add a site")
    case .viewSite: Text("Voir le site", "View the site")
    case .changeInventory: Text("Modifier l’inventaire", "Change the inventory")
    case .announceMaintenance: Text("Annoncer une maintenance", "Announce maintenance")
    case .cancelMaintenance: Text("Annuler la maintenance", "Cancel the maintenance")
    case .enrolAgent: Text("Enrôler un agent", "Enrol an agent")
    case .revokeAgent: Text("Révoquer l’agent", "Revoke the agent")
    case .reportCapacity:
      Text("Transmettre ce que compte la plateforme", "Report what the platform counts")
    case .registerSigningKey: Text("Enregistrer une clé de signature", "Register a signing key")
    case .publishSolution: Text("Proposer une solution", "Offer a solution")
    case .viewSolution: Text("Voir la solution", "View the solution")
    case .publishSolutionVersion: Text("Publier une version", "Publish a version")
    case .withdrawSolution: Text("Retirer du catalogue", "Withdraw from the catalogue")
    case .reportUsage: Text("Transmettre l’usage mesuré", "Report metered usage")
    case .setGridFactor: Text("Fixer le facteur d’émission", "Set the emission factor")
    case .setTariff: Text("Fixer un tarif", "Set a tariff")
    case .stateIndicator: Text("Déclarer un indicateur du site", "State an indicator of the site")
    case .viewAudit: Text("Voir le journal", "View the audit log")
    case .viewAuditEntry: Text("Voir une ligne du journal", "View a line of the audit log")
    case .viewGrants: Text("Voir l’historique des rôles", "View the history of roles")
    }
  }
}
