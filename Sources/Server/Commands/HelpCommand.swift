import Portal

extension Command {
  static let help = Command(
    name: "help", summary: Text("présente les commandes", "lists the commands")
  ) { _, console in
    console.print(
      Text(
        "fabrique — la Fabrique IA territoriale : du cas d’usage au déploiement\n",
        "fabrique — the regional AI workshop: from use case to deployment\n"))
    for command in all {
      let usage = ([command.name] + command.operands).joined(separator: " ")
      console.print("  " + usage.padding(to: 34) + command.summary[console.language])
    }
    console.print(
      Text(
        "\nDétail d’une commande : fabrique COMMANDE --help",
        "\nDetails of a command: fabrique COMMAND --help"))
  }
}
