import HTTP

/// Where the content of requests goes: memory and a folder for files, each up to a budget.
struct BodyStorage: Sendable {
  let memory: ByteBudget
  let disk: ByteBudget
  /// Nil when no files are taken.
  let uploads: UploadFolder?

  init(_ configuration: Configuration) throws(ServerError) {
    memory = ByteBudget(limit: configuration.limits.bodyBytesInMemory)
    disk = ByteBudget(limit: configuration.limits.fileBytesOnDisk)
    uploads =
      if let folder = configuration.uploadFolder { try UploadFolder(in: folder) } else { nil }
  }
}

/// What one request has of both budgets, until it is answered.
struct BodyShare: ~Copyable {
  var memory: ByteShare
  var disk: ByteShare

  init(of storage: BodyStorage) {
    memory = ByteShare(of: storage.memory)
    disk = ByteShare(of: storage.disk)
  }
}
