"""Asks the project's engine and the reference engine the same random questions: no answer may differ.

Without a word from the outside 100,000 questions; `--seed` repeats a run, `--questions` makes it longer.
"""

import argparse
import collections
import json
import multiprocessing
import os
import pathlib
import random
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import compare
import mutations
import shrink
import traps
from acceptance import ROOT, Checks
from engines import Ours, Theirs
from worlds import World

PROCESSES = 2
# Abilities that write policies anew.
REWRITES = ("translate", "format", "print")
WORLDS_AT_ONCE = 20


class Asking:
    """Asks both engines, counting what they say and keeping what they differ on."""

    def __init__(self):
        self.ours, self.theirs = Ours(), Theirs()
        self.counts = collections.Counter()
        self.differences = []

    def both(self, question):
        """The answers of both; of decisions only those that theirs makes, as ours takes requests for conforming."""
        ours, theirs = self.ours.answer(question), self.theirs.answer(question)
        if "authorize" in question and "answers" in ours and "answers" in theirs:
            decided = [position for position, answer in enumerate(theirs["answers"]) if "refused" not in answer]
            for answer in (ours, theirs):
                answer["answers"] = [answer["answers"][position] for position in decided]
        return ours, theirs

    def differ(self, question):
        return compare.difference(*self.both(question)) is not None

    # Whole worlds.

    def world(self, world):
        question = {"authorize": world.question()}
        ours, theirs = self.both(question)
        self.count_answers(theirs)
        found = compare.difference(ours, theirs)
        if found:
            least = shrink.world(world, lambda document: self.differ({"authorize": document}))
            self.differences.append((found, {"authorize": least}))
        if self.ours.can("validate") and world.has_schema:
            self.verdicts(world)
        # Printing puts templates first, and so gives other ids.
        rewrites = [one for one in REWRITES if self.ours.can(one) and not (one == "print" and world.has_templates)]
        if rewrites:
            self.rewritten(world.random.choice(rewrites), world)

    def verdicts(self, world):
        """Whether each policy is strictly valid."""
        question = {"validate": {"policies": world.question()["policies"], "schema": world.schema}}
        ours, theirs = self.both(question)
        self.counts["questions"] += len(world.policies)
        self.counts["invalid policies"] += len(set(theirs.get("invalid", [])))
        self.counts["policies judged"] += len(world.policies)
        found = compare.difference(ours, theirs)
        if found:
            least = shrink.world(world, lambda document: self.differ(
                {"validate": {name: document[name] for name in ("policies", "schema")}}))
            self.differences.append((found, {"validate": least}))

    def rewritten(self, rewrite, world):
        """Policies that one engine writes anew mean the same to both."""
        for writer in (self.ours, self.theirs):
            if not writer.can(rewrite):
                continue
            self.counts["questions"] += 1
            found = self.changed(rewrite, writer, world.question())
            if found:
                least = shrink.world(world, lambda document: self.changed(rewrite, writer, document) is not None)
                self.differences.append((f"{rewrite} by {writer.name}: {found}", {rewrite: least}))

    def changed(self, rewrite, writer, document):
        before, _ = self.both({"authorize": document})
        written = writer.answer({rewrite: {"policies": document["policies"]}})
        if "refused" in written:
            return None if "refused" in before else f"{written}"
        rest = {name: value for name, value in document.items() if name != "policies"}
        for after in self.both({"authorize": rest | written}):
            found = compare.difference(before, after)
            if found:
                return f"{found}, of {written}"
        return None

    def count_answers(self, theirs):
        answers = theirs.get("answers", [theirs])
        self.counts["questions"] += len(answers)
        for answer in answers:
            if "refused" in answer:
                self.counts["refused requests"] += 1
                continue
            self.counts[answer["decision"]] += 1
            self.counts["denied by a forbid"] += answer["decision"] == "deny" and bool(answer["determining"])
            self.counts["with errors"] += bool(answer["errors"])

    # Documents that are broken, or not quite.

    def documents(self, world, chance):
        policy = chance.choice(world.policies).text()
        for _ in range(3):
            self.document("policies", mutations.text(chance, policy))
        self.document("schema", mutations.text(chance, world.schema))
        for _ in range(3):
            self.document("entities", mutations.document(chance, world.entities[:3]))
        if self.ours.can("translate"):
            translated = json.loads(self.theirs.answer({"translate": {"policies": policy}})["policiesJSON"])
            for _ in range(3):
                self.document("policiesJSON", mutations.document(chance, translated))

    def conformance(self, world, chance):
        """Whether bent entities and requests fit the schema."""
        schema = {"schema": world.schema}
        for _ in range(3):
            entities = mutations.document(chance, world.entities[:3])
            self.whether_conforming(schema | {"entities": entities, "requests": []}, "entities")
        for request in world.requests[:10]:
            part = chance.choice(["principal", "resource", "context", "context"])
            bent = (mutations.document(chance, json.loads(request["context"])) if part == "context"
                    else chance.choice(world.requests)[part])
            self.whether_conforming(schema | {"requests": [request | {part: bent}]}, None)

    def whether_conforming(self, document, part):
        question = {"conform": document}
        ours, theirs = self.both(question)
        self.counts["questions"] += 1
        answer = theirs if part or "answers" not in theirs else theirs["answers"][0]
        self.counts["conforming", "refused" if "refused" in answer else "taken"] += 1
        found = compare.difference(ours, theirs)
        if found and part:
            document[part] = shrink.text(document[part], lambda less: self.differ({"conform": document | {part: less}}))
        if found:
            self.differences.append((found, question))

    def document(self, part, text):
        ours, theirs = self.both({"read": {part: text}})
        self.counts["questions"] += 1
        self.counts[part, "refused" if "refused" in theirs else "taken"] += 1
        self.counts["stricter"] += compare.is_stricter(ours, theirs)
        found = compare.difference(ours, theirs)
        if found:
            least = shrink.text(text, lambda less: self.differ({"read": {part: less}}))
            self.differences.append((found, {"read": {part: least}}))


def ask(job):
    """Asks about a stretch of worlds; gives the counts and the differences."""
    seed, numbers = job
    asking = Asking()
    for number in numbers:
        chance = random.Random(f"{seed}/{number}")
        world = World(chance, with_links=asking.ours.can("links"))
        asking.world(world)
        asking.documents(world, chance)
        if asking.ours.can("conform") and world.has_schema:
            asking.conformance(world, chance)
    asking.ours.close()
    return asking.counts, [(f"seed {seed}, world {numbers[0]} and on: {found}", question)
                           for found, question in asking.differences]


def jobs(seed):
    first = 0
    while True:
        yield seed, range(first, first + WORLDS_AT_ONCE)
        first += WORLDS_AT_ONCE


def ask_traps(check):
    asking = Asking()
    for name, question in traps.QUESTIONS:
        ours, theirs = asking.both(question)
        found = compare.difference(ours, theirs)
        check(f"trap {name}", found is None, found)
    for name, question, expected in traps.REFUSALS:
        check.equal(f"trap {name}", asking.ours.answer(question).get("refused"), expected)
    asking.ours.close()


def demand_shares(check, counts):
    """A run that mostly asks one kind of question proves little."""
    decided = counts["allow"] + counts["deny"]
    shares = {name: counts[name] / max(decided, 1) for name in ("allow", "deny", "denied by a forbid", "with errors")}
    for part in ("policies", "policiesJSON", "schema", "entities", "conforming"):
        taken, refused = counts[part, "taken"], counts[part, "refused"]
        if taken + refused:
            shares[f"{part} refused"] = refused / (taken + refused)
    if counts["policies judged"]:
        shares["policies invalid"] = counts["invalid policies"] / counts["policies judged"]
    least = {"allow": 0.15, "deny": 0.3, "denied by a forbid": 0.05, "with errors": 0.1}
    for name, share in shares.items():
        print(f"  {name}: {share:.1%}")
        check(f"share of {name}", least.get(name, 0.1) <= share <= 0.95, f"{share:.1%}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", default=str(random.SystemRandom().randrange(10**9)))
    arguments.add_argument("--questions", type=int, default=100_000)
    given = arguments.parse_args()
    if "CEDAR_PEER" not in os.environ:
        subprocess.run(["swift", "build", "-c", "release", "--product", "CedarPeer"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
    print(f"seed {given.seed}", flush=True)
    check = Checks()
    ask_traps(check)
    counts, differences = collections.Counter(), []
    began = time.monotonic()
    with multiprocessing.Pool(PROCESSES) as pool:
        for more, found in pool.imap_unordered(ask, jobs(given.seed)):
            counts += more
            differences += found
            if counts["questions"] >= given.questions or len(differences) > 10:
                break
        pool.terminate()
    print(f"{counts['questions']:,} questions in {time.monotonic() - began:.0f} s; {counts['refused requests']:,} "
          f"requests refused; {counts['stricter']:,} documents refused by ours alone, as it is meant")
    for found, question in differences:
        print(f"{found}\n  {json.dumps(question, ensure_ascii=False)}")
    check("no difference", not differences, f"{len(differences)} found")
    check("enough questions", counts["questions"] >= given.questions, counts["questions"])
    demand_shares(check, counts)
    check.finish()


if __name__ == "__main__":
    main()
