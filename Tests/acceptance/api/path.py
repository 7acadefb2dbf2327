#!/usr/bin/env python3
"""The whole path once more, over the API: every step with a token, every record with its version, every refusal a problem.

Usage: path.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only.
"""

import datetime
import json
import pathlib
import sys
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import API, Checks, Client, Demo, eventually, folder  # noqa: E402
from description import DescribedAPI, Description  # noqa: E402
from solutions import Publisher  # noqa: E402

check = Checks()

SHEET = {
    "title": "Tri des courriers entrants", "summary": "Le courrier est proposé au bon service.",
    "description": "Chaque courrier reçoit une proposition ; un agent confirme.", "subject": "system",
    "theme": "administration", "subThemes": ["writing"], "audience": ["staff"], "maturity": "pilot", "startMonth": "2026-01",
    "department": "Accueil", "contact": "accueil@lumen.example", "algorithmFamily": ["language"],
    "algorithmDescription": "Modèle de langue ouvert.", "dataSources": "Courriers", "personalData": True,
    "sensitiveData": False, "vulnerablePersons": False, "individualDecision": False,
    "humanOversight": "Un agent confirme.", "riskClass": "limite", "riskReason": "Tâche préparatoire.",
    "bodyRole": "deployer", "transparencyDuties": ["none"], "aipdState": "done", "risks": "Erreur de service",
    "proportionality": "Tri manuel plus long", "nextReviewDay": "2027-06-01",
}


class Member:
    """Somebody with a token, who expects every answer to be as described."""

    def __init__(self, demo, email, description):
        self.api = DescribedAPI(
            demo.port, Client(demo.port).sign_in(email, demo.accounts[email]).api_token(), description)

    def get(self, path):
        return self.api.get(path)[2]

    def version(self, path):
        return self.get(path)["version"]

    def step(self, what, path, noun, state=None, **body):
        """Takes a step from the version of now; checks the state it leads to. Returns the record."""
        status, headers, record = self.api.post(f"{path}/{noun}", {"version": self.version(path)} | body)
        check(f"{what}: done", status in (200, 201), (status, record))
        if state:
            check.equal(f"{what}: its state", record["state"], state)
            check.equal(f"{what}: its tag is its version", headers["ETag"], f'"{record["version"]}"')
        return record

    def actions(self, path):
        """What a record offers, and what it says of the rest."""
        return {action["key"]: action for action in self.get(path)["actions"]}

    def work(self):
        return [item["url"] for item in self.get("/work")["items"]]


def use_case(people):
    contributor, lead, curator, body = (people[name] for name in ("contributor", "lead", "curator", "body"))
    status, headers, record = contributor.api.post("/use-cases", {"sheet": {"title": SHEET["title"]}})
    path = f"/use-cases/{record['id']}"
    check.equal("a contributor drafts", (status, headers["Location"]), (201, "/api/v1" + path))
    offer = contributor.actions(path)["proposeUseCase"]
    check("but may not propose, and reads why", not offer["allowed"] and offer["why"], offer)
    lead.step("the lead proposes", path, "proposal", "proposed")
    check("the curator has it among their work", path in curator.work())
    check("it is marked so", curator.step("the curator admits", path, "admission", "proposed")["admitted"])
    region = people["dpo"].get("/account")["organisation"]
    organisation = people["curator"].get(f"/organisations/{region}")["id"]
    status, _, problem = lead.api.post(path + "/co-building", {"version": lead.version(path)})
    check.equal("no co-building without a public body", (status, problem["type"]), (409, "/problems/wrong-state"))
    check.equal("a body is invited", lead.api.post(
        path + "/invitations", {"organisation": organisation, "role": "builder"})[0], 200)
    check("its lead has it among their work", path in body.work())
    check.equal("its lead accepts", body.api.post(path + "/invitation-answer", {"answer": "accept"})[0], 200)
    lead.step("co-building opens", path, "co-building", "coBuilding")
    check.equal("a comment", body.api.post(path + "/comments", {"body": "Qui relit ?"})[0], 201)
    check.equal("is read", [comment["body"] for comment in contributor.get(path + "/comments")["items"]], ["Qui relit ?"])

    status, _, problem = lead.api.post(path + "/submission", {"version": lead.version(path)})
    gaps = {gap["field"] for gap in lead.get(path)["gaps"]}
    check.equal("gaps hold it back, every one named", (status, {error["pointer"][1:] for error in problem["errors"]}),
                (422, gaps))
    tag = f'"{lead.get(path)["revision"]}"'
    first = lead.api.call("PATCH", path + "/sheet", {"sheet": {"summary": SHEET["summary"]}, "note": "Résumé"}, If_Match=tag)
    second = body.api.call("PATCH", path + "/sheet", {"sheet": SHEET}, If_Match=tag)
    check.equal("the second save over the same base is stopped", (first[0], second[0]), (200, 412))
    merged = body.api.call("PATCH", path + "/sheet", {"sheet": SHEET}, If_Match=f'"{second[2]["currentVersion"]}"')
    check.equal("and goes through over the newest", merged[0], 200)
    revision = lead.get(f"{path}/revisions/{merged[2]['revision']}")["revision"]
    check("with its author and what changed", revision["author"].startswith("Faustine") and "risks" in revision["changed"],
          revision)
    lead.step("the sheet is submitted", path, "submission", "inReview")
    curator.step("it is returned", path, "return", "coBuilding", reason="Précisez.")
    check.equal("with the reason", lead.get(path)["stateReason"], "Précisez.")
    lead.step("it is submitted again", path, "submission", "inReview")
    record = curator.step("it is published", path, "publication", "published")

    visitor = DescribedAPI(lead.api.port, None, lead.api.description)
    found = visitor.get("/library?q=courriers+entrants")[2]["items"]
    check("everybody finds it", [item["slug"] for item in found][:1] == [record["slug"]], found)
    sheet = visitor.get(f"/library/{record['slug']}")[2]
    check("without what is for participants", "accueil@lumen.example" not in str(sheet) and SHEET["description"] in str(sheet))
    check("who take part see it", "accueil@lumen.example" in str(lead.get(path)))
    status, _, adoption = people["adopter"].api.post(path + "/adoptions", {"status": "interested", "results": "À voir"})
    check.equal("a body declares its use", status, 201)
    check.equal("a partner does not", lead.api.post(path + "/adoptions", {"status": "interested"})[0], 403)
    return record["id"]


def hosting(people, case):
    body, dpo, officer, approver, lead = (people[name] for name in ("body", "dpo", "officer", "approver", "lead"))
    today = datetime.datetime.now(datetime.timezone.utc).date()
    wanted = {
        "title": "Tri des courriers", "useCase": case, "vcpu": 65, "memoryGiB": 2, "storageGiB": 10, "gpu": 0,
        "start": str(today), "end": str(today + datetime.timedelta(days=30)), "dataClass": "personal", "aipdState": "done",
        "justification": "Accueil"}
    status, _, request = body.api.post("/hosting-requests", wanted)
    path = f"/hosting-requests/{request['id']}"
    check.equal("a body drafts a request", status, 201)
    check("too much shows in the draft", request["shortage"] and request["shortage"]["breaches"], request)
    check.equal("and is refused", body.api.post(path + "/submission", {"version": 1})[0], 403)
    status, _, request = body.api.call("PATCH", path, wanted | {"vcpu": 1}, If_Match='"1"')
    check.equal("it is corrected", (status, request["shortage"]), (200, None))
    body.step("it is submitted", path, "submission", "submitted")
    check.equal("a stale decision is stopped", officer.api.post(
        path + "/technical-decision", {"version": 1, "verdict": "favourable", "reason": "Oui"})[0], 412)
    granted = {"verdict": "favourable", "reason": "Conforme."}
    check.equal("approval waits for what comes before", approver.api.post(
        path + "/approval", {"version": approver.version(path)} | granted)[0], 409)
    officer.step("the technical decision", path, "technical-decision", "underReview", **granted)
    check("the data-protection officer is asked", path in dpo.work())
    dpo.step("the opinion", path, "data-protection-opinion", "underReview", **granted)
    check("the approver is asked", path in approver.work())
    request = approver.step("the approval", path, "approval", "approved", **granted)
    check.equal("three decisions stay", [decision["stage"] for decision in request["decisions"]],
                ["technical", "dataProtection", "approval"])

    path = f"/deployments/{request['deployment']}"
    def reaches(label):
        return eventually(lambda: body.get(path)["label"] == label, seconds=60, pause=0.5)
    check("it runs", reaches("running"), body.get(path)["label"])
    with urllib.request.urlopen(body.get(path)["observed"]["endpoint"], timeout=10) as answer:
        check.equal("and answers", answer.status, 200)
    changes(people, path)
    check("it runs on", reaches("running"), body.get(path)["label"])
    body.step("it is suspended", path, "suspension")
    check("the site does so", reaches("suspended"), body.get(path)["label"])
    body.step("it is resumed", path, "resumption")
    check("it runs again", reaches("running"), body.get(path)["label"])
    check.equal("a maintainer of nothing releases nothing", lead.api.post(path + "/release", {"version": 1})[0], 404)
    body.step("it is released", path, "release")
    check("the site confirms", reaches("released"), body.get(path)["label"])


def changes(people, path):
    """What a body changes of what runs: more and longer by a request, less at once."""
    body = people["body"]
    deployment = body.get(path)
    end = datetime.date.fromisoformat(deployment["end"])
    longer = done("it is to run longer, in one step", 201, post(
        body, path + "/extension", end=str(end + datetime.timedelta(days=30)), justification="Toujours utile"))
    check.equal("which is a request that waits", (longer["state"], longer["changes"]), ("submitted", deployment["id"]))
    more = {"vcpu": 2, "memoryGiB": 2, "storageGiB": 10, "gpu": 0, "end": deployment["end"]}
    check.equal("nothing shrinks meanwhile", body.api.post(
        path + "/reduction", more | {"vcpu": 1, "storageGiB": 5, "version": deployment["version"]})[0], 409)
    body.step("it is withdrawn", f"/hosting-requests/{longer['id']}", "withdrawal", "withdrawn")
    larger = done("it is to be larger", 201, post(body, path + "/changes", justification="Davantage", **more))
    check.equal("that is a draft first", larger["state"], "draft")
    check.equal("growing is no reduction", body.api.post(
        path + "/reduction", more | {"version": deployment["version"]})[0], 422)
    less = done("some is given back at once", 200, post(
        body, path + "/reduction", **more | {"vcpu": 1, "storageGiB": 5, "version": deployment["version"]}))
    check.equal("as asked", less["resources"]["storageGiB"], 5)


def successions(people, case):
    """A deployment is to move, and is handed over to another body, which asks for it in its own name."""
    body, receiver, officer, approver = (people[name] for name in ("body", "adopter", "officer", "approver"))
    today = datetime.date.today()
    request = done("a request", 201, post(
        body, "/hosting-requests", title="À céder", useCase=case, vcpu=1, memoryGiB=1, storageGiB=10, gpu=0,
        start=str(today), end=str(today + datetime.timedelta(days=90)), dataClass="internal", aipdState="notRequired",
        justification="Accueil"))
    def approve(path):
        officer.step("a technical decision", path, "technical-decision", "underReview", verdict="favourable", reason="Oui.")
        return approver.step("an approval", path, "approval", "approved", verdict="favourable", reason="Oui.")
    path = f"/hosting-requests/{request['id']}"
    body.step("it is submitted", path, "submission", "submitted")
    path = f"/deployments/{approve(path)['deployment']}"

    choices = done("where it can go", 200, body.api.get(path + "/succession"))
    check("to another site", "essai" in [site["slug"] for site in choices["sites"]], choices)
    move = done("it is to move", 201, post(body, path + "/moves", site="essai", justification="Rapprochement"))
    check.equal("which is a draft of its own", (move["state"], move["succession"]["kind"], move["succession"]["to"]["slug"]),
                ("draft", "move", "essai"))

    slug = receiver.get("/account")["organisation"]
    other = next(item["id"] for item in choices["receivers"] if item["name"] == receiver.get(f"/organisations/{slug}")["name"])
    until = str(today + datetime.timedelta(days=30))
    def offer():
        return done("it is offered", 201, post(body, path + "/offers", receiver=other, until=until))["offer"]["id"]
    own = f"/offers/{offer()}"
    check("the other body has it among its work", own in receiver.work())
    check.equal("and sees what is offered", receiver.get(own)["resources"]["vcpu"], 1)
    check.equal("not the deployment itself", receiver.api.get(path)[0], 404)
    done("it declines", 200, post(receiver, own + "/refusal", reason="Pas encore"))
    check.equal("for a reason", body.get(path)["lineage"]["offer"]["reason"], "Pas encore")

    own = f"/offers/{offer()}"
    request = done("it takes up another offer", 201, receiver.api.post(own + "/take-over"))
    taken = f"/hosting-requests/{request['id']}"
    done("it says why", 200, receiver.api.call("PATCH", taken, {
        "title": request["title"], "useCase": case, **request["resources"], "start": request["start"],
        "end": request["end"], "dataClass": "internal", "aipdState": "notRequired", "justification": "Reprise"},
        If_Match='"1"'))
    receiver.step("it asks", taken, "submission", "submitted")
    officer.step("a technical decision", taken, "technical-decision", "underReview", verdict="favourable", reason="Oui.")
    done("the offer is withdrawn", 200, body.api.post(own + "/withdrawal"))
    granted = {"verdict": "favourable", "reason": "Oui."}
    check.equal("so nothing is approved", approver.api.post(
        taken + "/approval", granted | {"version": approver.version(taken)})[0], 409)
    offer()
    successor = f"/deployments/{approver.step('until it is offered again', taken, 'approval', 'approved', **granted)['deployment']}"
    check.equal("the predecessor ends", body.get(path)["end"], until)
    check("as it is replaced", body.get(path)["lineage"]["isReplaced"])
    check.equal("the operator sees both", approver.get(successor)["lineage"]["predecessor"], path.split("/")[-1])
    check("both bodies are to see to the data", path in body.work() and successor in receiver.work())


def second_look(people, case):
    """What two people approve, and who waits for room."""
    body, dpo, officer, approver, second = (
        people[name] for name in ("body", "dpo", "officer", "approver", "second"))
    today = datetime.datetime.now(datetime.timezone.utc).date()
    wanted = {
        "title": "Santé au travail", "useCase": case, "preset": "small", "start": str(today),
        "end": str(today + datetime.timedelta(days=30)), "dataClass": "sensitive", "aipdState": "done",
        "justification": "Service de santé"}
    granted = {"verdict": "favourable", "reason": "Conforme."}
    request = done("a request on sensitive data", 201, body.api.post("/hosting-requests", wanted))
    check.equal("of a preset's amounts", request["resources"]["vcpu"], 2)
    path = f"/hosting-requests/{request['id']}"
    request = body.step("is submitted", path, "submission", "submitted")
    check.equal("needs four answers", [stage["stage"] for stage in request["stages"]],
                ["technical", "dataProtection", "approval", "secondApproval"])
    officer.step("a technical one", path, "technical-decision", "underReview", **granted)
    dpo.step("the opinion", path, "data-protection-opinion", "underReview", **granted)
    approver.step("an approval", path, "approval", "underReview", **granted)
    check.equal("the same person does not approve twice", approver.api.post(
        path + "/second-approval", granted | {"version": approver.version(path)})[0], 403)
    check("somebody else is asked", path in second.work())
    second.step("who may say no", path, "second-approval", "rejected", verdict="unfavourable", reason="Trop tôt.")

    del wanted["preset"]
    large = wanted | {"title": "Grand besoin", "vcpu": 60, "memoryGiB": 1, "dataClass": "internal",
                      "aipdState": "notRequired"}
    request = done("more than there is now", 201, body.api.post("/hosting-requests", large))
    check("shows what would fit", request["shortage"]["largest"]["vcpu"] < 60, request["shortage"])
    path = f"/hosting-requests/{request['id']}"
    body.step("waits for room", path, "waiting", "waitlisted", until=str(today + datetime.timedelta(days=10)))
    body.step("or not", path, "withdrawal", "withdrawn")


def catalogue(people, case, folder):
    """A partner offers what carries a case out; a body deploys it, and moves on to the next version."""
    lead, body, officer, approver, curator = (
        people[name] for name in ("lead", "body", "officer", "approver", "curator"))
    keys = f"/organisations/{lead.get('/account')['organisation']}/signing-keys"
    publisher = Publisher(folder, "lumen")
    key = done("a partner registers its key", 201, post(lead, keys, key=publisher.public))
    check.equal("the newest first", lead.get(keys)[0]["fingerprint"], key["fingerprint"])
    solution = done("it offers a solution", 201, post(
        lead, "/solutions", name="Tri des courriers", useCase=case, summary="Propose un service par courrier."))
    path = f"/solutions/{solution['slug']}"

    def publish(version):
        manifest = publisher.manifest(solution["slug"], version)
        check.equal(f"{version}: openssl signs as the program does",
                    publisher.raw_signature(manifest).translate(str.maketrans("+/", "-_", "=")),
                    publisher.signature(manifest))
        return done(f"{version} is published", 201, post(
            lead, path + "/versions", manifest=manifest, signature=publisher.signature(manifest)))
    first = publish("1.0.0")
    found = [item["slug"] for item in body.get(f"/solutions?useCase={case}&dataClass=internal&q=courrier")["items"]]
    check.equal("everybody finds it", found, [solution["slug"]])
    kept = body.get(f"{path}/versions/{first['id']}")
    check.equal("with what is needed to verify it", (kept["key"], kept["signature"]), (key["key"], first["signature"]))

    today = datetime.datetime.now(datetime.timezone.utc).date()
    request = done("a body starts from it", 201, post(
        body, "/hosting-requests", title="Tri", useCase=case, solution=first["id"], vcpu=1, memoryGiB=1, storageGiB=10, gpu=0,
        start=str(today), end=str(today + datetime.timedelta(days=30)), dataClass="internal", aipdState="notRequired",
        justification="Accueil"))

    def approve(asked):
        granted = {"verdict": "favourable", "reason": "Conforme."}
        body.step("it is submitted", asked, "submission", "submitted")
        officer.step("the technical decision", asked, "technical-decision", "underReview", **granted)
        return approver.step("the approval", asked, "approval", "approved", **granted)
    approved = approve(f"/hosting-requests/{request['id']}")
    deployment = f"/deployments/{approved['deployment']}"
    order = json.loads(body.get(deployment)["orders"][0]["document"])
    check.equal("the order names the image by its digest", order["workload"]["digest"], first["digest"])
    check("the demonstration's site runs no image, and says so", eventually(
        lambda: body.get(deployment)["label"] == "failed"
        and "livré avec le portail" in body.get(deployment)["observed"]["reason"]), body.get(deployment)["observed"])

    second = publish("1.1.0")
    record = body.get(deployment)
    check.equal("a newer version is offered", record["update"]["id"], second["id"])
    change = done("and asked for", 201, post(
        body, deployment + "/changes", end=record["end"], solution=second["id"], justification="Nouvelle version",
        **record["resources"]))
    approve(f"/hosting-requests/{change['id']}")
    record = body.get(deployment)
    check.equal("approved, it is ordered", (record["solution"]["version"], record["update"]), ("1.1.0", None))
    done("the publisher takes that version back", 200, post(
        lead, f"{path}/versions/{second['id']}/withdrawal", reason="Fuite.", version=lead.version(path)))
    after = body.get(deployment)
    check.equal("what runs it goes on, and says why", (after["solution"]["withdrawalReason"], after["desired"]),
                ("Fuite.", record["desired"]))
    check.equal("the one before is offered", body.get(path)["latest"]["id"], first["id"])
    done("the operator takes the solution back", 200, post(
        curator, path + "/withdrawal", reason="Faille.", version=curator.version(path)))
    check.equal("what runs is not touched", body.get(deployment)["desired"], record["desired"])
    check("the shipped minutes are in the catalogue", any(
        item["latest"]["kind"] == "shipped" for item in body.get("/solutions")["items"]))
    body.step("it is released", deployment, "release")


def afterwards(people):
    auditor = people["auditor"]
    log = [entry["action"] for entry in auditor.get("/audit?limit=100")["items"]]
    check("every step is in the log", {
        "publishUseCase", "declareAdoption", "submitHostingRequest", "decideTechnical", "decideDataProtection",
        "decideApproval", "suspendDeployment", "resumeDeployment", "releaseDeployment", "reportDeployment"} <= set(log), log)
    check.equal("it can be taken home", auditor.api.get("/audit/export?after=10")[0], 200)
    check("the chain is sound", auditor.get("/audit/verification")["sound"])
    today = datetime.datetime.now(datetime.timezone.utc).date()
    roles = {grant["role"] for grant in auditor.get(f"/grants?on={today}&organisation=gigalis&limit=100")["items"]}
    check.equal("who holds which role today", roles, {"administrator", "curator", "hostingOfficer", "approver", "auditor"})
    check.equal("and long ago", auditor.get("/grants?on=2000-01-01")["total"], 0)
    seen, path = [], "/audit?limit=50"
    while path:
        _, headers, page = auditor.api.get(path)
        seen += [entry["number"] for entry in page["items"]]
        path = headers["Link"] and headers["Link"].split(">")[0].lstrip("<").removeprefix("/api/v1")
    check("pages leave nothing out", seen == list(range(seen[0], 0, -1)), len(seen))
    document = API(auditor.api.port).get("/openapi.json")[2]
    check("the API describes itself", document["openapi"].startswith("3.1") and
          "/hosting-requests/{request}/approval" in str(list(document["paths"])), list(document["paths"])[:5])


def endings(people, case):
    """How cases, adoptions and requests end without having come to what they were for."""
    lead, contributor, body, curator, adopter = (
        people[name] for name in ("lead", "contributor", "body", "curator", "adopter"))
    _, _, record = contributor.api.post("/use-cases", {"sheet": SHEET | {"title": "Autre idée"}})
    path = f"/use-cases/{record['id']}"
    lead.step("another case is proposed", path, "proposal", "proposed")
    curator.step("and declined", path, "rejection", "declined", reason="Doublon.")

    path = f"/use-cases/{case}"
    adoption = adopter.get(f"{path}/adoptions")["items"][0]
    own = f"/adoptions/{adoption['id']}"
    check.equal("an adoption changes", adopter.api.call(
        "PATCH", own, {"status": "stopped", "results": "Fini", "version": adopter.version(own)})[0], 200)
    slug = adoption["organisation"]["slug"]
    check("it is among what the body uses", adoption["id"] in [
        item["id"] for item in adopter.get(f"/organisations/{slug}/adoptions")["items"]])

    _, _, request = body.api.post("/hosting-requests", {
        "title": "Essai", "useCase": case, "vcpu": 1, "memoryGiB": 1, "storageGiB": 10, "gpu": 0, "start": "2027-01-01",
        "end": "2027-02-01", "dataClass": "personal", "aipdState": "done", "justification": "Accueil"})
    asked = f"/hosting-requests/{request['id']}"
    body.step("a request is submitted", asked, "submission", "submitted")
    body.step("and withdrawn", asked, "withdrawal", "withdrawn")
    check("it stays in the list", request["id"] in [item["id"] for item in body.get("/hosting-requests")["items"]])

    lead.step("a new version is begun", path, "working-copy", "coBuilding")
    check.equal("its sheet alone", lead.get(path + "/sheet")["sheet"]["title"], SHEET["title"])
    check.equal("a participant leaves", body.api.post(path + "/withdrawal")[0], 200)
    old = curator.get("/use-cases?state=published")["items"][0]
    curator.step("a published case is archived", f"/use-cases/{old['id']}", "archive", "archived", reason="Ancien.")


def done(what, status, answer):
    """What was answered, if by the expected status."""
    return check.equal(what, answer[0], status) and answer[2]


def post(who, path, **fields):
    return who.api.post(path, fields)


def quotas(people):
    """What a body asks for beyond its limits, the answers, and what holds by default."""
    body, officer, curator = (people[name] for name in ("adopter", "officer", "curator"))
    today = datetime.datetime.now(datetime.timezone.utc).date()
    vendee = next(item for item in body.get("/organisations?q=vendee")["items"])["slug"]
    path = f"/organisations/{vendee}/quota-requests"

    def limits():
        return {line["resourceClass"]: line["limit"] for line in body.get(f"/organisations/{vendee}/quotas")["lines"]}

    asked = {"vcpu": 40, "storageGiB": 1000, "validFrom": str(today), "justification": "Archives"}
    key = {"Idempotency_Key": "quota"}
    status, _, request = body.api.post(path, asked, **key)
    check.equal("a body asks for a higher quota", (status, request["state"]), (201, "submitted"))
    check.equal("sent again it is the same", body.api.post(path, asked, **key)[2]["id"], request["id"])
    check.equal("one at a time", body.api.post(path, asked)[0], 422)
    check("the hosting officer has it among their work", request["url"] in officer.work())
    check("and sees the capacity beside", officer.get(request["url"])["capacity"])
    check.equal("the body does not decide", body.api.post(
        request["url"] + "/decision", {"version": 1, "verdict": "favourable", "reason": "Oui"})[0], 403)
    before = limits()
    answer = officer.step("less is granted", request["url"], "decision", "granted", verdict="favourable", reason="Assez.",
                          vcpu=20)["answer"]
    check.equal("with its reason", (answer["reason"], answer["granted"]["vcpu"]), ("Assez.", 20))
    check.equal("the limits are raised at once", limits(), before | {"vcpu": 20, "storageGiB": 1000})
    check("the body has the answer among its work", request["url"] in body.work())
    again = done("it asks once more", 201, post(body, path, gpu=1, validFrom=str(today), justification="Essai"))
    body.step("and withdraws", again["url"], "withdrawal", "withdrawn")
    found = done("its requests are listed", 200, body.api.get("/quota-requests?state=withdrawn"))
    check.equal("by their state", [item["id"] for item in found["items"]], [again["id"]])

    organisation = f"/organisations/{vendee}"
    record = done("the staff is recorded", 200, curator.api.post(
        organisation + "/staff", {"version": curator.version(organisation), "staffBand": "42", "staffYear": 2023}))
    check.equal("with what follows", (record["group"], record["size"]), ("department", "large"))
    done("a default is set", 200, post(
        officer, "/quotas/defaults", group="department", size="large", memoryGiB=48, validFrom=str(today)))
    check.equal("what was granted goes before it", limits()["memoryGiB"], before["memoryGiB"])
    defaults = done("the defaults are read", 200, body.api.get("/quotas"))["defaults"]
    check("with what counts today", [line["amount"] for line in defaults if line["counts"] and line["group"]] == [48], defaults)


def offices(people, case):
    """What neither a case nor a request needs on its way: organisations, people, quotas, sites, rules, an agent."""
    administrator, auditor, curator, officer, body = (
        people[name] for name in ("administrator", "auditor", "curator", "officer", "body"))
    check("organisations are listed", administrator.get("/organisations?limit=3")["next"])
    made = done("an organisation is added", 201, post(
        administrator, "/organisations", kind="publicBody", name="Ville d’Essai", number="", legalCategory="7210"))
    path = f"/organisations/{made['slug']}"
    done("its status is decided", 200, post(
        administrator, path + "/public-status", status="public", reason="Commune.", version=made["version"]))
    added = done("a person is added", 201, post(
        administrator, path + "/people", email="essai@ville.example", name="Personne d’essai", role="lead"))
    grant = done("and gets another role", 201, post(
        administrator, path + "/grants", person=added["person"]["id"], role="dpo", until=None))
    done("which ends", 200, post(administrator, f"/grants/{grant['id']}/end"))
    person = f"/people/{added['person']['id']}"
    done("their page is read", 200, administrator.api.get(person))
    check("a reset gives a new password", done("a reset", 200, post(administrator, person + "/password-reset"))["password"])
    names = [line["name"] for line in administrator.get(path + "/people?ended=true")["items"]]
    check.equal("the people are listed, with what ended", names, ["Personne d’essai"] * 2)
    done("a quota is set", 200, post(officer, path + "/quotas", vcpu=4, validFrom="2026-01-01"))
    quotas = done("and read", 200, officer.api.get(path + "/quotas"))["quotas"]
    check.equal("as it was set", [(quota["resourceClass"], quota["amount"]) for quota in quotas], [("vcpu", 4)])

    site = done("a site is added", 201, post(
        officer, "/sites", slug="essai", name="Site d’essai", poolName="Zone", dataClass="internal",
        vcpu=8, memoryGiB=16, storageGiB=100, gpu=0))
    path = f"/sites/{site['slug']}"
    pool = officer.get(path)["pools"][0]
    before = pool["inventory"]["vcpu"]
    record = done("its inventory changes", 200, post(
        officer, f"{path}/pools/{pool['id']}/inventory", resourceClass="vcpu", allocationRatio="1.5",
        **{name: before[name] for name in ("reserved", "minUnit", "maxUnit", "stepSize", "generation")}, total=12))
    check.equal("as asked", record["pools"][0]["inventory"]["vcpu"]["total"], 12)
    window = done("maintenance is announced", 200, post(
        officer, f"{path}/pools/{pool['id']}/maintenance", start="2999-01-01", end="2999-01-08", vcpu=4, memoryGiB=0,
        storageGiB=0, gpu=0, reason="Onduleur"))["pools"][0]["maintenance"][0]
    check.equal("for its days", (window["start"], window["amount"]["vcpu"]), ("2999-01-01", 4))
    record = done("and cancelled", 200, post(
        officer, f"{path}/pools/{pool['id']}/maintenance/{window['id']}/cancellation"))
    check.equal("nothing is left of it", record["pools"][0]["maintenance"], [])
    check("the site is listed", site["id"] in [item["id"] for item in officer.get("/sites")["items"]])

    today = datetime.datetime.now(datetime.timezone.utc).date()
    colleague = next(grant for grant in administrator.get("/organisations/gigalis/people?limit=100")["items"]
                     if grant["role"] == "curator")
    done("an approver delegates for some days", 201, post(
        people["approver"], "/organisations/gigalis/delegations", person=colleague["person"], start=str(today),
        end=str(today + datetime.timedelta(days=3))))

    deployment = next(item for item in body.get("/deployments?limit=100")["items"]
                      if "assistés de la Région" in item["title"])
    path = f"/sites/{body.get(deployment['url'])['site']['slug']}/agents"
    enrolled = done("an agent is given a code", 200, post(administrator, path, name="essai"))
    check("which is one", enrolled["code"].startswith("enr_"), enrolled)
    done("and is revoked", 200, post(administrator, f"{path}/{enrolled['id']}/revocation"))

    energy(officer, body, deployment["id"], f"/sites/{site['slug']}/reports/2025")

    columns = Client(curator.api.port).get("/library.csv")[2].splitlines()[0]
    report = done("a file is taken in", 200, post(curator, "/imports", file=f"{columns}\nVille d’Essai,Projet\n"))
    check.equal("with a report on its one row", report["counts"]["rows"], 1)
    done("the rules are read", 200, curator.api.get("/rules"))
    done("those of a role", 200, curator.api.get("/rules/standings/operator.curator"))
    question = urllib.parse.urlencode({"action": "archiveUseCase", "resource": f'UseCase::"{case}"'})
    done("who may do what", 200, auditor.api.get(f"/rules/holders?{question}"))
    done("and why", 200, auditor.api.get(f"/rules/explanation?{question}&principal=lead@lumen.example"))


def energy(officer, body, deployment, report):
    """What figures are counted with, what was drawn, what would be, and what a site states of a year."""
    month = datetime.date.today().replace(day=1)
    terms = done("a factor is set", 200, post(
        officer, "/energy/grid-factors", gramsCO2ePerKWh=21.7, year=2024, perimeter="France, production", source="RTE",
        validFrom=f"{month:%Y-%m}"))
    check.equal("and holds", terms["factor"]["gramsCO2ePerKWh"], 21.7)
    done("a tariff is set", 200, post(
        officer, "/energy/tariffs", vcpuHour=0.01, memoryGiBHour=0, storageGiBHour=0, gpuHour=0, source="Essai",
        validFrom=f"{month:%Y-%m}"))
    check.equal("everybody reads the check value", done("how energy is counted", 200, body.api.get("/energy"))["check"][
        "totalWattHours"], 395_567)

    # Since before the demonstration's story began, three months ago: its first weeks are metered by the allocation only.
    begin = month - datetime.timedelta(days=125)
    statement = done("a statement", 200, body.api.get(
        f"/consumption?deployment={deployment}&by=month&from={begin:%Y-%m}&to={month:%Y-%m}"))
    check.equal("is as good as its worst part", statement["total"]["worstTier"], "modelledAllocation")
    check("and tells each tier apart", "modelledUse" in statement["total"]["totalWattHoursByTier"], statement["total"])
    done("as a file", 200, body.api.get(f"/consumption/export?deployment={deployment}"))
    estimate = done("an estimate", 200, body.api.get("/energy-estimate?vcpu=8&memoryGiB=32&storageGiB=500&pue=1.5"))
    check("says that it is a scenario", estimate["perYear"]["pue"]["isHypothesis"], estimate)

    done("a site states its energy", 200, post(
        officer, report, indicator="totalEnergy", value="1500", certainty="measured", source="compteur", asOf="2026-01-31"))
    done("and that of its computers", 200, post(
        officer, report, indicator="itEnergy", value="1000", certainty="estimated", source="onduleur", asOf="2026-01-31"))
    ratio = done("the report", 200, officer.api.get(report))["ratios"][0]
    check.equal("has the ratio of both, as good as the worse", (ratio["value"], ratio["certainty"]), (1.5, "estimated"))
    done("as a file", 200, officer.api.get(report + "/export"))


with folder() as data, Demo(data / "data") as demo:
    with check.section("the path"):
        description = Description(demo.port, check)
        people = {name: Member(demo, email, description) for name, email in {
            "contributor": "contributor@lumen.example", "lead": "lead@lumen.example", "curator": "curator@gigalis.example",
            "body": "lead@region.example", "dpo": "dpo@region.example", "adopter": "lead@vendee.example",
            "officer": "hostingofficer@gigalis.example", "approver": "approver@gigalis.example",
            "second": "approver@suppleance.example",
            "auditor": "auditor@gigalis.example", "administrator": "administrator@gigalis.example",
        }.items()}
        case = use_case(people)
        hosting(people, case)
        catalogue(people, case, data)
        afterwards(people)
        second_look(people, case)
        endings(people, case)
        quotas(people)
        offices(people, case)
        successions(people, case)
        check.equal("every operation was done well at least once", description.operations - description.done, set())
check.finish()
