#!/usr/bin/env python3
"""The portal as its operator runs it: certificates, sockets, proxies, take-over, the end, log and metrics.

Usage: run.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only.
"""

import email
import email.policy
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import ENVIRONMENT, PROGRAM, ROOT, Checks, Serving, eventually, fabrique, folder  # noqa: E402

check = Checks()

SECURITY = ["content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
            "cross-origin-opener-policy", "x-request-id"]


class Started(Serving):
    """`fabrique serve`, whatever it listens on."""

    def __init__(self, data, *options, **popen):
        super().__init__("serve", data, *options)
        self.popen = popen

    def __enter__(self):
        self.process = subprocess.Popen(
            self.arguments, cwd=ROOT, env=self.popen.pop("env", ENVIRONMENT), stdout=subprocess.PIPE, text=True,
            **self.popen)
        self.line = self.process.stdout.readline().strip()
        port = re.search(r"://127\.0\.0\.1:(\d+)", self.line)
        self.port = int(port[1]) if port else 0
        return self


def certificate(directory, name, kind="ec"):
    """A certificate for this machine that vouches for itself, and its key."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] if kind == "ec" else ["-newkey", "rsa:2048"]
    files = directory / f"{name}.pem", directory / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", *key, "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True)
    return files


def trusting(file):
    context = ssl.create_default_context(cafile=file)
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context


def get(connection, path="/healthz", **headers):
    """Status, headers by lower-case name, and text."""
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read().decode()


def plain(port):
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def raw(sock, request=b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"):
    """The whole answer to a request sent as it is."""
    sock.settimeout(30)
    sock.sendall(request)
    answer = b""
    while part := sock.recv(65536):
        answer += part
    return answer.decode("latin-1")


def tls():
    with folder() as directory, folder() as data:
        one, key = certificate(directory, "localhost")
        two = certificate(directory, "fresh", "rsa")
        with Started(data, "--tls-certificate", one, "--tls-key", key) as portal:
            check.contains("says that it speaks https", portal.line, "https://127.0.0.1:")
            context = trusting(one)

            def connect(context=context, session=None):
                sock = socket.create_connection(("127.0.0.1", portal.port), timeout=30)
                return context.wrap_socket(sock, server_hostname="localhost", session=session)

            with connect() as connection:
                check.equal("speaks TLS 1.3", connection.version(), "TLSv1.3")
                check.equal("agrees on HTTP/1.1", connection.selected_alpn_protocol(), "http/1.1")
                answer = raw(connection)
                check.contains("answers", answer, "HTTP/1.1 200 OK")
                check.contains("tells browsers to stay with https", answer, "strict-transport-security: max-age=63072000")
                session = connection.session
            with connect(session=session) as connection:
                check("resumes a session of TLS 1.3", connection.session_reused)
                raw(connection)
            older = trusting(one)
            older.maximum_version = ssl.TLSVersion.TLSv1_2
            with connect(older) as connection:
                check.equal("speaks TLS 1.2", connection.version(), "TLSv1.2")
                check("with forward secrecy and AEAD", re.match(r"ECDHE-.*(GCM|POLY1305)", connection.cipher()[0]),
                      connection.cipher())
                raw(connection)
                session = connection.session
            with connect(older, session) as connection:
                check("resumes a session of TLS 1.2", connection.session_reused)
            only_h2 = trusting(one)
            only_h2.set_alpn_protocols(["h2"])
            try:
                connect(only_h2).close()
                check("refuses who speaks HTTP/2 only", False)
            except ssl.SSLError as error:
                check("refuses who speaks HTTP/2 only", "no application protocol" in str(error), error)
            answer = raw(socket.create_connection(("127.0.0.1", portal.port)))
            check.contains("tells who speaks plain HTTP", answer, "HTTP/1.1 400", "plain HTTP on a port for TLS")
            silent = socket.create_connection(("127.0.0.1", portal.port))

            kept = http.client.HTTPSConnection("localhost", portal.port, timeout=30, context=trusting(one))
            check.equal("a connection to be kept", get(kept)[0], 200)
            for source, target in zip(two, (one, key)):
                target.write_bytes(source.read_bytes())
            portal.process.send_signal(signal.SIGHUP)

            def subject():
                with connect(trusting(one)) as connection:
                    return connection.getpeercert()["subject"][0][0][1]

            def renewed():
                try:
                    return subject() == "fresh"
                except ssl.SSLError:
                    return False
            check("shows the new certificate after SIGHUP", eventually(renewed))
            check.equal("has kept the connection", get(kept)[0], 200)
            one.write_text("nonsense")  # The portal complains of it on standard error.
            portal.process.send_signal(signal.SIGHUP)
            time.sleep(0.5)
            one.write_bytes(two[0].read_bytes())
            check.equal("keeps its certificate when the new one is none", subject(), "fresh")
            check.equal("and the connection", get(kept)[0], 200)
            silent.close()
            check.equal("ends well", portal.stop(), 0)
        for what, options in {
            "a certificate without its key": ["--tls-certificate", one],
            "another certificate's key": ["--tls-certificate", certificate(directory, "other")[0], "--tls-key", key],
            "no certificate": ["--tls-certificate", directory / "nowhere", "--tls-key", key],
        }.items():
            result = fabrique("serve", "--data", data, "--port", "0", *options)
            check(f"does not start with {what}", result.returncode == 1 and "tls" in result.stderr, result.stderr)


def sockets():
    with folder() as directory, folder() as data:
        path = directory / "portal.sock"
        with Started(data, "--unix-socket", path) as portal:
            check.contains("says where it listens", portal.line, f"unix:{path}")
            check.equal("only owner and group may connect", oct(path.stat().st_mode & 0o777), "0o660")
            with socket.socket(socket.AF_UNIX) as sock:
                sock.connect(str(path))
                check.contains("answers on a Unix socket", raw(sock), "HTTP/1.1 200")
        check.equal("keeps the file for who comes next", path.exists(), True)
        with Started(data, "--unix-socket", path):
            with socket.socket(socket.AF_UNIX) as sock:
                sock.connect(str(path))
                check.contains("takes the place of a dead one", raw(sock), "HTTP/1.1 200")

        # As systemd does: it listens, and hands the socket over as descriptor 3.
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        told = directory / "notify.sock"
        notifications = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        notifications.bind(str(told))
        notifications.settimeout(30)
        shell = f'LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@" 3<&{listener.fileno()}'
        arguments = ["sh", "-c", shell, PROGRAM, "serve", "--data", data]
        answers = []

        def ask():
            with socket.create_connection(("127.0.0.1", port)) as sock:
                answers.append(raw(sock))

        for round in ("first", "second"):
            waiting = threading.Thread(target=ask)
            waiting.start()
            process = subprocess.Popen(
                arguments, cwd=ROOT, env=ENVIRONMENT | {"NOTIFY_SOCKET": str(told)}, stdout=subprocess.PIPE,
                pass_fds=[listener.fileno()])
            check.equal(f"{round} start: tells that it is ready", notifications.recv(100), b"READY=1")
            waiting.join(30)
            process.send_signal(signal.SIGTERM)
            check.equal(f"{round} start: tells that it ends", notifications.recv(100), b"STOPPING=1")
            check.equal(f"{round} start: ends well", process.wait(30), 0)
            process.stdout.close()
        check("who connected while nobody served got an answer",
              len(answers) == 2 and all("HTTP/1.1 200" in answer for answer in answers), answers)


class Callers:
    """Clients that call without a pause, some on fresh connections and some on one that they keep."""

    def __init__(self, port):
        self.port, self.ended, self.failures, self.answers = port, threading.Event(), [], 0
        self.threads = [threading.Thread(target=self.call, args=(number % 2 == 0,)) for number in range(6)]

    def call(self, is_kept):
        connection = None
        while not self.ended.is_set():
            try:
                connection = connection or plain(self.port)
                status, headers, _ = get(connection)
                if status != 200:
                    self.failures.append(status)
                self.answers += 1
                if not is_kept or headers.get("connection") == "close":
                    connection.close()
                    connection = None
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(repr(error))
                connection = None

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def take_over():
    with folder() as data:
        with Started(data) as old:
            port = str(old.port)
            refused = fabrique("serve", "--data", data, "--port", "0")
            check("a second portal on the same data is refused",
                  refused.returncode == 1 and "--take-over" in refused.stderr, refused.stderr)
            with Callers(old.port) as callers:
                eventually(lambda: callers.answers > 200)
                successor = Started(data, "--take-over")
                successor.arguments[successor.arguments.index("--port") + 1] = port
                with successor:
                    check.equal("the old portal ends by itself, well", old.process.wait(30), 0)
                    before = callers.answers
                    check("the new one serves", eventually(lambda: callers.answers > before + 200))
                    third = Started(data, "--take-over")
                    third.arguments[third.arguments.index("--port") + 1] = port
                    with third:
                        check.equal("and hands over in its turn", successor.process.wait(30), 0)
                        before = callers.answers
                        eventually(lambda: callers.answers > before + 200)
                        callers.ended.set()
                        for thread in callers.threads:
                            thread.join()
            check.equal(f"not one of {callers.answers} calls failed", callers.failures, [])


def proxies():
    with folder() as data:
        log = data / "access.log"
        with Started(data, "--proxies", "127.0.0.1, 10.0.0.0/8", "--access-log", log) as portal:
            get(plain(portal.port), X_Forwarded_For="203.0.113.9, 10.1.1.1", X_Forwarded_Proto="https")
            get(plain(portal.port), Forwarded="for=203.0.113.1")
            lines = eventually(lambda: log.exists() and log.read_text().count("\n") >= 2 and log.read_text().split("\n"))
            first, second = (json.loads(line) for line in lines[:2])
            check.equal("believes the proxy's field", (first["peer"], first["secure"]), ("203.0.113.9", True))
            check.equal("and no other", (second["peer"], second["secure"]), ("127.0.0.1", False))
        for what, options in {
            "--proxies": ["--proxies", "10.0.0.0/40"], "--proxy-field": ["--proxies", "unix", "--proxy-field", "via"],
            "--header-timeout": ["--header-timeout", "never"], "--max-connections": ["--max-connections", "0"],
        }.items():
            result = fabrique("serve", "--data", data, "--port", "0", *options)
            check(f"does not start with a bad {what}", result.returncode == 1 and what in result.stderr, result.stderr)


def observation():
    with folder() as data:
        log, token = data / "access.log", data / "token"
        token.write_text("a-token-of-the-monitoring\n")
        with Started(data, "--access-log", log, "--metrics-token", token) as portal:
            connection = plain(portal.port)
            for path, status in {"/healthz": 200, "/readyz": 200, "/": 200, "/library?q=secret": 200, "/nowhere": 404,
                                 "/assets/fabrique.css": 200, "/api/v1/openapi.json": 200, "/api/v1/work": 401}.items():
                found, headers, _ = get(connection, path)
                check.equal(f"{path}: status", found, status)
                for field in SECURITY:
                    check(f"{path}: has {field}", field in headers)
                check(f"{path}: allows no inline script", "unsafe" not in headers["content-security-policy"])
                check(f"{path}: no HSTS over plain HTTP", "strict-transport-security" not in headers)
            with socket.create_connection(("127.0.0.1", portal.port)) as sock:
                answer = raw(sock, b"nonsense\r\n\r\n")
            check.contains("what cannot be read gets the fields too", answer, *[field + ":" for field in SECURITY])

            check.equal("metrics want their token", get(connection, "/metrics")[0], 404)
            check.equal("another token does not do", get(connection, "/metrics", Authorization="Bearer x")[0], 404)
            status, headers, text = get(connection, "/metrics", Authorization="Bearer a-token-of-the-monitoring")
            check.equal("metrics with their token", status, 200)
            check.contains("in the format of Prometheus", headers["content-type"], "version=0.0.4")
            for line in text.splitlines():
                check(f"a line of metrics: {line}", re.fullmatch(
                    r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+', line))
            check.contains(
                "counts by route", text, 'fabrique_http_requests_total{route="GET /library",status="200"} 1',
                'fabrique_http_requests_total{route="none",status="400"} 1',
                'fabrique_http_request_duration_seconds_count{route="GET /"} 1', "fabrique_writes_waiting 0",
                'fabrique_sqlite_file_bytes{file="database"}', "process_resident_memory_bytes")

            lines = eventually(lambda: (found := log.read_text().splitlines()) and len(found) >= 12 and found)
            entries = [json.loads(line) for line in lines]
            check("each exchange has its line", {"/", "/library", "/nowhere", "/metrics"} <= {
                entry.get("path") for entry in entries}, lines)
            check("no line tells what was sent", "secret" not in log.read_text() and "monitoring" not in log.read_text())
            check("ids differ", len({entry["id"] for entry in entries}) == len(entries))
            log.rename(data / "access.log.1")
            portal.process.send_signal(signal.SIGHUP)
            check("goes on in a new log after SIGHUP", eventually(log.exists))
            get(connection, "/healthz")
            check("and writes there", eventually(lambda: "/healthz" in log.read_text()))
        check.contains("the last line is not lost at the end", log.read_text(), "/healthz")
        with Started(data, "--origin", "https://portal.example") as portal:
            check.equal("no metrics without a token behind a proxy", get(plain(portal.port), "/metrics")[0], 404)


def end():
    with folder() as data:
        with Started(data) as portal:
            busy = socket.create_connection(("127.0.0.1", portal.port))
            busy.sendall(b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                         b"Content-Length: 4\r\n\r\n")
            idle = plain(portal.port)
            get(idle)
            portal.process.send_signal(signal.SIGTERM)
            time.sleep(0.1)
            status, headers, _ = get(idle)
            check.equal("a request on its way is still answered", (status, headers.get("connection")), (200, "close"))
            time.sleep(1)
            check.contains("a request in flight is answered", raw(busy, b"a=bc"), "HTTP/1.1", "connection: close")
            check.equal("then the program ends, well", portal.process.wait(30), 0)
        with Started(data) as portal:
            check.equal("ends well at once when told so while it starts", portal.stop(), 0)


def limits():
    with folder() as data:
        with Started(data, "--max-connections", "20", "--header-timeout", "0.5", "--body-timeout", "0.5",
                     "--idle-timeout", "1", "--max-header-bytes", "2000", "--max-target-bytes", "100",
                     "--max-headers", "5", "--max-requests-per-connection", "2") as portal:
            def ask(request):
                with socket.create_connection(("127.0.0.1", portal.port)) as sock:
                    return raw(sock, request)

            head = b"GET / HTTP/1.1\r\nHost: a\r\n"
            check.contains("header bytes", ask(head + b"X: " + b"a" * 2000 + b"\r\n\r\n"), "HTTP/1.1 431")
            check.contains("header fields", ask(head + b"X: b\r\n" * 5 + b"\r\n"), "HTTP/1.1 431")
            check.contains("target", ask(b"GET /" + b"a" * 100 + b" HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 414")
            check.contains("time for the header", ask(head), "HTTP/1.1 408")
            check.contains("time for the body", ask(b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"),
                           "HTTP/1.1 408")
            answers = ask(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 3)
            check.equal("requests on a connection", answers.count("HTTP/1.1 200"), 2)
            check.equal("time until a request", ask(b""), "")
            held = [plain(portal.port) for _ in range(20)]
            for connection in held:
                check.equal("one of those who are served", get(connection)[0], 200)
            answer = ask(b"")
            check.contains("above capacity", answer, "HTTP/1.1 503", "retry-after:")
            for connection in held:
                check.equal("those who are served go on", get(connection)[0], 200)
        with Started(data, "--max-connections-per-address", "2") as portal:
            held = [plain(portal.port) for _ in range(3)]
            check.equal("connections from one address", [get(connection)[0] for connection in held], [200, 200, 503])


def reminders():
    """E-mail through a program in sendmail's place, which keeps what it is given."""
    with folder() as data, folder() as box:
        with Serving("demo", data):
            pass
        sendmail = box / "sendmail"
        sendmail.write_text(f'#!/bin/sh\necho "$@" >> {box}/arguments\ncat > {box}/$$.eml\n')
        sendmail.chmod(0o700)
        options = ["--mail-from", "fabrique@exemple.fr", "--mail-hour", "0", "--origin", "https://fabrique.exemple.fr"]
        refused = fabrique("serve", "--data", data, "--mail-from", "fabrique@exemple.fr\nBcc: x@exemple.fr")
        check("a sender that is no address is refused, and so is one without --origin",
              refused.returncode != 0 and "--mail-from" in refused.stderr, refused.stderr)
        refused = fabrique("serve", "--data", data, *options, "--sendmail", box / "none")
        check("so is a sendmail that is no program", refused.returncode != 0 and "--sendmail" in refused.stderr, refused.stderr)
        with Started(data, *options, "--sendmail", "/bin/false", stderr=subprocess.PIPE) as portal:
            check.contains("a program that fails is told of", portal.process.stderr.readline(), "reminders: /bin/false: 1")
        # Those who were to be told then have their turn in an hour: as if it had passed.
        with sqlite3.connect(data / "fabrique.sqlite") as database:
            database.execute("UPDATE reminder SET nextAt = 0")
        with Started(data, *options, "--sendmail", sendmail):
            eventually(lambda: len(list(box.glob("*.eml"))) > 3)
            time.sleep(2)
        letters = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in box.glob("*.eml")]
        check("several people are told", len(letters) > 3, len(letters))
        recipients = [letter["to"] for letter in letters]
        check.equal("each once", len(set(recipients)), len(recipients))
        approver = next(letter for letter in letters if "approver@gigalis.example" in letter["to"])
        check.equal("by the program's own arguments", set((box / "arguments").read_text().splitlines()), {"-t -i -f fabrique@exemple.fr"})
        check("no header is damaged", not any(part.defects for letter in letters for part in letter.values()), letters)
        check.equal("no answer is wanted from a machine", approver["auto-submitted"], "auto-generated")
        check.contains("in the person's language", approver["subject"], "Fabrique IA : ", "attend")
        check.contains("with what waits and where", approver.get_content(), "Bonjour ", "\n– ", "https://fabrique.exemple.fr/work")
        with Started(data, *options, "--sendmail", sendmail):
            time.sleep(3)
        check.equal("nobody twice a day", len(list(box.glob("*.eml"))), len(letters))


for section in (tls, sockets, take_over, proxies, observation, end, limits, reminders):
    with check.section(section.__name__):
        section()
check.finish()
