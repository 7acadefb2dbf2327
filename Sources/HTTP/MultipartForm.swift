/// A form with files, complete: its fields in memory, its files on disk.
public struct MultipartForm: Sendable {
  public let fields: FormData
  /// In their order; without those that nobody chose a file for.
  public let files: [UploadedFile]

  public init(fields: FormData = FormData(), files: [UploadedFile] = []) {
    self.fields = fields
    self.files = files
  }

  /// The first file of a field, or nil.
  public func file(_ field: String) -> UploadedFile? {
    files.first { $0.field.hasSameBytes(as: field) }
  }
}
