import Glibc

/// Gives one input to the reader that the environment names (`FUZZ_READER`), and what it makes of
/// it to the engine. Whatever the bytes, it must come back (LLVM libFuzzer).
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzz.reader(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

enum Fuzz {
  /// A further reader is one more entry here, and one more folder of seeds.
  private static let readers: [(name: String, read: @Sendable ([UInt8]) throws -> Void)] = [
    ("policies", CedarReaders.policies), ("policiesJSON", CedarReaders.policiesJSON),
    ("schema", CedarReaders.schema), ("schemaJSON", CedarReaders.schemaJSON),
    ("entities", CedarReaders.entities), ("context", CedarReaders.context),
    ("requests", RequestReader.read), ("forms", FormReader.read),
  ]

  static let reader: @Sendable ([UInt8]) -> Void = {
    let name = getenv("FUZZ_READER").map { String(cString: $0) }
    guard let reader = readers.first(where: { $0.name == name }) else {
      print("FUZZ_READER is one of \(readers.map(\.name)).")
      exit(2)
    }
    return { bytes in
      // A refusal is as good an end as any.
      try? reader.read(bytes)
    }
  }()
}
