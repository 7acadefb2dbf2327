"""Holds both engines' answers against each other."""

import re

# What the project refuses though the reference engine takes it: members that nobody reads, an escape that is none and
# would be a record under a reserved name, an entity given twice though it is the same, an attribute declared twice, methods of nothing, templates that are none.
STRICTER = re.compile("|".join([
    r"A member of this name has no meaning here\.", r"is given twice\.", r"is declared twice\.",
    r"is called on nothing\.", r"The template .* has no slot\.",
    r"/(__entity|__extn)[^ ]*: (A string is expected|An object is expected|The member `\w+` is missing)\."]))

SETS = {"determining", "errors", "invalid"}


def difference(ours, theirs):
    """What the engines do not agree on, in words; None where they agree.

    Order and wording are nobody's business; which document is refused is.
    """
    if "crashed" in ours:
        return f"ours ended with status {ours['crashed']}"
    if "answers" in ours and "answers" in theirs:
        for number, pair in enumerate(zip(ours["answers"], theirs["answers"], strict=True)):
            found = difference(*pair)
            if found:
                return f"request {number}: {found}"
        return None
    if essence(ours) == essence(theirs) or is_stricter(ours, theirs):
        return None
    return f"ours {said(ours)}, theirs {said(theirs)}"


def is_stricter(ours, theirs):
    return "refused" in ours and "refused" not in theirs and STRICTER.search(ours["reason"]) is not None


def essence(answer):
    return {name: frozenset(value) if name in SETS else value for name, value in answer.items() if name != "reason"}


def said(answer):
    return f"answers {len(answer['answers'])} requests" if "answers" in answer else answer
