import HTTP

/// Where the content of requests goes: memory up to a budget, and a folder for files.
struct BodyStorage: Sendable {
  let memory: MemoryBudget
  /// Nil when no files are taken.
  let uploads: UploadFolder?

  init(_ configuration: Configuration) throws(ServerError) {
    memory = MemoryBudget(limit: configuration.limits.bodyBytesInMemory)
    uploads =
      if let folder = configuration.uploadFolder { try UploadFolder(in: folder) } else { nil }
  }
}
