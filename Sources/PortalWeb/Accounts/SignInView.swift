import HTML
import Portal

/// The way in.
struct SignInView: View {
  let next: Path?
  let state: FormState

  var title: Text { Action.signIn.label }

  func content(_ visit: Visit) -> HTML {
    h1(visit(title))
    p(
      visit(
        "Votre compte est créé par un responsable de votre organisation, ou par Gigalis.",
        "Your account is made by a lead of your organisation, or by Gigalis."), .class("lead"))
    let field = FormFields(visit: visit, state: state)
    visit.postForm(to: next.map { "/sign-in?next=\($0.text)" } ?? "/sign-in") {
      field.summary(fields: SessionRoutes.fields)
      for declared in SessionRoutes.fields { field(declared) }
      p(.class("actions")) { button(visit(title), .type(.submit)) }
    }
    p(
      visit(
        "Mot de passe oublié : l’administrateur de Gigalis peut en créer un nouveau.",
        "Forgotten password: Gigalis’s administrator can make a new one."), .class("soft small"))
  }
}
