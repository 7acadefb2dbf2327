import Foundation
import HTTPServer
import SQLite

/// All metrics of the program on one page.
struct MetricsPage {
  let routes: [(name: String, route: Metrics.Route)]
  let connections: ConnectionStatistics
  let database: DatabaseStatistics

  var text: String {
    var page = Exposition()
    addExchanges(to: &page)
    addConnections(to: &page)
    addDatabase(to: &page)
    addProcess(to: &page)
    return page.text
  }

  private func addExchanges(to page: inout Exposition) {
    page.family("fabrique_http_requests_total", .counter, "Requests answered.")
    for (name, route) in routes {
      for (status, count) in route.statuses.sorted(by: { $0.key < $1.key }) {
        page.sample(
          "fabrique_http_requests_total", ["route": name, "status": String(status)], count)
      }
    }
    let duration = "fabrique_http_request_duration_seconds"
    page.family(duration, .histogram, "From the complete head to the answer handed over.")
    for (name, route) in routes {
      var below = 0
      for (bound, count) in zip(Metrics.Route.bounds, route.buckets) {
        below += count
        page.sample(
          duration + "_bucket", ["route": name, "le": String(Double(bound) / 1e6)], below)
      }
      let all = route.buckets.reduce(0, +)
      page.sample(duration + "_bucket", ["route": name, "le": "+Inf"], all)
      page.sample(duration + "_sum", ["route": name], Double(route.microseconds) / 1e6)
      page.sample(duration + "_count", ["route": name], all)
    }
    add("fabrique_http_request_bytes_total", "Bytes of request bodies.", \.received, to: &page)
    add("fabrique_http_response_bytes_total", "Bytes of response bodies.", \.sent, to: &page)
    add(
      "fabrique_http_broken_total", "Answers that did not come to their end.", \.broken, to: &page)
  }

  private func add(
    _ name: String, _ help: String, _ value: (Metrics.Route) -> Int, to page: inout Exposition
  ) {
    page.family(name, .counter, help)
    for (route, metrics) in routes { page.sample(name, ["route": route], value(metrics)) }
  }

  private func addConnections(to page: inout Exposition) {
    page.single(
      "fabrique_http_connections", .gauge, "Connections open now.", connections.open)
    page.single(
      "fabrique_http_connections_total", .counter, "Connections accepted.", connections.accepted)
    page.single(
      "fabrique_http_connections_turned_away_total", .counter,
      "Connections refused for want of room.", connections.turnedAway)
  }

  private func addDatabase(to page: inout Exposition) {
    page.single(
      "fabrique_writes_waiting", .gauge, "Transactions that wait for the writer.",
      database.waitingWrites)
    page.single(
      "fabrique_writes_total", .counter, "Transactions of the writer.", database.writes)
    page.single(
      "fabrique_writes_wait_seconds_total", .counter, "Time that transactions waited.",
      database.waitSeconds)
    page.single(
      "fabrique_writes_seconds_total", .counter, "Time that transactions took, disk included.",
      database.writeSeconds)
    page.single(
      "fabrique_sqlite_cache_hits_total", .counter, "Pages found in memory.", database.cacheHits)
    page.single(
      "fabrique_sqlite_cache_misses_total", .counter, "Pages read from the file.",
      database.cacheMisses)
    page.family("fabrique_sqlite_file_bytes", .gauge, "Size of the database's files.")
    page.sample("fabrique_sqlite_file_bytes", ["file": "database"], database.fileBytes)
    page.sample("fabrique_sqlite_file_bytes", ["file": "log"], database.logBytes)
  }

  /// Under the names that Prometheus' own clients give them.
  private func addProcess(to page: inout Exposition) {
    guard let process = ProcessStatistics() else { return }
    page.single(
      "process_cpu_seconds_total", .counter, "Processor time used.", process.processorSeconds)
    page.single(
      "process_resident_memory_bytes", .gauge, "Memory held.", process.residentBytes)
    page.single("process_open_fds", .gauge, "Open file descriptors.", process.openDescriptors)
    page.single("process_threads", .gauge, "Threads.", process.threads)
  }
}
