#!/usr/bin/env python3
"""Drives the agent's metering from outside, against a server that answers as Prometheus documents its HTTP API.

Usage: run.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed.
Set PROMETHEUS to the program of that name to ask a real one too.
"""

import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import Checks, ENVIRONMENT, PROGRAM  # noqa: E402

check = Checks()
DEPLOYMENT = "01930000-0000-7000-8000-000000000001"
# 2026-11-21T09:00:00Z
NINE = 1_795_251_600
GIB = 2**30

class Store(http.server.BaseHTTPRequestHandler):
    """Series by selector: raw values, one a minute. Answers `last_over_time(SELECTOR[STEP])` over a range, nothing else."""

    series = {}
    token = None
    asked = []

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query))
        match = re.fullmatch(r"last_over_time\((.*)\[(\d+)s\]\)", query.get("query", ""))
        if self.token and self.headers["Authorization"] != f"Bearer {self.token}":
            return self.answer(401, {"status": "error", "error": "unauthorized"})
        if address.path != "/api/v1/query_range" or not match:
            return self.answer(400, {"status": "error", "errorType": "bad_data", "error": "parse error"})
        selector, window = match[1], int(match[2])
        Store.asked.append(selector)
        result = []
        for labels, values in self.series.get(selector, []):
            points = []
            for at in range(int(query["start"]), int(query["end"]) + 1, int(query["step"])):
                recent = [value for moment, value in values if at - window < moment <= at]
                if recent:
                    points.append([at, str(recent[-1])])
            if points:
                result.append({"metric": labels, "values": points})
        self.answer(200, {"status": "success", "data": {"resultType": "matrix", "result": result}})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def meter(folder, settings, start="2026-11-21T09:00:00Z", end="2026-11-21T10:00:00Z"):
    """What the agent would report; the complaint of the program when it ends badly."""
    path = folder / "meter.conf"
    path.write_text(settings)
    ended = subprocess.run(
        [PROGRAM, "meter", "--meter", path, "--deployment", DEPLOYMENT, "--from", start, "--to", end],
        capture_output=True, text=True, timeout=60, env=ENVIRONMENT)
    return json.loads(ended.stdout)["samples"] if ended.returncode == 0 else ended.stderr


def rising(rate, minutes=range(61), base=0.0, start=NINE):
    return [(start + minute * 60, base + rate * 60 * minute) for minute in minutes]


def tier_a(folder, address):
    settings = f"""
        # Kepler since 0.10
        prometheus = {address}
        exporter = kepler
        zones = package, dram
        selector = pod_namespace="h-{{deployment}}"
        cpu-seconds = cpu{{d="{{deployment}}"}}
        memory-bytes = memory{{d="{{deployment}}"}}
    """
    energy = f'kepler_pod_cpu_joules_total{{pod_namespace="h-{DEPLOYMENT}",zone=~"package|dram"}}'
    Store.series = {
        energy: [({"zone": "package"}, rising(10)), ({"zone": "dram"}, rising(2, base=500))],
        f'cpu{{d="{DEPLOYMENT}"}}': [({}, rising(0.5))],
        f'memory{{d="{DEPLOYMENT}"}}': [({}, [(at, 4 * GIB) for at, _ in rising(0)])],
    }
    samples = meter(folder, settings)
    check("one sample for an hour without gaps", len(samples) == 1, samples)
    check("its span", (samples[0]["start"], samples[0]["end"]) == ("2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z"))
    check("zones are added", samples[0]["joules"] == 12 * 3600, samples)
    check("tier A, by its exporter", (samples[0]["tier"], samples[0]["source"]) == ("measuredWorkload", "kepler"))
    check("processor time", samples[0]["cpuSeconds"] == 1800, samples)
    check("memory", abs(samples[0]["memoryGiBHours"] - 4) < 1e-6, samples)
    check("what is not asked is nothing", samples[0]["gpuSeconds"] == 0 and "idleJoules" not in samples[0])
    check("the zones are chosen in the query", energy in Store.asked, Store.asked)

    # The exporter restarts after half an hour: its counter begins again.
    Store.series[energy] = [({}, rising(10, range(31)) + [(at + 31 * 60, value) for at, value in rising(10, range(30))])]
    samples = meter(folder, settings)
    check("a counter that fell goes on from what it counted since", samples[0]["joules"] == 10 * 3540, samples)

    # Ten minutes without a scrape.
    Store.series[energy] = [({}, [pair for pair in rising(10) if not 20 * 60 < pair[0] - NINE < 30 * 60])]
    samples = meter(folder, settings)
    spans = [(sample["start"][11:16], sample["end"][11:16]) for sample in samples]
    check("a gap stays a gap", spans == [("09:00", "09:20"), ("09:30", "10:00")], spans)
    check("and has no energy", sum(sample["joules"] for sample in samples) == 10 * 3000, samples)

    late = NINE + 14 * 3600
    Store.series[energy] = [({}, rising(10, range(181), start=late))]
    samples = meter(folder, settings, "2026-11-21T23:00:00Z", "2026-11-22T02:00:00Z")
    check("samples end at midnight", [sample["end"][8:16] for sample in samples] == ["22T00:00", "22T02:00"], samples)

    Store.series[energy] = [({}, [(NINE, "NaN"), (NINE + 60, "+Inf")])]
    check("what is no number is no energy", meter(folder, settings) == [])
    Store.series = {}
    check("what is not there is not made up", meter(folder, settings) == [])


def other_exporters(folder, address):
    """Scaphandre's power, the older Kepler, and an accelerator's energy on top."""
    Store.series = {
        f'scaph_process_power_consumption_microwatts{{container_id="{DEPLOYMENT}"}}':
            [({}, [(at, 5_000_000) for at, _ in rising(0)]), ({}, [(at, 1_000_000) for at, _ in rising(0)])],
        f'kepler_container_joules_total{{container_namespace="{DEPLOYMENT}"}}': [({}, rising(3))],
        f'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{{UUID="GPU-1"}}': [({}, rising(100_000))],
    }
    samples = meter(folder, f"""
        prometheus = {address}
        exporter = scaphandre
        selector = container_id="{{deployment}}"
    """)
    check("power is integrated", samples[0]["joules"] == 6 * 3600, samples)
    samples = meter(folder, f"""
        prometheus = {address}
        exporter = kepler-before-0.10
        selector = container_namespace="{{deployment}}"
        gpu-selector = UUID="GPU-1"
    """)
    check("millijoules of the accelerator are added", samples[0]["joules"] == 103 * 3600, samples)


def tier_b(folder, address):
    """A host's energy, shared: a quarter of the work, an eighth of the memory."""
    Store.series = {
        'kepler_node_cpu_active_joules_total{node_name="n1",zone=~"psys"}': [({}, rising(40))],
        'kepler_node_cpu_idle_joules_total{node_name="n1",zone=~"psys"}': [({}, rising(80))],
        f'cpu{{d="{DEPLOYMENT}"}}': [({}, rising(0.5))],
        'node_cpu': [({"cpu": "0"}, rising(1)), ({"cpu": "1"}, rising(1))],
        f'memory{{d="{DEPLOYMENT}"}}': [({}, [(at, 4 * GIB) for at, _ in rising(0)])],
        'node_memory_MemTotal_bytes': [({}, [(at, 32 * GIB) for at, _ in rising(0)])],
    }
    settings = f"""
        prometheus = {address}
        exporter = kepler-node
        zones = psys
        selector = node_name="n1"
        cpu-seconds = cpu{{d="{{deployment}}"}}
        memory-bytes = memory{{d="{{deployment}}"}}
        host-cpu-seconds = node_cpu
        host-memory-bytes = node_memory_MemTotal_bytes
    """
    samples = meter(folder, settings)
    check("tier B", samples[0]["tier"] == "measuredHost", samples)
    check("the work by processor time", abs(samples[0]["joules"] - 10 * 3600) < 1e-3, samples)
    check("the idle draw by memory, apart", abs(samples[0]["idleJoules"] - 10 * 3600) < 1e-3, samples)

    # For half an hour nobody knows what the host did besides.
    Store.series["node_cpu"] = [({}, rising(2, range(31)))]
    samples = meter(folder, settings)
    check("what cannot be shared has no figure", [sample["end"][11:16] for sample in samples] == ["09:30"], samples)


def refusals(folder, address):
    """Bad settings stop the program with everything that is wrong; a Prometheus that refuses is told of."""
    complaint = meter(folder, "prometheus = http://192.0.2.1:9090\nexporter = meter\nstep = 7\nfoo = 1\nnonsense\n")
    for word in ("prometheus", "exporter", "period", "line 4", "line 5", "selector"):
        check(f"a complaint about {word}", word in complaint, complaint)
    base = f'prometheus = {address}\nexporter = kepler\nselector = a="{{deployment}}"\n'
    check("overlapping zones are not guessed", "zones" in meter(folder, base))
    host = f"prometheus = {address}\nexporter = scaphandre-host\n"
    check("a host is not shared by nothing", "host-cpu-seconds" in meter(folder, host))
    Store.token = "secret"
    complaint = meter(folder, base + "zones = package\n")
    check("a refusal is told", "401" in complaint, complaint)
    token = folder / "token"
    token.write_text("secret\n")
    token.chmod(0o600)
    Store.series = {}
    check("the token opens", meter(folder, base + f"zones = package\ntoken-file = {token}\n") == [])
    Store.token = None


def real(folder, program):
    """The same questions to a real Prometheus, which scrapes an exporter here."""
    values = {"joules": 0.0}

    class Exporter(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            values["joules"] += 10
            body = (
                "# TYPE kepler_pod_cpu_joules_total counter\n"
                f'kepler_pod_cpu_joules_total{{pod_namespace="{DEPLOYMENT}",zone="package"}} {values["joules"]}\n').encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    exporter = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Exporter)
    threading.Thread(target=exporter.serve_forever, daemon=True).start()
    probe = serve()
    port = probe.server_address[1]
    probe.shutdown()
    probe.server_close()
    (folder / "prometheus.yml").write_text(json.dumps({"scrape_configs": [{
        "job_name": "kepler", "scrape_interval": "1s",
        "static_configs": [{"targets": [f"127.0.0.1:{exporter.server_address[1]}"]}]}]}))
    process = subprocess.Popen(
        [program, f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'tsdb'}",
         f"--web.listen-address=127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        def points():
            query = urllib.parse.quote('count_over_time(kepler_pod_cpu_joules_total[1m])')
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/query?query={query}") as answer:
                    return int(json.load(answer)["data"]["result"][0]["value"][1])
            except (OSError, LookupError):
                return 0
        end = time.monotonic() + 60
        while points() < 15 and time.monotonic() < end:
            time.sleep(0.2)
        to = int(time.time()) // 2 * 2 - 2
        stamp = lambda second: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))
        samples = meter(folder, f"""
            prometheus = http://127.0.0.1:{port}
            exporter = kepler
            zones = package
            step = 2
            period = 60
            selector = pod_namespace="{{deployment}}"
        """, stamp(to - 8), stamp(to))
        check("a real Prometheus answers", isinstance(samples, list) and len(samples) >= 1, samples)
        joules = sum(sample["joules"] for sample in samples)
        check("with ten joules a second, more or less", 60 <= joules <= 100, samples)
    finally:
        process.terminate()
        process.wait(20)


def main():
    server = serve()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tier_a(folder, address)
        other_exporters(folder, address)
        tier_b(folder, address)
        refusals(folder, address)
        if "PROMETHEUS" in os.environ:
            real(folder, os.environ["PROMETHEUS"])
    check.finish()


if __name__ == "__main__":
    main()
