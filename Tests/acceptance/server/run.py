#!/usr/bin/env python3
"""The program under attack: slow heads, bodies and readers, idle crowds, a flood, and more peers than it has room for.

Usage: run.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only. How much slower a
visitor is served meanwhile is printed, not judged: `Tests/benchmarks` is the place for figures.
"""

import http.client
import pathlib
import re
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import Checks, Demo, Serving, eventually, folder  # noqa: E402
from attackers import ADDRESS, Attack, Attacker, Visitor, flood  # noqa: E402

CROWD, IDLE, ATTEMPTS = 300, 1000, 10_000
# Seconds; `SLACK` is for a slow machine.
PATIENCE, IDLENESS, SLACK = 2, 6, 3
# Of resident memory that an attack may cost, in MiB: 64 KiB for each of a thousand connections.
GROWTH = 64
ROOM = 40

check = Checks()


def limits(**given):
    return [part for name, value in given.items() for part in ("--" + name.replace("_", "-"), str(value))]


def memory(serving):
    """Resident, in MiB."""
    status = pathlib.Path(f"/proc/{serving.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def connections(serving):
    """How many the program has open, the one that asks left out."""
    with urllib.request.urlopen(serving.address + "/metrics", timeout=10) as answer:
        return int(re.search(rb"(?m)^fabrique_http_connections (\d+)", answer.read())[1]) - 1


class Siege:
    """The attacks on one program, each with a visitor whom it must not trouble."""

    def __init__(self, serving):
        self.serving = serving
        with Visitor(serving.port) as visitor:
            time.sleep(3)
        check("quiet: a visitor is served", visitor.requests and not visitor.failures, visitor.failures[:3])
        self.quiet, self.before = visitor.p99, memory(serving)
        print(f"quiet: p99 {self.quiet:.1f} ms, {self.before:.0f} MiB resident", flush=True)

    def during(self, name, attack):
        with Visitor(self.serving.port) as visitor:
            attack()
        grown = memory(self.serving) - self.before
        check(f"{name}: a visitor is served all the time", visitor.requests and not visitor.failures,
              visitor.failures[:3])
        check(f"{name}: memory stays bounded", grown < GROWTH, f"{grown:.0f} MiB more")
        check(f"{name}: no connection is left", eventually(lambda: connections(self.serving) == 0, SLACK),
              connections(self.serving))
        print(f"{name}: p99 {visitor.p99:.1f} ms, {visitor.p99 / self.quiet:.1f} times the quiet figure; "
              f"{visitor.requests} requests; {grown:+.0f} MiB", flush=True)

    def slow_speakers(self, name, **speech):
        """Everybody is told 408 and shown out when their time is up, neither earlier nor much later."""
        def attack():
            with Attack(Attacker(self.serving.port, **speech) for _ in range(CROWD)) as crowd:
                crowd.last(PATIENCE + SLACK)
                check.equal(f"{name}: still there", crowd.open, 0)
                told = sum(attacker.received.startswith(b"HTTP/1.1 408 ") for attacker in crowd.attackers)
                check.equal(f"{name}: told why", told, CROWD)
                early = [attacker.seconds for attacker in crowd.attackers if attacker.closed and attacker.seconds < PATIENCE - 0.1]
                check.equal(f"{name}: shown out too early", early[:3], [])
        self.during(name, attack)

    def slow_readers(self):
        asked = b"GET /assets/fabrique.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 300
        def attack():
            with Attack(Attacker(self.serving.port, first=asked, reads=False) for _ in range(CROWD)) as crowd:
                crowd.last(1)
                check("slow readers: they hold connections", connections(self.serving) > CROWD / 2)
                crowd.last(PATIENCE + SLACK)
                # What the system still holds for them they may have; the program has let them go.
                check("slow readers: let go", connections(self.serving) < 5, connections(self.serving))
        self.during("slow readers", attack)

    def idle_crowd(self):
        def attack():
            with Attack(Attacker(self.serving.port) for _ in range(IDLE)) as crowd:
                crowd.last(IDLENESS / 2)
                check.equal("idle crowd: stays while it may", crowd.open, IDLE)
                crowd.last(IDLENESS / 2 + SLACK)
                check.equal("idle crowd: still there", crowd.open, 0)
        self.during("idle crowd", attack)

    def flood(self):
        def attack():
            made = flood(self.serving.port, ATTEMPTS)
            check("flood: it came through", made > ATTEMPTS * 0.99, made)
        self.during("flood", attack)


def room(serving):
    """Above its capacity the program turns away, and goes on with whom it serves already."""
    def connect():
        return http.client.HTTPConnection(ADDRESS, serving.port, timeout=10)
    def ask(connection):
        connection.request("GET", "/sign-in")
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers["Retry-After"]
    guests = [connect() for _ in range(ROOM)]
    check.equal("room: as many as it has room for", {ask(guest) for guest in guests}, {(200, None)})
    for _ in range(10):
        late = connect()
        status, wait = ask(late)
        check("room: who comes late is told when to come back", status == 503 and int(wait or 0) > 0, (status, wait))
        late.close()
    check.equal("room: the guests are served on", {ask(guest) for guest in guests}, {(200, None)})
    guests.pop().close()
    def find_room():
        late = connect()
        try:
            return ask(late)[0] == 200
        finally:
            late.close()
    check("room: who leaves makes room", eventually(find_room, SLACK))
    for guest in guests:
        guest.close()


if __name__ == "__main__":
    with folder() as path:
        with Demo(path / "data"):
            pass
        options = limits(
            header_timeout=PATIENCE, body_timeout=PATIENCE, write_timeout=PATIENCE, idle_timeout=IDLENESS,
            max_connections_per_address=2 * IDLE)
        with check.section("siege"), Serving("serve", path / "data", *options) as serving:
            siege = Siege(serving)
            siege.slow_speakers("slow heads", first=b"GET /library HTTP/1.1\r\nHost: localhost\r\n", drip=b"A: b\r\n")
            siege.slow_speakers("slow bodies", first=(
                b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"), drip=b"a")
            siege.slow_readers()
            siege.idle_crowd()
            siege.flood()
            check.equal("it ends as it is told to", serving.stop(), 0)
        with check.section("room"), Serving("serve", path / "data", *limits(max_connections=ROOM)) as serving:
            room(serving)
    check.finish()
