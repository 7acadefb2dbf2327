/// A site's yearly report as comma-separated values (RFC 4180): facts, objectives and ratios, each with how it is known.
public enum SiteReportExport {
  public static func csv(_ report: SiteReport) -> String {
    let statements = Indicator.allCases.flatMap { indicator in
      [report.fact(indicator), report.objective(indicator)].compactMap(\.self)
    }
    let site = [report.site.slug, report.site.name, report.site.commune ?? "", String(report.year)]
    let lines =
      statements.map { statement in
        site + [
          statement.indicator.rawValue, statement.indicator.symbol, statement.value,
          statement.indicator.unit.english, statement.certainty.rawValue, statement.source,
          statement.asOf.description,
        ]
      }
      + report.ratios.map { ratio in
        site + [
          ratio.kind.rawValue, ratio.kind.rawValue.uppercased(), ratio.value.description,
          ratio.kind.unit.english, ratio.certainty.rawValue, ratio.kind.formula(report.factor),
          "",
        ]
      }
    let columns = [
      "site", "name", "lau_code", "year", "indicator", "symbol", "value", "unit", "certainty",
      "source", "as_of",
    ]
    return CSVWriter.line(columns) + lines.map(CSVWriter.line).joined()
  }
}
