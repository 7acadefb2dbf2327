import JSON

extension Portal {
  /// Says something in the discussion, at most 5,000 characters.
  public func discuss(_ id: UseCase.ID, _ body: String, as actor: Actor) async throws -> Comment.ID
  {
    let body = try Prose.comment.accept(body)
    return try await work(as: actor) { work in
      let useCase = try work.visibleUseCase(id)
      let comment: Comment.ID = work.newID()
      let permit = try work.permit(
        .discuss, on: useCase, detail: [("comment", .string(comment.text))])
      // The rules grant the deed to members only.
      guard let member = actor.member else { throw PortalError.signInRequired }
      try work.comments.insert(body, id: comment, by: member, on: useCase, permit)
      return comment
    }
  }

  /// The discussion, newest first; for those who see the shared fields.
  public func comments(
    on id: UseCase.ID, after cursor: Cursor? = nil, limit: Limit = .standard, as actor: Actor
  ) throws -> Page<Comment> {
    try read(as: actor) { reading in
      let useCase = try reading.visibleUseCase(id)
      try reading.gate.requireSight(.viewSharedFields, of: useCase)
      return try reading.comments.page(of: id, after: cursor, limit: limit)
    }
  }
}

extension Prose {
  fileprivate static let comment = Prose(
    field: "body", label: Text("Commentaire", "Comment"), maximum: 5000)
}
