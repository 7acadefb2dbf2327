extension JSON {
  /// Reads one JSON text (RFC 8259) strictly.
  ///
  /// Refused besides broken grammar: bytes that are not UTF-8, a byte order mark, lone surrogates,
  /// a key twice in an object, nesting deeper than `maximumDepth` arrays and objects, numbers
  /// beyond the range of `Double`.
  public init(parsing bytes: [UInt8], maximumDepth: Int = 64) throws(JSONError) {
    var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
    do throws(JSONParser.Failure) {
      self = try parser.document()
    } catch {
      throw parser.located(error)
    }
  }

  /// Reads one JSON text as `init(parsing:)` of its UTF-8 bytes does.
  public init(parsing text: String, maximumDepth: Int = 64) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth)
  }
}

/// Recursive descent over the bytes of one JSON text.
struct JSONParser {
  /// Why and where reading stopped; the way back up adds the path, innermost first.
  struct Failure: Error {
    var reason: String
    var offset: Int
    var path: [String] = []

    func inside(_ token: String) -> Failure {
      Failure(reason: reason, offset: offset, path: path + [token])
    }
  }

  let bytes: [UInt8]
  let maximumDepth: Int
  var position = 0

  init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  mutating func document() throws(Failure) -> JSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw failure("The text starts with a byte order mark.")
    }
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw failure("Something follows the end of the value.") }
    return value
  }

  private mutating func value(depth: Int) throws(Failure) -> JSON {
    guard let first = peek else { throw failure("The text ends where a value is expected.") }
    switch first {
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw failure("A value is expected here.")
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONObject {
    try enter(depth)
    var object = JSONObject()
    if take(UInt8(ascii: "}")) { return object }
    repeat {
      skipSpace()
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw failure("The name of a member is expected.") }
      let key = try string()
      skipSpace()
      guard skip(UInt8(ascii: ":")) else { throw failure("A colon is expected after a name.") }
      skipSpace()
      do throws(Failure) {
        guard object.append(key, try value(depth: depth)) else {
          throw Failure(reason: "The same name stands twice in this object.", offset: start)
        }
      } catch {
        throw error.inside(key)
      }
    } while take(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else {
      throw failure("A comma or the end of the object is expected.")
    }
    return object
  }

  private mutating func array(depth: Int) throws(Failure) -> [JSON] {
    try enter(depth)
    var items: [JSON] = []
    if take(UInt8(ascii: "]")) { return items }
    repeat {
      skipSpace()
      do throws(Failure) {
        items.append(try value(depth: depth))
      } catch {
        throw error.inside("\(items.count)")
      }
    } while take(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else {
      throw failure("A comma or the end of the array is expected.")
    }
    return items
  }

  /// Passes the opening bracket of a container at `depth`.
  private mutating func enter(_ depth: Int) throws(Failure) {
    guard depth <= maximumDepth else {
      throw failure("Values are nested deeper than \(maximumDepth) levels.")
    }
    position += 1
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(Failure) -> JSON {
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: letters) else {
      throw failure("A value is expected here.")
    }
    position += letters.count
    return value
  }

  // MARK: - Bytes

  var peek: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  /// Passes `byte` if it stands here.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  /// Passes `byte` if it is the next one after white space.
  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    return skip(byte)
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  // MARK: - Failures

  func failure(_ reason: String) -> Failure {
    Failure(reason: reason, offset: position)
  }

  func located(_ failure: Failure) -> JSONError {
    let before = bytes.prefix(failure.offset)
    let line = before.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    )
    // Continuation bytes of UTF-8 (10xxxxxx) begin no scalar.
    let column = (line.last ?? []).count { $0 & 0xC0 != 0x80 } + 1
    return JSONError(
      line: line.count, column: column, pointer: JSONPointer(failure.path.reversed()).description,
      reason: failure.reason)
  }
}
