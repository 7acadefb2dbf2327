"""Random worlds: a schema, entities, policies and requests that belong together, more or less."""

import dataclasses

from expressions import Expressions, Tree
from values import NAMES, TEXTS, Form, dumped, is_identifier, quoted

PRIMITIVES = ["Bool", "Long", "String", "decimal", "ipaddr", "datetime", "duration"]
TYPE_NAMES = ["User", "Group", "Doc", "Shop::Order", "Shop::Item", "Place"]
ACTIONS = ["view", "edit", "é", "e\u0301", "any of it"]


@dataclasses.dataclass
class EntityType:
    memberOf: list
    attributes: dict
    tags: object = None
    choices: list = None


@dataclasses.dataclass
class Action:
    memberOf: list
    principals: list
    resources: list
    context: dict


@dataclasses.dataclass
class Policy:
    """One policy: its head as text, its conditions as trees."""
    effect: str
    scopes: list
    conditions: list
    annotation: str = ""

    def text(self):
        conditions = "".join(f" {kind} {{ {tree.text()} }}" for kind, tree in self.conditions)
        return f"{self.annotation}{self.effect}({', '.join(self.scopes)}){conditions};"

    def smaller(self):
        if self.annotation:
            yield dataclasses.replace(self, annotation="")
        for position, plain in enumerate(("principal", "action", "resource")):
            if self.scopes[position] != plain:
                yield dataclasses.replace(self, scopes=self.scopes[:position] + [plain] + self.scopes[position + 1:])
        for position, (kind, tree) in enumerate(self.conditions):
            rest = self.conditions[:position], self.conditions[position + 1:]
            yield dataclasses.replace(self, conditions=rest[0] + rest[1])
            for less in tree.smaller():
                yield dataclasses.replace(self, conditions=rest[0] + [(kind, less)] + rest[1])


class World:
    """Everything of one question but the question: drawn from a source of chance, then only read."""

    def __init__(self, random):
        self.random = random
        self.links = []
        # With a schema most of the world fits it; without one anything goes.
        self.has_schema = random.random() < 0.6
        self.wild = random.choice([0, 0.02, 0.06]) if self.has_schema else random.choice([0.02, 0.06, 0.15])
        self.types, self.actions, self.common = {}, {}, []
        self.declare()
        self.schema = self.schema_text()
        self.entities = self.make_entities()
        self.policies = []
        for _ in range(random.choice([1, 2, 3, 4, 6, 9])):
            self.policies.append(self.make_policy())
        contexts = self.make_contexts()
        self.requests = [self.make_request(contexts) for _ in range(40)]

    @property
    def has_templates(self):
        return any("?" in scope for policy in self.policies for scope in policy.scopes)

    def ids(self, type):
        declared = self.types.get(type)
        return declared.choices if declared and declared.choices else TEXTS[:8]

    # The schema.

    def declare(self):
        random = self.random
        names = random.sample(TYPE_NAMES, random.randint(3, 5))
        for position, name in enumerate(names):
            # Groups come before their members, so that nothing is in itself.
            groups = random.sample(names[:position], min(position, random.choice([0, 1, 2])))
            self.types[name] = EntityType([one for one in groups if not self.types[one].choices], {})
            if position > 1 and random.random() < 0.25:
                self.types[name] = EntityType([], {}, choices=random.sample(TEXTS[:8], 3))
        for name, type in self.types.items():
            if type.choices is None:
                type.attributes = self.members(names, 2, random.randrange(7))
                if random.random() < 0.4:
                    type.tags = "String" if random.random() < 0.7 else self.type(names, 1)
        ids = random.sample(ACTIONS, random.randint(2, 4))
        for position, name in enumerate(ids):
            self.actions[name] = Action(
                random.sample(ids[:position], min(position, random.choice([0, 1]))),
                random.sample(names, random.randint(1, 2)), random.sample(names, random.randint(1, 2)),
                self.members(names, 2, random.randrange(5)))

    def members(self, names, depth, count):
        random = self.random
        return {name: (self.type(names, depth), random.random() < 0.6) for name in random.sample(NAMES, count)}

    def type(self, names, depth):
        random = self.random
        chance = random.random()
        if depth and chance < 0.15:
            return ("set", self.type(names, depth - 1))
        if depth and chance < 0.25:
            return ("record", self.members(names, depth - 1, random.randrange(4)))
        if chance < 0.5:
            return ("entity", random.choice(names))
        return random.choice(PRIMITIVES)

    def schema_text(self):
        outer, shop = [], []
        for name, type in self.types.items():
            space, _, base = name.rpartition("::")
            (shop if space else outer).append(self.entity_text(base, type))
        for name, action in self.actions.items():
            groups = f" in [{', '.join(map(quoted, action.memberOf))}]" if action.memberOf else ""
            outer.append(
                f"action {quoted(name)}{groups} appliesTo {{ principal: [{', '.join(action.principals)}], "
                f"resource: [{', '.join(action.resources)}], context: {self.record_text(action.context)} }};")
        outer += self.common
        if shop:
            outer.append(f"namespace Shop {{ {' '.join(shop)} }}")
        self.random.shuffle(outer)
        return "\n".join(outer)

    def entity_text(self, name, type):
        if type.choices is not None:
            return f"entity {name} enum [{', '.join(quoted(one) for one in type.choices)}];"
        groups = f" in [{', '.join(type.memberOf)}]" if type.memberOf else ""
        tags = f" tags {self.type_text(type.tags)}" if type.tags else ""
        return f"entity {name}{groups} = {self.record_text(type.attributes)}{tags};"

    def record_text(self, members):
        return "{" + ", ".join(f"{quoted(name)}{'' if required else '?'}: {self.type_text(type)}"
                               for name, (type, required) in members.items()) + "}"

    def type_text(self, type):
        match type:
            case "set", element: text = f"Set<{self.type_text(element)}>"
            case "record", members: text = self.record_text(members)
            case "entity", name: text = name
            case _: text = type if self.random.random() < 0.9 else f"__cedar::{type}"
        if self.random.random() < 0.1:
            # A name of its own, which stands for the same.
            name = f"Common{len(self.common)}"
            self.common.append(f"type {name} = {text};")
            return name
        return text

    # Entities.

    def make_entities(self):
        random = self.random
        form = Form(random, self, broken=0 if self.has_schema else 0.003)
        entities = []
        order = list(self.types)
        for position, (name, type) in enumerate(self.types.items()):
            if type.choices is not None:
                continue
            for id in random.sample(TEXTS[:8], random.randint(1, 5)):
                parents = [form.uid(group) for group in type.memberOf for _ in range(random.choice([0, 1, 2]))]
                if not self.has_schema and position and random.random() < 0.2:
                    parents.append(form.uid(order[position - 1]))
                entity = {
                    "uid": dict(zip(("type", "id"), (name, id))),
                    "attrs": form.json(("record", type.attributes), self.has_schema),
                    "parents": [dict(zip(("type", "id"), one)) for one in dict.fromkeys(parents)]}
                if type.tags:
                    entity["tags"] = {random.choice(TEXTS): form.json(type.tags, self.has_schema) for _ in range(3)}
                if not self.has_schema:
                    self.disturb(entity, form)
                entities.append(entity)
        if not self.has_schema:
            # Without a schema the groups of actions come with the entities.
            entities += [
                {"uid": {"type": "Action", "id": name}, "attrs": {},
                 "parents": [{"type": "Action", "id": group} for group in action.memberOf]}
                for name, action in self.actions.items()]
        random.shuffle(entities)
        return entities

    def disturb(self, entity, form):
        """Lacks an attribute, or has one of another type."""
        for name in list(entity["attrs"]):
            if self.random.random() < 0.08:
                del entity["attrs"][name]
            elif self.random.random() < 0.08:
                entity["attrs"][name] = form.json(self.type(list(self.types), 1), False)

    # Policies.

    def make_policy(self):
        random = self.random
        name = random.choice(list(self.actions))
        action = self.actions[name]
        principal, resource = random.choice(action.principals), random.choice(action.resources)
        variables = {
            "principal": ("entity", principal), "resource": ("entity", resource), "context": ("record", action.context)}
        expressions = Expressions(random, self, variables, self.wild)
        scopes = [self.scope("principal", principal, expressions), self.action_scope(name),
                  self.scope("resource", resource, expressions)]
        if random.random() < 0.25:
            self.make_links(scopes, {"principal": principal, "resource": resource})
        conditions = [(random.choice(["when", "when", "unless"]), expressions.of("Bool", random.choice([1, 2, 3, 4])))
                      for _ in range(random.choice([0, 1, 1, 1, 2, 3]))]
        annotation = f"@id({quoted(random.choice(TEXTS), random)}) " if random.random() < 0.2 else ""
        return Policy(random.choice(["permit", "permit", "forbid"]), scopes, conditions, annotation)

    def scope(self, variable, type, expressions):
        random = self.random
        if random.random() < 0.1:
            type = random.choice(list(self.types))
        groups = self.types[type].memberOf + [type]
        match random.choice(["any"] * 8 + ["is", "is", "==", "in", "is in"]):
            case "any": return variable
            case "is": return f"{variable} is {type}"
            case "==": return f"{variable} == {expressions.uid(type)}"
            case "in": return f"{variable} in {expressions.uid(random.choice(groups))}"
            case _: return f"{variable} is {type} in {expressions.uid(random.choice(groups))}"

    def action_scope(self, name):
        random = self.random
        def uid(id):
            return f"Action::{quoted(id, random)}"
        match random.randrange(8):
            case 0 | 1 | 2: return "action"
            case 3 | 4: return f"action == {uid(name)}"
            case 5 | 6: return f"action in {uid(random.choice(self.actions[name].memberOf or [name]))}"
            case _: return f"action in [{', '.join(uid(one) for one in random.sample(list(self.actions), 2))}]"

    def make_links(self, scopes, types):
        """Puts slots into the head of the policy being made, and links it; a link is wrong now and then."""
        random = self.random
        form = Form(random, self)
        slots = {}
        for position, (variable, type) in zip((0, 2), types.items()):
            if random.random() < 0.6:
                head = random.choice([" ==", " in", f" is {type} in"])
                scopes[position] = f"{variable}{head} ?{variable}"
                slots[f"?{variable}"] = type
        for _ in range(random.randrange(3)):
            values = {slot: dict(zip(("type", "id"), form.uid(type))) for slot, type in slots.items()}
            if random.random() < 0.01:
                values["?resource"] = {"type": "Doc", "id": "a"}
            self.links.append({"template": f"policy{len(self.policies)}", "id": f"link{len(self.links)}",
                               "values": values})

    # Requests.

    def make_contexts(self):
        form = Form(self.random, self, broken=0 if self.has_schema else 0.003)
        return {name: [form.json(("record", action.context), self.has_schema) for _ in range(5)]
                for name, action in self.actions.items()}

    def make_request(self, contexts):
        random = self.random
        name = random.choice(list(self.actions))
        action = self.actions[name]
        # Some do not fit what the action applies to.
        fits = random.random() > (0.03 if self.has_schema else 0.1)
        types = list(self.types)
        form = Form(random, self)
        def party(fitting):
            return dict(zip(("type", "id"), form.uid(random.choice(fitting if fits else types))))
        return {"principal": party(action.principals), "action": {"type": "Action", "id": name},
                "resource": party(action.resources),
                "context": dumped(random.choice(contexts[name if fits else random.choice(list(contexts))]))}

    # The whole as a question.

    def question(self):
        question = {"policies": "\n".join(policy.text() for policy in self.policies),
                    "entities": dumped(self.entities), "requests": self.requests}
        if self.has_schema:
            question["schema"] = self.schema
        if self.links:
            question["links"] = self.links
        return question
