import HTML
import Portal

/// What of the catalogue a request or a deployment is about, among its other facts.
struct SolutionFact {
  let release: SolutionRelease?

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    dt(visit(HostingRequestFields.solution.label))
    dd {
      if let release {
        a(release.name, .href(release.path))
        if let digest = release.version.manifest.artifact.digest {
          p(.class("small soft")) { code(digest) }
        }
      } else {
        visit("le service livré avec le portail", "the service shipped with the portal")
      }
    }
  }
}
