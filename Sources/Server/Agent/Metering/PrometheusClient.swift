import Foundation
import JSON
import Portal

/// Asks a Prometheus for values over time (its HTTP API, `/api/v1/query_range`), by the system's `curl`.
struct PrometheusClient: Sendable {
  let address: String
  let token: String?

  /// Values of one series by the second at which they stand, in order; what is no finite number is left out.
  typealias Series = [(at: Int64, value: Double)]

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Every series that a selector picks, every `step` seconds from one end of a span to the other, both included. A value
  /// counts for the step in which it was scraped: without that, Prometheus would repeat it for five minutes over a gap.
  func series(_ selector: String, over span: Span, step: Int64) throws -> [Series] {
    let query = "last_over_time(\(selector)[\(step)s])"
    var allowed = CharacterSet.alphanumerics
    allowed.insert(charactersIn: "-._~")
    let parameters: [(String, String)] = [
      ("query", query), ("start", String(span.start.milliseconds / 1000)),
      ("end", String(span.end.milliseconds / 1000)), ("step", String(step)),
    ]
    let encoded = parameters.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
    }.joined(separator: "&")
    let answer = try Answer(parsing: Curl.run(configuration(query: encoded)))
    let json = try? JSON(parsing: answer.body)
    guard answer.status == 200, json?["status"]?.text == "success",
      json?["data"]?["resultType"]?.text == "matrix", let result = json?["data"]?["result"]?.items
    else {
      let reason = json?["error"]?.text ?? "no matrix"
      throw Failure(description: "Prometheus: \(answer.status) \(reason.prefix(200))")
    }
    return result.map { series in
      (series["values"]?.items ?? []).compactMap { pair in
        guard let at = pair[0]?.double, let value = pair[1]?.text.flatMap({ Double($0) }),
          at.isFinite, value.isFinite, let second = Int64(exactly: at.rounded())
        else { return nil }
        return (second, value)
      }
    }
  }

  private func configuration(query: String) -> String {
    let base = address.hasSuffix("/") ? String(address.dropLast()) : address
    var lines = [
      "silent", "show-error", "include", "raw", "http1.1", "suppress-connect-headers",
      "proto = \"=http,https\"", "connect-timeout = 5", "max-time = 30",
      "max-filesize = 8388608", "url = \(Curl.quoted(base + "/api/v1/query_range?" + query))",
      "header = \"Connection: close\"", "header = \"Accept: application/json\"",
    ]
    if let token { lines.append("header = " + Curl.quoted("Authorization: Bearer \(token)")) }
    return lines.joined(separator: "\n") + "\n"
  }
}
