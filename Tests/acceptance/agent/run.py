#!/usr/bin/env python3
"""Drives the built program end to end: a portal, a site's agent and the workloads it runs. Loopback only.

Usage: run.py [PROGRAM]    Ends with a line `N passed, N failed`; exit status 0 when nothing failed.
Seeds by hand what other checks bring about by deeds: an approved deployment and its orders.
"""

import base64
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/debug/fabrique").resolve()
SITE = str(uuid.uuid4())
BODY, PERSON, CASE, POOL, OTHER_SITE = (str(uuid.uuid4()) for _ in range(5))

passed = failed = 0


def check(what, condition, detail=""):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {what}" + (f" — {detail}" if detail else ""))


def eventually(condition, seconds=8):
    """The first true value of a condition, or its last one."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > end:
            return value
        time.sleep(0.05)


class Portal:
    """`fabrique serve` on a data folder of its own, and its database."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.port = 0
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data", self.data, "--port", str(self.port)],
            cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.port = urllib.parse.urlsplit(line.split()[-1]).port

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def sql(self, statement, *values):
        connection = sqlite3.connect(self.data / "fabrique.sqlite", timeout=10)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def call(self, method, path, token=None, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if body is not None:
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        connection.request(method, "/api/v1" + path, body, headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read()

    def seed(self):
        now = int(time.time() * 1000)
        self.sql(
            "INSERT INTO organisation (id, slug, name, kind, publicStatus, publicStatusReason, publicStatusAt, isSample,"
            " createdAt) VALUES (?, 'ville', 'Ville d’Exemple', 'publicBody', 'public', 'sample', ?, 1, ?)", BODY, now, now)
        self.sql("INSERT INTO person (id, email, name, createdAt) VALUES (?, 'a@example.org', 'Personne', ?)", PERSON, now)
        self.sql(
            "INSERT INTO useCase (id, slug, state, initiator, createdAt, stateAt, currentRevision)"
            " VALUES (?, 'cas', 'published', ?, ?, ?, 1)", CASE, BODY, now, now)
        for site, slug in ((SITE, "site"), (OTHER_SITE, "other")):
            self.sql("INSERT INTO site (id, slug, name, createdAt) VALUES (?, ?, ?, ?)", site, slug, slug, now)
        self.sql("INSERT INTO pool (id, site, name, dataClass) VALUES (?, ?, 'zone', 'sensitive')", POOL, SITE)

    def deployment(self, title, site=SITE, start="2026-01-01", end="2999-01-01", state="running", **spec):
        """An approved deployment with its first order."""
        deployment, request, now = str(uuid.uuid4()), str(uuid.uuid4()), int(time.time() * 1000)
        spec = {"vcpu": 1, "memoryGiB": 1, "storageGiB": 1, "gpu": 0} | spec
        amounts = tuple(spec[name] for name in ("vcpu", "memoryGiB", "storageGiB", "gpu"))
        self.sql(
            "INSERT INTO hostingRequest (id, organisation, useCase, title, state, stateAt, vcpu, memoryGiB, storageGiB, gpu,"
            " startDay, endDay, dataClass, aipdState, requester, createdAt)"
            " VALUES (?, ?, ?, ?, 'approved', ?, ?, ?, ?, ?, ?, ?, 'internal', 'notRequired', ?, ?)",
            request, BODY, CASE, title, now, *amounts, start, end, PERSON, now)
        self.sql(
            "INSERT INTO reservation (id, request, pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu, startDay,"
            " endDay, state, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'used', ?)",
            str(uuid.uuid4()), request, POOL, BODY, CASE, *amounts, start, end, now)
        self.sql(
            "INSERT INTO deployment (id, request, organisation, site, title, vcpu, memoryGiB, storageGiB, gpu, startDay,"
            " endDay, desiredState, desiredRevision, desiredAt, observedPhase, createdAt)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'unobserved', ?)",
            deployment, request, BODY, site, title, *amounts, start, end, state, now, now)
        self.order(deployment, state)
        return deployment

    def order(self, deployment, state, digest=None, revision=None):
        """A new order, as the portal writes it on suspending, resuming and releasing."""
        (title, start, end, last, *amounts), = self.sql(
            "SELECT title, startDay, endDay, desiredRevision, vcpu, memoryGiB, storageGiB, gpu FROM deployment WHERE id = ?",
            deployment)
        revision = revision or last + 1
        document = json.dumps({
            "deployment": deployment, "revision": revision, "state": state, "title": title,
            "organisation": {"id": BODY, "slug": "ville", "name": "Ville d’Exemple"},
            "spec": dict(zip(("vcpu", "memoryGiB", "storageGiB", "gpu"), amounts)),
            "notBefore": start, "notAfter": end,
        }, ensure_ascii=False)
        digest = digest or hashlib.sha256(document.encode()).digest()
        now = int(time.time() * 1000)
        self.sql("INSERT OR REPLACE INTO handOver (deployment, revision, document, digest, at) VALUES (?, ?, ?, ?, ?)",
                 deployment, revision, document, digest, now)
        self.sql("UPDATE deployment SET desiredState = ?, desiredRevision = ?, desiredAt = ? WHERE id = ?",
                 state, revision, now, deployment)

    def observed(self, deployment):
        (phase, revision, reason, endpoint), = self.sql(
            "SELECT observedPhase, observedRevision, observedReason, endpoint FROM deployment WHERE id = ?", deployment)
        return phase, revision, reason, endpoint

    def reaches(self, deployment, phase, revision):
        return eventually(lambda: self.observed(deployment)[:2] == (phase, revision))

    def phases(self, deployment):
        return [phase for phase, in
                self.sql("SELECT phase FROM observation WHERE deployment = ? ORDER BY id", deployment)]


class Site:
    """An agent's state folder, its token, and what runs there."""

    def __init__(self, folder, portal):
        self.state, self.token_file, self.portal = folder / "state", folder / "token", portal

    @property
    def token(self):
        return self.token_file.read_text().strip()

    def command(self, *more):
        return [PROGRAM, "agent", "--portal", self.portal.address, "--token-file", self.token_file,
                "--state", self.state, *more]

    def once(self, *more):
        return subprocess.run(self.command("--once", *more), cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True,
                              timeout=40)

    def start(self):
        return subprocess.Popen(self.command("--period", "1"), cwd=ROOT, env=ENVIRONMENT,
                                stdout=self.log, stderr=self.log)

    def loop(self):
        """An agent that goes on, as soon as it has called the portal."""
        self.portal.sql("UPDATE agent SET lastSeenAt = NULL")
        agent = self.start()
        eventually(lambda: self.portal.sql("SELECT 1 FROM agent WHERE lastSeenAt IS NOT NULL"))
        return agent

    @property
    def log(self):
        return open(self.state.parent / "agent.log", "a")

    def folder(self, deployment):
        name = base64.b32encode(uuid.UUID(deployment).bytes).decode().lower().rstrip("=")
        return self.state.resolve() / "sandbox" / ("h-" + name)

    def processes(self, deployment):
        """Process numbers of a deployment by the label they carry, the workload's own last."""
        label = f"FABRIQUE_SANDBOX={self.folder(deployment)}".encode()
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and label in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                pass
        return sorted(found)

    def workload(self, deployment):
        """The process that serves: the one whose own command is the program."""
        for process in self.processes(deployment):
            try:
                if os.readlink(f"/proc/{process}/exe") == str(PROGRAM):
                    return process
            except OSError:
                pass
        return None


def fetch(address, body=None):
    parts = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request("POST" if body else "GET", parts.path, body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    except OSError:
        return None, ""
    finally:
        connection.close()


def enrolment(portal, site):
    def enrol(slug, *more):
        return subprocess.run([PROGRAM, "agent", "enrol", "--data", portal.data, "--site", slug, "--name", "agent-1", *more],
                              cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    check("enrolment writes the token", enrol("site", "--token-file", site.token_file).returncode == 0)
    check("the token file is its owner's alone", site.token_file.stat().st_mode & 0o777 == 0o600)
    agents = portal.sql("SELECT count(*) FROM agent")
    check("a token file is never overwritten", enrol("site", "--token-file", site.token_file).returncode == 2)
    check("and nobody was enrolled for it", portal.sql("SELECT count(*) FROM agent") == agents)
    check("an unknown site admits nobody", enrol("nowhere").returncode == 1)
    check("without a file the token is printed", enrol("other").stdout.startswith("agt_"))


def protocol(portal, site):
    orders = "/hand-over/orders"
    mine = portal.deployment("Mien")
    foreign = portal.deployment("Ailleurs", site=OTHER_SITE)
    check("orders need a token", portal.call("GET", orders)[0] == 401)
    check("an invented token opens nothing", portal.call("GET", orders, "agt_invented")[0] == 401)
    status, headers, body = portal.call("GET", orders, site.token)
    items = json.loads(body)["items"]
    check("an agent sees the orders of its site only", status == 200 and [i["deployment"] for i in items] == [mine])
    check("the digest is that of the document",
          hashlib.sha256(items[0]["document"].encode()).hexdigest() == items[0]["digest"])
    again = portal.call("GET", orders, site.token, headers={"If-None-Match": headers["ETag"]})
    check("an unchanged list costs nothing", again[0] == 304 and again[2] == b"")
    portal.order(mine, "suspended")
    changed = portal.call("GET", orders, site.token, headers={"If-None-Match": headers["ETag"]})
    check("a new order shows", changed[0] == 200)

    def report(deployment, body):
        return portal.call("POST", f"/hand-over/deployments/{deployment}/observations", site.token, body)[0]
    check("a foreign deployment does not exist", report(foreign, {"revision": 1, "phase": "running"}) == 404)
    check("an unknown phase is refused", report(mine, {"revision": 1, "phase": "splendid"}) == 422)
    check("an order never given is refused", report(mine, {"revision": 9, "phase": "running"}) == 422)
    check("a report is taken", report(mine, {"revision": 2, "phase": "suspended"}) == 200)
    lines = portal.sql("SELECT count(*) FROM audit WHERE action = 'reportDeployment'")
    check("the same again leaves no audit entry",
          report(mine, {"revision": 2, "phase": "suspended"}) == 200
          and portal.sql("SELECT count(*) FROM audit WHERE action = 'reportDeployment'") == lines)
    portal.order(mine, "released")
    check("the end is taken", report(mine, {"revision": 3, "phase": "absent"}) == 200)
    check("what is released is ordered no more",
          json.loads(portal.call("GET", orders, site.token)[2])["items"] == [])


def refusals_to_start(portal, site):
    site.token_file.chmod(0o644)
    check("a token that others can read is not used", site.once().returncode == 2)
    site.token_file.chmod(0o600)
    plain = subprocess.run([PROGRAM, "agent", "--portal", "http://192.0.2.1:80", "--token-file", site.token_file,
                            "--state", site.state], env=ENVIRONMENT, capture_output=True)
    check("a token never crosses a network in the clear", plain.returncode == 2)
    wrong = site.token_file.with_name("wrong")
    wrong.touch(0o600)
    wrong.write_text("agt_wrong\n")
    other = Site(site.state.parent, portal)
    other.token_file = wrong
    check("a token nobody knows ends in failure", other.once().returncode == 1)


def first_life(portal, site):
    """Carried out, used, bounded, found again."""
    deployment = portal.deployment("Comptes rendus <b>du conseil</b>")
    done = site.once()
    phase, revision, _, endpoint = portal.observed(deployment)
    check("one call carries the order out", (done.returncode, phase, revision) == (0, "running", 1),
          f"{phase} {revision} {done.stderr} {done.stdout}")
    check("being carried out was told first", portal.phases(deployment)[-2:] == ["provisioning", "running"])
    status, page = fetch(endpoint)
    check("the page answers where it was said", status == 200 and "Comptes rendus" in page)
    check("the title is escaped", "<b>du conseil" not in page and "&lt;b&gt;du conseil" in page)

    transcript = (
        "Le conseil vote le budget de la piscine. Bonjour. Le budget de la piscine passe à douze millions. "
        "La piscine <script>alert(1)</script> ouvrira quand le budget du conseil sera voté. Il pleut aujourd’hui. "
        "Les parkings restent gratuits. Merci à tous. Le conseil est clos.")
    status, page = fetch(endpoint, urllib.parse.urlencode({"transcript": transcript}))
    check("a summary is made", status == 200 and "Le conseil vote le budget de la piscine." in page)
    check("it says what it is", "Texte produit par une machine, à relire" in page)
    check("what was pasted is escaped", "<script>" not in page)
    check("small talk is left out", "<li>Merci à tous.</li>" not in page)

    process = site.workload(deployment)
    limits = pathlib.Path(f"/proc/{process}/limits").read_text()
    value = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    check("memory is bounded as granted", value["Max address space"] == str(1 << 30))
    check("files and so the log are bounded", value["Max file size"] == str(1 << 20))
    check("no core is dumped", value["Max core file size"] == "0")
    if "namespaces and limits" in done.stdout:
        own, its = (os.readlink(f"/proc/{who}/ns/pid") for who in ("self", process))
        check("it is in a process namespace of its own", own != its)
        inside = pathlib.Path(f"/proc/{process}/root")
        check("it does not see the agent's token", not (inside / str(site.token_file)[1:]).exists())
        check("it does not see the portal's data", not (inside / str(portal.data)[1:]).exists())
    else:
        print("skipped: not proved — namespaces (bwrap does not work here)")
    check("it has a session of its own", os.getsid(process) != os.getsid(0))

    site.once()
    check("calling again starts nothing again", site.workload(deployment) == process)
    return deployment


def steering(portal, site, deployment):
    agent = site.loop()
    check("a second agent on the same folder is refused", site.once().returncode == 2)
    endpoint = portal.observed(deployment)[3]

    portal.order(deployment, "suspended")
    check("suspended", portal.reaches(deployment, "suspended", 2), str(portal.observed(deployment)))
    check("nothing runs while suspended", site.processes(deployment) == [] and fetch(endpoint)[0] is None)
    check("no address is shown while suspended", portal.observed(deployment)[3] == "")
    portal.order(deployment, "running")
    check("resumed", portal.reaches(deployment, "running", 3), str(portal.observed(deployment)))
    check("at the same address", portal.observed(deployment)[3] == endpoint)

    before = site.workload(deployment)
    os.kill(before, signal.SIGKILL)
    check("what is killed comes back",
          eventually(lambda: site.workload(deployment) not in (None, before) and fetch(endpoint)[0] == 200))
    check("and is told to be running", portal.reaches(deployment, "running", 3))
    check("the loss was told", eventually(lambda: "failed" in portal.phases(deployment)[-3:]))
    reasons = portal.sql("SELECT reason FROM observation WHERE phase = 'failed' AND deployment = ?", deployment)
    check("with its reason", any("s’est arrêté" in reason for reason, in reasons), str(reasons))

    process = site.workload(deployment)
    agent.send_signal(signal.SIGKILL)
    agent.wait()
    check("the agent killed, the workload goes on", fetch(endpoint)[0] == 200)
    agent = site.loop()
    portal.sql("UPDATE deployment SET observedPhase = 'unobserved'")
    check("the next agent finds it again", portal.reaches(deployment, "running", 3))
    check("and leaves it alone", site.workload(deployment) == process)

    portal.stop()
    time.sleep(1.2)
    check("the portal gone, the workload goes on", fetch(endpoint)[0] == 200)
    os.kill(process, signal.SIGKILL)
    check("and is restarted without the portal",
          eventually(lambda: site.workload(deployment) not in (None, process) and fetch(endpoint)[0] == 200, 12))
    portal.start()
    portal.sql("UPDATE deployment SET observedPhase = 'unobserved'")
    check("the portal back, word comes again",
          eventually(lambda: portal.observed(deployment)[0] == "running", 15))

    agent.terminate()
    check("the agent ends when told", agent.wait(10) == 0)
    check("and what runs goes on", fetch(endpoint)[0] == 200)


def killed_in_between(portal, site):
    """`kill -9` as soon as a process shows, before anything can be told."""
    # The agent may be quicker than the kill: then the next deployment tries again.
    for attempt in range(10):
        deployment = portal.deployment(f"Tué entre deux, essai {attempt}")
        agent = site.start()
        eventually(lambda: site.processes(deployment))
        agent.kill()
        agent.wait()
        if portal.observed(deployment)[0] in ("unobserved", "provisioning"):
            break
    check("killed between start and report", portal.observed(deployment)[0] in ("unobserved", "provisioning"))
    site.once()
    check("the next one takes it up", portal.observed(deployment)[:2] == ("running", 1))
    serving = [p for p in site.processes(deployment) if os.readlink(f"/proc/{p}/exe") == str(PROGRAM)]
    check("and there is one workload, not two", len(serving) == 1)
    return deployment


def refused_orders(portal, site, first):
    tampered = portal.deployment("Altéré")
    portal.order(tampered, "running", digest=b"\0" * 32)
    large = portal.deployment("Trop grand", vcpu=16)
    graphics = portal.deployment("Calcul", gpu=1)
    over = portal.deployment("Terminé", end="2026-02-01")
    squatted = portal.deployment("Place prise")
    keepsake = site.folder(squatted) / "keepsake"
    keepsake.parent.mkdir()
    keepsake.write_text("not ours")
    process = site.workload(first)
    site.once("--ceiling", "vcpu=8,memoryGiB=32")

    def refused(what, deployment, words):
        phase, _, reason, _ = portal.observed(deployment)
        check(what, phase == "failed" and words in reason and not site.processes(deployment), f"{phase}: {reason}")
    refused("a document that does not match its digest is refused", tampered, "empreinte")
    refused("what is above the site's ceiling is refused", large, "16 demandés")
    refused("a GPU is refused where there is none", graphics, "GPU")
    refused("a foreign object of the same name is never adopted", squatted, "pas à nous")
    check("nor touched", keepsake.read_text() == "not ours")
    phase, _, reason, _ = portal.observed(over)
    check("after its period nothing runs", phase == "suspended" and "terminée" in reason and not site.processes(over),
          f"{phase}: {reason}")

    # A database put back from an old copy orders what was ordered long ago.
    portal.sql("UPDATE deployment SET desiredState = 'suspended' WHERE id = ?", first)
    portal.order(first, "suspended", revision=2)
    site.once("--ceiling", "vcpu=8")
    check("a revision below the one applied is ignored", site.workload(first) == process)
    portal.order(first, "released", revision=3)
    site.once("--ceiling", "vcpu=8")
    check("the same revision with another content is refused", site.workload(first) == process
          and "autre contenu" in portal.observed(first)[2], str(portal.observed(first)))
    for deployment in (tampered, large, graphics, over):
        portal.order(deployment, "released")
    shutil.rmtree(keepsake.parent)
    portal.order(squatted, "released")


def release(portal, site, *deployments):
    for deployment in deployments:
        portal.order(deployment, "released", revision=5)
    site.once()
    for deployment in deployments:
        check("released", portal.observed(deployment)[:2] == ("absent", 5), str(portal.observed(deployment)))
        check("nothing is left of it", not site.folder(deployment).exists() and site.processes(deployment) == [])
    held = portal.sql("SELECT count(*) FROM reservation JOIN deployment USING (request)"
                      " WHERE state <> 'released' AND site = ?", SITE)
    check("every resource is given back", held == [(0,)], str(held))
    names = portal.sql("SELECT DISTINCT actor FROM audit WHERE action = 'reportDeployment'")
    check("every report is in the audit log as an agent's", len(names) == 1, str(names))


def main():
    with tempfile.TemporaryDirectory(prefix="fabrique-agent-") as folder:
        folder = pathlib.Path(folder)
        portal = Portal(folder)
        site = Site(folder, portal)
        began = time.monotonic()
        try:
            portal.seed()
            enrolment(portal, site)
            protocol(portal, site)
            refusals_to_start(portal, site)
            first = first_life(portal, site)
            steering(portal, site, first)
            second = killed_in_between(portal, site)
            refused_orders(portal, site, first)
            release(portal, site, first, second)
        finally:
            for (deployment,) in portal.sql("SELECT id FROM deployment"):
                for process in site.processes(deployment):
                    os.kill(process, signal.SIGKILL)
            portal.stop()
            if failed and (folder / "agent.log").exists():
                print((folder / "agent.log").read_text())
        print(f"{time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

if __name__ == "__main__":
    sys.exit(main())
