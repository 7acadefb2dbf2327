import Cedar
import Glibc
import JSON

/// Answers questions to the engine, one JSON object a line in and one out, for programs that hold
/// it against others.
///
/// A question names an ability and gives its document: `{"read": {"policies": "permit …"}}`. The
/// answer is the ability's own, `{"refused": part, "reason": …}` where a document of the question
/// is no Cedar, or `{"misunderstood": …}` where the question is none. Documents (policies, schemas,
/// entities, contexts) are strings, so that broken ones can be asked about.
@main
struct CedarPeer {
  static let abilities: [(name: String, answer: @Sendable (Question) throws -> JSON)] = [
    ("read", read),
    ("authorize", authorize),
    ("measure", measure),
    ("conform", conform),
    ("validate", validate),
    ("translate", translate),
    ("format", format),
    ("print", print),
  ]

  static func main() {
    while let line = readLine() {
      Swift.print(String(decoding: answer(line).serialised(), as: UTF8.self))
      // The other side waits for it.
      fflush(nil)
    }
  }

  private static func answer(_ line: String) -> JSON {
    do {
      let question = try JSON(parsing: line)
      guard let (name, document) = question.members?.first,
        let ability = abilities.first(where: { $0.name == name })
      else { return ["misunderstood": "This names no ability."] }
      return try ability.answer(Question(document))
    } catch let refusal as Refusal {
      return refusal.json
    } catch {
      return ["misunderstood": "\(error)"]
    }
  }
}
