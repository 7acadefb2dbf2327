"""A real Incus in a folder of its own, as a site's operator sets it up; reached on this network namespace's loopback.

LXD 5.0, of which Incus is a continuation, as well.
"""

import contextlib
import http.client
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import tarfile
import time

from conformance import image
from hosting import eventually, name

API, PROJECT, OTHER = "127.0.0.1:8443", "org-ville", "org-autre"

PRESEED = f"""
config: {{core.https_address: "{API}", images.auto_update_interval: "0"}}
storage_pools: [{{name: default, driver: dir}}]
"""

# Process number one of a container: it serves a page and ends when it is told to. Its work is what is metered.
INIT = """#!/bin/busybox sh
trap 'exit 0' TERM PWR
busybox mkdir -p /srv/health
busybox httpd -p 8080 -h /srv
while :; do busybox sleep 1 & wait $!; done
"""


class Incus:
    """`with Incus(folder) as platform:` a daemon, one project for one body with its ceilings, and the agent's certificate."""

    name, package = "incus", "incus-base"
    daemon, admin, client = pathlib.Path("/usr/libexec/incus/incusd"), ("incus", "admin"), "incus"
    variables = ("INCUS_DIR", "INCUS_CONF")
    trust = ("config", "trust", "add-certificate")
    engine = "incus"
    meters = counts = resizes = True
    limit = 2
    without_image = "n’est pas sur le serveur"

    def __init__(self, folder):
        self.folder = folder / "incus"
        self.folder.mkdir()
        # The containers' users, who are nobody here, must reach their files through these.
        for path in (folder, self.folder):
            path.chmod(0o711)
        self.environment = os.environ | {
            variable: str(self.folder / part) for variable, part in zip(self.variables, ("var", "conf"))}

    def __enter__(self):
        (self.folder / "var").mkdir()
        self.start()
        self.run(*self.admin, "init", "--preseed", input=PRESEED)
        self.incus("image", "import", self.image(), "--alias", "minutes")
        for project in (PROJECT, OTHER):
            self.incus("project", "create", project, "-c", "features.images=false", "-c", "restricted=true",
                       "-c", f"limits.cpu={self.limit}", "-c", "limits.memory=4GiB", "-c", "limits.instances=8")
            self.incus("profile", "device", "add", "default", "root", "disk", "path=/", "pool=default",
                       "--project", project)
        key, certificate, identity = (self.folder / part for part in ("key.pem", "certificate.pem", "identity.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-subj", "/CN=agent", "-days", "30", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        identity.touch(0o600)
        identity.write_text(certificate.read_text() + key.read_text())
        self.incus(*self.trust, certificate, "--name", "agent", "--restricted", "--projects", f"{PROJECT},{OTHER}")
        return self

    def __exit__(self, *_):
        self.stop()

    def options(self):
        return ["--engine", "incus", "--incus", f"https://{API}", "--incus-image", "minutes",
                "--incus-authority", self.folder / "var/server.crt", "--incus-identity", self.folder / "identity.pem"]

    # The daemon.

    def start(self):
        self.process = subprocess.Popen([self.daemon], env=self.environment, stdin=subprocess.DEVNULL,
                                        stdout=open(self.folder / "log", "a"), stderr=subprocess.STDOUT)
        self.run(*self.admin, "waitready", "--timeout", "30")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Its containers too: that is what `admin shutdown` does."""
        with contextlib.suppress(subprocess.SubprocessError):
            self.run(*self.admin, "shutdown", "--timeout", "20")
        self.kill()

    @contextlib.contextmanager
    def unreachable(self):
        self.kill()
        yield
        self.start()

    def killed_mid_create(self, deployment, agent):
        """`kill -9` of the daemon as soon as it has begun; returns whether it had not finished."""
        container = self.folder / "var/storage-pools/default/containers" / f"{PROJECT}_{name(deployment)}"
        eventually(container.exists, pause=0.002)
        self.kill()
        self.start()
        truth = self.truth(deployment)
        return truth is None or not truth["running"]

    # Its operator, by the local socket.

    def run(self, *arguments, input=None):
        return subprocess.run(map(str, arguments), env=self.environment, check=True, timeout=60, text=True,
                              input=input, capture_output=True).stdout

    def incus(self, *arguments):
        return self.run(self.client, *arguments)

    def query(self, path, *arguments):
        return json.loads(self.incus("query", *arguments, path) or "null")

    def truth(self, deployment):
        """What there is of a deployment, by the platform's own word; None when there is nothing."""
        found = [instance for instance in self.query(f"/1.0/instances?project={PROJECT}&recursion=1")
                 if instance["name"] == name(deployment)]
        if not found:
            return None
        config = found[0]["config"]
        return {"count": len(found), "running": found[0]["status"] == "Running", "vcpu": int(config["limits.cpu"]),
                "memoryGiB": int(config["limits.memory"].removesuffix("GiB")),
                "born": found[0]["created_at"], "ours": "user.fabrique.order" in config}

    def image_digest(self):
        return self.query("/1.0/images/aliases/minutes")["target"]

    def runs_image(self, deployment, digest):
        config = self.query(f"/1.0/instances/{name(deployment)}?project={PROJECT}")["config"]
        return config["volatile.base_image"] == digest and config["user.fabrique.port"] == "8080"

    def squat(self, deployment, project=PROJECT):
        self.incus("init", "minutes", name(deployment), "--project", project, "-c", "limits.cpu=1", "-c",
                   "limits.memory=1GiB")

    def unsquat(self, deployment):
        self.incus("delete", name(deployment), "--project", PROJECT)

    def drift(self, deployment):
        self.incus("config", "set", name(deployment), "limits.cpu=2", "security.nesting=false", "--project", PROJECT)
        return "limits.cpu : 2 au lieu de 1 ; security.nesting"

    def work(self, deployment):
        self.incus("exec", name(deployment), "--project", PROJECT, "--", "/bin/busybox", "dd",
                   "if=/dev/zero", "of=/dev/null", "bs=1M", "count=4000")

    def rewrite(self, deployment, document, digest):
        self.query(f"/1.0/instances/{name(deployment)}?project={PROJECT}", "--request", "PATCH", "--data", json.dumps(
            {"config": {"user.fabrique.order": document, "user.fabrique.digest": digest}}))

    # What only this platform has to keep.

    def own_cases(self, suite):
        deployment = suite.running("Homonyme")
        self.squat(deployment, OTHER)
        suite.once()
        suite.seen("a namesake in another project is no concern", deployment, "running")
        self.incus("delete", name(deployment), "--project", OTHER)
        self.incus("pause", name(deployment), "--project", PROJECT)
        suite.once()
        suite.seen("what somebody froze runs again", deployment, "running")
        suite.truth("by the platform's word too", deployment, running=True)
        suite.portal.order(deployment, "running", **image("0b" * 32))
        suite.once()
        suite.seen("a container keeps its image, and its data", deployment, "failed", "sans perdre ses données")
        suite.truth("and runs on", deployment, running=True)
        suite.release(deployment)
        for what, path, method, body in (
                ("raise its own ceilings", f"/1.0/projects/{PROJECT}", "PATCH", {"config": {"limits.cpu": "64"}}),
                ("make a project", "/1.0/projects", "POST", {"name": "org-mine"})):
            suite.expect(f"the agent's certificate cannot {what}", self.as_agent(method, path, body) == 403)

    def as_agent(self, method, path, body):
        context = ssl.create_default_context(cafile=self.folder / "var/server.crt")
        context.load_cert_chain(self.folder / "identity.pem")
        host, port = API.split(":")
        connection = http.client.HTTPSConnection(host, int(port), context=context, timeout=10)
        connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
        return connection.getresponse().status

    def image(self):
        """One program, from Debian's `busybox-static`; nothing is fetched from anywhere."""
        tree = self.folder / "image"
        for part in ("rootfs/bin", "rootfs/sbin", "rootfs/dev", "rootfs/proc", "rootfs/sys", "rootfs/run", "rootfs/tmp"):
            (tree / part).mkdir(parents=True)
        shutil.copy("/bin/busybox", tree / "rootfs/bin/busybox")
        (tree / "rootfs/sbin/init").write_text(INIT)
        (tree / "rootfs/sbin/init").chmod(0o755)
        (tree / "metadata.yaml").write_text(json.dumps(
            {"architecture": os.uname().machine, "creation_date": int(time.time()),
             "properties": {"description": "sample workload"}}))
        with tarfile.open(self.folder / "image.tar.gz", "w:gz") as archive:
            for part in ("metadata.yaml", "rootfs"):
                archive.add(tree / part, part)
        return self.folder / "image.tar.gz"


class LXD(Incus):
    name, package = "lxd", "lxd"
    daemon, admin, client = pathlib.Path("/usr/bin/lxd"), ("lxd",), "lxc"
    variables = ("LXD_DIR", "LXD_CONF")
    trust = ("config", "trust", "add")
