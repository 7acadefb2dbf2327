"""Values of the language: texts that are easily got wrong, and how policies and JSON write them."""

import json

# Both normal forms of one letter, look-alikes, line ends, wildcards, nothing, and what ends a C string.
TEXTS = ["a", "b", "c", "", "é", "e\u0301", "Å", "\u212b", "\r\n", "\n", "*", "a*b", "aab", "abab", "\\", '"', "a b",
         "\u0000", "🙂", "👩\u200d👧", "ﬁ", "İ", "principal", "__entity"]
NAMES = ["n", "s", "flag", "kind", "when", "é", "e\u0301", "a b", "if", "", "principal", "type"]
LONGS = [0, 1, -1, 2, 3, 7, 10, 100, -100, 2**31, 2**32 + 1, 3037000500, -3037000500, 2**62, -2**62,
         2**63 - 2, 2**63 - 1, -2**63 + 1, -2**63]

# By constructor: what it takes, and what it refuses.
EXTENSIONS = {
    "decimal": (
        ["0.0", "1.0", "-1.5", "1.50", "0.0001", "-0.0001", "-0.0", "01.5", "00.1", "12.3456",
         "922337203685477.5807", "-922337203685477.5808", "922337203685477.58"],
        ["1", "1.", ".5", "-.5", "0.12345", "922337203685477.5808", "-922337203685477.5809", "+1.0", "1.a", "1.0 ",
         " 1.0", "--1.0", "1.-5", "1.+5", "", "-", "1e3", "1.0e1", "1_0.0", "１.0", "1,0", "99999999999999999999.0"]),
    "ip": (
        ["127.0.0.1", "127.255.255.255/8", "10.0.0.0/8", "10.1.2.3", "10.1.2.3/8", "10.1.2.3/32", "0.0.0.0/0",
         "224.0.0.1", "239.1.1.1/4", "224.0.0.0/3", "255.255.255.255", "::1", "::", "::/0", "::1/128", "::1/64",
         "ff02::1", "ff00::/8", "ff00::/7", "2001:db8::/32", "2001:db8:0:0:0:0:0:1", "2001:DB8::1", "1:2:3:4:5:6:7::",
         "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", "0:0:0:0:0:0:0:1", "fe80::1/64", "127.0.0.0/7"],
        ["256.0.0.1", "01.2.3.4", "1.2.3", "1.2.3.4.5", "1.2.3.4/33", "1.2.3.4/08", "1.2.3.4/", "1.2.3.4/-1",
         "1.2.3.4/+8", "::ffff:1.2.3.4", "::1.2.3.4", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7", "::/129",
         "fe80::1/064", "fe80::1%eth0", "00001::", "g::", ":1", "1:", "", "/8", " 1.2.3.4", "1.2.3.4 ", "0x7f.0.0.1",
         "1:2:3:4:5:6:7:8::", "[::1]", "127.0.0.1/8/8", "１.2.3.4", "::1/1281", "1.2.3.4/032"]),
    "datetime": (
        ["1970-01-01", "2024-02-29", "2000-02-29", "2024-10-15T11:35:00Z", "2024-10-15T11:35:00.123Z",
         "2024-10-15T11:35:00+0200", "2024-10-15T11:35:00.001-2359", "0000-01-01", "9999-12-31T23:59:59.999Z",
         "1969-12-31T23:59:59.999Z", "1600-02-29", "0000-02-29", "0001-01-01T00:00:00+2359", "1969-12-31",
         "2024-12-31T23:59:59-0000"],
        ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-04-31", "24-01-01", "2024-1-1",
         "2024-10-15T", "2024-10-15T11:35", "2024-10-15T11:35:00", "2024-10-15T24:00:00Z", "2024-10-15T11:60:00Z",
         "2024-10-15T11:35:60Z", "2024-10-15T11:35:00.1Z", "2024-10-15T11:35:00.1234Z", "2024-10-15T11:35:00+2400",
         "2024-10-15T11:35:00+0160", "2024-10-15T11:35:00+02:00", "2024-10-15t11:35:00z", "2024-10-15 11:35:00Z", "",
         "-2024-10-15", "+2024-10-15", "12024-10-15", "2024-10-15Z", "2024-10-15T11:35:00ZZ", "２024-10-15",
         "2024-10-15T11:35:00.Z", "2024-10-15T11:35:00.123", "2016-12-31T23:59:60Z"]),
    "duration": (
        ["1d", "1h", "1m", "1s", "1ms", "0ms", "-1ms", "1d2h3m4s5ms", "-1d2h3m4s5ms", "2d5ms", "1h1ms", "24h", "90m",
         "9223372036854775807ms", "-9223372036854775808ms", "106751991167d7h12m55s807ms", "-106751991167d7h12m55s808ms",
         "00001d", "-0s"],
        ["", "-", "1", "d", "1D", "1d 2h", "1h1d", "1d1d", "1ms1s", "+1d", "--1d", "1.5h", "9223372036854775808ms",
         "-9223372036854775809ms", "106751991168d", "106751991167d7h12m55s808ms", "1dms", " 1d", "1d ", "1w", "1m1",
         "99999999999999999999d", "1d-2h", "１d"]),
}
CONSTRUCTORS = {"decimal": "decimal", "ipaddr": "ip", "datetime": "datetime", "duration": "duration"}


def extension_text(random, constructor, broken=0.0):
    """An argument of a constructor: well-formed, or with that probability one that may not be."""
    good, bad = EXTENSIONS[constructor]
    if random.random() >= broken:
        return random.choice(good)
    if random.random() < 0.6:
        return random.choice(bad)
    text = random.choice(good)
    position = random.randrange(len(text) + 1)
    return text[:position] + random.choice("0123456789.:/-+TZdhms af") + text[position + random.randrange(2):]


def quoted(text, random=None):
    """A string literal of the language; with a source of chance, its characters escaped now and then."""
    return '"' + "".join(character(one, random) for one in text) + '"'


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def character(one, random):
    if random and random.random() < 0.05:
        return f"\\x{ord(one):02x}" if ord(one) < 128 and random.random() < 0.5 else f"\\u{{{ord(one):x}}}"
    return ESCAPES.get(one, one)


def is_identifier(name):
    return name.isascii() and name.isidentifier() and name not in (
        "true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar")


class Form:
    """How values of a type are written: `literal` in policies, `json` in entities and contexts."""

    def __init__(self, random, world, broken=0.0):
        self.random, self.world, self.broken = random, world, broken

    def uid(self, type):
        return type, self.random.choice(self.world.ids(type))

    def json(self, type, implicit):
        """A value in JSON; `implicit`: a schema tells entities and extension values from objects and strings."""
        random = self.random
        match type:
            case "Bool": return random.random() < 0.6
            case "Long": return random.choice(LONGS)
            case "String": return random.choice(TEXTS)
            case "entity", name:
                uid = dict(zip(("type", "id"), self.uid(name)))
                return uid if implicit and random.random() < 0.5 else {"__entity": uid}
            case "set", element: return [self.json(element, implicit) for _ in range(random.choice([0, 1, 1, 2, 3]))]
            case "record", members:
                return {name: self.json(member, implicit) for name, (member, required) in members.items()
                        if required or random.random() < 0.6}
            case _:
                constructor = CONSTRUCTORS[type]
                text = extension_text(random, constructor, self.broken)
                call = {"fn": constructor, "arg": text}
                return random.choice([text, call, {"__extn": call}]) if implicit else {"__extn": call}


def dumped(value):
    """JSON text; letters stay themselves, so that both engines read the same bytes."""
    return json.dumps(value, ensure_ascii=False)
