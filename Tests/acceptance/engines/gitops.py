"""A real git repository, and a stand-in for what a cluster's operator runs behind it.

The stand-in does what Flux or Argo CD with a composition and an exporter would: it follows the claims of the repository,
refuses what the schema or its quota refuses, and says on the branch `status` what became of them. It proves the agent's
side, not those programs.
"""

import contextlib
import json
import pathlib
import shutil
import subprocess
import threading
import time

import jsonschema_rs

from acceptance import fabrique
from hosting import name

# Once, each for its flag: a push that dies with the repository's own process, and one that somebody else outruns.
HOOK = """#!/bin/sh
if rm "$GIT_DIR/die" 2>/dev/null; then kill -9 $PPID; fi
if rm "$GIT_DIR/race" 2>/dev/null; then
  unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
  export GIT_AUTHOR_NAME=Jeanne GIT_COMMITTER_NAME=Jeanne
  tip=$(git commit-tree -m 'quicker' -p main 'main^{tree}') && git update-ref refs/heads/main "$tip"
fi
exit 0
"""


class GitOps:
    name = "gitops"
    engine, meters, counts = "gitops", False, False
    resizes = True
    limit = 2
    # Whether a cluster has it is the cluster's business.
    without_image = ""

    def __init__(self, folder):
        self.repository = folder / "claims.git"
        self.key = folder / "key"
        self.folder = folder
        self.objects = {}
        self.is_over = threading.Event()

    def __enter__(self):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "agent", "-f", self.key], check=True)
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", self.repository], check=True)
        hook = self.repository / "hooks/pre-receive"
        hook.write_text(HOOK)
        hook.chmod(0o755)
        definition = json.loads(fabrique("agent", "claim-schema").stdout)
        self.schema = jsonschema_rs.validator_for(
            definition["spec"]["versions"][0]["schema"]["openAPIV3Schema"])
        self.cluster = threading.Thread(target=self.follow)
        self.cluster.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.cluster.join()

    def options(self):
        return ["--engine", "gitops", "--gitops", self.repository, "--gitops-key", self.key]

    def git(self, *arguments, input=None):
        people = [part for who in ("author", "committer") for part in ("-c", f"{who}.name=Jeanne", "-c", f"{who}.email=j@x")]
        return subprocess.run(["git", "--git-dir", self.repository, *people, *arguments], check=True, text=True,
                              capture_output=True, input=input).stdout

    # The stand-in.

    def follow(self):
        while not self.is_over.wait(0.1):
            with contextlib.suppress(subprocess.CalledProcessError, FileNotFoundError):
                self.reconcile()

    def reconcile(self):
        if not self.git("for-each-ref", "refs/heads/main"):
            return
        claims = {path: json.loads(text) for path, text in self.files("main", "claims").items() if path.endswith(".json")}
        status = {}
        for path, claim in claims.items():
            if claim["kind"] != "HostingClaim":
                continue
            spec = claim["spec"]
            refusal = self.refusal(path, claim)
            if not refusal:
                born = self.objects.get(path, {}).get("born", time.monotonic())
                self.objects[path] = {"running": spec["state"] == "running", "born": born} | spec["resources"]
            status[path] = {"revision": spec["revision"], "phase": "failed" if refusal else spec["state"],
                            "reason": refusal}
        for path, claim in self.files("main", "releasing").items():
            status[path] = {"revision": json.loads(claim)["spec"]["revision"], "phase": "absent"}
        # What a claim no longer asks for goes away.
        for path in set(self.objects) - set(claims):
            del self.objects[path]
        self.commit("status", {f"status/{path}": json.dumps(said) for path, said in status.items()}, only=True)

    def refusal(self, path, claim):
        for error in self.schema.iter_errors(claim):
            return f"invalid claim: {error.message}"
        asked = claim["spec"]["resources"]
        held = sum(held["vcpu"] for other, held in self.objects.items() if other != path)
        if asked["gpu"]:
            return "exceeded quota: GPU"
        if held + asked["vcpu"] > self.limit:
            return f"exceeded quota: requested {asked['vcpu']} vCPU, used {held}, limited {self.limit}"
        return ""

    def files(self, branch, directory):
        names = self.git("ls-tree", "--name-only", branch, directory + "/").split()
        return {pathlib.PurePath(path).name: self.git("show", f"{branch}:{path}") for path in names}

    def commit(self, branch, files, only=False):
        """Files on top of a branch, or in place of all that it held; nothing when they are there already."""
        parents = self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").split()
        entries = {} if only or not parents else dict(
            reversed(line.split("\t")) for line in self.git("ls-tree", "-r", branch).splitlines())
        for path, text in files.items():
            entries.pop(path, None)
            if text is not None:
                entries[path] = "100644 blob " + self.git("hash-object", "-w", "--stdin", input=text).strip()
        tree = self.tree(entries)
        if parents and tree == self.git("rev-parse", f"{branch}^{{tree}}").strip():
            return
        commit = self.git("commit-tree", "-m", "by hand", *(["-p", parents[0]] if parents else []), tree).strip()
        self.git("update-ref", f"refs/heads/{branch}", commit, *parents)

    def tree(self, entries):
        """A tree of paths, one folder deep."""
        lines, folders = [], {}
        for path, entry in entries.items():
            head, _, rest = path.partition("/")
            if rest:
                folders.setdefault(head, {})[rest] = entry
            else:
                lines.append(f"{entry}\t{path}\n")
        lines += [f"040000 tree {self.tree(inside)}\t{head}\n" for head, inside in folders.items()]
        return self.git("mktree", input="".join(lines)).strip()

    def image_digest(self):
        return "0a" * 32

    def runs_image(self, deployment, digest):
        workload = self.claim(deployment)["spec"]["workload"]
        return workload["digest"] == f"sha256:{digest}" and (workload["port"], workload["healthPath"]) == (8080, "/health")

    # What people and accidents do.

    def path(self, deployment):
        return f"claims/{name(deployment)}.json"

    def claim(self, deployment):
        files = self.files("main", "claims") if self.git("for-each-ref", "refs/heads/main") else {}
        return json.loads(files.get(f"{name(deployment)}.json", "null"))

    def truth(self, deployment):
        claim = self.claim(deployment)
        held = self.objects.get(f"{name(deployment)}.json")
        if held:
            return {"count": 1, "ours": True} | held
        return {"count": 1, "running": False, "ours": False} if claim and claim["kind"] != "HostingClaim" else None

    def squat(self, deployment):
        foreign = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name(deployment)}}
        self.commit("main", {self.path(deployment): json.dumps(foreign)})

    def unsquat(self, deployment):
        self.commit("main", {self.path(deployment): None})

    def drift(self, deployment):
        claim = self.claim(deployment)
        claim["spec"]["resources"]["vcpu"] = 2
        self.commit("main", {self.path(deployment): json.dumps(claim)})
        return "resources (par Jeanne)"

    def rewrite(self, deployment, document, digest):
        claim = self.claim(deployment)
        for mark, text in (("order", document), ("digest", digest)):
            claim["metadata"]["annotations"]["fabrique.gigalis.example/" + mark] = text
        self.commit("main", {self.path(deployment): json.dumps(claim)})

    def killed_mid_create(self, deployment, agent):
        flag = self.repository / "die"
        flag.touch()
        while flag.exists():
            time.sleep(0.01)
        return self.claim(deployment) is None

    @contextlib.contextmanager
    def unreachable(self):
        away = self.repository.with_suffix(".away")
        shutil.move(self.repository, away)
        yield
        shutil.move(away, self.repository)

    # What only this platform has to keep.

    def own_cases(self, suite):
        (self.repository / "race").touch()
        outrun = suite.running("Devancé")
        suite.expect("outrun once, a push is made again on top", not (self.repository / "race").exists())
        suite.expect("and what was quicker is kept", "quicker" in self.git("log", "--format=%s", "main"))
        listed = self.files("main", "claims")
        suite.expect("kustomize lists the claims", f"- {name(outrun)}.json\n" in listed["kustomization.yaml"])
        self.commit("main", {"claims/kustomization.yaml": "resources: []\n"})
        suite.once()
        suite.expect("and again when somebody empties the list",
                     self.files("main", "claims")["kustomization.yaml"] == listed["kustomization.yaml"])
        suite.release(outrun)

        signers = self.folder / "signers"
        signers.write_text("agent@fabrique.invalid " + self.key.with_suffix(".pub").read_text())
        log = self.git("-c", f"gpg.ssh.allowedSignersFile={signers}", "log", "--format=%G? %P|%an", "main").splitlines()
        agents = [line for line in log if line.endswith("|Fabrique agent")]
        suite.expect("every commit of the agent is signed", agents and all(line.startswith("G ") for line in agents), log[:5])
        suite.expect("and the history has no merges", all(len(line.split("|")[0].split()) <= 2 for line in log))
        versions = [self.git("show", f"{commit}:{path}") for commit, path in self.written()]
        wrong = [error.message for text in versions for error in self.schema.iter_errors(json.loads(text))]
        suite.expect(f"all {len(versions)} claims ever written are valid", versions and not wrong, wrong[:3])
        broken = json.loads(versions[0])
        broken["spec"]["resources"]["vcpu"] = -1
        suite.expect("the schema refuses what is none", not self.schema.is_valid(broken))

    def written(self):
        """Every claim that the agent wrote, by commit and path."""
        commit = None
        for line in self.git("log", "--author=Fabrique agent", "--diff-filter=AM", "--name-only", "--format=:%H",
                             "main", "--", "claims/*.json").splitlines():
            if line.startswith(":"):
                commit = line[1:]
            elif line:
                yield commit, line
