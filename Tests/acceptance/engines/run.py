#!/usr/bin/env python3
"""The conformance suite of the platforms that an agent drives, each a real one: sandbox, git, Incus or LXD.

Usage: run.py [PLATFORM…]    Ends with a line `N passed, N failed`; exit status 0 when nothing failed.
Containers need root and a package; without them they are not proved, and that is a failure. As root everything runs in
namespaces of its own: nothing leaves them, and nothing stays behind.
"""

import concurrent.futures
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import Checks, folder  # noqa: E402
from conformance import Conformance  # noqa: E402
from gitops import GitOps  # noqa: E402
from hosting import Portal, Site  # noqa: E402
from incus import LXD, Incus  # noqa: E402
from sandbox import Sandbox  # noqa: E402

PLATFORMS = {"sandbox": Sandbox, "gitops": GitOps, "incus": Incus, "lxd": LXD}
# LXD stands in for Incus where that cannot be had.
USUAL = ("sandbox", "gitops", "lxd" if LXD.daemon.exists() and not Incus.daemon.exists() else "incus")
ISOLATED = "FABRIQUE_ISOLATED"

check = Checks()


def isolate():
    """Begins again with a loopback, processes and mounts of its own; all of it ends with this program."""
    os.environ[ISOLATED] = "1"
    os.execvp("unshare", [
        "unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--", "sh", "-c",
        'ip link set lo up && exec "$@"', "sh", sys.executable, *sys.argv])


def prove(platform):
    with folder() as place:
        portal = Portal(place)
        try:
            portal.seed()
            with platform(place) as platform:
                site, second = (Site(place / part, portal, platform) for part in ("first", "second"))
                platform.site = site
                Conformance(check, portal, site, second, platform).run()
                if check.failed and (place / "first/agent.log").exists():
                    print((place / "first/agent.log").read_text()[-6000:])
        finally:
            portal.stop()


def attempt(name):
    began = time.monotonic()
    with check.section(name):
        platform = PLATFORMS[name]
        if issubclass(platform, Incus) and not (os.geteuid() == 0 and platform.daemon.exists()):
            check(f"{name}: not proved, it needs root and the package `{platform.package}`", False)
        else:
            prove(platform)
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)


def main():
    if os.geteuid() == 0 and ISOLATED not in os.environ:
        isolate()
    # They have nothing in common, and mostly wait.
    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(attempt, sys.argv[1:] or USUAL))
    check.finish()


if __name__ == "__main__":
    main()
