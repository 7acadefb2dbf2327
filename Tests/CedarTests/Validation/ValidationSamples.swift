import Cedar

/// A vocabulary with something of everything.
let vocabulary = """
  entity Group in [Group];
  entity Level enum ["low", "high"];
  type Address = { city: String, zip?: Long };
  entity User in [Group] = {
    name: String, age?: Long, boss?: User, level: Level, home: Address, away?: Address,
    friends: Set<User>, from?: ipaddr, since: datetime,
  } tags Set<String>;
  entity Robot in [Group] = { name: String, owner: User, age: String };
  entity Photo in [Album] = { owner: User, title?: String, sizes: Set<Long> };
  entity Album;
  action read;
  action view, edit in [read] appliesTo {
    principal: [User, Robot], resource: [Photo, Album],
    context: { at: datetime, near?: Bool },
  };
  action promote appliesTo { principal: User, resource: User };
  """

func validator() throws -> Validator {
  Validator(schema: try Schema(parsing: vocabulary))
}

/// What validation says, a line each.
func complaints(
  about policies: String, mode: ValidationMode = .strict, level: Int? = nil
) throws -> [String] {
  try validator().validate(PolicySet(parsing: policies), mode: mode, level: level)
    .errors.map(\.description)
}

/// The mistakes of a condition, for a user that looks at a photo.
func mistakes(
  in condition: String, mode: ValidationMode = .strict, level: Int? = nil
) throws -> [String] {
  let head = "permit (principal is User, action == Action::\"view\", resource is Photo) when {"
  let errors = try validator().validate(
    PolicySet(parsing: "\(head)\n\(condition)\n};"), mode: mode, level: level
  ).errors
  return errors.map { "\($0.position.line - 1):\($0.position.column): \($0.reason)" }
}
