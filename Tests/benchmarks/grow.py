#!/usr/bin/env python3
"""Grows a demonstration's database to a given number of use cases and hosting requests.

Rows are copies of what the demonstration published, with other titles, owners and facets. The audit log is left as it is:
a chained log cannot be grown from outside. The same size gives the same data.
"""

import argparse
import json
import random
import sqlite3
import time

DAY = 86_400_000
NOW = int(time.time() * 1000)
BLOCK_BITS = 15  # of libraryFacet, see EntrySet.swift
BODIES_PER_SIZE = 25  # one body per so many use cases

STATES = {  # of a use case, in percent
    "published": 80, "coBuilding": 8, "draft": 4, "inReview": 3, "proposed": 3, "declined": 2,
}
REQUEST_STATES = {  # of a hosting request, in percent
    "approved": 55, "rejected": 10, "withdrawn": 8, "submitted": 8, "underReview": 7,
    "expired": 5, "draft": 5, "waitlisted": 2,
}
SUBJECTS = ["Lecture des courriers", "Suivi des marchés", "Repérage des fuites", "Veille juridique",
            "Tri des déchets", "Accueil des usagers", "Comptes rendus", "Prévision des repas",
            "Entretien des routes", "Instruction des permis", "Archives numérisées", "Budget annoté"]
PLACES = ["du bocage", "de l’estuaire", "des coteaux", "du littoral", "des marais", "de la vallée",
          "du plateau", "des îles", "de la plaine", "du port", "des sources", "du vignoble"]


class Growth:
    """One run of growing: the connection, the dice, and the samples that rows are copied from."""

    def __init__(self, path):
        self.database = sqlite3.connect(path)
        self.database.execute("PRAGMA foreign_keys = ON")
        self.database.execute("PRAGMA synchronous = OFF")
        self.dice = random.Random(7)
        self.templates = self.rows(
            """SELECT useCase.id, entry.number, sheet, summary FROM libraryEntry AS entry
               JOIN useCase ON useCase.id = entry.useCase
               JOIN revision ON revision.useCase = useCase.id AND revision.number = publishedRevision""")
        self.staff = dict(self.rows(
            """SELECT role, person FROM membership JOIN organisation ON organisation.id = organisation
               WHERE kind = 'operator' ORDER BY membership.id DESC"""))
        self.operator = self.value("SELECT id FROM organisation WHERE kind = 'operator'")
        self.facets = {
            (block, facet, value): bytearray(entries) for block, facet, value, entries in
            self.rows("SELECT block, facet, value, entries FROM libraryFacet")}
        self.choices = {facet: sorted({value for _, name, value in self.facets if name == facet})
                        for facet in ("theme", "maturity", "riskClass", "bodyType")}

    def rows(self, sql, *values):
        return self.database.execute(sql, values).fetchall()

    def value(self, sql, *values):
        return self.database.execute(sql, values).fetchone()[0]

    def insert(self, table, **row):
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self.database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))

    def id(self, at):
        """A UUIDv7, as the portal makes them."""
        digits = f"{at:012x}7{self.dice.getrandbits(12):03x}{8 | self.dice.getrandbits(2):x}" \
                 f"{self.dice.getrandbits(60):015x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def draw(self, proportions):
        return self.dice.choices(list(proportions), list(proportions.values()))[0]

    def ago(self, days):
        return NOW - self.dice.randrange(1, days * DAY)

    # Organisations: bodies with a lead and a data protection officer each.

    def grow_bodies(self, size):
        columns = [row[1] for row in self.rows("PRAGMA table_info(organisation)")]
        model = dict(zip(columns, self.rows(
            "SELECT * FROM organisation WHERE kind = 'publicBody' AND publicStatus = 'public'")[0]))
        for number in range(self.value("SELECT count(*) FROM organisation"), size // BODIES_PER_SIZE):
            at = NOW - 400 * DAY + number
            organisation = self.id(at)
            self.insert("organisation", **model | {
                "id": organisation, "slug": f"banc-{number}", "siren": None, "siret": None,
                "name": f"Commune d’essai {self.dice.choice(PLACES)} {number}", "isSample": 1,
                "bodyType": self.dice.choice(self.choices["bodyType"] or [None])})
            for role in ("lead", "dpo"):
                person = self.id(at)
                self.insert("person", id=person, email=f"{role}-{number}@banc.example",
                            name=f"Personne d’essai {number}", isSample=1, createdAt=at)
                self.insert("membership", id=self.id(at), person=person,
                            organisation=organisation, role=role, validFrom=at)
        self.bodies = self.rows(
            """SELECT organisation.id, name, bodyType, lead.person, dpo.person FROM organisation
               JOIN membership AS lead ON lead.organisation = organisation.id AND lead.role = 'lead'
               JOIN membership AS dpo ON dpo.organisation = organisation.id AND dpo.role = 'dpo'
               WHERE kind = 'publicBody' AND publicStatus = 'public'""")

    # Use cases and the library.

    def grow_use_cases(self, size):
        # The saves go to cases of the Région, one per connection; see `measure.py`.
        region = next(body for body in self.bodies if body[1].startswith("Région"))
        for number in range(self.value("SELECT count(*) FROM useCase"), size):
            isEdited = number >= size - 32
            body = region if isEdited else self.dice.choice(self.bodies)
            self.use_case(number, "coBuilding" if isEdited else self.draw(STATES), body)
        self.published = self.rows("SELECT id FROM useCase WHERE state = 'published'")

    def use_case(self, number, state, body):
        organisation, owner, body_type, lead, _ = body
        _, entry, sheet, summary = self.dice.choice(self.templates)
        at = self.ago(150)
        id = self.id(at)
        slug = f"banc-{number}"
        title = f"{self.dice.choice(SUBJECTS)} {self.dice.choice(PLACES)} {number}"
        sheet = json.loads(sheet) | {"title": title}
        for facet in ("theme", "maturity", "riskClass"):
            if facet in sheet:
                sheet[facet] = self.dice.choice(self.choices[facet])
        risk = sheet.get("riskClass", "nonEvalue")
        published = at if state == "published" else None
        self.insert("useCase", id=id, slug=slug, state=state, initiator=organisation, createdBy=lead,
                    createdAt=at, stateAt=at, currentRevision=1, publishedAt=published,
                    admittedAt=at if state not in ("draft", "proposed", "declined") else None,
                    publishedRevision=1 if published else None)
        self.insert("revision", useCase=id, number=1, author=lead, organisation=organisation, at=at,
                    sheet=json.dumps(sheet, ensure_ascii=False), title=title, riskClass=risk,
                    changed="[]", note="")
        self.insert("participation", useCase=id, organisation=organisation, role="initiator",
                    state="accepted", invitedAt=at, answeredAt=at)
        for partner, *_ in self.dice.sample(self.bodies, self.dice.randrange(3)):
            if partner != organisation:
                self.insert("participation", useCase=id, organisation=partner, role="beneficiary",
                            state="accepted", invitedAt=at, answeredAt=at)
        if published:
            self.publish(id, slug, sheet, risk, summary, owner, body_type, at)

    def publish(self, id, slug, sheet, risk, summary, owner, body_type, at):
        adopters = self.dice.sample(self.bodies, self.dice.randrange(3))
        for organisation, _, _, lead, _ in adopters:
            self.insert("adoption", id=self.id(at), useCase=id, organisation=organisation, status="interested",
                        declaredBy=lead, declaredAt=at, changedAt=at)
        number = self.value("SELECT coalesce(max(number), 0) + 1 FROM libraryEntry")
        self.insert("libraryEntry", number=number, useCase=id, slug=slug, title=sheet["title"],
                    summary=summary, ownerName=owner, theme=sheet.get("theme", ""),
                    maturity=sheet.get("maturity", ""), riskClass=risk, publishedAt=at,
                    adoptions=len(adopters))
        values = {("riskClass", risk)}
        values |= {(name, sheet[name]) for name in ("theme", "maturity") if name in sheet}
        values |= {("subTheme", value) for value in sheet.get("subThemes", [])}
        values |= {("audience", value) for value in sheet.get("audience", [])}
        values |= {("bodyType", body_type)} if body_type else set()
        place = number & ((1 << BLOCK_BITS) - 1)
        for facet, value in values:
            entries = self.facets.setdefault((number >> BLOCK_BITS, facet, value), bytearray())
            missing = place // 64 * 8 + 8 - len(entries)
            entries.extend(bytes(max(0, missing)))
            entries[place >> 3] |= 1 << (place & 7)
        words = "\n".join(text for text in sheet.values() if isinstance(text, str))
        self.insert("librarySearch", rowid=number, title=sheet["title"], summary=summary,
                    owner=owner, body=words)

    def store_facets(self):
        self.database.executemany(
            "INSERT OR REPLACE INTO libraryFacet (block, facet, value, entries) VALUES (?, ?, ?, ?)",
            [(*key, bytes(entries)) for key, entries in self.facets.items()])

    # Hosting requests with their decisions, reservations and deployments.

    def grow_requests(self, size):
        count = self.value("SELECT count(*) FROM hostingRequest")
        self.pools = self.rows("SELECT id, site FROM pool")
        scale = max(1, size // 20)
        self.database.execute("UPDATE inventory SET total = total * ?", (scale,))
        for number in range(count, size):
            self.request(number, self.draw(REQUEST_STATES))

    def request(self, number, state):
        organisation, _, _, lead, dpo = self.dice.choice(self.bodies)
        isOpen = state in ("draft", "submitted", "underReview", "waitlisted")
        at = self.ago(20) if isOpen else self.ago(150)
        id = self.id(at)
        (use_case,) = self.dice.choice(self.published)
        title = f"{self.dice.choice(SUBJECTS)} {number}"
        days = {"startDay": day(NOW + self.dice.randrange(5, 90) * DAY),
                "endDay": day(NOW + self.dice.randrange(100, 700) * DAY)}
        wanted = {"vcpu": self.dice.choice([2, 4, 8]), "memoryGiB": self.dice.choice([4, 8, 16]),
                  "storageGiB": self.dice.choice([20, 50, 100]), "gpu": 0}
        self.insert("hostingRequest", id=id, organisation=organisation, useCase=use_case, title=title,
                    state=state, stateAt=at, dataClass="internal", aipdState="notRequired",
                    justification="Mesure de charge.", requester=lead, createdAt=at,
                    submittedAt=None if state == "draft" else at, **wanted, **days)
        self.insert("hostingRequestEditor", request=id, person=lead)
        if state in ("underReview", "approved", "rejected"):
            self.decide(id, "technical", "favourable", self.staff["hostingOfficer"], at)
        if state in ("approved", "rejected"):
            verdict = "favourable" if state == "approved" else "unfavourable"
            self.decide(id, "approval", verdict, self.staff["approver"], at)
        if state == "draft":
            return
        pool, site = self.dice.choice(self.pools)
        isOver = state == "approved" and self.dice.random() < 0.4
        held = {"submitted": "held", "underReview": "held", "waitlisted": "held", "approved": "used"}
        reserved = "released" if isOver else held.get(state, "released")
        self.insert("reservation", id=self.id(at), request=id, pool=pool, organisation=organisation,
                    useCase=use_case, state=reserved, createdAt=at,
                    releasedAt=at if reserved == "released" else None, **wanted, **days)
        if state == "approved":
            desired, observed = ("released", "absent") if isOver else ("running", "running")
            self.insert("deployment", id=self.id(at), request=id, organisation=organisation,
                        site=site, title=title, desiredState=desired, desiredRevision=1,
                        desiredAt=at, observedPhase=observed, observedRevision=1, observedAt=NOW,
                        createdAt=at, **wanted, **days)

    def decide(self, request, stage, verdict, person, at):
        self.insert("decision", id=self.id(at), request=request, stage=stage, verdict=verdict,
                    reason="Mesure de charge.", person=person, organisation=self.operator, at=at)

    def grow(self, size):
        with self.database:
            self.grow_bodies(size)
            self.grow_use_cases(size)
            self.store_facets()
            self.grow_requests(size)
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return {table: self.value(f"SELECT count(*) FROM {table}") for table in
                ("organisation", "useCase", "libraryEntry", "adoption", "hostingRequest", "reservation")}


def day(milliseconds):
    return time.strftime("%Y-%m-%d", time.gmtime(milliseconds // 1000))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("database", help="fabrique.sqlite of a demonstration that is not running")
    arguments.add_argument("--size", type=int, default=10_000, help="use cases and requests (10000)")
    given = arguments.parse_args()
    print(Growth(given.database).grow(given.size))
