public import JSON

extension PolicySet {
  /// Reads `{"templates", "staticPolicies", "templateLinks"}` (Cedar documentation, "JSON policy
  /// set format"): templates and policies by id, links as `{"templateId", "newId", "values"}`.
  ///
  /// Throws besides where they make no set. A document nests about two levels for each level of its
  /// expressions, of which there may be `Expression.maximumDepth`.
  public init(json: JSON) throws(DataError) {
    let place = JSONPlace(json)
    try place.refuseMembers(besides: "templates", "staticPolicies", "templateLinks")
    var templates: [Template] = []
    for (id, item) in try place.required("templates").members() {
      templates.append(try Template(item, id: id))
    }
    var policies: [Policy] = []
    for (id, item) in try place.required("staticPolicies").members() {
      policies.append(try Policy(item, id: id))
    }
    var links: [(id: String, link: Policy.Link)] = []
    for item in try place.required("templateLinks").items() {
      try item.refuseMembers(besides: "templateId", "newId", "values")
      links.append((try item.required("newId").text(), try Policy.Link(item)))
    }
    do throws(PolicySetError) {
      try self.init(policies, templates: templates, links: links)
    } catch {
      throw place.failure(error.description)
    }
  }

  /// Its JSON form; reading it gives equal policies and templates.
  public var json: JSON {
    let links = policies.compactMap { policy in policy.link.map { $0.json(linking: policy.id) } }
    let staticPolicies = policies.filter { $0.link == nil }
    return [
      "templates": .object(JSONObject(templates.map { ($0.id, $0.json) })),
      "staticPolicies": .object(JSONObject(staticPolicies.map { ($0.id, $0.json) })),
      "templateLinks": .array(links),
    ]
  }
}

extension Policy.Link {
  fileprivate init(_ place: JSONPlace) throws(DataError) {
    var values: [Slot: EntityUID] = [:]
    for (name, value) in try place.required("values").members() {
      guard let slot = Slot(rawValue: name) else {
        throw value.failure("There are the slots `?principal` and `?resource`.")
      }
      values[slot] = try EntityUID(value)
    }
    self.init(template: try place.required("templateId").text(), values: values)
  }

  fileprivate func json(linking id: String) -> JSON {
    let values = Slot.allCases.compactMap { slot -> (String, JSON)? in
      self.values[slot].map { (slot.rawValue, $0.json) }
    }
    return [
      "templateId": .string(template), "newId": .string(id), "values": .object(JSONObject(values)),
    ]
  }
}
