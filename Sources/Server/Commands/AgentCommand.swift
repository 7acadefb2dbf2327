import HTTPServer
import Portal

extension Command {
  static let agent = Command(
    name: "agent",
    summary: Text(
      "réalise les ordres du portail sur un site", "carries out the portal’s orders at a site"),
    options: [
      .init("state", "DIR", Text("dossier de l’agent, enrôlé", "the agent’s folder, enrolled")),
      .init(
        "portal", "URL",
        Text("où est le portail, s’il a déménagé", "where the portal is, if it has moved")),
      .init(
        "period", "SECONDS",
        Text("entre deux relevés (celui du portail)", "between two calls (the portal’s)")),
      .init(
        "ceiling", "LIMITS",
        Text("plafonds du site : vcpu=8,memoryGiB=32", "the site’s ceiling: vcpu=8,memoryGiB=32")),
      .init(
        "allow-registry", "HOSTS",
        Text(
          "registres admis, séparés par des virgules (tous)",
          "registries to take from, separated by commas (all)")),
      .init(
        "meter", "FILE",
        Text(
          "mesure par Prometheus : ses réglages (sinon les compteurs de la plateforme)",
          "metering by Prometheus: its settings (otherwise the platform’s counters)")),
      .init(
        "sample", "SECONDS",
        Text(
          "durée d’un échantillon tiré de ces compteurs (900)",
          "length of a sample made of these counters (900)")),
      .init("once", Text("un relevé, puis s’arrête", "calls once, then ends")),
      .init(
        "stop-workloads",
        Text("arrête en partant ce qui tourne", "stops what runs when it ends")),
    ] + EngineChoice.options
  ) { invocation, console in
    var ceiling = try invocation.value("ceiling").map(Ceiling.init(_:)) ?? Ceiling()
    ceiling.registries = invocation.value("allow-registry").map { hosts in
      Set(hosts.split(separator: ",").map(String.init))
    }
    let period = try seconds(invocation, "period")
    let state = try StateFolder(try invocation.required("state"))
    let identity = try AgentIdentity(
      in: state.path, moved: try invocation.value("portal").map(PortalAddress.init))
    let clock = Settings().clock
    var engine = try EngineChoice.engine(invocation, state: state.path, clock: clock)
    if let sandbox = engine as? Sandbox { console.print(sandbox.confinement.kind.text) }
    let meter = try meter(invocation, for: engine, state: state.path)
    let agent = SiteAgent(
      engine: engine, client: PortalClient(identity: identity),
      revisions: try GivenRevisions(in: state.path), ceiling: ceiling, meter: meter, period: period,
      console: console, clock: clock)
    let isOnce = invocation.isFlagSet("once")
    let rounds = Task {
      var agent = agent
      if isOnce { try await agent.runOnce() } else { try await agent.run() }
    }
    let signals = try ProcessSignal.stream()
    let watch = Task {
      for await signal in signals where signal == .terminate {
        rounds.cancel()
        return
      }
    }
    defer { watch.cancel() }
    try await rounds.value
    guard invocation.isFlagSet("stop-workloads") else {
      console.print(
        Text("L’agent s’arrête ; ce qui tourne continue.", "The agent ends; what runs goes on."))
      return
    }
    for order in try engine.list().compactMap(\.applied?.order) {
      try engine.apply(order, as: .suspended)
    }
  }

  /// What meters: Prometheus where its settings are given, otherwise the platform itself if it counts anything.
  private static func meter(
    _ invocation: Invocation, for engine: any HostingEngine, state: String
  ) throws -> (any Meter)? {
    let length = try seconds(invocation, "sample")
    if let path = invocation.value("meter") {
      return PrometheusMeter(
        try UsageReader(MeterConfiguration(path: path)), progress: MeteringProgress(in: state))
    }
    guard engine.capabilities.meters else { return nil }
    return CounterMeter(
      source: "compteurs \(engine.capabilities.name)",
      length: length?.components.seconds ?? 900)
  }

  private static func seconds(
    _ invocation: Invocation, _ option: String
  ) throws(UsageError) -> Duration? {
    guard let text = invocation.value(option) else { return nil }
    guard let seconds = Int(text), (1...3600).contains(seconds) else {
      throw UsageError(
        Text(
          "--\(option) : un nombre de 1 à 3600 est attendu.",
          "--\(option): a number from 1 to 3600 is expected."))
    }
    return .seconds(seconds)
  }
}
