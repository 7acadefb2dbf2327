#!/usr/bin/env python3
"""Uploads, the curator's file and documents of a request: taken, refused, cut off, and what the portal's folder holds
afterwards.

Usage: run.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only.
"""

import http.client
import pathlib
import re
import signal
import socket
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import Checks, Client, Demo, Serving, eventually, folder  # noqa: E402

check = Checks()
LEAD, PARTNER = "lead@region.example", "lead@lumen.example"
MIB = 1024 * 1024
COLUMNS = (
    "Nom_collectivite,Nom_du_projet,SIRET,Latitude,Longitude,Type_de_collectivite,Date_de_demarrage,Statut_du_projet,"
    "Partenaires,Description_service,Theme,Sous_Theme,Audience,URL_Service,URL_Logo,Date_de_derniere_mise_a_jour")
ROW = (
    "Ville de Bellerive,Lecture des compteurs,21859999100013,46.67,-1.42,Commune,03/2024,Terminée,,Lit les compteurs.,"
    "Mobilités,Agriculture,Élu,accès interne,,06/05/2025")


def form(token, content, filename="data.csv", end="--\r\n", field="upload", **others):
    """A form as a browser writes it."""
    fields = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"formToken": token, **(others or {"file": ""})}.items())
    head = (f'--cut\r\nContent-Disposition: form-data; name="{field}"; filename="{filename}"\r\n'
            "Content-Type: text/csv\r\n\r\n")
    return (fields + head).encode() + content + f"\r\n--cut{end}".encode()


def post(client, body, boundary="cut", path="/imports"):
    return client.request("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})


def kept(data):
    """The files of uploads that are on disk."""
    return [path for path in (data / "uploads").glob("*/*")]


def taken(curator):
    curator.get("/imports/new")
    content = f"{COLUMNS}\r\n{ROW}\r\n".encode()
    status, _, text = post(curator, form(curator.token, content, '..\\<img src=x onerror=alert(1)>%22.csv'))
    check.equal("a file is taken", status, 200)
    check.contains("its name is shown as text", text, "&lt;img src=x onerror=alert(1)&gt;", "Lecture des compteurs")
    check("and never as markup", "<img src=x" not in text)
    check.equal("the sheet is published", curator.get("/library/lecture-des-compteurs")[0], 200)


def documents(lead, stranger, data):
    """The documents of a hosting request: kept as they are, given back to be saved, and not to everybody."""
    page = re.search(r"/hosting-requests/[0-9a-f-]{36}", lead.get("/hosting-requests?state=draft")[2])[0]

    def attach(name, content):
        version = re.search(r'name="version" value="(\d+)"', lead.get(page)[2])[1]
        return post(lead, form(lead.token, content, name, field="document", version=version), path=page + "/attachments")
    pdf = b"%PDF-1.7 \x00\xff" + bytes(range(256)) * 300
    check.equal("a document is taken", attach("Analyse d’impact.pdf", pdf)[0], 303)
    check.equal("what is not what its name says is refused", attach("plan.png", pdf)[0], 422)
    check.equal("a page of ours is no document", attach("page.html", b"<script>alert(1)</script>")[0], 422)
    check.equal("nor is nothing", attach("vide.txt", b"")[0], 422)
    check.equal("a document too large is refused", attach("grand.txt", b"a" * (5 * MIB + 1))[0], 413)
    address = re.search(page + r"/attachments/[0-9a-f-]{36}", lead.get(page)[2])[0]
    connection = http.client.HTTPConnection("127.0.0.1", lead.port, timeout=10)
    connection.request("GET", address, headers={
        "Cookie": "; ".join(f"{name}={value}" for name, value in lead.cookies.items())})
    answer = connection.getresponse()
    check.equal("it comes back byte for byte", answer.read(), pdf)
    check.equal("to be saved", answer.headers["Content-Disposition"],
                "attachment; filename*=UTF-8''Analyse%20d%E2%80%99impact.pdf")
    check.equal("and never guessed at", answer.headers["X-Content-Type-Options"], "nosniff")
    check.equal("for a partner it does not exist", stranger.get(address)[0], 404)
    check.equal("no file of it stays behind", kept(data), [])


def refused(curator, data):
    curator.get("/imports/new")
    token = curator.token
    for what, expected, body, boundary in (
        ("another file", 422, form(token, b"a,b\n1,2\n"), "cut"),
        ("no file", 422, form(token, b"", ""), "cut"),
        ("no token", 403, form("", b"a"), "cut"),
        ("a file too large", 413, form(token, b"a" * (8 * MIB + 1)), "cut"),
        ("a form that ends too soon", 400, form(token, b"a" * 100_000, end=""), "cut"),
        ("another boundary", 400, form(token, b"a"), "else"),
        ("a boundary too long", 400, form(token, b"a"), "a" * 71),
        ("parts without number", 413, b'--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 300, "cut"),
        ("a head without end", 413, b"--cut\r\n" + b"A: b\r\n" * 5000, "cut"),
    ):
        try:
            status, _, text = post(curator, body, boundary)
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected) as error:
            status, text = error, ""
        check.equal(f"{what} is refused", status, expected)
        check.contains(f"{what} is refused on a page", text, "<h1", "</main>")
        check.equal(f"{what} leaves no file", kept(data), [])


def cut_off(curator, data, serving):
    """A peer that goes away in the middle, and a portal that is killed there."""
    cookies = "; ".join(f"{name}={value}" for name, value in curator.cookies.items())
    head = ("POST /imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=cut\r\n"
            f"Cookie: {cookies}\r\nContent-Length: {MIB}\r\n\r\n").encode()
    part = form(curator.token, b"a" * 200_000)
    with socket.create_connection(("127.0.0.1", serving.port), timeout=10) as connection:
        connection.sendall(head + part[:150_000])
        check("a file is on disk while it comes", eventually(lambda: kept(data)))
    check("and gone with the connection", eventually(lambda: not kept(data)))
    with socket.create_connection(("127.0.0.1", serving.port), timeout=10) as connection:
        connection.sendall(head + part[:150_000])
        check("another is on disk", eventually(lambda: kept(data)))
        serving.process.send_signal(signal.SIGKILL)
        serving.process.wait(30)
    check("a killed portal leaves it", kept(data))


with folder() as path:
    data = path / "data"
    with Demo(data) as demo:
        accounts = demo.accounts
    email = "curator@gigalis.example"
    with Serving("serve", data) as serving:
        curator = Client(serving.port).sign_in(email, accounts[email])
        with check.section("taken"):
            taken(curator)
        with check.section("documents"):
            people = [Client(serving.port).sign_in(email, accounts[email]) for email in (LEAD, PARTNER)]
            documents(*people, data)
        with check.section("refused"):
            refused(curator, data)
        with check.section("cut off"):
            cut_off(curator, data, serving)
    with Serving("serve", data) as serving:
        check.equal("the next one to start clears it away", kept(data), [])
        check.equal("it serves", Client(serving.port).get("/")[0], 200)
        check.equal("and it ends as it is told to", serving.stop(), 0)
        check.equal("without a trace of uploads", list((data / "uploads").iterdir()), [])
check.finish()
