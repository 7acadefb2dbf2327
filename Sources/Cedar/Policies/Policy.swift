/// One `permit` or `forbid` with its conditions.
public struct Policy: Sendable {
  /// `policy0`, `policy1` … by position in the set.
  public let id: String
  public let effect: Effect
  /// By name; empty text where the annotation has no value.
  public let annotations: [String: String]
  public let principal: EntityScope
  public let action: ActionScope
  public let resource: EntityScope
  /// In the order of the text; all must hold.
  public let conditions: [Condition]
  /// Where it starts.
  public let position: SourcePosition
  /// Its text from the first annotation to the semicolon.
  public let text: String
  /// Where its text starts, in bytes from the start of its file.
  let offset: Int

  /// Where an expression of this policy stands; `offset` as in `Expression.offset`.
  public func position(at offset: Int) -> SourcePosition {
    position.advanced(over: text.utf8.prefix(offset - self.offset))
  }
}

public enum Effect: String, Hashable, Sendable {
  case permit, forbid
}

/// What the head of a policy demands of the principal or the resource.
public enum EntityScope: Hashable, Sendable {
  case any
  case equals(EntityUID)
  case within(EntityUID)
  case ofType(EntityType)
  case ofTypeWithin(EntityType, EntityUID)
}

/// What the head of a policy demands of the action.
public enum ActionScope: Hashable, Sendable {
  case any
  case equals(EntityUID)
  /// The action is, or is in, one of these.
  case within([EntityUID])
}

/// A `when` or `unless` clause.
public struct Condition: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case when, unless
  }

  public let kind: Kind
  public let expression: Expression
}

/// A place in a policy file.
public struct SourcePosition: Hashable, Sendable {
  /// As given when the file was parsed.
  public let file: String?
  /// Counted from 1; a line ends with a line feed.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
}

extension SourcePosition {
  /// The place behind `bytes` that start here.
  func advanced(over bytes: some Sequence<UInt8>) -> SourcePosition {
    var (line, column) = (line, column)
    for byte in bytes {
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        // Continuation bytes of UTF-8 (10xxxxxx) begin no scalar.
        column += 1
      }
    }
    return SourcePosition(file: file, line: line, column: column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// `file:line:column`.
  public var description: String {
    "\(file.map { "\($0):" } ?? "")\(line):\(column)"
  }
}
