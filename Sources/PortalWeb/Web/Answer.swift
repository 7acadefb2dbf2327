import HTTP

/// What the API answers to a route when all goes well, for its description.
struct Answer: Sendable {
  let status: Status
  let mediaType: MediaType
  let shape: Shape
  /// Whether it is a page of a list, which takes `limit` and `cursor`.
  let isPage: Bool

  private init(
    _ status: Status, _ shape: Shape, mediaType: MediaType = .json, isPage: Bool = false
  ) {
    self.status = status
    self.mediaType = mediaType
    self.shape = shape
    self.isPage = isPage
  }

  static func ok(_ shape: Shape) -> Answer { Answer(.ok, shape) }

  /// A new record; `Location` says where it is.
  static func created(_ shape: Shape) -> Answer { Answer(.created, shape) }

  /// A page of a list of items.
  static func page(of item: Shape) -> Answer { page(.page(of: item)) }

  /// A page of a list that says more than its items.
  static func page(_ shape: Shape) -> Answer { Answer(.ok, shape, isPage: true) }

  /// What is no JSON.
  static func file(_ mediaType: MediaType) -> Answer { Answer(.ok, .text, mediaType: mediaType) }
}
