import Foundation

/// The public library's own file, which belongs to its authors and is not kept here: `FABRIQUE_LIBRARY_CSV` says where it
/// is; otherwise it is looked for as `shared/data/interconnectes/data.csv` beside the checkout and above it.
public enum PublishedFile {
  public static func bytes() throws -> [UInt8] {
    if let path = ProcessInfo.processInfo.environment["FABRIQUE_LIBRARY_CSV"] {
      return Array(try Data(contentsOf: URL(filePath: path)))
    }
    var folder = URL(filePath: TestPortal.root)
    while folder.path != "/" {
      let candidate = folder.appending(path: "shared/data/interconnectes/data.csv")
      if let data = try? Data(contentsOf: candidate) { return Array(data) }
      folder.deleteLastPathComponent()
    }
    throw Missing()
  }

  public struct Missing: Error, CustomStringConvertible {
    public let description =
      "The public library’s file is nowhere: set FABRIQUE_LIBRARY_CSV to where it lies."
  }
}
