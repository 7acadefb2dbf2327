import Glibc
import HTTPServer
import Portal

extension Command {
  static let workloadMinutes = Command(
    name: "workload minutes",
    summary: Text(
      "sert la démonstration de comptes rendus assistés",
      "serves the assisted-minutes demonstration"),
    options: [
      .init(
        "port", "N", Text("port d’écoute, sur cette machine", "port to listen on, on this machine")),
      .init("title", "T", Text("titre de la page", "title of the page")),
    ]
  ) { invocation, console in
    guard let port = UInt16(try invocation.required("port")) else {
      throw UsageError(
        Text(
          "--port : un nombre de 0 à 65535 est attendu.",
          "--port: a number from 0 to 65535 is expected."))
    }
    let title = invocation.value("title") ?? "Comptes rendus assistés"
    // A log that is full is no reason to end: the sandbox bounds it by a signal that is fatal otherwise.
    signal(SIGXFSZ, SIG_IGN)
    let server = try HTTPServer.Server(
      HTTPServer.Configuration(port: port, threads: 1),
      handler: MinutesService(page: MinutesPage(title: title)))
    let signals = try ProcessSignal.stream()
    console.print(
      Text(
        "À l’écoute sur http://127.0.0.1:\(server.boundPort)/",
        "Listening on http://127.0.0.1:\(server.boundPort)/"))
    try await server.run(until: signals, onReload: {})
  }
}
