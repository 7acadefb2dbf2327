import HTTP

/// Receives a form with files while it comes: files go to disk, fields to memory.
struct FormReceiver {
  /// Bytes of the whole form that are taken.
  let limit: Int
  private var reader: MultipartReader
  private let folder: UploadFolder
  private var fields: [NameValuePairs.Pair] = []
  private var files: [UploadedFile] = []
  private var field: MultipartPart?
  private var value: [UInt8] = []
  private var file: FileReceiver?

  /// Refuses a form without a proper boundary.
  init(_ type: MediaType, limits: MultipartLimits, folder: UploadFolder) throws(Refusal) {
    self.folder = folder
    limit = limits.bytes
    do {
      reader = try MultipartReader(type, limits: limits)
    } catch {
      throw Refusal(error)
    }
  }

  /// What the form holds in memory.
  var fieldBytes: Int { reader.fieldBytes }

  /// What it holds on disk.
  var fileBytes: Int { files.reduce(file?.size ?? 0) { $0 + $1.size } }

  mutating func receive(_ bytes: [UInt8]) throws(Refusal) {
    reader.append(bytes)
    while let event = try next() {
      switch event {
      case .part(let part): try begin(part)
      case .content(let content):
        if let file { try file.write(content) } else { value += content }
      case .partEnd: try end()
      }
    }
  }

  /// The whole form, once the body has ended.
  func finish() throws(Refusal) -> MultipartForm {
    guard reader.isComplete else { throw .malformed("the form ends before its last boundary") }
    return MultipartForm(fields: FormData(fields), files: files)
  }

  private mutating func next() throws(Refusal) -> MultipartReader.Event? {
    do {
      return try reader.next()
    } catch {
      throw Refusal(error)
    }
  }

  private mutating func begin(_ part: MultipartPart) throws(Refusal) {
    switch part.filename {
    case nil: field = part
    // A file that nobody chose.
    case "": break
    default: file = try FileReceiver(part, in: folder)
    }
  }

  private mutating func end() throws(Refusal) {
    if let file { files.append(file.finish()) }
    if let field {
      guard let text = String(validating: value, as: UTF8.self), !value.contains(0) else {
        throw .malformed("a field is not text in UTF-8")
      }
      fields.append(NameValuePairs.Pair(name: field.name, value: text))
    }
    file = nil
    field = nil
    value = []
  }
}

extension Refusal {
  fileprivate init(_ invalid: MultipartReader.Invalid) {
    switch invalid {
    case .malformed(let reason): self.init(.badRequest, reason)
    case .tooLarge(let reason): self.init(.contentTooLarge, reason)
    }
  }
}
