"""Texts and JSON documents bent a little, so that about half of them are refused."""

import copy
import re

from values import LONGS, TEXTS, dumped

TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\w+|\s+|::|&&|\|\||[=!<>]=|.', re.DOTALL)
WORDS = ["permit", "forbid", "when", "unless", "principal", "action", "resource", "context", "?principal", "?resource",
         "true", "if", "then", "else", "in", "is", "has", "like", "==", "!=", "<", ">=", "&&", "||", "!", "-", "+", "*",
         "/", "%", "=", "(", ")", "[", "]", "{", "}", ",", ";", ":", "::", ".", "@", "@a", "//", "/*", "'", '"', "\\",
         '"\\*"', '"\\x7f"', '"\\x80"', '"\\u{d800}"', '"\\u{110000}"', '"\\u{0}"', '"\\q"', "0", "007", "1e3", "1.5",
         "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "é", "_",
         "__cedar", "Action", "User", "isEmpty", "contains", "ip", "decimal", "\u00a0", "\u2028",
         "\ufeff", "\0",
         "entity", "type", "namespace", "tags", "enum", "Set", "Long", "appliesTo", "attributes", "?"]


def text(random, original):
    """A text with a word or two dropped, doubled, swapped or replaced."""
    words = TOKEN.findall(original)
    for _ in range(random.choice([1, 1, 1, 2])):
        if not words:
            break
        position = random.randrange(len(words))
        match random.randrange(8):
            case 0: del words[position]
            case 6 | 7:
                # Another value or name in its place often makes sense.
                is_word = words[position][:1].isalpha()
                words[position] = random.choice([one for one in words if one[:1].isalpha() == is_word])
            case 1: words.insert(position, words[position])
            case 2: words.insert(position, random.choice(words))
            case 3: words.insert(position, random.choice(WORDS))
            case 4: words[position] = random.choice(WORDS)
            case _:
                one = words[position]
                middle = random.randrange(len(one))
                words[position] = one[:middle] + random.choice("\\\"*a9 _\u0301\n") + one[middle + random.randrange(2):]
    return "".join(words)


VALUES = [None, True, 1, 1.0, 1.5, 2**63, -2**63 - 1, "", "a", [], {}, [[]], {"type": "User"}, {"a": 1},
          {"__entity": {"type": "User", "id": "a"}}, {"__entity": {"type": "User", "id": "a", "x": 1}},
          {"__entity": {"type": "a b", "id": "a"}}, {"__entity": {"type": "User::", "id": ""}}, {"__entity": "User"},
          {"__entity": {"type": " User", "id": "a"}}, {"__entity": {"type": "if", "id": "a"}},
          {"__entity": {"type": "User", "id": 1}}, {"__entity": {"type": "User", "id": "a"}, "b": 1},
          {"__extn": {"fn": "ip", "arg": "::1"}}, {"__extn": {"fn": "decimal", "arg": "1.00"}},
          {"__extn": {"fn": "decimal", "arg": 1}}, {"__extn": {"fn": "nothing", "arg": "1"}}, {"__extn": "ip"},
          {"__extn": {"fn": "ip"}}, {"__extn": {"fn": "isIpv4", "arg": {"__extn": {"fn": "ip", "arg": "::1"}}}},
          {"__extn": {"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "1970-01-01"}},
                                               {"__extn": {"fn": "duration", "arg": "1d"}}]}},
          {"__expr": "1"}, {"type": "User", "id": "a"}, {"fn": "ip", "arg": "::1"}]


def document(random, original):
    """The text of a JSON document with one value or member changed, or its text broken."""
    if random.random() < 0.2:
        return text(random, dumped(original))
    whole = [copy.deepcopy(original)]
    holder, key = random.choice(list(places(whole)))
    match random.randrange(5):
        case 0 if holder is not whole: del holder[key]
        case 1 if isinstance(holder, list) and holder is not whole: holder.append(holder[key])
        case 2 if isinstance(holder, dict): holder[random.choice(TEXTS + list(holder))] = random.choice(VALUES)
        case 3: holder[key] = random.choice(LONGS)
        case _: holder[key] = copy.deepcopy(random.choice(VALUES))
    return dumped(whole[0])


def places(value):
    """Every holder of a value, with the key or position of that value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from places(inner)
