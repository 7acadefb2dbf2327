#!/usr/bin/env python3
"""The TLS of the program as a scanner sees it: sslyze against Mozilla's "intermediate" set, with both kinds of certificate,
and at the agents' door.

Usage: run.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only; needs openssl.
"""

import http.client
import json
import pathlib
import re
import ssl
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import Checks, Serving, folder  # noqa: E402

KEYS = {"ECDSA": ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "RSA": ["rsa:2048"]}
REFUSED = ("ssl_2_0", "ssl_3_0", "tls_1_0", "tls_1_1")

check = Checks()


def certificate(work, kind):
    """A certificate of its own making for loopback, and its key."""
    certificate, key = work / f"{kind}.pem", work / f"{kind}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", *KEYS[kind], "-noenc", "-days", "30", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    return certificate, key


def scan(kind, port, work, *options):
    """Mozilla's set, and each weakness that the scanner knows by name."""
    report = work / f"{kind}.json"
    run = subprocess.run(
        [sys.executable, "-m", "sslyze", "--mozilla_config", "intermediate", "--early_data",
         "--json_out", report, *options, f"localhost:{port}"],
        capture_output=True, text=True)
    complaints = re.findall(r"^ +\* (\w+): (.*)", run.stdout.partition("COMPLIANCE AGAINST")[2], re.MULTILINE)
    # Nobody vouches for a certificate that was made on the spot.
    check.equal(f"{kind}: outside Mozilla’s intermediate set", [
        complaint for complaint in complaints if complaint[0] != "certificate_path_validation"], [])
    check(f"{kind}: the set was looked at", "Mozilla's \"intermediate\" configuration" in run.stdout, run.stderr)
    found = json.loads(report.read_text())["server_scan_results"][0]["scan_result"]
    def result(name):
        attempt = found[name]
        check.equal(f"{kind}, {name}: it was scanned", attempt["status"], "COMPLETED")
        return attempt["result"]
    for name in REFUSED:
        suites = result(f"{name}_cipher_suites")["accepted_cipher_suites"]
        check.equal(f"{kind}: no {name}", suites, [])
    for name in ("tls_1_2", "tls_1_3"):
        suites = [suite["cipher_suite"] for suite in result(f"{name}_cipher_suites")["accepted_cipher_suites"]]
        check(f"{kind}: {name} is spoken", suites)
        weak = [suite["name"] for suite in suites if suite["key_size"] < 128 or suite["is_anonymous"]]
        check.equal(f"{kind}: no weak suite of {name}", weak, [])
    check(f"{kind}: no compression", not result("tls_compression")["supports_compression"])
    check(f"{kind}: no early data", not result("tls_1_3_early_data")["supports_early_data"])
    check(f"{kind}: no Heartbleed", not result("heartbleed")["is_vulnerable_to_heartbleed"])
    check(f"{kind}: no injected CCS", not result("openssl_ccs_injection")["is_vulnerable_to_ccs_injection"])
    check(f"{kind}: no ROBOT", result("robot")["robot_result"].startswith("NOT_VULNERABLE"))
    renegotiation = result("session_renegotiation")
    check(f"{kind}: a client cannot renegotiate", not renegotiation["is_vulnerable_to_client_renegotiation_dos"])
    check(f"{kind}: renegotiation is secure", renegotiation["supports_secure_renegotiation"])
    check(f"{kind}: with an extended master secret", result("tls_extended_master_secret")[
        "supports_ems_extension"])


def serve(kind, serving, certificate):
    """What a browser gets: an answer, and to ask by https only from now on."""
    context = ssl.create_default_context(cafile=certificate)
    connection = http.client.HTTPSConnection("localhost", serving.port, context=context, timeout=30)
    connection.request("GET", "/library")
    answer = connection.getresponse()
    check.equal(f"{kind}: the library is served", answer.status, 200)
    check(f"{kind}: for https only", "max-age" in answer.headers["Strict-Transport-Security"])
    cookies = answer.headers.get_all("Set-Cookie")
    check(f"{kind}: cookies too", cookies and all("Secure" in cookie for cookie in cookies), cookies)
    connection.close()


with folder() as work:
    for kind in KEYS:
        with check.section(kind):
            files = certificate(work, kind)
            options = [part for name, file in zip(("--tls-certificate", "--tls-key"), files) for part in (name, file)]
            with Serving("serve", work / "data", *options) as serving:
                serve(kind, serving, files[0])
                scan(kind, serving.port, work)
    with check.section("agents"), Serving("serve", work / "data", "--agents", "127.0.0.1:0") as serving:
        port = re.search(r":(\d+)$", serving.process.stdout.readline().strip())[1]
        scan("agents", port, work, "--sni", "hand-over.internal")
check.finish()
