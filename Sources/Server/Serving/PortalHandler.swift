import HTTP
import HTTPServer
import Portal
import PortalWeb

/// Puts the web face where the server looks for it, and beside it what is told to machines that look after the portal.
struct PortalHandler: Handler {
  let face: WebPortal
  let status: StatusPages

  func bodyPlan(for request: Request) -> BodyPlan { face.bodyPlan(for: request) }

  func respond(
    refusing request: Request, with status: Status, because reason: String
  ) async -> Response {
    await face.respond(refusing: request, with: status)
  }

  func respond(to request: Request) async -> Response {
    if let response = await status.response(to: request) { return response }
    return await face.respond(to: request)
  }
}
