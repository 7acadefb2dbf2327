/// Reads comma-separated values (RFC 4180) record by record, and knows where each field stands.
///
/// A byte-order mark is skipped, records end with CRLF, LF or CR, quoted fields may hold commas, quotes (doubled) and line
/// breaks, empty lines are passed over. What is not CSV or not UTF-8 is an error with its place, never repaired.
struct CSVReader {
  /// How much one record may hold.
  struct Limits: Sendable {
    var fields = 200
    var fieldBytes = 100_000
  }

  private let bytes: [UInt8]
  private let limits: Limits
  private var position: Int
  private var place = CSVPlace(line: 1, column: 1)

  init(_ bytes: [UInt8], limits: Limits = Limits()) {
    self.bytes = bytes
    self.limits = limits
    position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// The next record; `nil` after the last one.
  mutating func next() throws(CSVError) -> [CSVField]? {
    while current == .lineFeed || current == .carriageReturn { advance() }
    guard current != nil else { return nil }
    var fields: [CSVField] = []
    while true {
      guard fields.count < limits.fields else {
        throw CSVError(.tooManyFields(limits.fields), at: place)
      }
      fields.append(try field())
      guard current == .comma else { break }
      advance()
    }
    advance()
    return fields
  }

  private mutating func field() throws(CSVError) -> CSVField {
    let start = place
    let content = try current == .quote ? quoted() : plain()
    guard content.count <= limits.fieldBytes else {
      throw CSVError(.fieldTooLong(limits.fieldBytes), at: start)
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw CSVError(.notUTF8, at: start)
    }
    return CSVField(text: text, place: start)
  }

  private mutating func plain() throws(CSVError) -> ArraySlice<UInt8> {
    let start = position
    while let byte = current, byte != .comma, byte != .lineFeed, byte != .carriageReturn {
      guard byte != .quote else { throw CSVError(.strayQuote, at: place) }
      advance()
    }
    return bytes[start..<position]
  }

  private mutating func quoted() throws(CSVError) -> ArraySlice<UInt8> {
    let opening = place
    var content: ArraySlice<UInt8> = []
    advance()
    while let byte = current {
      advance()
      if byte == .quote {
        guard current == .quote else {
          guard [nil, .comma, .lineFeed, .carriageReturn].contains(current) else {
            throw CSVError(.textAfterQuote, at: place)
          }
          return content
        }
        advance()
      }
      content.append(byte)
    }
    throw CSVError(.unclosedQuote, at: opening)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Steps over one byte and counts the place: a CRLF ends one line, not two.
  private mutating func advance() {
    guard let byte = current else { return }
    position += 1
    switch byte {
    case .carriageReturn where current == .lineFeed: break
    case .lineFeed, .carriageReturn: place = CSVPlace(line: place.line + 1, column: 1)
    // The bytes that continue a character do not count.
    case 0x80...0xbf: break
    default: place.column += 1
    }
  }
}

/// One value of a record and where it begins.
struct CSVField: Hashable, Sendable {
  let text: String
  let place: CSVPlace
}

/// A place in a text file: line and character, both from 1.
public struct CSVPlace: Hashable, Sendable {
  public let line: Int
  public internal(set) var column: Int
}

/// Why a file is not comma-separated values, and where.
struct CSVError: Error, Hashable {
  enum Problem: Hashable {
    case strayQuote, textAfterQuote, unclosedQuote, notUTF8
    case tooManyFields(Int)
    case fieldTooLong(Int)
  }

  let problem: Problem
  let place: CSVPlace

  init(_ problem: Problem, at place: CSVPlace) {
    self.problem = problem
    self.place = place
  }
}

extension UInt8 {
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
