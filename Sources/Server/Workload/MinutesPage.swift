import HTML
import HTTP

/// The pages of the assisted-minutes workload; in French, as the councils it stands for.
struct MinutesPage {
  let title: String

  /// Characters of a transcript: a long council meeting.
  static let transcriptLimit = 200_000

  func empty(complaint: String? = nil) -> Response { page(transcript: "", complaint: complaint) }

  func page(
    transcript: String, summary: Summary? = nil, complaint: String? = nil
  ) -> Response {
    let document = Document(language: "fr", title: title) {
      link(.rel(.stylesheet), .href("/minutes.css"))
    } body: {
      main {
        h1(title)
        p(
          "Collez la transcription d’une réunion : le service en extrait les phrases qui reviennent le plus à ses sujets."
        )
        if let complaint { p(complaint, .class("notice"), .role(.alert)) }
        if let summary { result(summary) }
        form(.method(.post), .action("/")) {
          label("Transcription", .for("transcript"))
          textarea(
            transcript, .id("transcript"), .name("transcript"), .rows(14), .required(),
            .maxlength(Self.transcriptLimit))
          button("Préparer un projet de compte rendu", .type(.submit))
        }
        footer {
          p(
            "Démonstration : calcul local, sans modèle de langue. Rien n’est gardé ni envoyé ailleurs."
          )
        }
      }
    }
    var response = Response.html(document.bytes)
    response.headers.set(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    response.headers.set("X-Content-Type-Options", "nosniff")
    response.headers.set("Referrer-Policy", "no-referrer")
    response.headers.set(.cacheControl, "no-store")
    return response
  }

  private func result(_ summary: Summary) -> HTML {
    section(.class("result")) {
      h2("Projet de compte rendu")
      p(.class("notice")) {
        strong("Texte produit par une machine, à relire.")
        " Les phrases sont reprises mot pour mot ; le choix peut être mauvais, et l’essentiel peut manquer."
      }
      if summary.sentences.isEmpty {
        p("Aucune phrase assez longue n’a été trouvée dans ce texte.")
      } else {
        ol { for sentence in summary.sentences { li(sentence) } }
        p("\(summary.sentences.count) phrases retenues sur \(summary.sentenceCount).")
      }
    }
  }

  static let styleSheet = """
    :root { color-scheme: light dark; }
    body { margin: 0; font-family: "Segoe UI", "Noto Sans", "DejaVu Sans", system-ui, sans-serif; line-height: 1.55; }
    main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem; }
    label { display: block; font-weight: 600; }
    textarea { width: 100%; box-sizing: border-box; font: inherit; }
    button { margin-top: 0.75rem; padding: 0.5rem 1rem; font: inherit; }
    .notice { border-left: 0.3rem solid #b4530a; padding: 0.5rem 0.75rem; }
    footer { margin-top: 2rem; font-size: 0.86rem; }

    """
}
