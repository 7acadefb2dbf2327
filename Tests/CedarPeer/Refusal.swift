import JSON

/// That the engine does not take a document of a question.
struct Refusal: Error {
  /// The document's name within the question.
  let part: String
  let reason: String

  var json: JSON { ["refused": .string(part), "reason": .string(reason)] }
}

/// That a question is not put as its ability expects it.
struct Misunderstanding: Error, CustomStringConvertible {
  let description: String
}
