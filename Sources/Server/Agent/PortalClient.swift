import JSON
import Portal

/// The portal as the agent sees it: what it orders, and whom to tell.
struct PortalClient {
  private(set) var identity: AgentIdentity
  /// Of the list of orders known already.
  private var tag: String?
  /// The certificate goes on for long after it is due: what fails is tried again, not all the time.
  private var nextRenewal: Instant?

  init(identity: AgentIdentity) { self.identity = identity }

  /// An order as it came, before anything of it is believed.
  struct Delivery: Sendable {
    let deployment: Deployment.ID
    let revision: Int
    let document: String
    let signature: String
  }

  enum Orders {
    case unchanged
    case all([Delivery], periodSeconds: Int?)
  }

  /// The portal has answered, and not as it was to.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Gets the next certificate in time, by one attempt an hour.
  mutating func renewCertificate(ifDueAt now: Instant) throws {
    guard identity.isDueForRenewal(at: now), now >= nextRenewal ?? now else { return }
    nextRenewal = now.adding(seconds: 3600)
    try identity.renew()
  }

  /// Every order of the site, over all pages of the list.
  mutating func orders() throws -> Orders {
    var deliveries: [Delivery] = []
    var path = "/orders"
    var first: Answer?
    while true {
      let headers = first == nil ? tag.map { [("If-None-Match", $0)] } ?? [] : []
      let answer = try Curl.call("GET", path, of: identity.party, headers: headers)
      if answer.status == 304, first == nil { return .unchanged }
      let json = try Self.json(answer)
      guard let items = json["items"]?.items else { throw Self.unexpected }
      deliveries += try items.map(Self.delivery)
      if first == nil { first = answer }
      guard let next = json["next"]?.text else {
        // Of a list in several pages the first page's tag says nothing about the others.
        tag = path == "/orders" ? answer.header("etag") : nil
        return .all(deliveries, periodSeconds: json["periodSeconds"]?.int)
      }
      guard let cursor = Deployment.ID(next), deliveries.count < 100_000 else {
        throw Self.unexpected
      }
      path = "/orders?cursor=\(cursor)"
    }
  }

  /// The order that a delivery holds, if it is the portal's own, and for this site.
  func order(in delivery: Delivery) throws(Order.Unreadable) -> Order {
    let order = try Order(
      document: delivery.document, signature: delivery.signature, by: identity.orderKey)
    guard order.site == identity.site else {
      throw Order.Unreadable(reason: "L’ordre est pour un autre site.")
    }
    guard order.deployment == delivery.deployment, order.revision == delivery.revision else {
      throw Order.Unreadable(reason: "Le document concerne un autre ordre que celui annoncé.")
    }
    return order
  }

  func report(_ report: Report, on deployment: Deployment.ID) throws {
    let body: JSON = [
      "revision": .integer(Int64(report.revision)), "phase": .string(report.phase.rawValue),
      "reason": .string(report.reason), "endpoint": .string(report.endpoint),
    ]
    _ = try Self.json(
      Curl.call(
        "POST", "/deployments/\(deployment)/observations", of: identity.party,
        body: body.serialised()))
  }

  /// All of them are taken, or none.
  func report(_ samples: [UsageSample]) throws {
    for start in stride(from: 0, to: samples.count, by: UsageSample.mostAtOnce) {
      let some = Array(samples[start...].prefix(UsageSample.mostAtOnce))
      _ = try Self.json(
        Curl.call(
          "POST", "/usage", of: identity.party, body: UsageReport.json(some).serialised()))
    }
  }

  func report(_ capacity: PlatformCapacity) throws {
    _ = try Self.json(
      Curl.call("POST", "/capacity", of: identity.party, body: capacity.json.serialised()))
  }

  private static func delivery(_ json: JSON) throws(Failure) -> Delivery {
    guard let deployment = json["deployment"]?.text.flatMap({ Deployment.ID($0) }),
      let revision = json["revision"]?.int, let document = json["document"]?.text,
      let signature = json["signature"]?.text
    else { throw unexpected }
    return Delivery(
      deployment: deployment, revision: revision, document: document, signature: signature)
  }

  /// What was answered; throws the portal's words where it refuses.
  static func json(_ answer: Answer) throws -> JSON {
    let json = try? JSON(parsing: answer.body)
    guard (200...299).contains(answer.status) else {
      let words =
        [json?["title"], json?["detail"]] + (json?["errors"]?.items ?? []).map { $0["detail"] }
      throw Failure(
        description: ([String(answer.status)] + words.compactMap { $0?.text }).joined(
          separator: " — "))
    }
    guard let json else { throw unexpected }
    return json
  }

  private static let unexpected = Failure(description: "the answer is not what was asked for")
}

extension PlatformCapacity {
  /// As the portal takes it: `{amounts: [{class, total?, used?}]}`.
  var json: JSON {
    [
      "amounts": .array(
        ResourceClass.allCases.compactMap { resourceClass in
          let counted = [("total", total[resourceClass]), ("used", used[resourceClass])]
            .compactMap { name, amount in amount.map { (name, JSON.integer(Int64($0))) } }
          guard !counted.isEmpty else { return nil }
          return .object(JSONObject([("class", .string(resourceClass.rawValue))] + counted))
        })
    ]
  }
}
