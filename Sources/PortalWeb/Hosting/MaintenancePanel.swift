import HTML
import Portal

/// The maintenance windows of a pool, and the form that announces one, folded away.
struct MaintenancePanel {
  let site: Site
  let pool: Pool
  let offers: [Offer]

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    if !pool.windows.isEmpty {
      h3(visit("Maintenances annoncées", "Announced maintenance"))
      ul(.class("offers")) {
        for window in pool.windows {
          li(.class("row")) {
            strong(
              visit(
                "du \(visit.format(window.period.start)) au \(visit.format(window.period.end))",
                "from \(visit.format(window.period.start)) to \(visit.format(window.period.end))"))
            span {
              visit("manquent ", "missing ")
              visit.format(window.amount)
            }
            span(window.reason, .class("soft"))
            if offers.allow(.cancelMaintenance) {
              visit.deed(
                Action.cancelMaintenance.label, to: "\(path)/\(window.id.text)/cancellation",
                style: .plain)
            }
          }
        }
      }
    }
    if offers.allow(.announceMaintenance) {
      details {
        summary(visit(Action.announceMaintenance.label))
        visit.postForm(to: path) {
          div(.class("pair")) {
            for field in SiteFields.maintenance {
              visit.compactField(
                field, prefix: "\(pool.id.text)-maintenance-",
                value: SiteFields.totals.contains { $0.name == field.name } ? "0" : "")
            }
          }
          button(visit("Annoncer", "Announce"), .type(.submit), .class("plain"))
        }
      }
    }
  }

  private var path: Path { "/sites/\(site.slug)/pools/\(pool.id.text)/maintenance" }
}
