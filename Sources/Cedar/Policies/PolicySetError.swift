/// Why policies, templates and links make no set.
public enum PolicySetError: Error, Hashable, Sendable {
  /// Policies, templates and links share their ids.
  case duplicateID(String)
  case noSuchTemplate(String)
  case missingValue(Slot, template: String)
  case unusedValue(Slot, template: String)
  /// A template without slots is a static policy.
  case noSlot(String)
}

extension PolicySetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .duplicateID(let id):
      "The id \(ExactString(id).quoted) names more than one policy or template."
    case .noSuchTemplate(let id): "There is no template \(ExactString(id).quoted)."
    case .missingValue(let slot, let template):
      "The template \(ExactString(template).quoted) needs a value for `\(slot.rawValue)`."
    case .unusedValue(let slot, let template):
      "The template \(ExactString(template).quoted) has no `\(slot.rawValue)` to give a value to."
    case .noSlot(let id): "The template \(ExactString(id).quoted) has no slot."
    }
  }
}
