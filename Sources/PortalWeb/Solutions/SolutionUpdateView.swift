import HTML
import Portal

/// A newer version, offered as a change of what runs.
struct SolutionUpdateView {
  let record: DeploymentRecord
  let update: SolutionRelease

  func content(_ visit: Visit) -> HTML {
    div(.class("notice")) {
      p {
        visit(
          "La version \(update.version.manifest.version) est disponible : ",
          "Version \(update.version.manifest.version) is available: ")
        a(update.name, .href(update.path))
      }
      if record.offers.allow(.shrinkDeployment) {
        visit.postForm(to: "\(record.path)/changes") {
          let (deployment, needs) = (record.deployment, update.version.manifest.needs)
          for resourceClass in ResourceClass.allCases {
            input(
              .type(.hidden), .name(resourceClass.rawValue),
              .value(String(max(deployment.granted[resourceClass], needs[resourceClass]))))
          }
          input(
            .type(.hidden), .name(HostingRequestFields.end.name),
            .value(deployment.period.end.description))
          input(
            .type(.hidden), .name(HostingRequestFields.solution.name),
            .value(update.version.id.text))
          visit.compactField(
            HostingRequestFields.justification, prefix: "update-",
            value: visit("Passage à la nouvelle version.", "Move to the new version."))
          button(visit("Demander cette version", "Ask for this version"), .type(.submit))
        }
      }
    }
  }
}
