/// What is wrong with a value, for people.
struct Mistake: Error {
  let text: Text
  init(_ text: Text) { self.text = text }
}
