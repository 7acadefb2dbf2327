import HTML
import Portal

/// What walking the chain found.
struct AuditVerificationView: View {
  let verification: AuditVerification

  var title: Text { Text("Vérification du journal", "Verification of the log") }
  var section: Section? { .audit }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Journal", "Audit log"), "/audit")])
    h1(visit(title))
    switch verification {
    case .sound(let lines, let lastHash):
      div(.class("notice good")) {
        p(
          visit(
            "\(visit.format(Int(lines))) lignes, chacune liée à la précédente : le journal est intact.",
            "\(visit.format(Int(lines))) lines, each bound to the one before: the log is intact."))
      }
      p(
        visit(
          "Gardez cette empreinte ailleurs : elle prouvera demain que rien n’a changé d’ici là.",
          "Keep this fingerprint elsewhere: tomorrow it proves that nothing up to here has changed."
        ))
      p { code(lastHash.hexadecimal) }
    case .broken(let line):
      div(.class("notice bad"), .role(.alert)) {
        p(
          visit(
            "La ligne \(line) ne suit pas la précédente : elle a été modifiée, ou il en manque une avant elle.",
            "Line \(line) does not follow the one before: it was changed, or one before it is missing."
          ))
      }
    }
  }
}

extension [UInt8] {
  /// Two digits a byte.
  var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
