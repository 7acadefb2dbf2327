"""Load on a server: wrk for what is read, an event loop of our own for what is written."""

import json
import os
import re
import resource
import selectors
import socket
import subprocess
import tempfile
import time

CONNECTIONS = 16
TICKS = os.sysconf("SC_CLK_TCK")


class Sample:
    """What one run of load measured: requests/s, latencies in ms, CPU µs per request, failures, CPU share of others."""

    def __init__(self, rate, p50, p99, cpu, failures, foreign):
        self.rate, self.p50, self.p99, self.cpu = rate, p50, p99, cpu
        self.failures, self.foreign = failures, foreign


class Accounts:
    """CPU time of the server, of the load, and of everybody, between now and `close`."""

    def __init__(self, process):
        self.process = process
        self.before = self.read()

    def read(self):
        with open("/proc/stat") as file:
            fields = [int(field) for field in file.readline().split()[1:]]
        own = sum(sum(resource.getrusage(who)[:2])
                  for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        busy = (sum(fields[:8]) - fields[3] - fields[4]) / TICKS
        return self.process.cpu(), own, busy, sum(fields[:8]) / TICKS

    def close(self):
        server, own, busy, total = (
            after - before for before, after in zip(self.before, self.read()))
        return server, max(0, busy - server - own) / total


def settle(process):
    """Waits until the server has done what an earlier run left behind in its queues."""
    spent = -1.0
    while process.cpu() > spent:
        spent = process.cpu()
        time.sleep(0.2)


def read(process, path, seconds, headers=(), status=200, connections=CONNECTIONS):
    """wrk on one path. Every answer must have the status."""
    settle(process)
    report = ('done = function(summary, latency) io.write(string.format("%d %d %d %d %d %d\\n", summary.requests, '
              'summary.duration, latency:percentile(50), latency:percentile(99), summary.errors.status, '
              'summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout)) end')
    script = os.path.join(tempfile.gettempdir(), f"fabrique-wrk-{os.getpid()}.lua")
    with open(script, "w") as file:
        file.write(report)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script]
    command += [part for header in headers for part in ("-H", header)]
    accounts = Accounts(process)
    output = subprocess.run(
        [*command, process.origin + path], check=True, capture_output=True, text=True).stdout
    cpu, foreign = accounts.close()
    os.unlink(script)
    requests, micros, p50, p99, refused, broken = map(int, output.splitlines()[-1].split())
    # wrk counts what is no 2xx or 3xx as an error of status.
    failures = broken + (refused if status < 400 else requests - refused)
    return Sample(requests / micros * 1e6, p50 / 1000, p99 / 1000,
                  cpu / max(1, requests) * 1e6, failures, foreign)


class Editor:
    """One connection that edits one use case again and again, each time with the version it got back."""

    def __init__(self, address, host, token, use_case, revision):
        self.use_case, self.revision, self.host, self.token = use_case, revision, host, token
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def send(self):
        body = json.dumps({"sheet": {"summary": f"Mesure de charge, version {self.revision + 1}."}})
        self.sent = time.monotonic()
        self.socket.sendall((
            f"PATCH /api/v1/use-cases/{self.use_case}/sheet HTTP/1.1\r\nHost: {self.host}\r\n"
            f"Authorization: Bearer {self.token}\r\nIf-Match: \"{self.revision}\"\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode())

    def receive(self):
        """Whether the answer is whole. A save that did not make the next revision ends the run."""
        part = self.socket.recv(65536)
        if not part:
            raise SystemExit("The server closed the connection of a save.")
        self.buffer += part
        head, separator, body = self.buffer.partition(b"\r\n\r\n")
        if not separator:
            return False
        length = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)[1])
        if len(body) < length:
            return False
        self.buffer = b""
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"A save was refused: {(head + body)[:2000].decode()}")
        revision = json.loads(body)["revision"]
        if revision != self.revision + 1:
            raise SystemExit(f"A save made revision {revision} after {self.revision}.")
        self.revision = revision
        return True


def save(process, token, use_cases, seconds):
    """Edits of as many sheets as there are connections; every one makes a revision."""
    settle(process)
    host = process.origin.removeprefix("http://")
    editors = [Editor(("127.0.0.1", process.port), host, token, *use_case)
               for use_case in use_cases[:CONNECTIONS]]
    latencies = []
    with selectors.DefaultSelector() as selector:
        accounts = Accounts(process)
        start = time.monotonic()
        for editor in editors:
            selector.register(editor.socket, selectors.EVENT_READ, editor)
            editor.send()
        while selector.get_map():
            for key, _ in selector.select():
                if not key.data.receive():
                    continue
                now = time.monotonic()
                latencies.append((now - key.data.sent) * 1000)
                if now - start < seconds:
                    key.data.send()
                else:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
        duration = time.monotonic() - start
        cpu, foreign = accounts.close()
    latencies.sort()
    return Sample(len(latencies) / duration, latencies[len(latencies) // 2],
                  latencies[len(latencies) * 99 // 100], cpu / len(latencies) * 1e6, 0, foreign)
