import Foundation
import Portal

/// The `fabrique` program: finds the command, runs it, and turns its outcome into an exit status.
@main
struct Fabrique {
  /// 0 done, 1 refused or failed, 2 wrong usage.
  static func main() async {
    let console = Console()
    do {
      let invocation = try Command.find(in: Array(CommandLine.arguments.dropFirst()))
      if invocation.isFlagSet("help") {
        console.print(invocation.command.help(in: console.language))
      } else {
        try await invocation.command.run(invocation, console)
      }
    } catch let error as UsageError {
      console.complain(error.text)
      exit(2)
    } catch {
      console.complain(FailureReport(error).text)
      exit(1)
    }
  }
}
