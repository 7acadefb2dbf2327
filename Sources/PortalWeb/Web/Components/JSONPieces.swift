import JSON
import Portal

extension [Offer] {
  /// Every deed on a record, with why not where it is not allowed.
  func json(_ language: Language) -> JSON {
    .array(
      map { offer in
        [
          "key": .string(offer.action.rawValue), "label": .string(offer.action.label[language]),
          "allowed": .bool(offer.isAllowed),
          "why": offer.why.map { .string($0[language]) } ?? .null,
        ]
      })
  }
}

extension Offer {
  static let listShape = Shape.list(
    .record(
      "Offer",
      [
        "key": .choice(of: Action.self), "label": .text, "allowed": .flag, "why": .nullable(.text),
      ]))
}

extension Page {
  /// A page of a list, with how many there are in all and where the next one starts.
  func json(_ item: (Item) -> JSON) -> JSON {
    [
      "items": .array(items.map(item)), "total": .integer(Int64(total)),
      "next": next.map { .string($0.text) } ?? .null,
    ]
  }
}

extension JSON {
  init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
  init(_ instant: Instant?) { self = instant.map { .string($0.rfc3339) } ?? .null }
  init(_ day: Day?) { self = day.map { .string($0.description) } ?? .null }
  init<Subject>(_ id: Identifier<Subject>?) { self = id.map { .string($0.text) } ?? .null }
}
