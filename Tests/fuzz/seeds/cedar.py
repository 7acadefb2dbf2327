#!/usr/bin/env python3
"""Writes what fuzzing the Cedar kit starts from: `cedar.py FOLDER` makes inputs and a dictionary for each reader."""

import json
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tests/acceptance/cedar"))

from mutations import VALUES, WORDS  # noqa: E402
from values import EXTENSIONS, dumped  # noqa: E402
from worlds import World  # noqa: E402

WORLDS = 150

CONTEXT = {".": {"left": {"Var": "context"}, "attr": "n"}}
POLICY_CONDITIONS = [
    {"&&": {"left": {"Value": True}, "right": {"||": {"left": {"!": {"arg": {"Value": False}}}, "right": CONTEXT}}}},
    {"==": {"left": {"Set": [{"Value": 1}, {"neg": {"arg": CONTEXT}}]}, "right": {"Record": {"a": CONTEXT}}}},
    {"if-then-else": {"if": {"has": {"left": {"Var": "principal"}, "attr": "n"}}, "then": {"Value": True},
                      "else": {"is": {"left": {"Var": "resource"}, "entity_type": "Doc"}}}},
    {"like": {"left": {"Value": "a*b"}, "pattern": ["Wildcard", {"Literal": "*"}]}},
    {"isInRange": [{"ip": [{"Value": "::1"}]}, {"ip": [{"Value": "::/0"}]}]},
    {"containsAny": {"left": {"Value": [1, 2]}, "right": {"Value": [{"__entity": {"type": "User", "id": "a"}}]}}},
    {"<": {"left": {"+": {"left": CONTEXT, "right": {"Value": 1}}}, "right": {"getTag": {
        "left": {"Var": "principal"}, "right": {"Value": "a"}}}}},
]


def seeds():
    for file in (ROOT / "policies").glob("*.cedar"):
        for policy in re.split(r"(?<=;)\n", file.read_text()):
            yield "policies", policy
    yield "schema", (ROOT / "policies/fabrique.cedarschema").read_text()
    for number in range(WORLDS):
        world = World(random.Random(number))
        for policy in world.policies:
            yield "policies", policy.text()
        yield "schema", world.schema
        yield "schemaJSON", dumped(schema_json(world))
        yield "entities", dumped(world.entities[:4])
        yield "context", world.requests[0]["context"]
    for condition in POLICY_CONDITIONS:
        yield "policiesJSON", dumped({"templates": {}, "staticPolicies": {"a": {
            "effect": "permit", "principal": {"op": "All"},
            "action": {"op": "in", "entities": [{"type": "Action", "id": "any"}]},
            "resource": {"op": "is", "entity_type": "Doc", "in": {"entity": {"type": "Doc", "id": "a"}}},
            "conditions": [{"kind": "when", "body": condition}]}}, "templateLinks": []})
    yield "policiesJSON", dumped({"staticPolicies": {}, "templates": {"a": {
        "effect": "forbid", "principal": {"op": "==", "slot": "?principal"}, "action": {"op": "All"},
        "resource": {"op": "in", "slot": "?resource"}, "conditions": [], "annotations": {"a": "b"}}},
        "templateLinks": [{"templateId": "a", "newId": "b", "values": {
            "?principal": {"__entity": {"type": "User", "id": "a"}}, "?resource": {"type": "Doc", "id": "a"}}}]})
    for value in VALUES:
        yield "context", dumped({"a": value})


def schema_json(world):
    """The part of a world's schema that has entity types of its own namespace only, in JSON."""
    return {"": {
        "entityTypes": {
            name: {"memberOfTypes": type.memberOf, "shape": type_json(("record", type.attributes))}
            for name, type in world.types.items() if "::" not in name},
        "actions": {
            name: {"memberOf": [{"id": group} for group in action.memberOf], "appliesTo": {
                "principalTypes": action.principals, "resourceTypes": action.resources,
                "context": type_json(("record", action.context))}}
            for name, action in world.actions.items()}}}


def type_json(type):
    match type:
        case "set", element: return {"type": "Set", "element": type_json(element)}
        case "record", members:
            return {"type": "Record", "attributes": {
                name: type_json(member) | {"required": required} for name, (member, required) in members.items()}}
        case "entity", name: return {"type": "Entity", "name": name}
        case "Bool" | "Long" | "String": return {"type": {"Bool": "Boolean"}.get(type, type)}
        case _: return {"type": "Extension", "name": type}


def dictionary():
    names = ["__entity", "__extn", "uid", "attrs", "parents", "tags", "type", "id"]
    words = WORDS + [json.dumps(name) for name in names]
    words += [f'{function}("{text}")' for function, (good, _) in EXTENSIONS.items() for text in good]
    for word in words:
        escaped = "".join(f"\\x{byte:02x}" for byte in word.encode())
        yield f'"{escaped}"\n'


def main():
    folder = pathlib.Path(sys.argv[1])
    for number, (reader, text) in enumerate(seeds()):
        (folder / "seeds" / reader).mkdir(parents=True, exist_ok=True)
        (folder / "seeds" / reader / f"seed{number}").write_text(text)
    (folder / "dictionaries").mkdir(exist_ok=True)
    for seeded in (folder / "seeds").iterdir():
        (folder / "dictionaries" / seeded.name).write_text("".join(dictionary()))


if __name__ == "__main__":
    main()
