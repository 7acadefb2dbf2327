import Portal
import SQLite

/// The use cases that a lead may view, counted as one would write it by hand: row by row, each asked for its participants.
struct Correlated {
  let database: Database
  let milliseconds: Int64

  func report() throws {
    let (total, time) = try database.read { connection in
      let organisation: String? = try connection.value(
        "SELECT organisation FROM membership WHERE role = 'lead' ORDER BY id LIMIT 1")
      var times: [Int64] = []
      var total = 0
      let end = Stopwatch.now + milliseconds * 1_000_000
      repeat {
        let start = Stopwatch.now
        total =
          try connection.value(
            """
            SELECT count(*) FROM useCase
            WHERE publishedRevision IS NOT NULL AND state <> 'archived'
              OR EXISTS (SELECT 1 FROM participation WHERE participation.useCase = useCase.id
                           AND participation.organisation = \(organisation)
                           AND participation.state IN ('accepted', 'invited'))
            """) ?? 0
        times.append(Stopwatch.now - start)
      } while Stopwatch.now < end || times.count < 3
      return (total, times.median)
    }
    print(
      """

      Counted by hand, with `EXISTS` asked of every row, the \(total) use cases of a lead take \(decimals: time) ms.
      """)
  }
}
