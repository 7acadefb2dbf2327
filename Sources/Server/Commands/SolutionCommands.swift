import Crypto
import Foundation
import Portal

extension Command {
  static let solutionManifest = Command(
    name: "solution manifest",
    summary: Text(
      "montre un manifeste de solution pour commencer", "shows a solution’s manifest to begin with"),
    operands: ["SOLUTION"]
  ) { invocation, console in
    console.print(SolutionManifest.example(of: invocation.operands[0]))
  }

  /// For whoever publishes a solution: checks the manifest as the portal would, and signs it with a key that stays here.
  static let solutionSign = Command(
    name: "solution sign",
    summary: Text(
      "signe un manifeste (Ed25519) ; comme openssl pkeyutl -sign -rawin",
      "signs a manifest (Ed25519); like openssl pkeyutl -sign -rawin"),
    operands: ["FILE"],
    options: [
      .init(
        "key", "FILE",
        Text(
          "clé privée, PEM : openssl genpkey -algorithm ed25519",
          "private key, PEM: openssl genpkey -algorithm ed25519"))
    ]
  ) { invocation, console in
    let path = invocation.operands[0]
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw UsageError(Text("« \(path) » est illisible.", "“\(path)” cannot be read."))
    }
    let manifest = try SolutionManifest(text)
    let key = try Ed25519.PrivateKey(pem: SecretFile.read(try invocation.required("key")))
    console.print(Base64URL.encode(try manifest.signature(by: key)))
  }
}
