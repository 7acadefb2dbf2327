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
import socket
import sqlite3
import ssl
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

# What the portal's certificate says, wherever it is reached, and what stands before a document when it is signed.
SERVER_NAME = "hand-over.internal"
PREFIX = b"Fabrique signed order, version 1\n"

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


def openssl(*arguments, **options):
    """What the system's openssl says; it is asked so that the program does not only agree with itself."""
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True, **options).stdout


def key_and_request(folder):
    key, request = folder / "new.key", folder / "new.csr"
    openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-subj", "/CN=x",
            "-keyout", key, "-out", request)
    return key, request


def certified(folder, authority, start, end):
    """A client's certificate with its key, signed by an authority from one moment (YYYYMMDDHHMMSSZ) to another."""
    (folder / "index").write_text("")
    (folder / "ca.cnf").write_text(f"""[ca]
default_ca = d
[d]
database = {folder}/index
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = p
x509_extensions = e
[p]
commonName = supplied
[e]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
""")
    key, request = key_and_request(folder)
    certificate = folder / "new.pem"
    openssl("ca", "-batch", "-notext", "-config", folder / "ca.cnf", "-cert", authority, "-keyfile", authority,
            "-startdate", start, "-enddate", end, "-in", request, "-out", certificate)
    return certificate.read_text() + key.read_text()


def moment(days):
    return time.strftime("%Y%m%d%H%M%SZ", time.gmtime(time.time() + days * 86400))


def fingerprint(pem):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(
        pem[pem.index("-----BEGIN CERT"):pem.index("-----END CERTIFICATE-----") + 25] + "\n")).digest()


class Door:
    """The portal's door for agents, as somebody who shows the certificate in a file, or none."""

    def __init__(self, portal, certificate=None, mount="/hand-over/v1"):
        self.mount = mount
        context = ssl.create_default_context(cafile=portal.authority)
        if certificate:
            context.load_cert_chain(certificate)
        sock = socket.create_connection(("127.0.0.1", portal.agents_port), timeout=10)
        self.connection = http.client.HTTPConnection(SERVER_NAME, timeout=10)
        self.connection.sock = context.wrap_socket(sock, server_hostname=SERVER_NAME)

    def call(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if body is not None:
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        self.connection.request(method, self.mount + path, body, headers)
        response = self.connection.getresponse()
        return response.status, response.headers, response.read()


class Portal:
    """`fabrique serve` on a data folder of its own, its keys, and its database."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.port = self.agents_port = 0
        self.start()
        self.authority, self.order_key = self.data / "keys" / "authority.pem", self.data / "keys" / "orders.pem"

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data", self.data, "--port", str(self.port), "--agents",
             f"127.0.0.1:{self.agents_port}"],
            cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
        self.port, self.agents_port = (
            urllib.parse.urlsplit(self.process.stdout.readline().split()[-1]).port for _ in range(2))

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    @property
    def address(self):
        return f"https://127.0.0.1:{self.agents_port}"

    def sign(self, document, key=None):
        with tempfile.NamedTemporaryFile() as message:
            message.write(PREFIX + document.encode())
            message.flush()
            return openssl("pkeyutl", "-sign", "-rawin", "-inkey", key or self.order_key, "-in", message.name)

    @property
    def key_name(self):
        raw = openssl("pkey", "-in", self.order_key, "-pubout", "-outform", "DER")[-32:]
        return hashlib.sha256(raw).hexdigest()[:16]

    def sql(self, statement, *values):
        connection = sqlite3.connect(self.data / "fabrique.sqlite", timeout=10)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def front(self, path):
        """The status of a path where people are, not agents."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        return connection.getresponse().status

    def code(self, site="site", name="agent-1"):
        """A one-time code from the operator's shell."""
        made = subprocess.run([PROGRAM, "agent", "code", "--data", self.data, "--site", site, "--name", name],
                              cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
        return made.stdout.strip()

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
            "INSERT INTO deployment (id, request, organisation, site, title, vcpu, memoryGiB, storageGiB, gpu, startDay,"
            " endDay, desiredState, desiredRevision, desiredAt, observedPhase, createdAt)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'unobserved', ?)",
            deployment, request, BODY, site, title, *amounts, start, end, state, now, now)
        self.sql(
            "INSERT INTO reservation (id, request, pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu, startDay,"
            " endDay, state, createdAt, deployment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'used', ?, ?)",
            str(uuid.uuid4()), request, POOL, BODY, CASE, *amounts, start, end, now, deployment)
        self.order(deployment, state)
        return deployment

    def order(self, deployment, state, revision=None, key=None, altered=lambda document: document, **changes):
        """A new order, as the portal writes and signs it on suspending, resuming and releasing, or otherwise: signed by
        another key, altered after it was signed, or saying something else."""
        (title, start, end, last, *amounts), = self.sql(
            "SELECT title, startDay, endDay, desiredRevision, vcpu, memoryGiB, storageGiB, gpu FROM deployment WHERE id = ?",
            deployment)
        revision = revision or last + 1
        document = json.dumps({
            "deployment": deployment, "revision": revision, "site": SITE, "state": state, "title": title,
            "organisation": {"id": BODY, "slug": "ville", "name": "Ville d’Exemple"},
            "profile": "minutes", "resources": dict(zip(("vcpu", "memoryGiB", "storageGiB", "gpu"), amounts)),
            "notBefore": start, "notAfter": end,
            "approval": {"decision": str(uuid.uuid4()), "approver": PERSON, "decidedAt": "2026-01-01T00:00:00Z"},
        } | changes, ensure_ascii=False)
        signature = self.sign(document, key)
        document = altered(document)
        digest = hashlib.sha256(document.encode()).digest()
        now = int(time.time() * 1000)
        self.sql("INSERT OR REPLACE INTO handOver (deployment, revision, document, digest, signature, signingKey, at)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?)", deployment, revision, document, digest, signature, self.key_name, now)
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
    """An agent's state folder, what it shows, and what runs there."""

    def __init__(self, folder, portal):
        self.state, self.portal = folder / "state", portal
        self.identity = self.state / "identity.pem"

    def enrol(self, code, **options):
        return subprocess.run(
            [PROGRAM, "agent", "enrol", "--portal", self.portal.address, "--code", code, "--state", self.state],
            cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=40, **options)

    def door(self):
        return Door(self.portal, self.identity)

    def command(self, *more):
        return [PROGRAM, "agent", "--state", self.state, *more]

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
    for file in (portal.authority, portal.order_key):
        check(f"{file.name} is the portal's alone", file.stat().st_mode & 0o777 == 0o600)
    code = portal.code()
    check("the operator gets a code", code.startswith("enr_") and "." in code, code)
    check("an unknown site admits nobody", portal.code(site="nowhere") == "")

    secret, fingerprint_part = code.split(".")
    other = base64.urlsafe_b64encode(bytes(32)).decode().rstrip("=")
    between = site.enrol(f"{secret}.{other}")
    check("whoever is not the code's portal is found out", between.returncode == 1 and "nothing was sent" in between.stderr,
          between.stderr)
    check("before the code is said", portal.sql("SELECT count(*) FROM agent WHERE codeUsedAt IS NOT NULL") == [(0,)])
    check("what is no code is refused", site.enrol("enr_x").returncode == 2)
    plain = subprocess.run([PROGRAM, "agent", "enrol", "--portal", "http://127.0.0.1:1", "--code", code, "--state",
                            site.state], env=ENVIRONMENT, capture_output=True)
    check("a code never crosses a network in the clear", plain.returncode == 2)

    done = site.enrol("-", input=code + "\n")
    check("an agent enrols by it", done.returncode == 0, done.stderr)
    for name in ("identity.pem", "authority.pem", "portal.json"):
        check(f"{name} is its owner's alone", (site.state / name).stat().st_mode & 0o777 == 0o600)
    key = site.identity.read_text().split("-----BEGIN PRIVATE KEY-----")[1].split()[0].encode()
    check("its key has not left the site",
          not any(key in file.read_bytes() for file in portal.data.rglob("*") if file.is_file()))
    purposes = openssl("x509", "-in", site.identity, "-noout", "-purpose").decode()
    check("its certificate is a client's, and nothing more",
          "SSL client : Yes" in purposes and "SSL server : No" in purposes and "SSL client CA : No" in purposes)
    again = Site(site.state.parent / "second", portal)
    used = again.enrol(code)
    check("the code works once", used.returncode == 1 and "déjà servi" in used.stderr, used.stderr)
    check("a code that does not work leaves an enrolled agent as it was",
          site.enrol(code).returncode == 1 and site.once().returncode == 0)
    expired = portal.code(name="late")
    portal.sql("UPDATE agent SET codeExpiresAt = ? WHERE name = 'late'", int(time.time() * 1000))
    late = again.enrol(expired)
    check("and for an hour", late.returncode == 1 and "expiré" in late.stderr, late.stderr)
    check("who has not enrolled does not start", again.once().returncode == 2)


def protocol(portal, site):
    orders = "/orders"
    mine = portal.deployment("Mien")
    foreign = portal.deployment("Ailleurs", site=OTHER_SITE)
    check("without a certificate there are no orders", Door(portal).call("GET", orders)[0] == 403)
    check("nor without TLS", portal.front("/hand-over/v1/orders") == 404)
    check("nor where people are", portal.front("/api/v1/hand-over/orders") == 404)
    check("and no page is where agents are", Door(portal, mount="").call("GET", "/library")[0] == 404)
    agent = site.door()
    status, headers, body = agent.call("GET", orders)
    items = json.loads(body)["items"]
    check("an agent sees the orders of its site only", status == 200 and [i["deployment"] for i in items] == [mine])
    again = agent.call("GET", orders, headers={"If-None-Match": headers["ETag"]})
    check("an unchanged list costs nothing", again[0] == 304 and again[2] == b"")
    portal.order(mine, "suspended")
    changed = agent.call("GET", orders, headers={"If-None-Match": headers["ETag"]})
    check("a new order shows", changed[0] == 200)

    def report(deployment, body):
        return agent.call("POST", f"/deployments/{deployment}/observations", body)[0]
    check("a foreign deployment does not exist", report(foreign, {"revision": 1, "phase": "running"}) == 404)
    check("an unknown phase is refused", report(mine, {"revision": 1, "phase": "splendid"}) == 422)
    check("an order never given is refused", report(mine, {"revision": 9, "phase": "running"}) == 422)
    check("a report is taken", report(mine, {"revision": 2, "phase": "suspended"}) == 200)
    lines = portal.sql("SELECT count(*) FROM audit WHERE action = 'reportDeployment'")
    check("the same again leaves no audit entry",
          report(mine, {"revision": 2, "phase": "suspended"}) == 200
          and portal.sql("SELECT count(*) FROM audit WHERE action = 'reportDeployment'") == lines)
    counts = {"amounts": [{"class": "vcpu", "total": 10_000, "used": 1}]}
    status, _, body = agent.call("POST", "/capacity", counts)
    line = json.loads(body)["lines"][0]
    check("what a platform counts is held against the ledger", status == 200 and line["platformTotal"] == 10_000, body)
    counts["amounts"][0]["total"] = -1
    check("an absurd count is refused", agent.call("POST", "/capacity", counts)[0] == 422)
    check("no count at all is refused", agent.call("POST", "/capacity", {"amounts": []})[0] == 422)
    portal.order(mine, "released")
    check("the end is taken", report(mine, {"revision": 3, "phase": "absent"}) == 200)
    check("what is released is ordered no more", json.loads(agent.call("GET", orders)[2])["items"] == [])


def certificates(portal, site, folder):
    """Who is let in, by what they show; and how a certificate follows another."""
    own = folder / "own"
    own.mkdir()
    stranger = own / "authority.pem"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2", "-subj",
            "/CN=Fabrique hand-over authority", "-keyout", own / "authority.key", "-out", stranger)
    stranger.write_text(stranger.read_text() + (own / "authority.key").read_text())

    def shown(name, authority, start, end):
        file = own / name
        file.write_text(certified(own, authority, moment(start), moment(end)))
        return file

    def answer(file):
        """The status, or None where TLS itself says no."""
        try:
            return Door(portal, file).call("GET", "/orders")[0]
        except (ssl.SSLError, OSError):
            return None
    check("a certificate of an unknown authority ends the conversation", answer(shown("a", stranger, -1, 1)) is None)
    check("so does one that has expired", answer(shown("b", portal.authority, -3, -1)) is None)
    check("one that the portal never gave is nobody's", answer(shown("c", portal.authority, -1, 1)) == 403)

    # A certificate of which two thirds are over, as the agent's own.
    (agent,), = portal.sql("SELECT id FROM agent WHERE codeUsedAt IS NOT NULL")
    old = shown("old", portal.authority, -21, 9)
    portal.sql("DELETE FROM agentCertificate WHERE agent = ?", agent)
    portal.sql("INSERT INTO agentCertificate (fingerprint, agent, issuedAt, expiresAt) VALUES (?, ?, ?, ?)",
               fingerprint(old.read_text()), agent, int(time.time() * 1000) - 21 * 86_400_000,
               int(time.time() * 1000) + 9 * 86_400_000)
    site.identity.write_bytes(old.read_bytes())
    check("the old one is let in", answer(old) == 200)
    done = site.once()
    renewed = fingerprint(site.identity.read_text())
    check("the agent changes it by itself", done.returncode == 0 and renewed != fingerprint(old.read_text()), done.stderr)
    check("for a new key", site.identity.read_text().split("PRIVATE KEY")[1] != old.read_text().split("PRIVATE KEY")[1])
    check("the new one is shown from then on", answer(site.identity) == 200)
    check("and the old one is void", answer(old) == 403)
    site.once()
    check("a fresh one is kept", fingerprint(site.identity.read_text()) == renewed)

    site.identity.chmod(0o644)
    check("a key that others can read is not used", site.once().returncode == 1)
    site.identity.chmod(0o600)

    second = Site(folder / "revoked", portal)
    second.enrol(portal.code(name="second"))
    open_connection = second.door()
    check("another agent is let in", open_connection.call("GET", "/orders")[0] == 200)
    portal.sql("UPDATE agent SET revokedAt = ? WHERE name = 'second'", int(time.time() * 1000))
    check("revoked, it is shut out at once, on an open connection too", open_connection.call("GET", "/orders")[0] == 403)
    done = second.once()
    check("and is told why", done.returncode == 1 and "403" in done.stderr and "révoqué" in done.stderr, done.stderr)


def first_life(portal, site):
    """Carried out, used, bounded, found again."""
    deployment = portal.deployment("Comptes rendus <b>du conseil</b>")
    done = site.once()
    phase, revision, _, endpoint = portal.observed(deployment)
    check("one call carries the order out", (done.returncode, phase, revision) == (0, "running", 1),
          f"{phase} {revision} {done.stderr} {done.stdout}")
    check("what was told on the way is true", portal.phases(deployment) in (["running"], ["provisioning", "running"]),
          str(portal.phases(deployment)))
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
        check("it does not see the agent's key", not (inside / str(site.identity.resolve())[1:]).exists())
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
    portal.order(tampered, "running", altered=lambda document: document.replace('"vcpu": 1', '"vcpu": 2'))
    forged = portal.deployment("Contrefait")
    wrong_key = site.state.parent / "wrong.pem"
    openssl("genpkey", "-algorithm", "ed25519", "-out", wrong_key)
    portal.order(forged, "running", key=wrong_key)
    elsewhere = portal.deployment("Détourné")
    portal.order(elsewhere, "running", site=OTHER_SITE)
    undecided = portal.deployment("Sans décision")
    portal.order(undecided, "running", approval=None)
    odd = portal.deployment("Inconnu")
    portal.order(odd, "running", profile="mining")
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
    refused("a document that was altered after it was signed is refused", tampered, "signature")
    refused("what another key has signed is refused", forged, "signature")
    refused("another site's order is refused", elsewhere, "autre site")
    refused("a profile that nobody knows is refused", odd, "illisible")
    refused("what nobody has approved is refused", undecided, "incomplet")
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
    check("a revision below the one applied is not followed", site.workload(first) == process)
    portal.order(first, "released", revision=3)
    site.once("--ceiling", "vcpu=8")
    check("the same revision with another content is refused", site.workload(first) == process
          and "autre contenu" in portal.observed(first)[2], str(portal.observed(first)))
    for deployment in (tampered, forged, elsewhere, undecided, odd, large, graphics, over):
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
    portal.order(deployments[0], "running", revision=4)
    site.once()
    check("an old order does not bring back what was released", not site.folder(deployments[0]).exists()
          and site.processes(deployments[0]) == [])
    held = portal.sql("SELECT count(*) FROM reservation JOIN deployment ON deployment.id = deployment"
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
            certificates(portal, site, folder)
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
