import HTML
import Portal

/// The forms that change what a pool has, one per class, folded away.
struct InventoryForm {
  let site: Site
  let pool: Pool

  func content(_ visit: Visit) -> HTML {
    details {
      summary(visit(Action.changeInventory.label))
      for resourceClass in ResourceClass.allCases {
        h3(visit(resourceClass.label))
        form(resourceClass, visit)
      }
    }
  }

  private func form(_ resourceClass: ResourceClass, _ visit: Visit) -> HTML {
    let inventory = pool.inventory[resourceClass] ?? Inventory(total: 0, generation: 0)
    let prefix = "\(pool.id.text)-\(resourceClass.rawValue)-"
    let values: [(Field, String)] = [
      (SiteFields.total, String(inventory.total)),
      (SiteFields.reserved, String(inventory.reserved)),
      (SiteFields.ratio, String(inventory.allocationRatio)),
      (SiteFields.minUnit, String(inventory.minUnit)),
      (SiteFields.maxUnit, String(inventory.maxUnit)),
      (SiteFields.stepSize, String(inventory.stepSize)),
    ]
    return visit.postForm(to: "/sites/\(site.slug)/pools/\(pool.id.text)/inventory") {
      input(.type(.hidden), .name("resourceClass"), .value(resourceClass.rawValue))
      input(.type(.hidden), .name("generation"), .value(String(inventory.generation)))
      div(.class("pair")) {
        for (field, value) in values {
          visit.compactField(field, prefix: prefix, value: value)
        }
      }
      button(visit("Enregistrer", "Save"), .type(.submit), .class("plain"))
    }
  }
}
