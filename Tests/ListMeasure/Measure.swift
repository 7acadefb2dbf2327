import Portal

/// Reads a list again and again for a while.
struct Measure {
  let watch: Stopwatch
  let milliseconds: Int64

  /// Milliseconds, each the median of all readings.
  struct Sample {
    /// How many rows the list has.
    let total: Int
    /// Reading who asks, asking the rules and putting them into SQL.
    let rules: Double
    let page: Double
    let count: Double
  }

  /// nil where the actor is refused.
  mutating func sample(of list: List, in portal: Portal, as actor: Actor) async throws -> Sample? {
    var (rules, pages, counts) = ([Int64](), [Int64](), [Int64]())
    var total = 0
    let end = Stopwatch.now + milliseconds * 1_000_000
    repeat {
      watch.start()
      do { total = try await list.read(portal, actor) } catch is PortalError { return nil }
      var (rule, page, count) = (Int64(0), Int64(0), Int64(0))
      var isReading = false
      for (statement, duration) in watch.stop() {
        isReading = isReading || list.isPart(statement)
        if !isReading {
          rule += duration
        } else if statement.hasPrefix("SELECT count(*)") {
          count += duration
        } else {
          page += duration
        }
      }
      rules.append(rule)
      pages.append(page)
      counts.append(count)
    } while Stopwatch.now < end || rules.count < 3
    return Sample(
      total: total, rules: rules.median, page: pages.median, count: counts.median)
  }
}

extension [Int64] {
  /// Of nanoseconds, in milliseconds.
  var median: Double { isEmpty ? .nan : Double(sorted()[count / 2]) / 1e6 }
}
