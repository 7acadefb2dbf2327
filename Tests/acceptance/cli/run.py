#!/usr/bin/env python3
"""The command line from outside: what it prints, its exit status, and what it leaves on the disk.

Usage: run.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only.
"""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import ROOT, API, Checks, Client, Demo, Serving, fabrique, folder  # noqa: E402

check = Checks()


def runs(what, status, *arguments):
    """Runs a command; its exit status is as expected, and it complains on standard error only, or not at all."""
    result = fabrique(*arguments)
    check.equal(what, result.returncode, status)
    if status:
        check(f"{what}: says why, on standard error", result.stderr.strip() and "\n" != result.stderr, result.stdout[:200])
    else:
        check(f"{what}: nothing on standard error", not result.stderr, result.stderr[:300])
    return result


def answer(what, *arguments):
    """What a command answers in JSON."""
    return json.loads(runs(what, 0, *arguments, "--json").stdout)


def content(database, without=()):
    """Every row of a database, table by table."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        names = [name for name, in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        return {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
                for name in names if name not in without}
    finally:
        connection.close()


def help_and_usage():
    overview = runs("help", 0, "--help").stdout
    commands = re.findall(r"^  ((?:[a-z][a-z-]* ?)+)", overview, re.MULTILINE)
    commands = [" ".join(command.split()) for command in commands]
    check("every command of the design is there", {
        "demo", "serve", "migrate", "check", "backup", "restore", "import use-cases", "export use-cases", "audit verify",
        "agent", "organisation add", "person add", "person reset-password", "policy check", "policy test",
        "policy matrix", "policy diff", "policy explain",
        "cedar conformance", "cedar format"} <= set(commands), commands)
    for command in commands:
        text = runs(f"help of {command}", 0, *command.split(), "--help").stdout
        check(f"help of {command} tells its use", text.startswith(f"fabrique {command}") and "--help" in text, text[:200])
    check.equal("no command at all shows the help", fabrique().stdout, overview)
    runs("an unknown command", 2, "fly")
    runs("an unknown option", 2, "serve", "--wings", "2")
    runs("an option without its value", 2, "serve", "--port")
    runs("an operand too few", 2, "import", "use-cases")
    runs("an operand too many", 2, "migrate", "now")

def configuration(path):
    result = runs("a bad configuration stops the start", 1, "serve", "--data", path / "none", "--port", "70000",
                  "--policies", path / "nowhere", "--origin", "ftp://example.org")
    check("with every complaint at once", all(
        name in result.stderr for name in ("--port", "--policies", "--origin")), result.stderr)
    check("nothing is made", not (path / "none").exists())
    settings = path / "settings"
    settings.write_text("port = 0\nwings = 2\n")
    result = runs("an unknown setting stops the start", 1, "serve", "--data", path / "none", "--config", settings)
    check("with its line", "line 2" in result.stderr, result.stderr)
    broken = path / "policies"
    broken.mkdir()
    for file in (ROOT / "policies").glob("*.cedar*"):
        (broken / file.name).write_bytes(file.read_bytes())
    with open(broken / "audit.cedar", "a") as file:
        file.write('\n@id("wrong") permit (principal, action, resource) when { principal.wings > 2 };\n')
    for command in ("serve", "check", "policy check"):
        where = [] if command == "policy check" else ["--data", path / "none"]
        result = runs(f"policies that are not valid stop {command}", 1, *command.split(), *where, "--policies", broken)
        check("with file, line and column", re.search(
            r"audit\.cedar:\d+:\d+: There is no attribute \"wings\" of `Member`\.", result.stderr), result.stderr)
    check("and nothing is made", not (path / "none").exists())


def policies(path):
    """What is said of the rules as shipped, and of rules that somebody changed."""
    shipped, changed = ROOT / "policies", path / "changed"
    sound = answer("the rules as shipped are checked", "policy", "check", "--policies", shipped)
    check("and are good", sound["policies"] > 50 and not sound["complaints"], sound)
    trial = answer("their questions are asked", "policy", "test", "--policies", shipped)
    check("and answered as expected", trial["cases"] > 100 and not trial["failures"] and not trial["untried"], trial)
    runs("their table is as kept", 0, "policy", "matrix", "--check", "--policies", shipped)
    shutil.copytree(shipped, changed)
    audit = changed / "audit.cedar"
    audit.write_text(audit.read_text().replace("Role::\"auditor\"", "Role::\"curator\""))
    runs("a changed rule fails its question", 1, "policy", "test", "--policies", changed)
    runs("and the table", 1, "policy", "matrix", "--check", "--policies", changed)
    diff = answer("what changed is told", "policy", "diff", shipped, changed)
    for change in ("widened", "narrowed"):
        check.equal(f"{change}: three actions", [(entry["action"], entry["count"]) for entry in diff[change]],
                    [("viewAudit", 1), ("viewAuditEntry", 3), ("viewGrants", 1)])
    check("with the role that gains", diff["widened"][0]["regions"][0]["facts"] == ['principal.role = Role::"curator"'],
          diff["widened"])
    runs("widening fails where it must not be", 1, "policy", "diff", shipped, changed, "--fail-on-widening")
    runs("no change is no widening", 0, "policy", "diff", shipped, shipped, "--fail-on-widening")
    audit.write_text("permit (principal, action, resource) when { principal.wings };\n")
    result = runs("a rule without its words is found", 1, "policy", "check", "--policies", changed)
    check("with its place", "audit.cedar:1:1: " in result.stderr, result.stderr)
    audit.write_text("permit (principal")
    result = runs("a text that is no rule too", 1, "policy", "check", "--policies", changed)
    check("with its place", "audit.cedar:1:" in result.stderr, result.stderr)
    untidy = path / "untidy.cedar"
    untidy.write_text("// Kept.\npermit(principal,action,resource)when{principal==resource};\n")
    runs("an untidy file is found", 1, "cedar", "format", untidy, "--check")
    runs("and laid out", 0, "cedar", "format", untidy)
    check.equal("with its comment", untidy.read_text(),
                "// Kept.\npermit (principal, action, resource)\nwhen { principal == resource };\n")
    runs("once and for all", 0, "cedar", "format", untidy, "--check")
    untidy.write_text("permit (principal")
    runs("what is no policy is left alone", 1, "cedar", "format", untidy)
    check.equal("as it was", untidy.read_text(), "permit (principal")
    runs("a file that is not there", 2, "cedar", "format", path / "none.cedar")
    runs("no corpus is a matter of usage", 2, "cedar", "conformance", path / "none")


def explanations(data):
    """Why the first administrator may add a site and may not read the log."""
    def explain(what, action, *options, status=0, principal="first@gigalis.example", resource='Platform::"fabrique"'):
        return runs(what, status, "policy", "explain", "--data", data, "--principal", principal, "--action", action,
                    "--resource", resource, *options)

    allowed, = json.loads(explain("a permission is explained", "addSite", "--json").stdout)["explanations"]
    check("by the rule that grants it", allowed["allowed"] and [rule["id"] for rule in allowed["policies"]] ==
          ["hosting-officer-keeps-inventory"] and not allowed["remedies"], allowed)
    refused, = json.loads(explain("a refusal is explained", "viewAudit", "--json").stdout)["explanations"]
    check("by what would have to differ", [[fact["condition"] for fact in remedy] for remedy in refused["remedies"]] ==
          [['principal.role == Role::"auditor"']] and not refused["allowed"], refused)
    text = explain("in words too", "viewAudit").stdout
    check("for people", "active role: auditor (now: administrator)" in text, text)
    explain("a visitor is somebody too", "viewOrganisation", principal="visitor", resource='Organisation::"gigalis"')
    explain("an unknown action is a matter of usage", "fly", status=2)
    explain("so is what is no thing", "viewAudit", status=2, resource="gigalis")
    explain("nobody of that name", "viewAudit", status=1, principal="nobody@gigalis.example")
    explain("nothing of that name", "viewOrganisation", status=1, resource='Organisation::"nowhere"')
    explain("a deed that is not done to such a thing", "publishUseCase", status=1)


def set_up(path):
    """The first organisations and people, from the command line."""
    data = path / "first"
    runs("a check before there is anything", 0, "check", "--data", data)
    check("a check makes nothing", not data.exists())
    runs("the database is made", 0, "migrate", "--data", data)
    check.equal("for its owner only", data.stat().st_mode & 0o777, 0o700)
    organisation = answer("the operator", "organisation", "add", "Gigalis", "--kind", "operator", "--data", data)
    runs("a second operator is refused", 1, "organisation", "add", "Autre", "--kind", "operator", "--data", data)
    runs("a wrong SIREN is refused", 1, "organisation", "add", "Ville", "--kind", "publicBody", "--number", "123456789",
         "--data", data)
    runs("an unknown kind is a matter of usage", 2, "organisation", "add", "Ville", "--kind", "club", "--data", data)
    slug = organisation["slug"]
    person = answer("the first administrator", "person", "add", "first@gigalis.example", "--name", "Première Personne",
                    "--organisation", slug, "--role", "administrator", "--data", data)
    runs("a role of another kind of organisation is refused", 1, "person", "add", "dpo@gigalis.example", "--name", "D",
         "--organisation", slug, "--role", "dpo", "--data", data)
    runs("an organisation that is not there", 1, "person", "add", "a@gigalis.example", "--name", "A",
         "--organisation", "nowhere", "--role", "curator", "--data", data)
    runs("no address", 1, "person", "add", "nobody", "--name", "N", "--organisation", slug, "--role", "curator",
         "--data", data)
    explanations(data)
    with Serving("serve", data) as portal:
        Client(portal.port).sign_in("first@gigalis.example", person["initialPassword"])
        check("the administrator signs in", True)
        reset = answer("a new password", "person", "reset-password", "first@gigalis.example", "--data", data)
        status = Client(portal.port)
        status.get("/sign-in")
        check.equal("the old password is void", status.post(
            "/sign-in", email="first@gigalis.example", password=person["initialPassword"])[0], 422)
        Client(portal.port).sign_in("first@gigalis.example", reset["password"])
        check("the new one opens", True)
        check.equal("it ends as it is told to", portal.stop(), 0)
    log = answer("the log", "audit", "list", "--data", data)
    check("the console's deeds are in the log", {"addOrganisation", "addPerson", "resetPassword"} <=
          {entry["action"] for entry in log}, {entry["action"] for entry in log})
    database = (data / "fabrique.sqlite").read_bytes()
    check("no password is kept as it is", person["initialPassword"].encode() not in database)
    return data


def library_file(path, data):
    """The public library's own file where it is at hand, else a small one of the same columns."""
    for parent in ROOT.parents:
        file = parent / "shared/data/interconnectes/data.csv"
        if file.exists():
            return file
    header = fabrique("export", "use-cases", "--data", data).stdout.splitlines()[0]
    file = path / "library.csv"
    row = {
        "Nom_collectivite": "Ville d’Essai", "Nom_du_projet": "Projet, « essai »", "SIRET": "243 300 316 00011",
        "Type_de_collectivite": "Commune", "Date_de_demarrage": "01/2024", "Statut_du_projet": "En expérimentation",
        "Description_service": "Une ligne\net une autre", "Theme": "Administration et gestion interne",
        "Audience": "Agent", "Date_de_derniere_mise_a_jour": "22/05/2025"}
    with open(file, "w", newline="") as output:
        writer = csv.DictWriter(output, header.split(","), restval="")
        writer.writeheader()
        writer.writerow(row)
    return file


def imports(path, data):
    file = library_file(path, data)
    rows = len(list(csv.DictReader(io.StringIO(file.read_text()))))
    first = answer("an import", "import", "use-cases", file, "--data", data)
    counts = first["counts"]
    check.equal("every row is taken or refused", (counts["rows"], counts["added"] + counts["refused"]), (rows, rows))
    check("what is doubtful says line, column, value and reason", all(
        {"line", "column", "value", "text"} <= set(finding) for row in first["rows"] for finding in row["findings"]))
    before = content(data / "fabrique.sqlite", without=("audit",))
    again = answer("the same import", "import", "use-cases", file, "--data", data)["counts"]
    check.equal("adds nothing", (again["added"], again["changed"], again["organisationsAdded"], again["present"]),
                (0, 0, 0, counts["added"]))
    check("and changes nothing", before == content(data / "fabrique.sqlite", without=("audit",)))
    text = runs("the report for people", 0, "import", "use-cases", file, "--data", data).stdout
    check("counts too", f"{counts['added']} already present" in text, text[:300])
    for what, wrong in {
        "other columns": b"a,b\n1,2\n", "an empty file": b"", "a quote that never closes": file.read_bytes() + b'"open',
        "bytes that are no text": file.read_bytes()[:-1] + b"\xff\xff\n",
    }.items():
        bad = path / "wrong.csv"
        bad.write_bytes(wrong)
        runs(f"{what} is refused", 1, "import", "use-cases", bad, "--data", data)
    runs("a file that is not there", 2, "import", "use-cases", path / "none.csv", "--data", data)
    check("none of it changed anything", before == content(data / "fabrique.sqlite", without=("audit",)))
    exported = list(csv.DictReader(io.StringIO(runs("an export", 0, "export", "use-cases", "--data", data).stdout)))
    check.equal("has what was taken", len(exported), counts["added"])
    lines = runs("an export in JSON", 0, "export", "use-cases", "--format", "json", "--data", data).stdout.splitlines()
    check.equal("as well", sum(1 for line in lines if json.loads(line)), counts["added"])
    runs("an unknown format", 2, "export", "use-cases", "--format", "pdf", "--data", data)


def keeping(path):
    """Backup and restore, the chain of the log, and a demonstration that keeps its data."""
    data, copy = path / "demo", path / "copy.sqlite"
    with Demo(data) as demo:
        accounts, first = demo.accounts, demo.seconds
        token = Client(demo.port).sign_in("lead@lumen.example", accounts["lead@lumen.example"]).api_token()
        status, _, made = API(demo.port, token).post("/use-cases", {"sheet": {"title": "Gardé"}})
        check.equal("something is made while it serves", status, 201)
        runs("a backup while it serves", 0, "backup", copy, "--data", data)
        runs("a backup overwrites nothing", 2, "backup", copy, "--data", data)
        check("it has what was made", any("Gardé" in row for row in content(copy)["revision"]))
        runs("a restore overwrites nothing", 2, "restore", copy, "--data", data)
        runs("a check while it serves", 0, "check", "--data", data)
    with Demo(data) as demo:
        print(f"demo ready after {first:.2f} s the first time, {demo.seconds:.2f} s the second")
        check("started twice it keeps its people", demo.accounts == accounts)
        check.equal("and its data", API(demo.port, token).get(f"/use-cases/{made['id']}")[2]["title"], "Gardé")
    runs("a demonstration leaves a real database alone", 2, "demo", "--data", path / "first", "--port", "0")

    restored = path / "restored"
    runs("a restore", 0, "restore", copy, "--data", restored)
    check("gives every row back", content(copy) == content(restored / "fabrique.sqlite"))
    (path / "noise").write_bytes(os.urandom(4096))
    runs("noise is not restored", 1, "restore", path / "noise", "--data", path / "elsewhere")
    check("and leaves nothing", not (path / "elsewhere" / "fabrique.sqlite").exists())
    runs("a copy that is not there", 2, "restore", path / "gone.sqlite", "--data", path / "elsewhere")

    verified = answer("the chain of the log", "audit", "verify", "--data", restored)
    check("is sound", verified["sound"] and verified["lines"] > 100, verified)
    line = verified["lines"] // 2
    tamper(restored / "fabrique.sqlite", "UPDATE audit SET detail = replace(detail, '}', ' }') WHERE number = ?", line)
    broken = fabrique("audit", "verify", "--json", "--data", restored)
    check.equal("a byte changed is found", (broken.returncode, json.loads(broken.stdout)),
                (1, {"sound": False, "brokenAt": line}))
    other = path / "other"
    runs("another restore", 0, "restore", copy, "--data", other)
    tamper(other / "fabrique.sqlite", "DELETE FROM audit WHERE number = ?", line)
    broken = fabrique("audit", "verify", "--json", "--data", other)
    check.equal("a line gone is found", (broken.returncode, json.loads(broken.stdout)["brokenAt"]), (1, line + 1))
    (other / "fabrique.sqlite").write_bytes((other / "fabrique.sqlite").read_bytes()[:100_000])
    runs("a broken database is found by a check", 1, "check", "--data", other)


def tamper(database, statement, line):
    """Changes the log behind the portal's back, past the triggers that keep it append-only."""
    connection = sqlite3.connect(database)
    with connection:
        for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        changed = connection.execute(statement, (line,)).rowcount
    connection.close()
    check.equal("somebody changes the log", changed, 1)


with folder() as path:
    with check.section("help and usage"):
        help_and_usage()
    with check.section("configuration"):
        configuration(path)
    with check.section("policies"):
        policies(path)
    with check.section("set-up"):
        data = set_up(path)
        with check.section("imports"):
            imports(path, data)
    with check.section("keeping"):
        keeping(path)
check.finish()
