import JSON
import Portal

/// What the operator's side says of one claim: `status/<name>.json` on the branch `status`, which it alone writes.
///
/// `{revision, phase, reason?, endpoint?}`; `phase` is `provisioning`, `running`, `suspended`, `releasing`, `failed` or
/// `absent`. A branch rather than notes: it is read in one look, and a forge can reserve it for one writer. It speaks
/// of the files under `claims/` and of those under `releasing/`, until it has said of these that nothing is left.
struct ClaimStatus {
  let revision: Int
  let phase: Deployment.Phase
  let reason: String
  let endpoint: String

  static let branch = "status"

  init?(file: [UInt8]?) {
    guard let file, let json = try? JSON(parsing: file), let revision = json["revision"]?.int,
      let phase = json["phase"]?.text.flatMap(Deployment.Phase.init), phase != .unobserved
    else { return nil }
    self.revision = revision
    self.phase = phase
    reason = json["reason"]?.text ?? ""
    endpoint = json["endpoint"]?.text ?? ""
  }
}
