"""Random expressions, well-typed for a request environment or not, as trees that can be cut back."""

from values import CONSTRUCTORS, LONGS, TEXTS, extension_text, is_identifier, quoted

ALL = ["Bool", "Long", "String", "decimal", "ipaddr", "datetime", "duration"]
METHODS = {
    "decimal": ["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"], "ipaddr": ["isInRange"]}
QUESTIONS = ["isIpv4", "isIpv6", "isLoopback", "isMulticast"]
MEASURES = ["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"]


class Tree:
    """Text with sub-expressions in its gaps: `parts` has one item more than `children`."""

    __slots__ = ("parts", "children")

    def __init__(self, *items):
        self.parts, self.children = [""], []
        for item in items:
            if isinstance(item, Tree):
                self.children.append(item)
                self.parts.append("")
            else:
                self.parts[-1] += item

    def text(self):
        return self.parts[0] + "".join(child.text() + part for child, part in zip(self.children, self.parts[1:]))

    def smaller(self):
        """Trees with one sub-expression put in place of what holds it, or with nothing but `true`."""
        yield from self.children
        for position, child in enumerate(self.children):
            for less in child.smaller():
                copy = Tree()
                copy.parts, copy.children = self.parts, list(self.children)
                copy.children[position] = less
                yield copy
        if self.children:
            yield Tree("true")


class Expressions:
    """Makes expressions about one request environment: `variables` maps each variable to its type.

    `wild` is the probability that a sub-expression is of any type, an access unguarded, a constructor's text broken.
    """

    def __init__(self, random, world, variables, wild):
        self.random, self.world, self.wild = random, world, wild
        self.paths = {}
        for name, type in variables.items():
            self.reach(Tree(name), type, [], 3)

    # What can be reached from the variables.

    def reach(self, tree, type, guards, steps):
        self.paths.setdefault(self.key(type), []).append((tree, type, guards))
        if steps == 0:
            return
        for name, (member, required) in self.members(type).items():
            guard = [] if required else [self.has(tree, name)]
            self.reach(self.access(tree, name), member, guards + guard, steps - 1)

    def members(self, type):
        match type:
            case "record", members: return members
            case "entity", name: return self.world.types[name].attributes if name in self.world.types else {}
            case _: return {}

    def key(self, type):
        return type[0] if type[0] in ("set", "record") else type

    def access(self, tree, name):
        dotted = is_identifier(name) and self.random.random() < 0.8
        return Tree(tree, f".{name}" if dotted else f"[{quoted(name, self.random)}]")

    def has(self, tree, name):
        plain = is_identifier(name) and self.random.random() < 0.8
        return Tree("(", tree, f" has {name if plain else quoted(name, self.random)})")

    # Expressions by type.

    def any_type(self):
        random = self.random
        if random.random() < 0.3:
            return ("entity", random.choice(list(self.world.types)))
        if random.random() < 0.2:
            return ("set", random.choice(ALL))
        return random.choice(ALL)

    def of(self, type, depth):
        random = self.random
        if random.random() < self.wild:
            type = self.any_type()
        if depth <= 0 or random.random() < 0.12:
            return self.leaf(type)
        if random.random() < 0.07:
            return Tree("(if ", self.of("Bool", depth - 1), " then ", self.of(type, depth - 1), " else ",
                        self.of(type, depth - 1), ")")
        if random.random() < 0.03:
            return Tree("{a: ", self.of(type, depth - 1), ", \"b\": ", self.of(self.any_type(), 0), "}.a")
        if type == "Bool":
            return self.truth(depth)
        if random.random() < 0.45:
            found = self.path(type)
            if found:
                return found
        return self.made(type, depth)

    def path(self, type):
        """An attribute, guarded where it is optional, mostly."""
        candidates = [one for one in self.paths.get(self.key(type), []) if one[1] == type]
        if not candidates:
            return None
        tree, _, guards = self.random.choice(candidates)
        if guards and self.random.random() >= self.wild:
            guard = guards[0]
            for other in guards[1:]:
                guard = Tree(guard, " && ", other)
            return Tree("(if ", guard, " then ", tree, " else ", self.leaf(type), ")")
        return tree

    def leaf(self, type):
        random = self.random
        match type:
            case "Bool": return Tree(random.choice(["true", "false"]))
            case "Long":
                number = random.choice(LONGS[:9] if random.random() < 0.6 else LONGS)
                return Tree(str(number) if number >= 0 else f"({number})")
            case "String": return Tree(quoted(random.choice(TEXTS), random))
            case "entity", name: return Tree(self.uid(name))
            case "set", element: return Tree("[", self.leaf(element), "]")
            case "record", members:
                items = ["{"]
                for name, (member, _) in members.items():
                    items += [", " if len(items) > 1 else "", quoted(name, random), ": ", self.leaf(member)]
                return Tree(*items, "}")
            case _:
                constructor = CONSTRUCTORS[type]
                text = extension_text(random, constructor, self.wild)
                return Tree(f"{constructor}({quoted(text)})")

    def uid(self, type):
        random = self.random
        return f"{type}::{quoted(random.choice(self.world.ids(type)), random)}"

    def entity_type(self):
        return ("entity", self.random.choice(list(self.world.types)))

    def made(self, type, depth):
        random, less = self.random, depth - 1
        match type:
            case "Long":
                match random.randrange(5):
                    case 0: return Tree("(-", self.of("Long", less), ")")
                    case 1: return Tree(self.of("duration", less), f".{random.choice(MEASURES)}()")
                    case _:
                        return Tree("(", self.of("Long", less), random.choice([" + ", " - ", " * "]),
                                    self.of("Long", less), ")")
            case "datetime" if random.random() < 0.6:
                if random.random() < 0.5:
                    return Tree(self.of("datetime", less), ".offset(", self.of("duration", less), ")")
                return Tree(self.of("datetime", less), ".toDate()")
            case "duration" if random.random() < 0.6:
                if random.random() < 0.5:
                    return Tree(self.of("datetime", less), ".durationSince(", self.of("datetime", less), ")")
                return Tree(self.of("datetime", less), ".toTime()")
            case "String" if random.random() < 0.15:
                return self.tag(less)
            case "set", element:
                items = ["["]
                for position in range(random.choice([0, 1, 2, 3]) if self.wild else random.choice([1, 2, 3])):
                    items += [", " if position else "", self.of(element, less)]
                return Tree(*items, "]")
            case "decimal" | "ipaddr" | "datetime" | "duration" if random.random() < self.wild:
                return Tree(f"{CONSTRUCTORS[type]}(", self.of("String", less), ")")
        return self.leaf(type)

    def tag(self, depth):
        tagged = [name for name, type in self.world.types.items() if type.tags == "String"]
        if not tagged:
            return self.leaf("String")
        entity, name = self.of(("entity", self.random.choice(tagged)), depth), self.of("String", 0)
        if self.random.random() < self.wild:
            return Tree(entity, ".getTag(", name, ")")
        return Tree("(if ", entity, ".hasTag(", name, ") then ", entity, ".getTag(", name, ") else ",
                    self.leaf("String"), ")")

    def truth(self, depth):
        random, less = self.random, depth - 1
        match random.randrange(20):
            case 0 | 1 | 2: return Tree("(", self.of("Bool", less), " && ", self.of("Bool", less), ")")
            case 3 | 4: return Tree("(", self.of("Bool", less), " || ", self.of("Bool", less), ")")
            case 5: return Tree("(!", self.of("Bool", less), ")")
            case 6 | 7:
                type = self.any_type() if random.random() < 0.7 else self.entity_type()
                return Tree("(", self.of(type, less), random.choice([" == ", " != "]), self.of(type, less), ")")
            case 8 | 9:
                type = random.choice(["Long", "Long", "datetime", "duration"])
                return Tree("(", self.of(type, less), random.choice([" < ", " <= ", " > ", " >= "]),
                            self.of(type, less), ")")
            case 10: return self.membership(less)
            case 11: return Tree("(", self.of(self.entity_type(), less), f" is {self.entity_type()[1]}",
                                 *([" in ", self.group(less)] if random.random() < 0.4 else []), ")")
            case 12:
                _, type, _ = path = random.choice(random.choice(list(self.paths.values())))
                names = list(self.members(type)) if random.random() > self.wild else list("ns")
                return self.has(path[0], random.choice(names)) if names else self.leaf("Bool")
            case 13: return Tree("(", self.of("String", less), f" like {self.pattern()})")
            case 14:
                type = random.choice(ALL + [self.entity_type()])
                return Tree(self.of(("set", type), less), ".contains(", self.of(type, less), ")")
            case 15:
                type = random.choice(ALL + [self.entity_type()])
                return Tree(self.of(("set", type), less), f".{random.choice(['containsAll', 'containsAny'])}(",
                            self.of(("set", type), less), ")")
            case 16: return Tree(self.of(("set", random.choice(ALL)), less), ".isEmpty()")
            case 17:
                return Tree(self.of(self.entity_type(), less), ".hasTag(", self.of("String", less), ")")
            case 18:
                type = random.choice(list(METHODS))
                return Tree(self.of(type, less), f".{random.choice(METHODS[type])}(", self.of(type, less), ")")
            case _: return Tree(self.of("ipaddr", less), f".{random.choice(QUESTIONS)}()")

    def membership(self, depth):
        return Tree("(", self.of(self.entity_type(), depth), " in ", self.group(depth), ")")

    def group(self, depth):
        type = self.entity_type()
        return self.of(("set", type) if self.random.random() < 0.3 else type, depth)

    def pattern(self):
        """What `like` takes: pieces of texts, wildcards, and stars that are none."""
        random = self.random
        pieces = [random.choice(["*", "*", "\\*", quoted(random.choice(TEXTS), random)[1:-1].replace("*", "\\*")])
                  for _ in range(random.randrange(4))]
        return '"' + "".join(pieces) + '"'
