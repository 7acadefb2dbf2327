#!/usr/bin/env python3
"""Writes what fuzzing starts from: `seeds.py FOLDER` makes a folder of inputs for each reader, and its dictionary."""

import json
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/acceptance/cedar"))

from mutations import VALUES, WORDS  # noqa: E402
from values import EXTENSIONS, dumped  # noqa: E402
from worlds import World  # noqa: E402

WORLDS = 150


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
        yield "entities", dumped(world.entities[:4])
        yield "context", world.requests[0]["context"]
    for value in VALUES:
        yield "context", dumped({"a": value})


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
        (folder / reader).mkdir(parents=True, exist_ok=True)
        (folder / reader / f"seed{number}").write_text(text)
    (folder / "dictionary").write_text("".join(dictionary()))


if __name__ == "__main__":
    main()
