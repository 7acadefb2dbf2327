"""The portal and the site of the agent's own checks, driven with any platform."""

import base64
import contextlib
import importlib.util
import os
import pathlib
import subprocess
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import ENVIRONMENT, PROGRAM, ROOT, eventually  # noqa: E402, F401


# The site's own bound, above what the platforms of these checks have.
CEILING = ("--ceiling", "vcpu=6,memoryGiB=16")


def load(path):
    """A module by its file: every check's is called `run`."""
    specification = importlib.util.spec_from_file_location("agent_checks", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


agent_checks = load(ROOT / "Tests/acceptance/agent/run.py")
agent_checks.PROGRAM = PROGRAM


def name(deployment):
    return "h-" + base64.b32encode(uuid.UUID(deployment).bytes).decode().lower().rstrip("=")


class Portal(agent_checks.Portal):
    def change(self, deployment, state="running", **columns):
        """A new order, with other amounts or another period than before."""
        for column, value in columns.items():
            self.sql(f"UPDATE deployment SET {column} = ? WHERE id = ?", value, deployment)
        self.order(deployment, state)

    def settles(self, deployment, phase):
        """Whether a phase is reported for the newest order before long; an agent must be running."""
        (revision,), = self.sql("SELECT desiredRevision FROM deployment WHERE id = ?", deployment)
        return eventually(lambda: self.observed(deployment)[:2] == (phase, revision), 20)

    def reasons(self, deployment):
        return [reason for reason, in self.sql("SELECT reason FROM observation WHERE deployment = ?", deployment)]


class Site(agent_checks.Site):
    """An agent of its own, with a platform."""

    def __init__(self, folder, portal, platform):
        folder.mkdir()
        super().__init__(folder, portal)
        self.platform = platform
        self.enrol(portal.code(name=folder.name), check=True)

    def command(self, *more):
        return super().command(*more, *self.platform.options())

    def start(self, *more):
        """An agent that goes on."""
        return subprocess.Popen(self.command("--period", "1", *CEILING, *more), cwd=ROOT, env=agent_checks.ENVIRONMENT,
                                stdout=self.log, stderr=self.log)

    def look(self):
        return subprocess.run([PROGRAM, "agent", "look", "--state", self.state, *self.platform.options()],
                              cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=40)

    def serving(self, deployment):
        """The processes of a sandboxed workload that are the program itself, not what confines it."""
        found = []
        for process in self.processes(deployment):
            with contextlib.suppress(OSError):
                if os.readlink(f"/proc/{process}/exe") == str(PROGRAM):
                    found.append(process)
        return found
