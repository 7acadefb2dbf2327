import HTML
import HTTP
import Portal

/// The newest sheets as a feed (RFC 4287).
struct AtomFeed {
  let entries: [LibraryEntry]
  let language: Language

  /// Names this feed for good, whatever its address (RFC 4287 §4.2.6).
  private static let id = "urn:uuid:5d1f6e0a-5a3c-4b5e-9f41-7c0f5a1e2b90"

  var response: Response {
    var response = Response(
      .ok, type: "application/atom+xml; charset=utf-8", bytes: Array(document.utf8))
    response.headers.set(.cacheControl, "public, max-age=300")
    response.headers.set("Vary", "Cookie, Accept-Language")
    return response
  }

  private var document: String {
    let title = Text(
      "Fabrique IA territoriale : nouveautés de la bibliothèque",
      "Fabrique IA territoriale: new in the library")
    let updated = entries.map(\.publishedAt).max() ?? Instant(milliseconds: 0)
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language.rawValue)">
      <id>\(Self.id)</id>
      <title>\(title[language].xml)</title>
      <updated>\(updated.rfc3339)</updated>
      <link href="/library"/>
      <link rel="self" href="/library.atom"/>
      \(entries.map(entry).joined(separator: "\n"))
      </feed>

      """
  }

  private func entry(_ entry: LibraryEntry) -> String {
    """
    <entry>
    <id>urn:uuid:\(entry.useCase.text)</id>
    <title>\(entry.title.xml)</title>
    <updated>\(entry.publishedAt.rfc3339)</updated>
    <author><name>\(entry.owner.xml)</name></author>
    <link href="\(entry.path.text.xml)"/>
    <summary>\(entry.summary.xml)</summary>
    </entry>
    """
  }
}

extension String {
  /// As text or attribute of XML 1.0: markup escaped, characters that XML does not know left out.
  fileprivate var xml: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\u{20}"..."\u{d7ff}", "\u{e000}"..."\u{fffd}", "\u{10000}"..."\u{10ffff}":
        result.unicodeScalars.append(scalar)
      default: break
      }
    }
    return result
  }
}
