import HTML
import Portal

/// A page's own part: a title, and the content between the portal's frame. Views know records and texts, nothing else.
protocol View: Sendable {
  var title: Text { get }
  /// The part of the portal it belongs to, marked in the navigation.
  var section: Section? { get }
  @HTMLBuilder func content(_ visit: Visit) -> HTML
}

extension View {
  var section: Section? { nil }
}

/// The parts of the portal, as the navigation shows them.
enum Section: CaseIterable, Sendable {
  case library, solutions, work, useCases, hosting, deployments, organisations, sites, audit
}
