#!/usr/bin/env python3
"""Every bad input over the API and over raw sockets: a clear refusal, nothing written, one audit line where a rule or a
state refused somebody something.

Usage: bad_input.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only.
"""

import datetime
import hashlib
import json
import pathlib
import socket
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import API, Checks, Client, Demo, Serving, folder  # noqa: E402
from solutions import Publisher  # noqa: E402

check = Checks()


class Portal:
    """A portal filled by the demonstration and served without its agent, so that nothing changes by itself."""

    def __init__(self, serving, data, accounts):
        self.port, self.data = serving.port, data
        self.clients = {}
        self.tokens = {}
        for name, email in {
            "lead": "lead@region.example", "partner": "lead@lumen.example", "stranger": "lead@brise.example",
            "curator": "curator@gigalis.example", "administrator": "administrator@gigalis.example",
            "auditor": "auditor@gigalis.example", "unverified": "lead@spl.example",
            "seaside": "lead@sables.example", "officer": "hostingofficer@gigalis.example",
        }.items():
            self.clients[name] = Client(self.port).sign_in(email, accounts[email])
            self.tokens[name] = self.clients[name].api_token()
        self.nobody = API(self.port)

    def api(self, name):
        return API(self.port, self.tokens[name])

    def lines(self, outcome):
        """How many lines of an outcome the audit log has, as the auditor reads it."""
        return self.api("auditor").get(f"/audit?outcome={outcome}&limit=1")[2]["total"]

    def content(self):
        """A digest of everything stored but the audit log and what one notes of tokens in passing."""
        connection = sqlite3.connect(f"file:{self.data}/fabrique.sqlite?mode=ro", uri=True)
        digest = hashlib.sha256()
        try:
            names = [name for name, in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
            for name in names:
                if name in ("audit", "apiToken", "session", "signInFailure"):
                    continue
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2'):
                    digest.update(repr(row).encode())
        finally:
            connection.close()
        return digest.hexdigest()

    def refuses(self, what, expected, send, *, logged=0, pointers=(), problem=None):
        """Sends something bad; checks the answer, that nothing was written, and what the log says of it."""
        before = self.content(), self.lines("done"), self.lines("refused")
        status, headers, value = send()
        value = value or {}
        check.equal(what, status, expected)
        check.equal(f"{what}: the answer is a problem", headers.get_content_type(), "application/problem+json")
        check(f"{what}: with title and detail", value.get("title") and value.get("status") == expected, value)
        if problem:
            check.equal(f"{what}: of the right type", value.get("type"), f"/problems/{problem}")
        found = {error["pointer"] for error in value.get("errors", [])}
        check(f"{what}: the complaints name their places", found >= set(pointers), f"{found}, not {set(pointers)}")
        after = self.content(), self.lines("done"), self.lines("refused")
        check(f"{what}: nothing is written", before[0] == after[0])
        check.equal(f"{what}: lines of the log", (after[1] - before[1], after[2] - before[2]), (0, logged))
        return value

    def writes(self, what, expected, send):
        """Sends the same done well, which shows that a refusal would have been missed otherwise."""
        before = self.content(), self.lines("done"), self.lines("refused")
        answer = send()
        check.equal(what, answer[0], expected)
        after = self.content(), self.lines("done"), self.lines("refused")
        check(f"{what}: it is written", before[0] != after[0])
        check.equal(f"{what}: lines of the log", (after[1] - before[1], after[2] - before[2]), (1, 0))
        return answer


def records(portal):
    """Some records of the demonstration by their state, as their owners see them."""
    def first(name, path, **wanted):
        items = portal.api(name).get(path)[2]["items"]
        return next(item for item in items if all(item[key] == value for key, value in wanted.items()))
    return {
        "published": first("lead", "/use-cases?state=published&mine=true")["id"],
        "draft": first("partner", "/use-cases?state=draft")["id"],
        "coBuilding": first("lead", "/use-cases?state=coBuilding")["id"],
        "request": first("lead", "/hosting-requests?state=submitted")["id"],
        "draftRequest": first("lead", "/hosting-requests?state=draft")["id"],
    }


def request(known, **changed):
    return {
        "title": "Demande", "useCase": known["published"], "vcpu": 1, "memoryGiB": 1, "storageGiB": 10, "gpu": 0,
        "start": "2027-01-01", "end": "2027-02-01", "dataClass": "internal", "aipdState": "notRequired",
        "justification": "Besoin"} | changed


def bodies(portal):
    """What is no proper JSON, or JSON of another shape."""
    lead = portal.api("lead")
    def sends(what, status, body, **more):
        portal.refuses(what, status, lambda: lead.post("/use-cases", body), **more)
    sends("an unknown field", 422, {"sheet": {"title": "A"}, "surprise": 1}, pointers=["/surprise"], problem="invalid")
    sends("an unknown field of the sheet", 422, {"sheet": {"title": "A", "surprise": "x"}}, pointers=["/sheet/surprise"])
    sends("a duplicate key", 400, b'{"sheet": {"title": "A"}, "sheet": {"title": "B"}}', problem="not-json")
    sends("a duplicate key in disguise", 400, b'{"sheet": {"title": "A"}, "\\u0073heet": {"title": "B"}}')
    sends("a duplicate key inside", 400, b'{"sheet": {"title": "A", "title": "B"}}')
    sends("invalid UTF-8", 400, b'{"sheet": {"title": "\xff\xfe"}}')
    sends("overlong UTF-8", 400, b'{"sheet": {"title": "\xc0\xaf"}}')
    sends("half a surrogate pair", 400, b'{"sheet": {"title": "\\ud800"}}')
    sends("a control character unescaped", 400, b'{"sheet": {"title": "a\x01b"}}')
    sends("half a document", 400, b'{"sheet": {"title": "A"')
    sends("two documents", 400, b'{"sheet": {"title": "A"}} {}')
    sends("a number that is none", 400, b'{"sheet": {"title": NaN}}')
    sends("nesting without end", 400, b"[" * 100_000)
    sends("a list for an object", 422, [])
    sends("an object for a text", 422, {"sheet": {"title": {"a": 1}}}, pointers=["/sheet"])
    sends("a text too long", 422, {"sheet": {"title": "x" * 101}}, pointers=["/sheet/title"])
    sends("a control character", 422, {"sheet": {"title": "a\u0007b"}}, pointers=["/sheet/title"])
    sends("a text of blanks", 422, {"sheet": {"title": " \u00a0\t"}}, pointers=["/sheet/title"])
    sends("a value of no list", 422, {"sheet": {"title": "A", "theme": "astrologie"}}, pointers=["/sheet/theme"])
    sends("a body too large", 413, json.dumps({"sheet": {"title": "x" * 600_000}}).encode())
    sends("no body at all", 422, b"", pointers=["/sheet/title"])
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json-patch+json", "text/json"):
        portal.refuses(f"the media type {kind}", 415,
                       lambda: lead.post("/use-cases", b'{"sheet": {"title": "A"}}', Content_Type=kind))


def values(portal, known):
    """Numbers, dates and identifiers that cannot be."""
    lead = portal.api("lead")
    def sends(what, pointers, status=422, **changed):
        return portal.refuses(what, status, lambda: lead.post("/hosting-requests", request(known, **changed)),
                              pointers=pointers)
    sends("an end before its start", ["/end"], start="2027-02-01", end="2027-01-01")
    sends("a period of no day", ["/end"], start="2027-02-01", end="2027-02-01")
    sends("a day that does not exist", ["/start"], start="2027-02-30")
    sends("a negative amount", ["/vcpu"], vcpu=-1)
    sends("a fraction", ["/memoryGiB"], memoryGiB=1.5)
    sends("a whole number written as a fraction", ["/vcpu"], vcpu=1.0)
    sends("a number as text", ["/gpu"], gpu="1")
    sends("an amount beyond every number", ["/vcpu"], vcpu=10**30)
    sends("an amount at the edge of the machine", ["/vcpu"], vcpu=2**63 - 1)
    sends("a class of data that is none", ["/dataClass"], dataClass="secret")
    sends("an identifier that is none", ["/useCase"], useCase="../../etc/passwd")
    sends("a use case that does not exist", ["/useCase"], useCase="00000000-0000-7000-8000-000000000000")
    sends("everything at once", ["/title", "/vcpu", "/memoryGiB", "/start", "/dataClass"],
          title="", vcpu=-1, memoryGiB=0.5, start="hier", dataClass="secret")
    sends("nothing asked for", [], vcpu=0, memoryGiB=0, storageGiB=0, gpu=0)

    administrator = portal.api("administrator")
    for what, number in {
        "a wrong SIREN": "123456789", "a SIREN too short": "12345678", "a SIREN of letters": "ABCDEFGHI",
        "a SIREN in other digits": "١٢٣٤٥٦٧٨٩", "a wrong SIRET": "24330031600012",
    }.items():
        portal.refuses(what, 422, lambda: administrator.post("/organisations", {
            "kind": "publicBody", "name": "Ville d’Essai", "number": number, "legalCategory": "7210"}),
            pointers=["/number"])
    for what, path in {
        "a cursor that is none": "/use-cases?cursor=zzz", "a state that is none": "/use-cases?state=asleep",
    }.items():
        portal.refuses(what, 422, lambda: lead.get(path))


def rules_and_states(portal, known):
    """Refusals by a rule or a state leave exactly one line each."""
    lead, partner, curator = portal.api("lead"), portal.api("partner"), portal.api("curator")
    def version(api, path):
        return api.get(path)[2]["version"]
    published = f"/use-cases/{known['published']}"
    portal.refuses("a step that the state forbids", 409,
                   lambda: lead.post(published + "/proposal", {"version": version(lead, published)}), logged=1,
                   problem="wrong-state")
    answer = portal.refuses("a partner that asks for hosting", 403,
                            lambda: partner.post("/hosting-requests", request(known)), logged=1, problem="refused")
    check("with the rule and its words", "only-public-bodies-ask" in answer.get("policies", []) and answer.get("detail"),
          answer)
    answer = portal.refuses("a body whose status is not established", 403,
                            lambda: portal.api("unverified").post("/hosting-requests", request(known)), logged=1)
    check("with the rule", "public-status-required-to-draft" in answer.get("policies", []), answer)
    draft = f"/hosting-requests/{known['request']}"
    portal.refuses("a requester who approves", 403, lambda: lead.post(
        draft + "/approval", {"version": version(lead, draft), "verdict": "favourable", "reason": "Oui"}), logged=1)
    portal.refuses("a curator who edits", 403, lambda: curator.call(
        "PATCH", f"/use-cases/{known['coBuilding']}/sheet", {"version": 2, "sheet": {"title": "Autre"}}), logged=1)
    for path in ("/audit/verification", "/audit/export", "/grants", "/organisations/gigalis/people"):
        portal.refuses(f"a lead who looks at {path}", 403, lambda: lead.get(path), logged=1)
    portal.refuses("a curator who looks at the log", 403, lambda: curator.get("/audit"), logged=1)
    log = lead.get("/audit?limit=100")[2]["items"]
    check("a lead reads what was done for their own organisation, and nothing else",
          log and {line["organisation"] for line in log} == {log[0]["organisation"]}, log[:3])
    answer = portal.refuses("a request that somebody else may decide", 403, lambda: lead.get("/grants"), logged=1)
    check("what would have to differ", any(
        "principal.role" in fact["condition"] for remedy in answer.get("remedies", []) for fact in remedy), answer)
    too_much = lead.post("/hosting-requests", request(known, vcpu=65, gpu=4))[2]
    answer = portal.refuses("more than there is", 403, lambda: lead.post(
        f"/hosting-requests/{too_much['id']}/submission", {"version": too_much["version"]}), logged=1)
    breaches = answer.get("breaches", [])
    check("every exceeded dimension is listed", {"vcpu", "gpu"} <= {breach["resourceClass"] for breach in breaches}, answer)
    check("with its figures", all(
        set(breach) >= {"limit", "used", "reserved", "asked", "missing"} and
        breach["missing"] == breach["used"] + breach["reserved"] + breach["asked"] - breach["limit"]
        for breach in breaches), breaches)


def quotas(portal):
    """Quotas that cannot be asked for, decided or set."""
    lead, officer = portal.api("lead"), portal.api("officer")
    path = "/organisations/region-pays-de-la-loire/quota-requests"

    def sends(what, pointers, status=422, name="lead", logged=0, problem=None, **changed):
        asked = {"vcpu": 500, "validFrom": "2999-01-01", "justification": "Besoin"} | changed
        return portal.refuses(
            what, status, lambda: portal.api(name).post(path, without_null(asked)), pointers=pointers, logged=logged, problem=problem)
    sends("no limit at all", ["/amounts"], vcpu=None)
    sends("a limit of nothing", ["/vcpu"], vcpu=0)
    sends("a limit below what there is", ["/vcpu"], vcpu=2)
    sends("a limit beyond every machine", ["/gpu"], gpu=1_000_001)
    sends("a number beyond every number", ["/gpu"], gpu=10**30)
    sends("a period in the past", ["/validFrom"], validFrom="2020-01-01", validUntil="2020-02-01")
    sends("a period of no day", ["/validUntil"], validUntil="2999-01-01")
    sends("a day that does not exist", ["/validFrom"], validFrom="2999-02-30")
    sends("a use case that does not exist", ["/useCase"], useCase="00000000-0000-7000-8000-000000000000")
    sends("no word of why", ["/justification"], justification=" ")
    sends("a quota for another body", [], 403, "seaside", 1, "refused")
    sends("a quota for a body, asked by a partner", [], 403, "partner", 1, "refused")

    seaside = portal.api("seaside")
    waiting = seaside.get("/quota-requests?state=submitted")[2]["items"][0]
    answered = officer.get("/quota-requests?state=granted")[2]["items"][0]
    again = portal.refuses("a second request for the same", 422, lambda: seaside.post(
        "/organisations/les-sables-d-olonne-agglomeration/quota-requests",
        {"gpu": 3, "validFrom": "2999-01-01", "justification": "Encore"}), pointers=["/useCase"])
    check("which says which one waits", waiting["id"] in json.dumps(again), again)

    def decides(what, status, api, request, *, pointers=(), logged=0, problem=None, **changed):
        body = {"version": 1, "verdict": "favourable", "reason": "Oui"} | changed
        portal.refuses(what, status, lambda: api.post(f"{request['url']}/decision", body), pointers=pointers, logged=logged,
                       problem=problem)
    decides("a decision by the body itself", 403, seaside, waiting, logged=1, problem="refused")
    decides("a decision by another body", 404, lead, waiting)
    decides("more than was asked for", 422, officer, waiting, pointers=["/gpu"], gpu=3)
    decides("what was not asked for", 422, officer, waiting, pointers=["/vcpu"], vcpu=100)
    decides("a yes that grants nothing", 422, officer, waiting, pointers=["/verdict"], gpu=1)
    decides("no reason", 422, officer, waiting, pointers=["/reason"], reason="")
    decides("a decision on an older version", 412, officer, waiting, version=7)
    decides("a second decision", 409, officer, answered, version=2, logged=1, problem="wrong-state")

    defaults = {"group": "commune", "vcpu": 1, "validFrom": "2999-01-01"}
    for what, pointers, changed in (
            ("a GPU by default", ["/gpu"], {"gpu": 1}), ("a kind that is none", ["/group"], {"group": "village"}),
            ("a negative default", ["/vcpu"], {"vcpu": -1}), ("no default at all", ["/amounts"], {"vcpu": None})):
        portal.refuses(what, 422, lambda: officer.post("/quotas/defaults", without_null(defaults | changed)), pointers=pointers)
    portal.refuses("a default set by a body", 403, lambda: lead.post("/quotas/defaults", defaults), logged=1)
    staff = {"staffBand": "21", "staffYear": 2024, "version": 1}
    for what, pointers, changed in (
            ("a band that is none", ["/staffBand"], {"staffBand": "NN"}), ("a year to come", ["/staffYear"], {"staffYear": 2099}),
            ("a band without its year", ["/staffYear"], {"staffYear": None})):
        portal.refuses(what, 422, lambda: portal.api("curator").post(
            "/organisations/region-pays-de-la-loire/staff", without_null(staff | changed)), pointers=pointers)


def without_null(members):
    return {name: value for name, value in members.items() if value is not None}


def solutions(portal, known, folder):
    """What is not published, and what no request starts from."""
    partner, lead, curator = portal.api("partner"), portal.api("lead"), portal.api("curator")
    publisher, forger = Publisher(folder, "lumen"), Publisher(folder, "forger")
    keys = f"/organisations/{partner.get('/account')[2]['organisation']}/signing-keys"
    for what, key in {"no key": "", "a private key": publisher.key.read_text(), "another kind of key": "AAAA"}.items():
        portal.refuses(what, 422, lambda: partner.post(keys, {"key": key}), pointers=["/key"])
    portal.refuses("somebody else’s keys", 403, lambda: portal.api("stranger").post(keys, {"key": publisher.public}), logged=1)
    portal.writes("a key", 201, lambda: partner.post(keys, {"key": publisher.public}))
    portal.refuses("the same again", 422, lambda: partner.post(keys, {"key": publisher.public}), pointers=["/key"])
    new = {"name": "Essai", "useCase": known["published"], "summary": "Essai"}
    portal.refuses("a body that publishes", 403, lambda: lead.post("/solutions", new), logged=1)
    portal.refuses("a solution of no case", 422, lambda: partner.post("/solutions", new | {"useCase": known["draftRequest"]}),
                   pointers=["/useCase"])
    _, _, solution = portal.writes("a solution", 201, lambda: partner.post("/solutions", new))
    path, slug = f"/solutions/{solution['slug']}", solution["slug"]

    def publish(manifest, by=publisher):
        return partner.post(path + "/versions", {"manifest": manifest, "signature": by.raw_signature(manifest)})

    def refused(what, pointer, manifest, **more):
        return portal.refuses(what, 422, lambda: publish(manifest, **more), pointers=[pointer])
    good = publisher.manifest(slug)
    answer = refused("an image without a digest", "/manifest/artifact", publisher.manifest(
        slug, artifact={"image": "registry.example/essai:1.0.0"}))
    check("says what to add", "@sha256:" in answer["errors"][0]["detail"], answer["errors"])
    refused("a bundle without one", "/manifest/artifact", publisher.manifest(slug, artifact={"bundle": "https://a.example/b"}))
    refused("a manifest of another solution", "/manifest/solution", publisher.manifest("autre"))
    refused("a version that is none", "/manifest/version", publisher.manifest(slug, "1.0"))
    refused("a port that is none", "/manifest/port", publisher.manifest(slug, port=0))
    refused("an unknown member", "/manifest/surprise", publisher.manifest(slug, surprise=1))
    refused("no JSON", "/manifest", "{")
    refused("a forged signature", "/signature", good, by=forger)
    portal.refuses("a manifest altered after it was signed", 422, lambda: partner.post(
        path + "/versions", {"manifest": good.replace("8080", "8081"), "signature": publisher.signature(good)}),
        pointers=["/signature"])
    portal.refuses("what is shipped, by a partner", 403, lambda: publish(
        publisher.manifest(slug, artifact={"shipped": "minutes"})), logged=1)
    _, _, version = portal.writes("a version", 201, lambda: publish(good))
    refused("the same again", "/manifest/version", good)

    def asks(what, pointers, **changed):
        wanted = request(known, solution=version["id"]) | changed
        portal.refuses(what, 422, lambda: lead.post("/hosting-requests", wanted), pointers=pointers)
    asks("data above what it is made for", ["/dataClass"], dataClass="personal", aipdState="done")
    asks("less than it needs", ["/storageGiB"], storageGiB=9)
    asks("a version that there is not", ["/solution"], solution=known["draftRequest"])
    asks("an identifier that is none", ["/solution"], solution="1.0.0")
    withdrawal = f"{path}/versions/{version['id']}/withdrawal"
    portal.refuses("a version’s withdrawal without a reason", 422, lambda: partner.post(withdrawal, {"version": 2}),
                   pointers=["/reason"])
    portal.refuses("by who does not publish it", 403, lambda: lead.post(withdrawal, {"version": 2, "reason": "Faille"}), logged=1)
    portal.refuses("of a state that is past", 412, lambda: partner.post(withdrawal, {"version": 1, "reason": "Faille"}))
    portal.refuses("of a version that there is not", 404, lambda: partner.post(
        f"{path}/versions/{known['draftRequest']}/withdrawal", {"version": 2, "reason": "Faille"}))
    portal.writes("a version’s withdrawal", 200, lambda: partner.post(withdrawal, {"version": 2, "reason": "Faille"}))
    portal.refuses("a second time", 409, lambda: partner.post(withdrawal, {"version": 3, "reason": "Faille"}), logged=1)
    asks("a version that is withdrawn", ["/solution"])
    _, _, version = portal.writes("another version", 201, lambda: publish(publisher.manifest(slug, "1.1.0")))
    asked = lead.post("/hosting-requests", request(known, solution=version["id"]))[2]
    portal.refuses("a withdrawal without a reason", 422, lambda: curator.post(
        path + "/withdrawal", {"version": 4}), pointers=["/reason"])
    portal.writes("a withdrawal", 200, lambda: curator.post(path + "/withdrawal", {"version": 4, "reason": "Faille"}))
    asks("a solution that is withdrawn", ["/solution"])
    portal.refuses("and one withdrawn meanwhile", 422, lambda: lead.post(
        f"/hosting-requests/{asked['id']}/submission", {"version": asked["version"]}), pointers=["/solution"])


def successions(portal, known):
    """Where a deployment does not go."""
    lead, administrator = portal.api("lead"), portal.api("administrator")
    deployment = next(item for item in lead.get("/deployments?limit=100")[2]["items"]
                      if item["resources"]["vcpu"] > 1 and item["label"] not in ("releasing", "released"))
    path = f"/deployments/{deployment['id']}"
    until = str(datetime.date.today() + datetime.timedelta(days=10))
    def offers(what, status, name, policy=None, **changed):
        slug = portal.api(name).get("/account")[2]["organisation"]
        receiver = lead.get(f"/organisations/{slug}")[2]["id"]
        answer = portal.refuses(what, status, lambda: lead.post(
            path + "/offers", {"receiver": receiver, "until": until} | changed), logged=1 if policy else 0)
        check(f"{what}: in words", answer.get("detail") and (not policy or policy in answer.get("policies", [])), answer)
    offers("an offer to a partner", 403, "partner", "only-public-bodies-receive")
    offers("an offer to the operator", 403, "curator", "only-public-bodies-receive")
    offers("an offer to a body whose status is open", 403, "unverified", "receiver-status-required")
    offers("an offer to oneself", 422, "lead")
    offers("an offer until yesterday", 422, "lead", until="2020-01-01")
    portal.refuses("an offer to nobody", 422, lambda: lead.post(
        path + "/offers", {"receiver": deployment["id"], "until": until}), pointers={"/receiver"})
    portal.refuses("an offer of somebody else’s", 404, lambda: portal.api("stranger").post(
        path + "/offers", {"receiver": deployment["id"], "until": until}))

    def moves(site):
        return lead.post(path + "/moves", {"site": site, "justification": "Essai"})
    here = lead.get(path)[2]["site"]["slug"]
    portal.refuses("a move to the same site", 422, lambda: moves(here), pointers={"/site"})
    portal.refuses("a move to nowhere", 422, lambda: moves("nulle-part"), pointers={"/site"})
    administrator.post("/sites", {
        "slug": "petit", "name": "Petit site", "poolName": "Zone", "dataClass": "sensitive", "vcpu": 1, "memoryGiB": 1,
        "storageGiB": 1, "gpu": 0})
    move = moves("petit")[2]
    answer = portal.refuses("a move without room", 403, lambda: lead.post(
        f"/hosting-requests/{move['id']}/submission", {"version": move["version"]}), logged=1)
    check("for want of capacity, not of quota", answer.get("breaches") and not any(
        "quota" in str(breach).lower() for breach in answer["breaches"]), answer)


def versions(portal, known):
    """Nothing is overwritten unseen."""
    lead = portal.api("lead")
    sheet = f"/use-cases/{known['coBuilding']}/sheet"
    status, headers, value = lead.get(sheet)
    tag = headers["ETag"]
    check.equal("a record has a strong tag", tag, f'"{value["revision"]}"')
    def patch(what, expected, change, **headers):
        return portal.refuses(what, expected, lambda: lead.call("PATCH", sheet, {"sheet": change}, **headers))
    patch("no version", 422, {"summary": "Autre"})
    patch("a weak tag", 422, {"summary": "Autre"}, If_Match="W/" + tag)
    patch("any version", 422, {"summary": "Autre"}, If_Match="*")
    patch("a version of the future", 422, {"summary": "Autre"}, If_Match=f'"{value["revision"] + 1}"')
    _, headers, _ = portal.writes("the right version saves", 200, lambda: lead.call(
        "PATCH", sheet, {"sheet": {"summary": "Tri assisté"}}, If_Match=tag))
    check("and makes another", headers["ETag"] != tag)
    answer = patch("a stale If-Match", 412, {"summary": "Autre"}, If_Match=tag)
    check.equal("it tells the version of now", answer.get("currentVersion"), value["revision"] + 1)
    check.equal("and field by field what differs", [
        (difference["field"], difference["theirs"], difference["yours"], difference["conflict"])
        for difference in answer.get("differences", [])], [("sheet/summary", "Tri assisté", "Autre", True)])

    first = lead.post("/hosting-requests", request(known), Idempotency_Key="essai-1")
    again = lead.post("/hosting-requests", request(known), Idempotency_Key="essai-1")
    check("a repeated creation makes nothing new", first[0] == 201 and first[2]["id"] == again[2]["id"], again)
    portal.refuses("a key used for something else", 422, lambda: lead.post(
        "/hosting-requests", request(known, vcpu=2), Idempotency_Key="essai-1"), problem="idempotency-key-reused")


def identity(portal, known):
    """Who nobody is, and what is not theirs."""
    path = f"/use-cases/{known['draft']}"
    stranger = portal.api("stranger")
    portal.refuses("no token", 401, lambda: portal.nobody.get("/use-cases"), problem="sign-in-required")
    check.equal("a token is asked for", portal.nobody.get("/use-cases")[1]["WWW-Authenticate"], "Bearer")
    portal.refuses("an invented token", 401, lambda: API(portal.port, "fab_invented").get("/use-cases"))
    portal.refuses("another scheme", 401, lambda: portal.nobody.get("/use-cases", Authorization="Basic YTpi"))
    cookie = "; ".join(f"{name}={value}" for name, value in portal.clients["lead"].cookies.items())
    portal.refuses("a cookie is no token", 401, lambda: portal.nobody.get("/use-cases", Cookie=cookie))
    portal.refuses("somebody else’s draft", 404, lambda: stranger.get(path), problem="not-found")
    portal.refuses("a step on it", 404, lambda: stranger.post(path + "/proposal", {"version": 1}))
    portal.refuses("somebody else’s request", 404, lambda: stranger.get(f"/hosting-requests/{known['draftRequest']}"))
    portal.refuses("an identifier of nothing", 404, lambda: stranger.get("/use-cases/none"))
    portal.refuses("a path of nothing", 404, lambda: stranger.get("/nothing"))
    status, headers, _ = stranger.call("DELETE", "/use-cases")
    check("another method", status == 405 and "GET" in headers["Allow"], (status, headers["Allow"]))
    status, headers, value = API(portal.port).get("/use-cases", Accept_Language="en")
    check.equal("problems speak the reader’s language", (value["title"], headers["Content-Language"]),
                ("Sign-in required", "en"))
    client = Client(portal.port)
    client.get("/sign-in")
    check.equal("a page takes no JSON", client.request(
        "POST", "/sign-in", "{}", {"Content-Type": "application/json"})[0], 415)
    check.equal("nor a form without its token", client.request(
        "POST", "/sign-in", "email=a%40b.c&password=x", {"Content-Type": "application/x-www-form-urlencoded"})[0], 403)
    check.equal("nor a form that is no UTF-8", client.request(
        "POST", "/sign-in", b"email=%ff", {"Content-Type": "application/x-www-form-urlencoded"})[0], 400)


def raw(portal):
    """What no client library would send."""
    def send(data, status, what):
        with socket.create_connection(("127.0.0.1", portal.port), timeout=10) as connection:
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # It may have answered and closed already.
            answer = b""
            try:
                while chunk := connection.recv(65536):
                    answer += chunk
            except ConnectionResetError:
                pass
        found = answer.split(b" ", 2)[1].decode() if answer.startswith(b"HTTP/1.1 ") else "nothing"
        check(what, found in status.split("|"), f"expected {status}, found {found}")

    host = b"Host: localhost\r\n"
    token = f"Authorization: Bearer {portal.tokens['lead']}\r\nContent-Type: application/json\r\n".encode()
    post = b"POST /api/v1/use-cases HTTP/1.1\r\n" + host + token
    before = portal.content(), portal.lines("done"), portal.lines("refused")
    send(b"GET /\r\n\r\n", "400", "a request line without a version")
    send(b"GET / HTTP/1.1\r\n\r\n", "400", "no host")
    send(b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", "400", "two hosts")
    send(b"GET / HTTP/3.0\r\n" + host + b"\r\n", "400|505", "a version of the future")
    send(b"GET / HTTP/1.1\r\n" + host + b"Broken\r\n\r\n", "400", "a header without a colon")
    send(b"GET / HTTP/1.1\r\n" + host + b"A : b\r\n\r\n", "400", "a blank before the colon")
    send(b"GET / HTTP/1.1\r\n" + host + b"A: \x00\r\n\r\n", "400", "a zero byte in a header")
    send(b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n", "414|431", "an endless address")
    send(b"GET / HTTP/1.1\r\n" + host + b"A: " + b"a" * 200_000 + b"\r\n\r\n", "431", "an endless header")
    send(b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n" * 5000 + b"\r\n", "431", "headers without number")
    send(b"GET /%zz HTTP/1.1\r\n" + host + b"\r\n", "400|404", "a broken percent sign")
    send(b"GET /../../etc/passwd HTTP/1.1\r\n" + host + b"\r\n", "400|404", "a way out of the folder")
    send(b"GET /assets/..%2f..%2fetc%2fpasswd HTTP/1.1\r\n" + host + b"\r\n", "400|404", "the same, encoded")
    send(post + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400", "two lengths of different kinds")
    send(post + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400", "two lengths")
    send(post + b"Content-Length: -1\r\n\r\n", "400", "a negative length")
    send(post + b"Content-Length: 99999999999999999999\r\n\r\n", "400|413", "a length beyond every number")
    send(post + b"Content-Length: 600000\r\n\r\n{", "413", "a body announced too large")
    send(post + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 10 + b"0\r\n\r\n", "413",
         "a body too large in pieces")
    send(post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400", "a piece of no size")
    send(post + b"Content-Length: 20\r\n\r\n{", "400|nothing", "a body that breaks off")
    send(bytes(range(256)) * 8, "400", "noise")
    after = portal.content(), portal.lines("done"), portal.lines("refused")
    check("none of it left anything", before == after, (before, after))
    check.equal("the portal still answers", portal.api("lead").get("/use-cases")[0], 200)


with folder() as path:
    with Demo(path / "data") as demo:
        accounts = demo.accounts
    with Serving("serve", path / "data") as serving:
        portal = Portal(serving, path / "data", accounts)
        known = records(portal)
        for name, stretch in {
            "bodies": lambda: bodies(portal), "values": lambda: values(portal, known),
            "rules and states": lambda: rules_and_states(portal, known),
            "quotas": lambda: quotas(portal),
            "solutions": lambda: solutions(portal, known, path),
            "successions": lambda: successions(portal, known),
            "versions": lambda: versions(portal, known), "identity": lambda: identity(portal, known),
            "raw": lambda: raw(portal),
        }.items():
            with check.section(name):
                stretch()
        check.equal("it ends as it is told to", serving.stop(), 0)
check.finish()
