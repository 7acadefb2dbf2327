import HTML
import Portal

/// What a version is made of, on one line.
struct ArtifactLine {
  let manifest: SolutionManifest

  func content(_ visit: Visit) -> HTML {
    p(.class("row small soft")) {
      span(visit(manifest.artifact.kind.label))
      span("\(visit("au moins", "at least")) \(visit.format(manifest.needs))")
      span(visit(manifest.dataClass.label))
      span(manifest.licence)
      if let digest = manifest.artifact.digest { code(digest) }
    }
  }
}

extension Visit {
  /// The way to a hosting request that starts from a version.
  func deployButton(_ version: SolutionVersion.ID) -> HTML {
    a(
      self("Déployer dans mon organisme", "Deploy in my body"), .class("button"),
      .href("/hosting-requests/new?solution=\(version.text)"))
  }
}
