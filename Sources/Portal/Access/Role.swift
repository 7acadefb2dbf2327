public import SQLite

/// What a grant lets a person do for an organisation.
public enum Role: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  // partners and public bodies
  case contributor, lead
  // public bodies
  case dpo
  // the operator
  case curator, hostingOfficer, approver, administrator, auditor

  /// The roles that an organisation of a kind can give.
  public static func roles(of kind: Organisation.Kind) -> [Role] {
    switch kind {
    case .partner: [.contributor, .lead]
    case .publicBody: [.contributor, .lead, .dpo]
    case .operator: [.curator, .hostingOfficer, .approver, .administrator, .auditor]
    }
  }

  public var label: Text {
    switch self {
    case .contributor: Text("contributeur", "contributor")
    case .lead: Text("responsable", "lead")
    case .dpo: Text("délégué à la protection des données", "data-protection officer")
    case .curator: Text("animateur", "curator")
    case .hostingOfficer: Text("responsable d’hébergement", "hosting officer")
    case .approver: Text("approbateur", "approver")
    case .administrator: Text("administrateur", "administrator")
    case .auditor: Text("auditeur", "auditor")
    }
  }
}
