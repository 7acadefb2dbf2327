import SQLite

extension QuotaRequest {
  /// For how many days a body's people are told of an answer.
  private static let daysOfNews: Int64 = 14

  /// What waits for a decision, for whoever takes it; and new answers, for whoever could have asked.
  static func workItems(for member: Member, in reading: Reading) throws -> [WorkItem] {
    let deciding = try reading.gate.sight(.decideQuotaRequest, of: QuotaRequest.self)
    let asking = try reading.gate.sight(.withdrawQuotaRequest, of: QuotaRequest.self)
    let store = reading.quotaRequests
    let undecided = try store.waiting(in: [.submitted], where: deciding.condition)
    let answered = try store.waiting(
      in: [.granted, .refused], since: reading.now.adding(days: -daysOfNews),
      where: asking.condition)
    let names = try reading.organisations.names(
      of: Set((undecided + answered).map(\.organisation)))

    func item(_ request: QuotaRequest, _ title: Text) -> WorkItem {
      WorkItem(
        title: title, resourceType: .quotaRequest, resource: request.id.text,
        since: request.stateAt, organisationName: names[request.organisation] ?? "")
    }
    return undecided.map { request in
      let name = names[request.organisation] ?? ""
      let days = Period(start: request.createdAt.day, end: reading.now.day)?.days ?? 0
      return item(
        request,
        Text(
          "Décider de la demande de quota de \(name), soumise il y a \(days) jour\(days > 1 ? "s" : "")",
          "Decide \(name)’s quota request, submitted \(days) day\(days == 1 ? "" : "s") ago"))
    }
      + answered.map { request in
        item(
          request,
          Text(
            "Lire la réponse : demande de quota \(request.state.label.french)",
            "Read the answer: quota request \(request.state.label.english)"))
      }
  }
}
