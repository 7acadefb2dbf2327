import HTTP

/// Reads forms with files as a connection does; how the bytes are cut must not change what they say.
enum FormReader {
  private struct Part: Equatable {
    let head: MultipartPart
    var content: [UInt8] = []
    var isWhole = false
  }

  private struct Reading: Equatable {
    var parts: [Part] = []
    var refusal: MultipartReader.Invalid?
    var isComplete = false
  }

  /// So small that short inputs reach them.
  private static let limits = {
    var limits = MultipartLimits(fieldBytes: 256, fileBytes: 512)
    limits.parts = 6
    limits.headerLines = 4
    limits.headerBytes = 256
    return limits
  }()

  @Sendable static func read(_ bytes: [UInt8]) {
    let whole = reading([bytes[...]])
    for pieces in Cut.ways(bytes) {
      let other = reading(pieces)
      // Content goes out as it comes: of a form that is refused more or less may have been seen.
      guard other.refusal == whole.refusal, other.isComplete == whole.isComplete,
        other.parts.map(\.head) == whole.parts.map(\.head),
        whole.refusal != nil || other.parts == whole.parts
      else { fatalError("How the bytes are cut changes what they say.") }
    }
  }

  private static func reading(_ pieces: [ArraySlice<UInt8>]) -> Reading {
    var reading = Reading()
    guard let type = MediaType(parsing: "multipart/form-data; boundary=b"),
      var reader = try? MultipartReader(type, limits: limits)
    else { fatalError("The boundary is good.") }
    do throws(MultipartReader.Invalid) {
      for piece in pieces {
        reader.append(Array(piece))
        while let event = try reader.next() {
          switch event {
          case .part(let part): reading.parts.append(Part(head: part))
          case .content(let content): reading.parts[reading.parts.count - 1].content += content
          case .partEnd: reading.parts[reading.parts.count - 1].isWhole = true
          }
        }
      }
    } catch {
      reading.refusal = error
    }
    reading.isComplete = reader.isComplete
    return reading
  }
}
