"""The server under measurement: its process, and a client that signs in as a person does."""

import http.cookiejar
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import time
import urllib.parse
import urllib.request

HOST = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")

# A certificate made for a measurement is nobody's.
ANYBODY = ssl._create_unverified_context()


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class Process:
    """A server process, from its start until the `with` ends."""

    def __init__(self, command, port, log, scheme="http"):
        self.port = port
        self.origin = f"{scheme}://{HOST}:{port}"
        self.started = time.monotonic()
        self.child = subprocess.Popen(command, stdout=log, stderr=log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def until_ready(self, path="/"):
        """Seconds from the start until the first answer."""
        while True:
            if self.child.poll() is not None:
                raise SystemExit(f"The server ended with status {self.child.returncode}.")
            try:
                urllib.request.urlopen(self.origin + path, timeout=30, context=ANYBODY).read()
                return time.monotonic() - self.started
            except urllib.error.URLError:
                time.sleep(0.005)

    def cpu(self):
        """Seconds of CPU time spent so far, user and system, by the process and its workers."""
        with open(f"/proc/{self.child.pid}/task/{self.child.pid}/children") as file:
            processes = [self.child.pid, *map(int, file.read().split())]
        ticks = 0
        for process in processes:
            with open(f"/proc/{process}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def memory(self):
        """Resident and proportional set size, in MiB."""
        sizes = {}
        with open(f"/proc/{self.child.pid}/smaps_rollup") as file:
            for line in file:
                name, _, value = line.partition(":")
                if name in ("Rss", "Pss"):
                    sizes[name] = int(value.split()[0]) / 1024
        return sizes["Rss"], sizes["Pss"]


def seed(program, data, log):
    """Makes a demonstration and lets it go at once."""
    port = free_port()
    command = [program, "demo", "--data", str(data), "--host", HOST, "--port", str(port)]
    with Process(command, port, log) as process:
        process.until_ready()


class Client:
    """A browser without a screen: keeps cookies and fills in forms."""

    def __init__(self, origin):
        self.origin = origin
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path):
        return self.opener.open(self.origin + path, timeout=60).read().decode()

    def post(self, path, form_page, **fields):
        """Posts a form of a page, with the token that the page's form carries."""
        hidden = re.search(r'name="([^"]*)"[^>]*type="hidden"[^>]*value="([^"]*)"'
                           r'|type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"',
                           self.get(form_page))
        name, value = [group for group in hidden.groups() if group is not None]
        body = urllib.parse.urlencode(fields | {name: value}).encode()
        return self.opener.open(self.origin + path, body, timeout=60).read().decode()

    def sign_in(self, account):
        self.post("/sign-in", "/sign-in", email=account["email"], password=account["password"])
        if "fabrique-session" not in self.cookie:
            raise SystemExit(f"{account['email']} cannot sign in.")
        return self

    @property
    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def token(self):
        """A new API token, as its page shows it once."""
        page = self.post("/account/tokens", "/account", name="Mesure", days=1)
        return re.search(r"<code>([^<]+)</code>", page)[1]


def api(origin, path, token):
    request = urllib.request.Request(
        origin + "/api/v1" + path, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)
