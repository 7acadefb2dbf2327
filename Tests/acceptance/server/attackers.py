"""Peers that mean no good, hundreds at once, driven by one loop; and a visitor in a process of their own, who does."""

import contextlib
import http.client
import multiprocessing
import selectors
import socket
import time

ADDRESS = "127.0.0.1"
# How often an attacker says one more byte, in seconds.
DRIP = 0.3


class Attacker:
    """One connection of an attack: what it says first, and what it says again and again so as not to seem dead."""

    def __init__(self, port, first=b"", drip=b"", reads=True):
        self.drip, self.reads = drip, reads
        self.rest = first
        self.received = b""
        self.closed = None
        self.socket = socket.socket()
        if not reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.setblocking(False)
        self.socket.connect_ex((ADDRESS, port))
        self.began = self.spoken = time.monotonic()

    def write(self, now):
        if not self.rest and self.drip and now - self.spoken > DRIP:
            self.rest, self.spoken = self.drip, now
        if self.rest:
            with contextlib.suppress(BlockingIOError):
                self.rest = self.rest[self.socket.send(self.rest):]

    def read(self):
        with contextlib.suppress(BlockingIOError):
            part = self.socket.recv(65536)
            self.received = (self.received + part)[-4096:]
            return bool(part)
        return True

    @property
    def seconds(self):
        """From the connection to its end."""
        return self.closed - self.began


class Attack:
    """A crowd of attackers until the end of its `with`."""

    def __init__(self, attackers):
        self.attackers = list(attackers)

    def __enter__(self):
        self.selector = selectors.DefaultSelector()
        for attacker in self.attackers:
            if attacker.reads:
                self.selector.register(attacker.socket, selectors.EVENT_READ, attacker)
        return self

    def __exit__(self, *_):
        self.selector.close()
        for attacker in self.attackers:
            attacker.socket.close()

    def last(self, seconds):
        """Goes on for some time, or until everybody that listens has been shown out."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end and (self.selector.get_map() or not self.attackers[0].reads):
            for attacker in self.attackers:
                if attacker.closed is None:
                    self.try_to(attacker, lambda: attacker.write(now))
            for key, _ in self.selector.select(0.05):
                if not self.try_to(key.data, key.data.read):
                    self.selector.unregister(key.fileobj)
            if not self.selector.get_map():
                time.sleep(0.05)

    @staticmethod
    def try_to(attacker, deed):
        """What the deed says; an attacker whose connection is broken has been shown out."""
        try:
            result = deed()
        except OSError:
            result = False
        if result is False and attacker.closed is None:
            attacker.closed = time.monotonic()
        return result is not False

    @property
    def open(self):
        return sum(attacker.closed is None for attacker in self.attackers)


def flood(port, attempts, at_once=200):
    """Connections that are closed as soon as they are there; returns how many were."""
    made = 0
    with selectors.DefaultSelector() as selector:
        while attempts or selector.get_map():
            while attempts and len(selector.get_map()) < at_once:
                attempts -= 1
                peer = socket.socket()
                peer.setblocking(False)
                peer.connect_ex((ADDRESS, port))
                selector.register(peer, selectors.EVENT_WRITE)
            for key, _ in selector.select(5):
                made += key.fileobj.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0
                selector.unregister(key.fileobj)
                key.fileobj.close()
    return made


def visit(port, path, stop, results):
    """Asks for a page again and again, on a connection that is kept and on new ones by turns."""
    seconds, failures = [], []
    kept = http.client.HTTPConnection(ADDRESS, port, timeout=10)
    while not stop.is_set():
        connection = kept if len(seconds) % 2 else http.client.HTTPConnection(ADDRESS, port, timeout=10)
        began = time.monotonic()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                failures.append(answer.status)
        except OSError as error:
            failures.append(repr(error))
        seconds.append(time.monotonic() - began)
        if connection is not kept:
            connection.close()
        time.sleep(0.005)
    results.put((sorted(seconds), failures))


class Visitor:
    """Somebody who reads a page meanwhile; afterwards `p99` in milliseconds, `requests` and `failures`."""

    def __init__(self, port, path="/library"):
        self.stop, self.results = multiprocessing.Event(), multiprocessing.Queue()
        self.process = multiprocessing.Process(target=visit, args=(port, path, self.stop, self.results))

    def __enter__(self):
        self.process.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        seconds, self.failures = self.results.get(timeout=30)
        self.process.join()
        self.requests = len(seconds)
        self.p99 = seconds[len(seconds) * 99 // 100] * 1000
