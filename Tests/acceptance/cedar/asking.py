"""Asks both engines about worlds, counting what they say and keeping what they differ on."""

import collections
import json

import compare
import mutations
import shrink
from engines import Ours, Theirs

# Abilities that write policies anew; only ours prints.
REWRITES = ("translate", "format", "print")


class Asking:
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

    def differ_in_bent(self, question):
        return compare.difference_in_bent(*self.both(question)) is not None

    # Whole worlds.

    def world(self, world):
        question = {"authorize": world.question()}
        ours, theirs = self.both(question)
        self.count_answers(theirs)
        found = compare.difference(ours, theirs)
        if found:
            least = shrink.world(world, lambda document: self.differ({"authorize": document}))
            self.differences.append((found, {"authorize": least}))
        if world.has_schema:
            self.verdicts(world)
        rewrite = world.random.choice(REWRITES)
        # Printing puts templates first, and so gives other ids.
        if not (rewrite == "print" and world.has_templates):
            self.rewritten(rewrite, world)

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
        for writer in (self.ours,) if rewrite == "print" else (self.ours, self.theirs):
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
        found = compare.difference_in_bent(ours, theirs)
        if found and part:
            document[part] = shrink.text(
                document[part], lambda less: self.differ_in_bent({"conform": document | {part: less}}))
        if found:
            self.differences.append((found, question))

    def document(self, part, text):
        ours, theirs = self.both({"read": {part: text}})
        self.counts["questions"] += 1
        self.counts[part, "refused" if "refused" in theirs else "taken"] += 1
        self.counts["stricter"] += compare.is_stricter(ours, theirs)
        found = compare.difference_in_bent(ours, theirs)
        if found:
            least = shrink.text(text, lambda less: self.differ_in_bent({"read": {part: less}}))
            self.differences.append((found, {"read": {part: least}}))
