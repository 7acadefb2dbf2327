import Cedar
import Glibc
import JSON

extension CedarPeer {
  /// Decides all requests again and again for `milliseconds`, pass by pass,
  /// documents read before: `{"decisions", "allowed", "cpu", "best"}`.
  ///
  /// `cpu` is the CPU time of a decision over all passes, `best` that of the fastest pass, both in
  /// nanoseconds.
  static func measure(_ question: Question) throws -> JSON {
    let schema = try question.schema()
    let policies = try question.policies(schema)
    let entities = try question.entities(schema)
    let requests = try question.items("requests").map { try question.request($0, schema) }
    guard let milliseconds = question.json["milliseconds"]?.int, !requests.isEmpty else {
      throw Misunderstanding(description: "`milliseconds` and requests are needed.")
    }
    var (passes, allowed, best) = (0, 0, Int64.max)
    let start = cpuTime()
    var now = start
    repeat {
      let before = now
      for request in requests
      where policies.authorize(request, entities: entities).decision == .allow { allowed += 1 }
      now = cpuTime()
      passes += 1
      best = min(best, now - before)
    } while now - start < Int64(milliseconds) * 1_000_000
    let decisions = passes * requests.count
    return [
      "decisions": .integer(Int64(decisions)), "allowed": .integer(Int64(allowed / passes)),
      "cpu": .number(Double(now - start) / Double(decisions)),
      "best": .number(Double(best) / Double(requests.count)),
    ]
  }

  /// The CPU time of this process so far, in nanoseconds.
  private static func cpuTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
