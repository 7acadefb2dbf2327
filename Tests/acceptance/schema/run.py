#!/usr/bin/env python3
"""The API against its own description: schemathesis calls every operation of a filled portal as three people.

Usage: run.py [--examples N]    N calls of each operation beyond the fixed ones (10). Ends with a line `N passed, N failed`;
exit status 0 when nothing failed. Loopback only.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import API, Checks, Client, Demo, Serving, folder  # noqa: E402
from description import Description  # noqa: E402

PEOPLE = {
    "a partner’s lead": "lead@lumen.example", "a body’s lead": "lead@region.example",
    "the operator’s curator": "curator@gigalis.example",
}

# Where a person finds the records that a parameter of a path may name: the list, and the member of its items.
RECORDS = {
    "useCase": ("/use-cases", "id"), "request": ("/hosting-requests", "id"), "deployment": ("/deployments", "id"),
    "slug": ("/organisations", "slug"), "organisation": ("/organisations", "slug"), "site": ("/sites", "slug"),
}

check = Checks()


def settings(api):
    """What schemathesis runs with: this person's token, and names of records that they can see among the invented ones."""
    dictionaries, parameters = {}, {}
    for name, (path, member) in RECORDS.items():
        values = [item[member] for item in (api.get(path + "?limit=5")[2] or {}).get("items", [])]
        if values:
            dictionaries[name] = {"values": values}
            for place in ("path", "body"):
                parameters[f"{place}.{name}"] = {"dictionary": name, "probability": 0.7}
    return {
        "seed": 1, "continue-on-failure": True, "warnings": False, "headers": {"Authorization": f"Bearer {api.token}"},
        "dictionaries": dictionaries, "parameters": parameters,
        "checks": {
            # What no schema can tell: a cursor of ours, an end behind its start, a version that is still the last one.
            "positive_data_acceptance": {"expected-statuses": ["2xx", 401, 403, 404, 409, 412, 422]},
            # The server refuses an address or a head beyond its limits.
            "negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 409, 412, 413, 414, 415, 422, 431]},
        },
        "generation": {"deterministic": True, "database": "none", "no-shrink": True},
    }


def toml(table, name=""):
    """The lines of a settings file; the values are written as in JSON, which TOML reads alike."""
    lines = [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in table.items() if not isinstance(value, dict)]
    for key, value in table.items():
        if isinstance(value, dict):
            inner = f"{name}.{json.dumps(key)}".lstrip(".")
            lines += [f"[{inner}]", *toml(value, inner)]
    return lines


def call_everything(person, api, examples, work):
    """Every operation is a check, and so is what chains of calls find."""
    (work / "schemathesis.toml").write_text("\n".join(toml(settings(api))) + "\n")
    report = work / "report.xml"
    run = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", str(work / "schemathesis.toml"), "run",
         f"http://127.0.0.1:{api.port}/api/v1/openapi.json", "--max-examples", str(examples), "--no-color",
         "--report", "junit", "--report-junit-path", str(report)],
        cwd=work, capture_output=True, text=True)
    cases = xml.etree.ElementTree.parse(report).findall(".//testcase")
    for case in cases:
        complaints = [element.text for kind in ("failure", "error") for element in case.findall(kind)]
        check(f"{person}, {case.get('name')}", not complaints, "\n".join(filter(None, complaints)))
    called = {tuple(case.get("name").split(" ", 1)) for case in cases}
    check.equal(f"{person}: operations that were not called", Description(api.port, check).operations - called, set())
    check(f"{person}: it came to its end", run.returncode in (0, 1), run.stdout[-2000:] + run.stderr[-2000:])


given = argparse.ArgumentParser(description=__doc__)
given.add_argument("--examples", type=int, default=10)
examples = given.parse_args().examples
with folder() as path:
    with Demo(path / "data") as demo:
        accounts = demo.accounts
    for person, email in PEOPLE.items():
        with check.section(person), Serving("serve", path / "data") as serving:
            token = Client(serving.port).sign_in(email, accounts[email]).api_token()
            call_everything(person, API(serving.port, token), examples, path)
check.finish()
