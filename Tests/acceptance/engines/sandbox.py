"""The sandbox: the agent is its engine, the process table its record."""

import contextlib
import json
import os
import signal
import time

from hosting import agent_checks, eventually


class Sandbox:
    name = "sandbox"
    engine, meters, counts = "sandbox", True, False
    # It holds nobody to a number of processors, and starts a workload anew to change its memory.
    resizes = False
    limit = None
    without_image = "ne fait tourner que ce qui est livré"

    def __init__(self, folder):
        self.site = None

    def __enter__(self):
        return self

    def image_digest(self):
        return None

    def __exit__(self, *_):
        for deployment, in self.site.portal.sql("SELECT id FROM deployment"):
            for process in self.site.processes(deployment):
                os.kill(process, signal.SIGKILL)

    def options(self):
        return ["--engine", "sandbox"]

    def truth(self, deployment):
        folder = self.site.folder(deployment)
        if not folder.exists():
            return None
        serving = self.site.serving(deployment)
        return {"count": 1, "running": len(serving) == 1, "workloads": len(serving), "born": serving,
                "ours": (folder / "record.json").exists()}

    def squat(self, deployment):
        self.site.folder(deployment).mkdir(parents=True)

    def unsquat(self, deployment):
        self.site.folder(deployment).rmdir()

    def drift(self, deployment):
        os.kill(self.site.workload(deployment), signal.SIGKILL)
        eventually(lambda: not self.site.serving(deployment))
        return "s’est arrêté"

    def work(self, deployment):
        endpoint = self.site.portal.observed(deployment)[3]
        text = "transcript=" + "Il+faut+relire+ce+texte+avec+soin.+" * 2000
        end = time.monotonic() + 1
        while time.monotonic() < end:
            agent_checks.fetch(endpoint + "summary", text)

    def rewrite(self, deployment, document, digest):
        record = self.site.folder(deployment) / "record.json"
        record.write_text(json.dumps(json.loads(record.read_text()) | {"document": document, "digest": digest}))

    def killed_mid_create(self, deployment, agent):
        """The agent itself is the engine."""
        eventually(lambda: self.site.folder(deployment).exists(), pause=0.002)
        agent.kill()
        agent.wait()
        return True

    @contextlib.contextmanager
    def unreachable(self):
        root, away = self.site.state / "sandbox", self.site.state / "away"
        root.rename(away)
        root.write_text("in the way")
        yield
        root.unlink()
        away.rename(root)
