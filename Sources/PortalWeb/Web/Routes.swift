/// The whole route table, feature by feature.
enum Routes {
  static func add(to table: inout RouteTable) {
    HomeRoutes.add(to: &table)
    SessionRoutes.add(to: &table)
    AccountRoutes.add(to: &table)
    PeopleRoutes.add(to: &table)
    OrganisationRoutes.add(to: &table)
    AuditRoutes.add(to: &table)
    RuleRoutes.add(to: &table)
    UseCaseRoutes.add(to: &table)
    SheetRoutes.add(to: &table)
    CoBuildingRoutes.add(to: &table)
    HostingRequestRoutes.add(to: &table)
    LibraryRoutes.add(to: &table)
    AdoptionRoutes.add(to: &table)
    QuotaRoutes.add(to: &table)
    SiteRoutes.add(to: &table)
    DeploymentRoutes.add(to: &table)
    SuccessionRoutes.add(to: &table)
    HandOverRoutes.add(to: &table)
    EstimatorRoutes.add(to: &table)
    EnergyTermsRoutes.add(to: &table)
    ConsumptionRoutes.add(to: &table)
    SiteReportRoutes.add(to: &table)
  }
}
