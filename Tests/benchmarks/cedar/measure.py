#!/usr/bin/env python3
"""Measures decisions of both Cedar engines side by side. Prints a table; judges nothing."""

import argparse
import json
import os
import subprocess
import time

import cedarpy

import sets

ROUNDS = 5


class Theirs:
    """The reference engine, through its binding for Python, all documents read before."""

    def __init__(self, question):
        self.requests = question["requests"]
        schema = cedarpy.Schema.from_str(question["schema"])
        self.policies = cedarpy.PolicySet.from_str(question["policies"])
        self.entities = cedarpy.Entities.from_json_str(question["entities"], schema)._inner
        self.nothing = cedarpy.PolicySet.from_str("")
        # The least that the engine itself took for each request, in microseconds.
        self.engine = [float("inf")] * len(self.requests)

    def batch(self, policies):
        """CPU time of a decision in a batch, in microseconds, and the answers."""
        before = time.process_time()
        answers = cedarpy._internal.is_authorized_batch(self.requests, policies, self.entities, None, False)
        return (time.process_time() - before) / len(self.requests) * 1e6, answers

    def round(self, seconds):
        """The least CPU times of a decision: in a batch, beyond an empty policy set, in a call of its own."""
        batch = empty = alone = float("inf")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            cpu, answers = self.batch(self.policies)
            batch, empty = min(batch, cpu), min(empty, self.batch(self.nothing)[0])
            decoded = [json.loads(answer) for answer in answers]
            self.allowed = sum(answer["decision"] == "Allow" for answer in decoded)
            self.engine = [min(least, answer["metrics"]["authz_duration_micros"])
                           for least, answer in zip(self.engine, decoded)]
            alone = min(alone, self.calls())
        return {"batch": batch, "beyond": batch - empty, "alone": alone}

    def calls(self):
        before = time.process_time()
        for request in self.requests:
            cedarpy._internal.is_authorized(request, self.policies, self.entities, None, False)
        return (time.process_time() - before) / len(self.requests) * 1e6


class Ours:
    """The project's engine, in a process of its own, all documents read before."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["CEDAR_PEER"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def round(self, question, seconds):
        asked = {"measure": question | {"milliseconds": int(seconds * 1000)}}
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "best" not in answer:
            raise SystemExit(f"Our engine refuses the question: {answer}")
        return answer


def measure(name, question, ours, seconds):
    """One line of the table; both engines take turns, so that neither has the quieter machine."""
    theirs = Theirs(question)
    best, engine_rounds = {}, {}
    for _ in range(ROUNDS):
        answer = ours.round(question, seconds)
        for key, value in theirs.round(seconds).items():
            best[key] = min(best.get(key, value), value)
        engine_rounds["ours"] = min(engine_rounds.get("ours", answer["best"]), answer["best"])
    if answer["allowed"] != theirs.allowed:
        raise SystemExit(f"{name}: ours allows {answer['allowed']} requests, theirs {theirs.allowed}.")
    own = engine_rounds["ours"] / 1000
    engine = sum(theirs.engine) / len(theirs.engine)
    entities = len(json.loads(question["entities"]))
    print(f"| {name} | {len(theirs.policies):,} | {entities} | {theirs.allowed / len(theirs.requests):.0%} "
          f"| {own:.2f} | {engine:.1f} | {best['beyond']:.1f} | {best['batch']:.0f} | {best['alone']:.0f} "
          f"| {1e6 / own:,.0f} | {engine / own:.1f} | {best['beyond'] / own:.1f} | {best['batch'] / own:.0f} "
          f"| {best['alone'] / own:.0f} |", flush=True)
    return own


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--short", action="store_true", help="a fifth of the time: about 20 s")
    given = arguments.parse_args()
    seconds = 0.2 if given.short else 1
    print(f"""# Cedar decisions, {os.cpu_count()} cores, load1 {os.getloadavg()[0]:.1f}

{sets.REQUESTS} requests a pass, documents read before, {ROUNDS} rounds in turns, the best pass of each; microseconds of CPU
time a decision. Of theirs: *engine* is the time that the engine itself reports for the decision (whole microseconds,
rounded down; least of all passes, per request), *beyond empty* a batch less a batch on no policy, *batch* and *call*
what a program pays through the binding. The ratios say how many times as long theirs take.

| | policies | entities | allowed | ours | engine | beyond empty | batch | call | ours, decisions/s \
| engine : ours | beyond : ours | batch : ours | call : ours |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|""")
    ours = Ours()
    measure("the portal’s rules", sets.portal(), ours, seconds)
    small = measure("one feature", sets.generated(1), ours, seconds)
    measure("ten features", sets.generated(10), ours, seconds)
    large = measure("fifty features", sets.generated(50), ours, seconds)
    measure("fifty times as many rules about the same actions", sets.generated(50, same_actions=True), ours, seconds)
    print(f"\nFrom 22 to 1,100 policies a decision of ours takes {large / small:.2f} times as long.")


if __name__ == "__main__":
    main()
