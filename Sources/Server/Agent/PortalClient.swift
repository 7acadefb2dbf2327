import JSON
import Portal

/// The portal as the agent sees it: what it orders, and whom to tell.
struct PortalClient {
  let address: PortalAddress
  let token: String
  /// Of the list of orders known already.
  private var tag: String?

  init(address: PortalAddress, token: String) {
    self.address = address
    self.token = token
  }

  /// An order as it came, before anything of it is believed.
  struct Delivery: Sendable {
    let deployment: Deployment.ID
    let revision: Int
    let document: String
    let digest: String
  }

  enum Orders {
    case unchanged
    case all([Delivery], periodSeconds: Int?)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Every order of the site, over all pages of the list.
  mutating func orders() throws -> Orders {
    var deliveries: [Delivery] = []
    var path = "/hand-over/orders"
    var first: Answer?
    while true {
      let headers = first == nil ? tag.map { [("If-None-Match", $0)] } ?? [] : []
      let answer = try address.call("GET", path, token: token, headers: headers)
      if answer.status == 304, first == nil { return .unchanged }
      let json = try Self.json(answer)
      guard let items = json["items"]?.items else { throw Self.unexpected }
      deliveries += try items.map(Self.delivery)
      if first == nil { first = answer }
      guard let next = json["next"]?.text else {
        // Of a list in several pages the first page's tag says nothing about the others.
        tag = path == "/hand-over/orders" ? answer.header("etag") : nil
        return .all(deliveries, periodSeconds: json["periodSeconds"]?.int)
      }
      guard let cursor = Deployment.ID(next), deliveries.count < 100_000 else {
        throw Self.unexpected
      }
      path = "/hand-over/orders?cursor=\(cursor)"
    }
  }

  func report(_ report: Report, on deployment: Deployment.ID) throws {
    let body: JSON = [
      "revision": .integer(Int64(report.revision)), "phase": .string(report.phase.rawValue),
      "reason": .string(report.reason), "endpoint": .string(report.endpoint),
    ]
    _ = try Self.json(
      address.call(
        "POST", "/hand-over/deployments/\(deployment)/observations", token: token,
        body: body.serialised()))
  }

  /// All of them are taken, or none.
  func report(_ samples: [UsageSample]) throws {
    for start in stride(from: 0, to: samples.count, by: UsageSample.mostAtOnce) {
      let some = Array(samples[start...].prefix(UsageSample.mostAtOnce))
      _ = try Self.json(
        address.call(
          "POST", "/hand-over/usage", token: token, body: UsageReport.json(some).serialised()))
    }
  }

  private static func delivery(_ json: JSON) throws(Failure) -> Delivery {
    guard let deployment = json["deployment"]?.text.flatMap({ Deployment.ID($0) }),
      let revision = json["revision"]?.int, let document = json["document"]?.text,
      let digest = json["digest"]?.text
    else { throw unexpected }
    return Delivery(
      deployment: deployment, revision: revision, document: document, digest: digest)
  }

  private static func json(_ answer: Answer) throws -> JSON {
    let json = try? JSON(parsing: answer.body)
    guard (200...299).contains(answer.status) else {
      let title = json?["title"]?.text ?? ""
      throw Failure(description: "\(answer.status) \(title)")
    }
    guard let json else { throw unexpected }
    return json
  }

  private static let unexpected = Failure(description: "the answer is not what was asked for")
}
