#!/usr/bin/env python3
"""Asks the project's Cedar engine and the reference engine the same random questions: no answer may differ.

Usage: run.py [--seed N] [--questions N]    Without options 100,000 questions on a new seed, which is printed. What
differs is printed as small as deletions make it. Ends with a line `N passed, N failed`; exit status 0 when nothing
failed. Builds the release form of `CedarPeer`, unless `CEDAR_PEER` names one.
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

import compare  # noqa: E402
import traps  # noqa: E402
from acceptance import ROOT, Checks  # noqa: E402
from asking import Asking  # noqa: E402
from worlds import World  # noqa: E402

PROCESSES = 2
WORLDS_AT_ONCE = 20


def ask(job):
    """Asks about a stretch of worlds; gives the counts and the differences."""
    seed, numbers = job
    asking = Asking()
    for number in numbers:
        chance = random.Random(f"{seed}/{number}")
        world = World(chance)
        asking.world(world)
        asking.documents(world, chance)
        if world.has_schema:
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
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
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
