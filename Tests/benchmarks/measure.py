#!/usr/bin/env python3
"""Measures the program: starts, memory, and load on a grown demonstration. Prints tables; judges nothing."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import load
from grow import Growth
from portal import HOST, Client, Process, api, free_port

HERE = Path(__file__).resolve().parent


class Bench:
    """A folder for everything that is measured, gone at the end."""

    def __init__(self, program, folder, seconds):
        self.program, self.folder, self.seconds = program, folder, seconds
        self.log = open(folder / "log", "w")

    def portal(self, command, data):
        port = free_port()
        return Process([self.program, command, "--data", str(data), "--host", HOST, "--port", str(port)],
                       port, self.log)

    # Starts.

    def starts(self, data):
        print("\n## Starts\n")
        print("| | ready, s | first library page, ms | idle RSS, MiB | PSS, MiB | load1 |")
        print("|---|---:|---:|---:|---:|---:|")
        for name in ("first start of the demonstration", "second start"):
            with self.portal("demo", data) as process:
                ready = process.until_ready()
                begin = time.monotonic()
                Client(process.origin).get("/library")
                page = (time.monotonic() - begin) * 1000
                time.sleep(2)
                rss, pss = process.memory()
                print(f"| {name} | {ready:.2f} | {page:.1f} | {rss:.0f} | {pss:.0f} "
                      f"| {os.getloadavg()[0]:.1f} |", flush=True)

    # Load.

    def load(self, demo, size):
        data = self.folder / f"data-{size}"
        shutil.copytree(demo, data)
        begin = time.monotonic()
        counts = Growth(data / "fabrique.sqlite").grow(size)
        print(f"\n## {size:,} use cases, {size:,} requests\n")
        print("Rows: " + ", ".join(f"{table} {count:,}" for table, count in counts.items())
              + f"; grown in {time.monotonic() - begin:.0f} s.\n")
        accounts = {account["role"] + "@" + account["organisation"]: account
                    for account in json.loads((data / "demo-accounts.json").read_text())}
        with self.portal("serve", data) as process:
            ready = process.until_ready()
            samples = self.routes(process, accounts)
            rss, _ = process.memory()
        print(f"\nReady after {ready:.2f} s; {rss:.0f} MiB resident after load.", flush=True)
        shutil.rmtree(data)
        return samples

    def routes(self, process, accounts):
        def visit(name):
            return Client(process.origin).sign_in(accounts[name])

        lead = visit("lead@region")
        token = lead.token()
        cookies = {"lead": lead.cookie}
        for name in ("curator", "approver", "hostingOfficer"):
            cookies[name] = visit(f"{name}@gigalis").cookie
        entry = api(process.origin, "/library?limit=1", token)["items"][0]
        theme = entry.get("theme") or "administration"
        bearer = f"Authorization: Bearer {token}"
        self.page_size = len(Client(process.origin).get("/library").encode())
        style = Client(process.origin).get("/library").split('rel="stylesheet"')[1].split('"')[1]
        pages = [
            ("library list", "/library", None),
            ("library search and facet", f"/library?q=suivi&theme={theme}", None),
            ("library, second page", self.second_page(process, token), None),
            ("a sheet", f"/library/{entry['slug']}", None),
            ("library list, signed in", "/library", "lead"),
            ("work list, curator", "/work", "curator"),
            ("work list, approver", "/work", "approver"),
            ("use cases, lead", "/use-cases", "lead"),
            ("hosting list, lead", "/hosting-requests", "lead"),
            ("hosting list, officer", "/hosting-requests", "hostingOfficer"),
            ("API library list", "/api/v1/library", bearer),
            ("API use cases", "/api/v1/use-cases", bearer),
            ("API hosting list", "/api/v1/hosting-requests", bearer),
            ("stylesheet", style, None),
        ]
        self.head()
        samples = {}
        for name, path, who in pages:
            header = [who if who == bearer else f"Cookie: {cookies[who]}"] if who else []
            samples[name] = load.read(process, path, self.seconds, header)
            self.row(name, samples[name])
        samples["not found"] = load.read(process, "/nowhere", self.seconds, status=404)
        self.row("not found", samples["not found"])
        name = "API save of a sheet"
        samples[name] = load.save(process, token, self.editable(process, token), self.seconds)
        self.row(name, samples[name])
        return samples

    def second_page(self, process, token):
        cursor = api(process.origin, "/library", token)["next"]
        return f"/library?cursor={cursor}"

    def editable(self, process, token):
        """Use cases whose sheet the token may edit, with their revisions."""
        page = api(process.origin, "/use-cases?state=coBuilding&mine=true&limit=100", token)
        found = []
        for item in page["items"]:
            record = api(process.origin, f"/use-cases/{item['id']}", token)
            if any(action["key"] == "editSheet" and action["allowed"] for action in record["actions"]):
                found.append((record["id"], record["revision"]))
            if len(found) == load.CONNECTIONS:
                return found
        raise SystemExit(f"Only {len(found)} sheets to edit, of {page['total']}.")

    # What it is measured against.

    def baseline(self):
        """A file of the page's size, served by nginx, or else by Python's own server."""
        site = self.folder / "site"
        site.mkdir()
        (site / "page.html").write_bytes(b"x" * self.page_size)
        port = free_port()
        nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        if nginx:
            name = "nginx, static file of the library page’s size"
            configuration = self.folder / "nginx.conf"
            temporary = "".join(f"{kind}_temp_path {self.folder}/nginx-{kind}; " for kind in
                                ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
            configuration.write_text(
                f"daemon off; master_process off; pid {self.folder}/nginx.pid; error_log stderr;\n"
                "events { worker_connections 256; }\n"
                f"http {{ access_log off; sendfile on; keepalive_requests 1000000; {temporary}\n"
                f"server {{ listen {HOST}:{port}; root {site}; }} }}\n")
            command = [nginx, "-c", str(configuration), "-e", "stderr"]
        else:
            name = "python3 -m http.server (no nginx here), same file"
            command = [sys.executable, "-m", "http.server", str(port), "--bind", HOST,
                       "--directory", str(site), "--protocol", "HTTP/1.1"]
        with Process(command, port, self.log) as process:
            process.until_ready("/page.html")
            sample = load.read(process, "/page.html", self.seconds)
        print(f"\n## Baseline: {name}, {self.page_size:,} bytes\n")
        self.head()
        self.row("static file", sample)
        return sample

    # Tables.

    def head(self):
        print("| | requests/s | p50, ms | p99, ms | CPU µs/request | failures | others’ CPU |")
        print("|---|---:|---:|---:|---:|---:|---:|")

    def row(self, name, sample):
        print(f"| {name} | {sample.rate:,.0f} | {sample.p50:.2f} | {sample.p99:.1f} "
              f"| {sample.cpu:,.0f} | {sample.failures} | {sample.foreign:.0%} |", flush=True)


def ratios(runs, baseline):
    """CPU per request against the baseline's, and against the smallest size: 2.0 is twice as dear."""
    first = next(iter(runs))
    print("\n## Ratios of CPU time per request\n")
    growth = [f"{size:,} to {first:,}" for size in runs if size != first]
    print("| | " + " | ".join([f"{first:,} to baseline", *growth]) + " |")
    print("|---|" + "---:|" * (1 + len(growth)))
    for name, sample in runs[first].items():
        figures = [sample.cpu / max(baseline.cpu, 0.1)]
        figures += [run[name].cpu / max(sample.cpu, 0.1) for size, run in runs.items() if size != first]
        print(f"| {name} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True, help="the release build of fabrique")
    arguments.add_argument("--size", type=int, action="append",
                           help="use cases and requests; repeatable (10000 and 100000)")
    arguments.add_argument("--seconds", type=int, help="load per route (5)")
    arguments.add_argument("--short", action="store_true", help="1 s per route and 10000 only: under a minute")
    given = arguments.parse_args()
    sizes = given.size or ([10_000] if given.short else [10_000, 100_000])
    revision = subprocess.run(["git", "-C", HERE, "rev-parse", "--short", "HEAD"],
                              capture_output=True, text=True).stdout.strip()
    print(f"# Benchmarks of {revision}\n\n{os.cpu_count()} cores, load1 {os.getloadavg()[0]:.1f}; wrk -t1 "
          f"-c{load.CONNECTIONS}, keep-alive, loopback, load and server on the same cores.")
    with tempfile.TemporaryDirectory(prefix="fabrique-bench-") as folder:
        bench = Bench(given.program, Path(folder), given.seconds or (1 if given.short else 5))
        demo = bench.folder / "demo"
        bench.starts(demo)
        runs = {size: bench.load(demo, size) for size in sizes}
        ratios(runs, bench.baseline())


if __name__ == "__main__":
    main()
