import HTTP

/// A response and what the request asked of its form.
struct Answer {
  private(set) var response: Response
  private(set) var keepsAlive: Bool
  /// Whether the request asked for the head only.
  let isHead: Bool
  let minorVersion: Int
  /// Whether the peer reaches the server by https.
  let isSecure: Bool
  /// The request that is answered; nil when it could not be read.
  let id: RequestID?

  init(
    to head: IncomingHead, _ response: Response, keepsAlive: Bool, isSecure: Bool, id: RequestID
  ) {
    self.response = response
    self.isSecure = isSecure
    self.id = id
    isHead = head.method == .head
    minorVersion = head.minorVersion
    var endsByClosing = false
    if case .stream = response.body, head.minorVersion == 0 { endsByClosing = true }
    self.keepsAlive = keepsAlive && head.keepsAlive && !endsByClosing
  }

  /// The last one on its connection.
  init(refusing response: Response, in report: ExchangeReport) {
    self.response = response
    isSecure = report.isSecure
    id = report.id
    isHead = report.isHead
    keepsAlive = false
    minorVersion = 1
  }

  /// For whom no request is read.
  init(refusing refusal: Refusal) {
    response = refusal.response
    isSecure = false
    id = nil
    isHead = false
    keepsAlive = false
    minorVersion = 1
  }

  /// What is said in its place when it cannot be made.
  func replaced(by refusal: Refusal) -> Answer {
    var answer = self
    answer.response = refusal.response
    answer.keepsAlive = false
    return answer
  }

  func writeHead(
    to output: inout [UInt8], _ length: ResponseHead.Length, standardFields: StandardFields,
    dateLine: [UInt8]
  ) {
    ResponseHead(response: response, length: length, persistence: persistence, id: id)
      .write(
        to: &output, standardLines: standardFields.lines(isSecure: isSecure), dateLine: dateLine)
  }

  private var persistence: ResponseHead.Persistence {
    if !keepsAlive { return .close }
    return minorVersion == 0 ? .keepAlive : .implied
  }
}
