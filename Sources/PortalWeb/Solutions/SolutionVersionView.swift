import HTML
import Portal

/// One version as its publisher signed it, with all that is needed to verify it elsewhere.
struct SolutionVersionView: View {
  let release: SolutionRelease
  /// What the reader may do with the solution.
  let offers: [Offer]
  let state: FormState
  let canDeploy: Bool

  private var manifest: SolutionManifest { release.version.manifest }
  var title: Text { Text(verbatim: release.name) }
  var section: Section? { .solutions }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Solutions", "Solutions"), "/solutions"),
      (release.solution.name, release.solution.path),
    ])
    div(.class("head")) {
      h1(release.name)
      if canDeploy, release.withdrawal == nil {
        visit.deployButton(release.version.id)
      }
    }
    if let (withdrawal, text) = release.withdrawal {
      WithdrawalNotice(withdrawal: withdrawal, text: text).content(visit)
    }
    facts(visit)
    if !manifest.notes.isEmpty {
      h2(visit("Ce qui est nouveau", "What is new"))
      p(manifest.notes, .class("prose"))
    }
    h2(visit("Le manifeste, tel qu’il est signé", "The manifest, as it is signed"))
    pre(manifest.document)
    p(.class("small soft")) {
      "SHA-256 "
      code(manifest.digest)
    }
    p(.class("small")) {
      visit("Signature (Ed25519, base 64) : ", "Signature (Ed25519, base 64): ")
      code(release.version.signatureText)
    }
    p(.class("small")) {
      visit("Clé publique, empreinte SHA-256 : ", "Public key, SHA-256 fingerprint: ")
      code(release.version.key.fingerprint)
    }
    if release.withdrawal == nil, offers.allow(.withdrawSolution) {
      WithdrawalForm(
        path: release.path,
        explanation: Text(
          "Plus personne ne part d’une version retirée, ni n’y passe ; ce qui fonctionne continue. La solution reste au catalogue avec ses autres versions.",
          "Nobody starts from a version that is withdrawn, or moves to it; what runs goes on. The solution stays in the catalogue with its other versions."
        ),
        version: release.solution.version, state: state
      ).content(visit)
    }
  }

  private func facts(_ visit: Visit) -> HTML {
    dl(.class("facts")) {
      dt(visit("Nature", "Kind"))
      dd(visit(manifest.artifact.kind.label))
      dt(visit("Référence", "Reference"))
      dd { code(manifest.artifact.reference) }
      if let digest = manifest.artifact.digest {
        dt(visit("Empreinte", "Digest"))
        dd { code(digest) }
      }
      dt(visit("Ressources nécessaires", "Resources needed"))
      dd(visit.format(manifest.needs))
      dt(visit("Port et chemin de santé", "Port and health path"))
      dd { code(":\(manifest.port)\(manifest.healthPath)") }
      dt(visit("Données au plus", "Data at most"))
      dd(visit(manifest.dataClass.label))
      dt(visit("Licence", "Licence"))
      dd(manifest.licence)
      dt(visit("Publiée", "Published"))
      dd { visit.format(release.version.publishedAt) }
    }
  }
}
