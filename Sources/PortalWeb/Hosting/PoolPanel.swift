import HTML
import Portal

/// One pool: capacity and promises of each class, and how they change.
struct PoolPanel {
  let site: Site
  let record: SiteRecord.PoolRecord
  let offers: [Offer]

  func content(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2 {
        record.pool.name
        " "
        visit.badge(record.pool.dataClass.label)
      }
      div(.class("scroll")) {
        table {
          caption(visit("Capacité et promesses", "Capacity and promises"))
          thead {
            tr {
              th(visit("Ressource", "Resource"), .scope(.column))
              for column in [
                Text("total", "total"), Text("gardé", "kept back"), Text("taux", "ratio"),
                Text("capacité", "capacity"), Text("promis au plus", "promised at most"),
              ] { th(visit(column), .scope(.column), .class("number")) }
            }
          }
          tbody {
            for resourceClass in ResourceClass.allCases {
              if let inventory = record.pool.inventory[resourceClass] {
                tr {
                  th(visit(resourceClass.label), .scope(.row))
                  for number in [inventory.total, inventory.reserved] {
                    td(visit.format(number), .class("number"))
                  }
                  td("\(inventory.allocationRatio)", .class("number"))
                  td(visit.format(inventory.capacity), .class("number"))
                  td(visit.format(record.peak(resourceClass)), .class("number"))
                }
              }
            }
          }
        }
      }
      if record.overstaying != .zero {
        p(.class("notice warn")) {
          visit(
            "Dont, au-delà de leur période, en attente de suppression : ",
            "Of this, past its period and waiting to be deleted: ")
          visit.format(record.overstaying)
          visit(
            ". Cette part n’est promise à personne d’autre tant que le site ne l’a pas signalée absente.",
            ". Nobody else is promised this share before the site has reported it absent.")
        }
      }
      details {
        summary(visit("Au fil du temps", "Over time"))
        ol(.class("timeline small")) {
          for usage in record.usage {
            li {
              strong(visit.format(usage.from))
              p {
                visit("utilisé : ", "used: ")
                usage.used == .zero ? "—" : visit.format(usage.used)
              }
              p(.class("soft")) {
                visit("réservé : ", "reserved: ")
                usage.reserved == .zero ? "—" : visit.format(usage.reserved)
              }
            }
          }
        }
      }
      if offers.allow(.changeInventory) {
        InventoryForm(site: site, pool: record.pool).content(visit)
      }
      MaintenancePanel(site: site, pool: record.pool, offers: offers).content(visit)
    }
  }
}
