import HTML
import HTTP
import Portal

/// What a view needs to know of the reader: their language, who they are, and the token that their forms repeat.
struct Visit: Sendable {
  static let tokenField = "formToken"

  let language: Language
  let session: Session?
  let request: Request
  let formToken: String
  let assets: Assets

  /// The reader's wording of a text: `visit(.signIn)`.
  func callAsFunction(_ text: Text) -> String { text[language] }

  func callAsFunction(_ french: String, _ english: String) -> String {
    Text(french, english)[language]
  }

  /// A form that does something. There is no other way to make one, so that none lacks its token.
  func postForm(
    to action: Path, takesFiles: Bool = false, @HTMLBuilder content: () -> HTML
  ) -> HTML {
    form(.method(.post), .action(action), .enctype(.multipart).only(if: takesFiles)) {
      input(.type(.hidden), .name(Self.tokenField), .value(formToken))
      content()
    }
  }

  /// A button that does one thing at once.
  func deed(_ label: Text, to action: Path, style: ButtonStyle = .standard) -> HTML {
    postForm(to: action) { button(self(label), .type(.submit), .class(style.rawValue)) }
  }

  enum ButtonStyle: String, Sendable {
    case standard = ""
    case plain, danger, link
  }

  /// The address of this page with one part of its query changed.
  func address(with name: String, _ value: String?) -> Path {
    Path(checking: request.path + "?" + request.query.replacing(name, with: value).encoded) ?? "/"
  }
}
