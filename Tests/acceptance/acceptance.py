"""What every check from outside needs: counting, the built program, and a client without script."""

import contextlib
import html
import http.client
import http.cookies
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("FABRIQUE_PROGRAM", ROOT / ".build/debug/fabrique")).resolve()

# English on the terminal, and no setting of whoever runs this.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("FABRIQUE_")} | {"LC_ALL": "C"}


class Checks:
    """Counts what held and what did not; `finish` prints the closing line and ends the program."""

    def __init__(self):
        self.passed = self.failed = 0

    def __call__(self, what, condition, detail=""):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}" + (f" — {detail}" if detail != "" else ""), flush=True)
        return bool(condition)

    def equal(self, what, found, expected):
        return self(what, found == expected, f"expected {expected!r}, found {found!r}")

    def contains(self, what, text, *parts):
        """Whether every part stands in the text, however its white space falls."""
        plain = " ".join(text.split())
        missing = [part for part in parts if " ".join(part.split()) not in plain]
        return self(what, not missing, f"missing {missing} in: {plain[:600]}")

    @contextlib.contextmanager
    def section(self, name):
        """A stretch whose exceptions count as one failure instead of ending the rest."""
        try:
            yield
        except Exception:
            self(name, False, traceback.format_exc(limit=-3).strip())

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


def eventually(condition, seconds=30, pause=0.2):
    """The first true value of a condition, or its last one."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > end:
            return value
        time.sleep(pause)


def fabrique(*arguments, timeout=120, **options):
    """Runs a command of the program to its end."""
    return subprocess.run(
        [PROGRAM, *arguments], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=timeout, **options)


@contextlib.contextmanager
def folder():
    """A folder for this check alone, gone afterwards."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="fabrique-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Serving:
    """`fabrique serve` or `fabrique demo` on a free loopback port, until the end of its `with`."""

    def __init__(self, command, data, *options):
        self.arguments = [PROGRAM, command, "--data", data, "--port", "0", *options]
        self.lines = []

    def __enter__(self):
        began = time.monotonic()
        self.process = subprocess.Popen(
            self.arguments, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.seconds = time.monotonic() - began
        address = re.search(r"https?://127\.0\.0\.1:(\d+)", line)
        if not address:
            self.process.kill()
            raise RuntimeError(f"the program did not start: {line!r}")
        self.address, self.port = address[0], int(address[1])
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends it as a service supervisor would; returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        return self.process.returncode


class Demo(Serving):
    """The demonstration, with how its people sign in."""

    def __init__(self, data, *options):
        super().__init__("demo", data, *options)
        self.data = data

    def __enter__(self):
        super().__enter__()
        kept = json.loads((self.data / "demo-accounts.json").read_text())
        self.accounts = {account["email"]: account["password"] for account in kept}
        return self


    def workloads(self):
        """The processes of what the agent runs, by the label that each of them carries."""
        label = f"FABRIQUE_SANDBOX={self.data.resolve()}/".encode()
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if any(entry.startswith(label) for entry in (process / "environ").read_bytes().split(b"\0")):
                    found.append(int(process.name))
        return found


class Client:
    """A browser without script: it keeps cookies, and its forms repeat their token."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}
        self.set_cookies = []
        self.token = ""

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = dict(headers or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        self.set_cookies = response.headers.get_all("Set-Cookie") or []
        for field in self.set_cookies:
            for name, morsel in http.cookies.SimpleCookie(field).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        token = re.search(r'name="formToken" value="([^"]*)"', text)
        if token:
            self.token = html.unescape(token[1])
        return response.status, response.headers, text

    def get(self, path):
        return self.request("GET", path)

    def post(self, path, **fields):
        body = urllib.parse.urlencode({"formToken": self.token} | fields)
        return self.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, email, password):
        self.get("/sign-in")
        status, headers, _ = self.post("/sign-in", email=email, password=password)
        if status != 303:
            raise RuntimeError(f"{email} cannot sign in: {status}")
        self.get(headers["Location"])
        return self

    def api_token(self):
        """A new API token of the active role."""
        self.get("/account")
        _, _, text = self.post("/account/tokens", name="acceptance", days="1")
        return html.unescape(re.search(r"<code>([^<]+)</code>", text)[1])


class API:
    """A program that calls the API with somebody's token, or with none."""

    def __init__(self, port, token=None):
        self.port, self.token = port, token

    def call(self, method, path, body=None, **headers):
        """Sends a value as JSON, or bytes as they are; returns status, headers and the answer read as JSON."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            fields.setdefault("Authorization", f"Bearer {self.token}")
        if body is not None:
            fields.setdefault("Content-Type", "application/json")
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, "/api/v1" + path, body, fields)
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        try:
            value = json.loads(text)
        except ValueError:
            value = None
        return response.status, response.headers, value

    def get(self, path, **headers):
        return self.call("GET", path, **headers)

    def post(self, path, body=None, **headers):
        return self.call("POST", path, {} if body is None else body, **headers)
