"""Makes a question that the engines differ on as small as simple deletions can."""

import copy
import json

from mutations import TOKEN

ATTEMPTS = 3000


def world(world, differs):
    """A question of a world, of which nothing can be left out while the engines are to differ."""
    for request in world.requests:
        alone = with_changes(world, requests=[request])
        if differs(alone.question()):
            world = alone
            break
    return least(world, smaller_worlds, lambda one: differs(one.question())).question()


def text(original, differs):
    """A text without the stretches of tokens, long ones first, that the difference does not need."""
    tokens = TOKEN.findall(original)
    before = None
    while tokens != before:
        before = tokens
        length = len(tokens) // 2
        while length:
            start = 0
            while start < len(tokens):
                rest = tokens[:start] + tokens[start + length:]
                if differs("".join(rest)):
                    tokens = rest
                else:
                    start += length
            length //= 2
    return "".join(tokens)


def least(value, smaller, differs):
    attempts = ATTEMPTS
    found = True
    while found and attempts:
        found = False
        for candidate in smaller(value):
            attempts -= 1
            if attempts == 0:
                break
            if differs(candidate):
                value, found = candidate, True
                break
    return value


def without_one(items):
    for position in range(len(items)):
        yield items[:position] + items[position + 1:]


def with_changes(world, **changes):
    changed = copy.copy(world)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def smaller_worlds(world):
    for name in ("links", "policies", "entities"):
        for rest in without_one(getattr(world, name)):
            yield with_changes(world, **{name: rest})
    for position, policy in enumerate(world.policies):
        for less in policy.smaller():
            policies = list(world.policies)
            policies[position] = less
            yield with_changes(world, policies=policies)
    for position, entity in enumerate(world.entities):
        for part in ("parents", "attrs", "tags"):
            for less in less_of(entity.get(part, [])):
                entities = list(world.entities)
                entities[position] = entity | {part: less}
                yield with_changes(world, entities=entities)
    for rest in without_one(world.requests):
        yield with_changes(world, requests=rest)
    if len(world.requests) != 1:
        return
    for less in less_of(json.loads(world.requests[0]["context"])):
        yield with_changes(world, requests=[world.requests[0] | {"context": json.dumps(less, ensure_ascii=False)}])


def less_of(value):
    if isinstance(value, dict):
        for name in value:
            yield {other: value[other] for other in value if other != name}
    else:
        yield from without_one(value)
