"""Both engines, asked the same questions and answering alike."""

import json
import os
import pathlib
import re
import select
import subprocess

import cedarpy

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEER = pathlib.Path(os.environ.get("CEDAR_PEER", ROOT / ".build/release/CedarPeer"))

# How many seconds an answer may take.
PATIENCE = 60


class Refused(Exception):
    """A document that an engine does not take."""


class Ours:
    """The project's engine, in a process of its own that answers line by line."""

    name = "ours"

    def __init__(self):
        self.start()

    def start(self):
        self.process = subprocess.Popen([PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def answer(self, question):
        """What the engine says; `{"crashed": status}` where it ends instead, or does not come back."""
        answered = True
        try:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
            self.process.stdin.flush()
            answered, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            line = self.process.stdout.readline() if answered else b""
        except BrokenPipeError:
            line = b""
        if line:
            return json.loads(line)
        if not answered:
            self.process.kill()
        status = self.process.wait()
        self.start()
        return {"crashed": status}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Theirs:
    """The reference engine, through its binding for Python, with documents read once for many requests."""

    name = "theirs"
    erring = re.compile(r"error while evaluating policy `([^`]*)`")

    def answer(self, question):
        (ability, document), = question.items()
        try:
            return getattr(self, ability)(document)
        except Refused as refusal:
            part, reason = refusal.args
            return {"refused": part, "reason": reason}

    def read(self, document):
        self.documents(document)
        return {"read": True}

    def authorize(self, document):
        policies, entities, schema = self.documents(document)
        answers = cedarpy._internal.is_authorized_batch(
            document["requests"], policies, entities._inner, schema, False)
        return {"answers": [self.decided(json.loads(answer)) for answer in answers]}

    def conform(self, document):
        _, entities, schema = self.documents(document)
        nothing = cedarpy.PolicySet.from_str("")
        answers = cedarpy._internal.is_authorized_batch(document["requests"], nothing, entities._inner, schema, False)
        decided = [self.decided(json.loads(answer)) for answer in answers]
        return {"answers": [answer if "refused" in answer else {"conforms": True} for answer in decided]}

    def validate(self, document):
        _, _, schema = self.documents(document)
        result = cedarpy.validate_policies(document["policies"], schema)
        return {"invalid": [error.policy_id for error in result.errors]}

    def translate(self, document):
        return {"policiesJSON": taken("policies", cedarpy.policies_to_json_str, document["policies"])}

    def format(self, document):
        return {"policies": taken("policies", cedarpy.format_policies, document["policies"])}

    def documents(self, document):
        schema = None
        if "schema" in document:
            schema = taken("schema", cedarpy.Schema.from_str, document["schema"])
        elif "schemaJSON" in document:
            schema = taken("schema", cedarpy.Schema.from_json_str, document["schemaJSON"])
        if "policiesJSON" in document:
            policies = taken("policies", cedarpy.PolicySet.from_json_str, document["policiesJSON"])
        else:
            policies = taken("policies", cedarpy.PolicySet.from_str, document.get("policies", ""))
        if "links" in document:
            policies = taken("policies", policies.with_linked_batch, [
                {"template_id": link["template"], "new_id": link["id"], "values": link["values"]}
                for link in document["links"]])
        entities = taken("entities", cedarpy.Entities.from_json_str, document.get("entities", "[]"), schema)
        return policies, entities, schema

    def decided(self, answer):
        diagnostics = answer["diagnostics"]
        if answer["decision"] == "NoDecision":
            return {"refused": "request", "reason": "; ".join(diagnostics["errors"])}
        return {
            "decision": answer["decision"].lower(), "determining": diagnostics["reason"],
            "errors": [self.erring.match(error)[1] for error in diagnostics["errors"]]}


def taken(part, read, *arguments):
    try:
        return read(*arguments)
    except ValueError as error:
        raise Refused(part, str(error)) from None

