import Foundation

/// What the system says of this process (proc(5)).
struct ProcessStatistics {
  let processorSeconds: Double
  let residentBytes: Int
  let threads: Int
  let openDescriptors: Int

  /// Nil where the system does not say.
  init?() {
    guard let line = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
      let nameEnd = line.lastIndex(of: ")"),
      let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    else { return nil }
    // The second column, the name, may hold spaces; these are the columns from the third on.
    let columns = line[nameEnd...].dropFirst(2).split(separator: " ")
    guard columns.count > 21, let user = Int(columns[11]), let system = Int(columns[12]),
      let threads = Int(columns[17]), let pages = Int(columns[21])
    else { return nil }
    processorSeconds = Double(user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
    self.threads = threads
    openDescriptors = descriptors.count
  }
}
