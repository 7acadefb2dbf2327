/// The `fabrique` program.
@main
struct Fabrique {
  static func main() {}
}
