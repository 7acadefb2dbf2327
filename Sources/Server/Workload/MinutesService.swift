import HTTP
import HTTPServer
import JSON

/// The workload shipped with the portal: a small service that stands for assisted minutes of meetings.
struct MinutesService: Handler {
  let page: MinutesPage

  /// A percent-encoded transcript of accented text takes up to three times its bytes.
  func bodyPlan(for request: Request) -> BodyPlan { BodyPlan(bytes: 2 * 1024 * 1024) }

  func respond(to request: Request) async -> Response {
    switch (request.method, request.path) {
    case (.get, "/"), (.head, "/"): page.empty()
    case (.post, "/"): summarised(request)
    case (.get, "/health"), (.head, "/health"): .json(["status": "running"])
    case (.get, "/minutes.css"):
      Response(.ok, type: "text/css; charset=utf-8", bytes: Array(MinutesPage.styleSheet.utf8))
    case (_, "/"), (_, "/health"), (_, "/minutes.css"): Response(.methodNotAllowed)
    default: .text("Introuvable.\n", status: .notFound)
    }
  }

  private func summarised(_ request: Request) -> Response {
    guard request.contentType?.description == "application/x-www-form-urlencoded",
      let form = try? FormData(parsing: request.body), let transcript = form.first("transcript")
    else { return Response(.unsupportedMediaType) }
    guard transcript.utf16.count <= MinutesPage.transcriptLimit else {
      var response = page.empty(
        complaint: "La transcription dépasse \(MinutesPage.transcriptLimit) caractères.")
      response.status = .unprocessableContent
      return response
    }
    return page.page(transcript: transcript, summary: Summary(of: transcript))
  }
}
