"""Holds both engines' answers against each other."""

import re

# What the project refuses though the reference engine takes it.
STRICTER = re.compile("|".join([
    r"A member of this name has no meaning here\.",  # nobody would read it
    r"/(__entity|__extn)[^ ]*: (A string is expected|An object is expected|The member `\w+` is missing)\.",  # no escape
    r"is given twice\.", r"is declared twice\.",  # an entity, an attribute
    r"The same name stands twice in this object\.",  # in a context, where theirs takes the last
    r"is called on nothing\.", r"The template .* has no slot\.",
    r"There is no function of this name\.",  # all three in the JSON form of policies
]))
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
    if essence(ours) == essence(theirs):
        return None
    return f"ours {said(ours)}, theirs {said(theirs)}"


def difference_in_bent(ours, theirs):
    """The same of documents that may be broken: there the project is stricter now and then, and means to be."""
    return None if is_stricter(ours, theirs) else difference(ours, theirs)


def is_stricter(ours, theirs):
    if "answers" in ours and "answers" in theirs:
        return any(is_stricter(*pair) for pair in zip(ours["answers"], theirs["answers"]))
    return "refused" in ours and "refused" not in theirs and STRICTER.search(ours["reason"]) is not None


def essence(answer):
    return {name: frozenset(value) if name in SETS else value for name, value in answer.items() if name != "reason"}


def said(answer):
    return f"answers {len(answer['answers'])} requests" if "answers" in answer else answer
