#!/usr/bin/env python3
"""Measures the server beside a C program that does nothing and nginx, in turns. Prints tables and ratios; judges nothing."""

import argparse
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import load  # noqa: E402: found beside this folder
from grow import Growth  # noqa: E402
from portal import HOST, Client, Process, free_port, seed  # noqa: E402

SITE = {"plain.txt": 13, "small.txt": 1024, "large.txt": 1024 * 1024}
NGINX = """\
daemon off; worker_processes 2; user root; pid {folder}/nginx.pid; error_log stderr;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/plain; {temporary}
  server {{ listen {host}:{port} reuseport{tls}; root {folder}/site; {certificate} }}
}}
"""


class Bench:
    """The servers that are measured, all up at once and asked in turns."""

    def __init__(self, given, folder, stack):
        self.given, self.folder, self.stack = given, folder, stack
        self.log = open(folder / "log", "w")
        (folder / "site").mkdir()
        for name, size in SITE.items():
            (folder / "site" / name).write_bytes(b"x" * size)
        self.files = [str(folder / "certificate.pem"), str(folder / "key.pem")]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "30",
             "-subj", "/CN=localhost", "-out", self.files[0], "-keyout", self.files[1]], check=True, capture_output=True)

    def start(self, command, port, path, scheme="http"):
        process = self.stack.enter_context(Process(command, port, self.log, scheme))
        process.until_ready(path)
        return process

    def kit(self, tls=False):
        port = free_port()
        command = [self.given.measure, str(self.folder / "site"), str(port), *(self.files if tls else [])]
        return self.start(command, port, "/plain", "https" if tls else "http")

    def floor(self, kit):
        """The C program, with the very bytes that the kit answers."""
        with socket.create_connection((HOST, kit.port)) as peer:
            peer.sendall(f"GET /plain HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: peer.recv(65536), b"")).replace(b"connection: close\r\n", b"")
        (self.folder / "answer").write_bytes(answer)
        port = free_port()
        return self.start([self.given.floor, str(port), str(self.folder / "answer")], port, "/")

    def nginx(self, tls=False):
        port = free_port()
        path = self.folder / f"nginx-{port}.conf"
        path.write_text(NGINX.format(
            folder=self.folder, host=HOST, port=port, tls=" ssl" if tls else "",
            certificate="ssl_protocols TLSv1.2 TLSv1.3; ssl_certificate {}; ssl_certificate_key {};".format(*self.files) if tls else "",
            temporary="".join(f"{kind}_temp_path {self.folder}/{kind}; " for kind in
                              ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))))
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        return self.start([program, "-c", str(path), "-e", "stderr"], port, "/plain.txt", "https" if tls else "http")

    def portal(self):
        data = self.folder / "data"
        seed(self.given.program, data, self.log)
        Growth(data / "fabrique.sqlite").grow(self.given.size)
        port = free_port()
        return self.start(
            [self.given.program, "serve", "--data", str(data), "--host", HOST, "--port", str(port),
             "--access-log", str(self.folder / "access.log"), "--max-connections-per-address", "1024"], port, "/library")

    def handshakes(self, name, servers, kind):
        """One client that only connects, with `-new` keys or, where the server lets it, to `-reuse` the first ones."""
        figures = {server: [] for server in servers}
        for turn in range(3):
            for server in sorted(servers, reverse=turn % 2 == 1):
                process, path = servers[server]
                load.settle(process)
                accounts = load.Accounts(process)
                output = subprocess.run(
                    ["openssl", "s_time", kind, "-connect", f"{HOST}:{process.port}", "-time", str(self.given.seconds),
                     "-www", path], check=True, capture_output=True, text=True).stdout
                cpu, foreign = accounts.close()
                count, seconds = map(int, re.search(r"(\d+) connections in (\d+) real seconds", output).groups())
                figures[server].append((cpu / count * 1e6, count / seconds, foreign))
        medians = {server: sorted(runs)[1] for server, runs in figures.items()}
        for server, (cpu, rate, foreign) in medians.items():
            print(f"| {name} | {server} | {rate:,.0f} | {cpu:,.0f} | {medians['ours'][0] / cpu:.2f} | {foreign:.0%} |",
                  flush=True)

    def compare(self, name, servers, connections, headers=()):
        """Reads of each server's path in turns, A B C, C B A, A B C; prints the median of each and what it is to the first."""
        samples = {server: [] for server in servers}
        for turn in range(3):
            for server in sorted(servers, reverse=turn % 2 == 1):
                process, path = servers[server]
                samples[server].append(load.read(
                    process, path, self.given.seconds, headers, connections=connections))
        medians = {server: sorted(runs, key=lambda sample: sample.rate)[1] for server, runs in samples.items()}
        ours = medians["ours"]
        for server, sample in medians.items():
            spread = max(run.rate for run in samples[server]) / min(run.rate for run in samples[server])
            print(f"| {name}, {connections} | {server} | {sample.rate:,.0f} | {ours.rate / sample.rate:.2f} | {sample.p50:.2f} "
                  f"| {sample.p99:.1f} | {sample.cpu:,.1f} | {ours.cpu / max(sample.cpu, 0.01):.2f} | {spread:.2f} "
                  f"| {sample.failures} | {sample.foreign:.0%} |", flush=True)


def head(title):
    print(f"\n## {title}\n")
    print("| what, connections | server | requests/s | ours to it | p50, ms | p99, ms | CPU µs/request | ours to it "
          "| fastest to slowest | failures | others’ CPU |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")


def measure(bench):
    kit, nginx = bench.kit(), bench.nginx()
    floor = bench.floor(kit)
    head("Plain HTTP, keep-alive")
    for connections in (16, 64):
        bench.compare("plain text", {
            "ours": (kit, "/plain"), "C floor": (floor, "/"), "nginx, file": (nginx, "/plain.txt")}, connections)
    for connections in (16, 64):
        for name, path in (("1 KB file", "/small.txt"), ("1 MB file", "/large.txt")):
            bench.compare(name, {"ours": (kit, path), "nginx": (nginx, path)}, connections)

    portal = bench.portal()
    head(f"The portal with {bench.given.size:,} use cases, access log on")
    page = len(Client(portal.origin).get("/library").encode())
    (bench.folder / "site" / "page.txt").write_bytes(b"x" * page)
    for name, path in (("library page", "/library"), ("library JSON", "/api/v1/library")):
        for connections in (16, 64):
            bench.compare(name, {
                "ours": (portal, path), f"nginx, file of {page:,} bytes": (nginx, "/page.txt")}, connections)

    kit, nginx = bench.kit(tls=True), bench.nginx(tls=True)
    head("TLS with the same ECDSA certificate, keep-alive")
    plain = {"ours": (kit, "/plain"), "nginx, file": (nginx, "/plain.txt")}
    bench.compare("plain text", plain, 16)
    bench.compare("1 MB file", {"ours": (kit, "/large.txt"), "nginx": (nginx, "/large.txt")}, 16)
    bench.compare("plain text, a connection for each", plain, 16, ["Connection: close"])
    print("\nHandshakes by `openssl s_time`, a request each; the client is the limit, so that CPU is what counts.\n")
    print("| handshake | server | connections/s | CPU µs/connection | ours to it | others’ CPU |")
    print("|---|---|---:|---:|---:|---:|")
    bench.handshakes("with new keys", plain, "-new")
    bench.handshakes("with the same session again", plain, "-reuse")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True, help="the release build of fabrique")
    arguments.add_argument("--measure", required=True, help="the release build of ServerMeasure")
    arguments.add_argument("--floor", required=True, help="the C program, compiled")
    arguments.add_argument("--size", type=int, default=10_000, help="use cases and requests (10000)")
    arguments.add_argument("--seconds", type=int, default=4, help="each of three runs (4)")
    given = arguments.parse_args()
    print(f"# Server, {os.cpu_count()} cores, load1 {os.getloadavg()[0]:.1f}\n\nwrk -t1 on the same cores, loopback; medians of "
          f"three runs of {given.seconds} s in turns. CPU is the server's, its workers included.", flush=True)
    with tempfile.TemporaryDirectory(prefix="fabrique-bench-") as folder, contextlib.ExitStack() as stack:
        measure(Bench(given, Path(folder), stack))


if __name__ == "__main__":
    main()
