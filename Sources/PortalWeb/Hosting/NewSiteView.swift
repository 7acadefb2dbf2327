import HTML
import Portal

/// The form of a site and its first pool.
struct NewSiteView: View {
  let state: FormState

  var title: Text { Action.addSite.label }
  var section: Section? { .sites }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Sites", "Sites"), "/sites")])
    h1(visit(title))
    let form = FormFields(visit: visit, state: state)
    form.summary(fields: SiteFields.site)
    visit.postForm(to: "/sites") {
      fieldset {
        legend(visit("Le site", "The site"))
        for field in [SiteFields.name, SiteFields.slug, SiteFields.commune, SiteFields.note] {
          form(field)
        }
      }
      fieldset {
        legend(visit("Sa première zone", "Its first pool"))
        form(SiteFields.poolName)
        form(SiteFields.dataClass)
        div(.class("pair")) { for field in SiteFields.totals { form(field, stored: "0") } }
      }
      button(visit(title), .type(.submit))
    }
  }
}
