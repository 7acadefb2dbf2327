import Foundation
import Portal

extension Mailer {
  static let options: [Command.Option] = [
    .init(
      "mail-from", "ADDR",
      Text(
        "adresse d’où partent les rappels par courriel (avec --origin)",
        "address that reminders by e-mail come from (with --origin)")),
    .init(
      "mail-hour", "N",
      Text("heure de leur envoi, UTC (6)", "hour at which they are sent, UTC (6)")),
    .init(
      "sendmail", "FILE",
      Text(
        "programme qui les envoie (/usr/sbin/sendmail)",
        "program that sends them (/usr/sbin/sendmail)")),
  ]

  /// Nil when nobody is to be told, or what is set does not do. The messages lead to `origin`.
  init?(_ settings: inout SettingReader, origin: String?) {
    let hour = settings.number("mail-hour", in: 0...23) ?? 6
    let program = settings.text("sendmail") ?? "/usr/sbin/sendmail"
    guard let from = settings.text("mail-from") else { return nil }
    guard let sender = EmailAddress(from) else {
      settings.complain(
        Text(
          "--mail-from : une adresse comme nom@exemple.fr est attendue.",
          "--mail-from: an address like name@example.org is expected."))
      return nil
    }
    guard let origin else {
      settings.complain(
        Text(
          "--mail-from demande --origin : les messages renvoient au portail.",
          "--mail-from needs --origin: the messages lead to the portal."))
      return nil
    }
    guard FileManager.default.isExecutableFile(atPath: program) else {
      settings.complain(
        Text(
          "--sendmail : « \(program) » n’est pas un programme ; installez un serveur de courriel, ou msmtp-mta.",
          "--sendmail: “\(program)” is no program; install a mail server, or msmtp-mta."))
      return nil
    }
    self.init(
      sender: sender, program: program, hour: Int64(hour),
      origin: origin.hasSuffix("/") ? String(origin.dropLast()) : origin)
  }
}
