import HTTP
import Testing

@testable import Server

@Suite("Assisted minutes") struct SummaryTests {
  static let transcript = """
    Bonjour à tous. Le conseil examine le budget de la piscine municipale. La piscine coûte douze millions \
    d’euros ! Le budget sera voté en mars par le conseil. Il fait beau… Merci. Les travaux de la piscine \
    commencent en avril.
    """

  @Test("sentences are cut where they end, and not within numbers")
  func sentences() {
    let text = "Un. Deux !  Trois 3.5 millions ?\nQuatre\n\n…"
    #expect(
      Summary.sentences(of: text) == ["Un.", "Deux !", "Trois 3.5 millions ?", "Quatre", "…"])
    #expect(Summary.sentences(of: " \n ").isEmpty)
  }

  @Test("chosen sentences stand word for word, in their order")
  func extraction() {
    let summary = Summary(of: Self.transcript)
    #expect(summary.sentenceCount == 7)
    #expect(summary.sentences.count == 3)
    #expect(summary.sentences.first == "Le conseil examine le budget de la piscine municipale.")
    #expect(!summary.sentences.contains("Merci."))
    let all = Summary.sentences(of: Self.transcript)
    let places = summary.sentences.compactMap { all.firstIndex(of: $0) }
    #expect(places.count == 3 && places == places.sorted())
    #expect(Summary(of: "").sentences.isEmpty)
    #expect(
      Summary(of: String(repeating: "Le budget de la ville augmente. ", count: 500)).sentences.count
        == 12)
  }

  private func send(_ transcript: String, type: String = "application/x-www-form-urlencoded")
    async throws -> (status: Int, text: String)
  {
    let form = FormData([.init(name: "transcript", value: transcript)])
    let request = try Request(
      .post, "/", headers: Headers([.contentType: type]), body: Array(form.encoded.utf8))
    let response = await MinutesService(page: MinutesPage(title: "<Conseil>")).respond(to: request)
    guard case .bytes(let bytes) = response.body else { return (response.status.code, "") }
    return (response.status.code, String(decoding: bytes, as: UTF8.self))
  }

  @Test("the page says that a machine made the text, and escapes what was pasted")
  func page() async throws {
    let (status, text) = try await send(
      "Le budget <script>alert(1)</script> du conseil. " + Self.transcript)
    #expect(status == 200)
    #expect(text.contains("Texte produit par une machine, à relire"))
    #expect(!text.contains("<script>") && text.contains("&lt;script"))
    #expect(!text.contains("<Conseil>"))
  }

  @Test("too long a transcript is refused, and so is what is no form")
  func refusals() async throws {
    let long = String(repeating: "a", count: MinutesPage.transcriptLimit + 1)
    #expect(try await send(long).status == 422)
    #expect(try await send("a", type: "text/plain").status == 415)
  }
}
