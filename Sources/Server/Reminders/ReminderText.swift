import Portal

extension Reminder {
  /// In the person's language: how many things, then each with its organisation, and where they are.
  var subject: String {
    let count = items.count + others
    return Text(
      count == 1
        ? "Fabrique IA : une chose vous attend" : "Fabrique IA : \(count) choses vous attendent",
      count == 1 ? "Fabrique IA: one thing waits for you" : "Fabrique IA: \(count) things wait for you"
    )[person.language]
  }

  func body(origin: String) -> String {
    let language = person.language
    var lines = [
      Text("Bonjour \(person.name),", "Hello \(person.name),")[language], "",
    ]
    lines += items.map { item in
      let due = item.dueAt.map { dueAt in
        Text(", échéance le \(dueAt.day)", ", due on \(dueAt.day)")[language]
      }
      return "– \(item.title[language]) (\(item.organisationName))\(due ?? "")"
    }
    if others > 0 {
      lines.append(Text("… et \(others) de plus", "… and \(others) more")[language])
    }
    lines += [
      "", "\(origin)/work", "",
      Text(
        "Vous ne voulez plus de ces messages ? \(origin)/account",
        "No more of these messages? \(origin)/account"
      )[language],
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
