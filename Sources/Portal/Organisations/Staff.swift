public import SQLite

/// How many people an organisation employs, as far as it is known.
public struct Staff: Hashable, Sendable {
  public let band: StaffBand
  /// The calendar year that the band is stated for.
  public let year: Int

  public init(band: StaffBand, year: Int) {
    self.band = band
    self.year = year
  }

  /// The Sirene register began in 1973.
  public static let firstYear = 1973
}

/// A band of salaried staff by its code in INSEE's Sirene register: `trancheEffectifsUniteLegale`, of a legal unit. The
/// register's `NN`, not known or none employed, is no band.
public enum StaffBand: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case none = "00"
  case from1 = "01"
  case from3 = "02"
  case from6 = "03"
  case from10 = "11"
  case from20 = "12"
  case from50 = "21"
  case from100 = "22"
  case from200 = "31"
  case from250 = "32"
  case from500 = "41"
  case from1000 = "42"
  case from2000 = "51"
  case from5000 = "52"
  case from10000 = "53"

  /// The fewest people of the band.
  var least: Int {
    switch self {
    case .none: 0
    case .from1: 1
    case .from3: 3
    case .from6: 6
    case .from10: 10
    case .from20: 20
    case .from50: 50
    case .from100: 100
    case .from200: 200
    case .from250: 250
    case .from500: 500
    case .from1000: 1000
    case .from2000: 2000
    case .from5000: 5000
    case .from10000: 10000
    }
  }

  public var label: Text {
    guard let next = Self.allCases.first(where: { $0.least > least }) else {
      return Text("\(least) salariés ou plus", "\(least) employees or more")
    }
    let most = next.least - 1
    return most == 0
      ? Text("aucun salarié", "no employee")
      : Text("\(least) à \(most) salariés", "\(least) to \(most) employees")
  }

  public var size: BodySize {
    if least < 50 { .small } else if least < 250 { .medium } else { .large }
  }
}

/// INSEE's bands folded into three, at two of their own borders.
public enum BodySize: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case small, medium, large

  public var label: Text {
    switch self {
    case .small: Text("moins de 50 agents", "fewer than 50 staff")
    case .medium: Text("50 à 249 agents", "50 to 249 staff")
    case .large: Text("250 agents ou plus", "250 staff or more")
    }
  }
}
