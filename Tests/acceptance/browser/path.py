#!/usr/bin/env python3
"""The whole path in a real browser: from a partner's first idea to a deployment that runs, and back to free resources.

Usage: path.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only.
"""

import datetime
import pathlib
import sys
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from acceptance import Checks, Client, Demo, Serving, eventually, fabrique, folder  # noqa: E402
from people import Person, Visitor, chromium  # noqa: E402

check = Checks()

TITLE = "Aide à la rédaction des délibérations"
HOSTING = "Délibérations assistées : mise en service"

# The rest of a sheet that can go to review, part by part; some fields are filled while co-building.
SHEET = {
    "essentials": {
        "subject": "system", "theme": "administration", "subThemes": ["writing"], "audience": ["staff", "elected"],
        "maturity": "pilot", "startMonth": "2026-01"},
    "bodies": {"department": "Service des assemblées", "contact": "assemblees@lumen.example"},
    "algorithm": {"algorithmFamily": ["language"], "algorithmDescription": "Modèle de langue ouvert."},
    "data": {
        "dataSources": "Délibérations passées", "personalData": "true", "sensitiveData": "false",
        "vulnerablePersons": "false"},
    "decision": {"individualDecision": "false", "humanOversight": "Un agent relit tout."},
    "regulation": {
        "riskClass": "limite", "riskReason": "Texte produit, relu avant diffusion.", "bodyRole": "deployer",
        "transparencyDuties": ["syntheticContent"]},
    "assessments": {"aipdState": "done"},
    "risks": {"risks": "Erreur dans le texte", "proportionality": "Rédaction manuelle deux fois plus longue"},
    "links": {"nextReviewDay": "2027-06-01"},
}


class Path:
    """The story: its people, and what they have made so far."""

    def __init__(self, browser, demo):
        self.browser, self.demo = browser, demo
        self.contributor = self.person("contributor@lumen.example")
        self.lead = self.person("lead@lumen.example")
        self.body_contributor = self.person("contributor@region.example")
        self.body_lead = self.person("lead@region.example")
        self.dpo = self.person("dpo@region.example")
        self.curator = self.person("curator@gigalis.example")
        self.officer = self.person("hostingofficer@gigalis.example")
        self.approver = self.person("approver@gigalis.example")

    def person(self, email):
        return Person(self.browser, self.demo, email)

    # A use case, from first idea to the library

    def draft(self):
        author = self.contributor
        author.go("/use-cases")
        author.follow("Rédiger un cas d’usage")
        check("the browser itself asks for a name", author.is_held_back("Créer le brouillon"))
        author.fill(**{"sheet.title": TITLE, "sheet.summary": "Un premier jet, relu par la médiathèque."})
        check.equal("a contributor drafts", author.press("Créer le brouillon"), 200)
        self.case = urllib.parse.urlsplit(author.address).path
        check.equal("a draft says so", author.badge, "brouillon")
        check("a contributor does not propose", not author.offers("Proposer"))
        check.contains("and is told why", author.text, "Ce qui n’est pas possible, et pourquoi")
        stranger = self.person("lead@brise.example")
        check.equal("a draft is nobody else’s business", stranger.go(self.case), 404)
        check.equal("nor the operator’s yet", self.curator.go(self.case), 404)

    def propose(self):
        lead = self.lead
        lead.go(self.case)
        check.equal("the lead proposes", lead.press("Proposer"), 200)
        check.equal("it is proposed", lead.badge, "proposé")
        check.contains("the curator sees it among their work", self.curator.work(), TITLE)
        self.curator.go(self.case)
        check.equal("the curator admits it", self.curator.press("Admettre"), 200)
        check.contains("it is admitted", self.curator.text, "admis")
        check("work done leaves the list", TITLE not in self.curator.work())

    def invite(self):
        lead = self.lead
        lead.go(self.case)
        check("no co-building without a public body", not lead.offers("Ouvrir la co-construction"))
        check.contains("and the lead is told", lead.text, "Il manque un organisme public parmi les participants.")
        lead.unfold("Inviter un participant")
        lead.page.locator("#organisation").select_option(label="Région Pays de la Loire (organisme public)")
        check.equal("a public body is invited", lead.press("Inviter un participant"), 200)
        check.contains("its lead sees the invitation", self.body_lead.work(), TITLE)
        self.body_lead.go(self.case)
        check.equal("its lead accepts", self.body_lead.press("Accepter"), 200)
        lead.go(self.case)
        check.equal("co-building opens", lead.press("Ouvrir la co-construction"), 200)
        check.equal("it is being co-built", lead.badge, "en co-construction")

    def co_build(self):
        """Two people save over the same base: nothing is lost."""
        lead, other = self.lead, self.body_contributor
        essentials = self.case + "/sheet?part=essentials"
        lead.go(essentials)
        other.go(essentials)
        lead.fill(**{"sheet.summary": "Le résumé du partenaire.", "sheet.keywords": "assemblées, délibérations"})
        check.equal("the first saves", lead.press("Enregistrer"), 200)
        other.fill(**{
            "sheet.summary": "Un premier jet, que la médiathèque relit.",
            "sheet.description": "L’outil propose un projet de délibération ; le service des assemblées le relit."})
        check.equal("the second is stopped", other.press("Enregistrer"), 412)
        check.contains("and offered a merge", other.text, "Quelqu’un a enregistré entre-temps.", "Rien n’est perdu.",
                       "Le résumé du partenaire.", "à choisir")
        check.equal("their own words stay", other.value("sheet.summary"), "Un premier jet, que la médiathèque relit.")
        check("all of them", other.value("sheet.description").startswith("L’outil propose"))
        check.equal("what only the first changed is filled in", other.value("sheet.keywords"), "assemblées, délibérations")
        check.equal("the merge is saved", other.press("Enregistrer la fusion"), 200)
        check.contains("with both their work", other.text, "que la médiathèque relit", "L’outil propose", "délibérations")
        other.follow("Version 3")
        check.contains("a revision tells author and differences", other.text, "Gaspard", "Le résumé du partenaire.",
                       "que la médiathèque relit")

    def discuss(self):
        self.body_lead.go(self.case)
        self.body_lead.follow("Discussion")
        self.body_lead.fill(body="La relecture reste-t-elle obligatoire ? <b>Oui.</b>")
        self.body_lead.press("Envoyer")
        self.contributor.go(self.case + "/comments")
        check.contains("the others read the discussion", self.contributor.text, "reste-t-elle obligatoire ? <b>Oui.</b>",
                       "Faustine")

    def submit(self):
        lead = self.lead
        lead.go(self.case)
        check.equal("a sheet with gaps is not submitted", lead.press("Soumettre à la relecture"), 422)
        check.contains("every gap is listed at once", lead.page.locator("[role=alert]").text_content(), "Rien n’a été enregistré")
        gaps = lead.page.locator("[role=alert] li").count()
        check("many of them", gaps >= 10, gaps)
        for part, fields in SHEET.items():
            lead.go(f"{self.case}/sheet?part={part}")
            lead.fill(**{f"sheet.{name}": value for name, value in fields.items()})
            check.equal(f"the part {part} is saved", lead.press("Enregistrer"), 200)
        lead.go(self.case)
        check.contains("nothing lacks any more", lead.text, "La fiche est prête pour la relecture.")
        check.equal("the sheet is submitted", lead.press("Soumettre à la relecture"), 200)
        check.equal("it is in review", lead.badge, "en relecture")
        check("the sheet rests", not lead.offers("Modifier la fiche"))

    def review(self):
        curator, lead = self.curator, self.lead
        check.contains("the curator is asked for a review", curator.work(), TITLE)
        curator.go(self.case)
        curator.unfold("Retourner avec motifs")
        curator.page.locator("#reason-return").fill("Précisez qui relit.")
        check.equal("the curator returns it", curator.press("Retourner avec motifs"), 200)
        check.contains("the lead has it back", lead.work(), TITLE)
        lead.go(self.case)
        check.contains("with the reasons", lead.text, "Motifs de l’opérateur", "Précisez qui relit.")
        check.equal("it is co-built again", lead.badge, "en co-construction")
        lead.press("Soumettre à la relecture")
        curator.go(self.case)
        check.equal("the curator publishes it", curator.press("Publier"), 200)
        check.equal("it is published", curator.badge, "publié")

    def library(self):
        visitor = Visitor(self.browser, self.demo.address)
        visitor.go("/library?q=mediatheque+deliberation")
        check.equal("a visitor finds it without accents", visitor.follow(TITLE), 200)
        check.contains("and reads the sheet", visitor.text, "L’outil propose", "Atelier Lumen", "Région Pays de la Loire")
        check("not what is for participants", "assemblees@lumen.example" not in visitor.page.content())
        self.sheet = urllib.parse.urlsplit(visitor.address).path
        visitor.go("/library?q=zzzzzz")
        check.contains("no result says so", visitor.text, "Aucune fiche ne correspond")
        check.equal("the workspace asks for a sign-in", visitor.go(self.case), 200)
        check("and leads there", "/sign-in" in visitor.address)

    def adopt(self):
        lead = self.person("lead@sables.example")
        lead.go(self.sheet)
        lead.follow("Mon organisme l’utilise")
        lead.fill(status="experimenting", results="Deux séances préparées.", referent="Service des assemblées")
        check.equal("a public body declares its use", lead.press("Déclarer"), 200)
        check.contains("the sheet says so", lead.text, "Les Sables-d’Olonne Agglomération", "Deux séances préparées.")
        self.lead.go(self.sheet)
        check("a partner adopts nothing", not self.lead.offers("Mon organisme l’utilise"))

    # Hosting, from the request to the release

    def request(self):
        person = self.body_contributor
        person.go("/hosting-requests")
        person.follow("Préparer une demande d’hébergement")
        today = datetime.datetime.now(datetime.timezone.utc).date()
        self.period = {"start": str(today), "end": str(today + datetime.timedelta(days=60))}
        person.page.locator("#useCase").select_option(label=TITLE)
        person.fill(title=HOSTING, justification="Préparer les séances.", vcpu="65", memoryGiB="4", storageGiB="20",
                    gpu="2", dataClass="personal", aipdState="done", start=self.period["end"], end=self.period["start"])
        check.equal("an end before its start is refused", person.press("Enregistrer le brouillon"), 422)
        check.equal("what was typed stays", person.value("title"), HOSTING)
        check("the complaint stands beside the field",
              person.page.locator('[name="end"][aria-invalid="true"]').count() == 1, person.text[:300])
        person.fill(**self.period)
        person.page.locator("#maintainer").select_option(label="Atelier Lumen (exemple)")
        check.equal("a contributor drafts the request", person.press("Enregistrer le brouillon"), 200)
        self.hosting = urllib.parse.urlsplit(person.address).path
        check("a contributor does not submit it", not person.offers("Soumettre la demande"))

    def shortage(self):
        lead = self.body_lead
        lead.go(self.hosting)
        check.contains("the page says beforehand that it is too much", lead.text, "la demande dépasse ce qui est disponible")
        check.equal("too much is refused", lead.press("Soumettre la demande"), 403)
        table = lead.page.locator("table", has_text="Ce qui est dépassé")
        check.contains("with every dimension of it", table.first.text_content(), "limite", "utilisé", "réservé", "demandé", "manque")
        rows = [row.text_content() for row in table.first.locator("tbody tr").all()]
        check("among them processors and graphics", len(rows) >= 2 and any("65" in row for row in rows), rows)
        check("with the rule", "quota-or-capacity-exceeded" in lead.page.content())

    def submit_request(self):
        person, lead = self.body_contributor, self.body_lead
        person.go(self.hosting)
        person.follow("Modifier la demande")
        person.fill(vcpu="1", gpu="0")
        check.equal("it is corrected", person.press("Enregistrer le brouillon"), 200)
        self.before = self.used()
        check.contains("the lead has it among their work", lead.work(), HOSTING)
        lead.go(self.hosting)
        check.equal("the lead submits it", lead.press("Soumettre la demande"), 200)
        check.equal("it is submitted", lead.badge, "soumise")
        used, reserved = self.used()
        check.equal("its resources are held", (used, reserved), (self.before[0], self.before[1] + 1))

    def used(self):
        """Processors that the body uses, and those held for it."""
        lead = self.body_lead
        lead.go("/hosting-requests")
        lead.follow("Nos quotas")
        row = lead.page.locator("table", has_text="Aujourd’hui").locator("tbody tr").first
        numbers = [int("".join(filter(str.isdigit, cell))) for cell in row.locator("td.number").all_text_contents()]
        return numbers[1], numbers[2]

    def decide(self, person, reason, verdict="favourable"):
        person.go(self.hosting)
        person.fill(verdict=verdict, reason=reason)
        return person.press("Rendre la décision")

    def decisions(self):
        check.contains("the hosting officer is asked", self.officer.work(), HOSTING)
        self.approver.go(self.hosting)
        check("nothing is approved before its time", not self.approver.offers("Rendre la décision"))
        check.equal("the technical decision is taken", self.decide(self.officer, "Faisable."), 200)
        check.contains("the body’s data-protection officer is asked", self.dpo.work(), HOSTING)
        check.equal("they give their opinion", self.decide(self.dpo, "Durées fixées."), 200)
        check.contains("the approver is asked", self.approver.work(), HOSTING)
        self.requester_decides_nothing()
        check.equal("another person approves", self.decide(self.approver, "Conforme au quota."), 200)
        check.equal("it is approved", self.approver.badge, "approuvée")
        check.contains("every decision stays, with its reason", self.approver.text, "Faisable.", "Durées fixées.",
                       "Conforme au quota.")

    def requester_decides_nothing(self):
        """Whoever asked does not approve, though they be approver."""
        email = self.body_contributor.email
        granted = fabrique("person", "add", email, "--name", "Gaspard (exemple)", "--organisation", "gigalis",
                           "--role", "approver", "--data", self.demo.data)
        check.equal("a second role is given", granted.returncode, 0)
        both = self.person(email)
        check("with several roles one is chosen", "/account" in both.address, both.address)
        both.page.locator("main li", has_text="Gigalis").get_by_role("button").click()
        both.page.wait_for_url("**/work")
        check("what they may not do is not among their work", HOSTING not in both.work())
        both.go(self.hosting)
        check("the requester is offered no decision", not both.offers("Rendre la décision"))
        check.contains("and told why", both.text, "ne décide pas, quel que soit son rôle")
        token = both.page.locator('[name="formToken"]').first.get_attribute("value")
        answer = both.context.request.post(self.hosting + "/approval", form={
            "formToken": token, "version": "4", "verdict": "favourable", "reason": "Pour moi"})
        check.equal("nor does asking all the same help", answer.status, 403)

    def run(self):
        lead = self.body_lead
        lead.go(self.hosting)
        lead.follow("Voir le déploiement")
        self.deployment = urllib.parse.urlsplit(lead.address).path
        check("the agent brings it to life", self.reaches("en service"), self.label())
        endpoint = lead.page.get_by_role("link", name="Ouvrir le service").get_attribute("href")
        with urllib.request.urlopen(endpoint, timeout=10) as answer:
            check.equal("the service answers", answer.status, 200)
        check.equal("what was held is used", self.used(), (self.before[0] + 1, self.before[1]))
        check.equal("a maintainer sees it", self.lead.go(self.deployment), 200)
        check.equal("a stranger does not", self.person("lead@brise.example").go(self.deployment), 404)

    def release(self):
        lead = self.body_lead
        lead.go(self.deployment)
        check.equal("the lead asks for its release", lead.press("Demander la libération"), 200)
        if self.label() == "en libération":
            check.equal("until the site confirms, the resources count", self.used()[0], self.before[0] + 1)
        check("the site confirms", self.reaches("libéré"), self.label())
        check.equal("the resources are back", self.used(), self.before)

    def label(self):
        self.body_lead.go(self.deployment)
        return self.body_lead.badge

    def reaches(self, label):
        return eventually(lambda: self.label() == label, seconds=90, pause=0.5)

    def catalogue(self):
        """What is ready to be deployed: a request that starts from it, and a newer version of what runs."""
        visitor, lead = Visitor(self.browser, self.demo.address), self.body_lead
        visitor.go("/")
        visitor.follow("Solutions", "header")
        visitor.follow("Comptes rendus assistés")
        check.contains("everybody reads the catalogue", visitor.text, "Gigalis", "1.0.0", "1.1.0")
        check("and deploys nothing", not visitor.offers("Déployer dans mon organisme"))
        lead.go("/solutions")
        lead.follow("Comptes rendus assistés")
        check.equal("a body starts from it", lead.follow("Déployer dans mon organisme"), 200)
        check.equal("with what it needs", [lead.value(name) for name in ("title", "vcpu", "storageGiB")],
                    ["Comptes rendus assistés", "1", "10"])
        lead.fill(justification="Préparer les séances.", dataClass="sensitive", aipdState="done", **self.period)
        check.equal("data above what it is made for are refused", lead.press("Enregistrer le brouillon"), 422)
        lead.fill(dataClass="personal")
        check.equal("it is drafted", lead.press("Enregistrer le brouillon"), 200)
        check.contains("and says what is to run", lead.text, "Comptes rendus assistés 1.1.0")
        lead.go("/deployments")
        lead.follow("Comptes rendus assistés de la Région (exemple)")
        check.contains("a newer version is offered", lead.text, "La version 1.1.0 est disponible")
        check.equal("and asked for as a change", lead.press("Demander cette version"), 200)
        check.equal("which is a draft", lead.badge, "brouillon")

    # What is seen afterwards, and what never is allowed

    def audit(self):
        auditor = self.person("auditor@gigalis.example")
        auditor.go("/audit")
        check.contains("the auditor reads the log", auditor.text, "Demander la libération", "Rendre compte")
        auditor.page.locator("#outcome").select_option("refused")
        auditor.press("Filtrer")
        check.contains("refusals and their rules too", auditor.text, "requester-never-decides", "quota-or-capacity-exceeded")
        auditor.go("/audit/verification")
        check.contains("the chain is sound", auditor.text, "le journal est intact")
        auditor.go(f"/grants?on={self.period['start']}&organisation=gigalis")
        check.contains("who held which role today", auditor.text, "Gaspard", "approbateur", "Bérénice", "animateur")
        auditor.go("/grants?on=2000-01-01")
        check.contains("and long ago", auditor.text, "Personne n’avait de rôle ce jour-là.")
        check.equal("a contributor reads no log", self.contributor.go("/audit"), 403)
        check.contains("what would change that is said", self.contributor.text, "Ce serait permis avec", "rôle actif")
        check.equal("a lead reads that of their organisation", self.lead.go("/audit"), 200)
        check.equal("whoever wants to can read the rules", self.contributor.go("/rules"), 200)

    def only_public_bodies_ask(self):
        for email, reason in (
                ("lead@lumen.example", "L'hébergement est réservé aux organismes publics"),
                ("lead@spl.example", "Le statut public de l'organisme n'est pas établi")):
            person = self.person(email)
            check.equal(f"{email} cannot ask for hosting", person.go("/hosting-requests/new"), 403)
            check.contains(f"{email} is told why", person.text.replace("’", "'"), reason)

    def sessions(self):
        email = "lead@vendee.example"
        first, second = self.person(email), self.person(email)
        cookie, = [cookie for cookie in first.context.cookies() if "session" in cookie["name"]]
        check("the session cookie is out of reach of scripts", cookie["httpOnly"])
        check.equal("and of other sites", cookie["sameSite"], "Lax")
        check("script and style obey the policy", not first.complaints, first.complaints)
        first.go("/account")
        first.page.evaluate("document.querySelectorAll('[name=formToken]').forEach(field => field.remove())")
        check.equal("a form without its token does nothing", first.press("Se déconnecter partout"), 403)
        check.contains("and says so", first.text, "Ce formulaire n’appartient pas à votre session.")
        first.go("/account")
        check.equal("signing out everywhere", first.press("Se déconnecter partout"), 200)
        second.go("/work")
        check("closes the other session too", "/sign-in?next=" in second.address, second.address)

    def throttling(self):
        email = "dpo@sables.example"
        visitor = Visitor(self.browser, self.demo.address)
        check.equal("a wrong password is refused", visitor.sign_in(email, "faux"), 422)
        check.contains("without saying what is wrong", visitor.text, "L’adresse ou le mot de passe ne convient pas.")
        check("a password is never sent back", visitor.value("password") == "")
        statuses = [visitor.sign_in(email, "faux") for _ in range(5)]
        check.equal("guessing is slowed down", statuses[-1], 429)
        check.contains("with the time to wait", visitor.text, "Réessayez dans")
        check.equal("the right password has to wait too", visitor.sign_in(email, self.demo.accounts[email]), 429)


def secure_cookies():
    """Behind https every cookie is `Secure` and bound to its host."""
    with folder() as path, Serving("serve", path / "data", "--origin", "https://fabrique.example") as portal:
        client = Client(portal.port)
        client.get("/sign-in")
        cookies = client.set_cookies
        check("behind https cookies are secure",
              cookies and all("; Secure" in cookie and cookie.startswith("__Host-") for cookie in cookies), cookies)


STEPS = [
    Path.draft, Path.propose, Path.invite, Path.co_build, Path.discuss, Path.submit, Path.review, Path.library,
    Path.adopt, Path.request, Path.shortage, Path.submit_request, Path.decisions, Path.run, Path.release, Path.catalogue, Path.audit,
    Path.only_public_bodies_ask, Path.sessions, Path.throttling,
]

with folder() as path, Demo(path / "data") as demo, chromium() as browser:
    print(f"demo ready after {demo.seconds:.2f} s")
    with check.section("signing everybody in"):
        story = Path(browser, demo)
        for step in STEPS:
            with check.section(step.__name__):
                step(story)
    check("something runs", demo.workloads())
    check.equal("the demonstration ends as it is told to", demo.stop(), 0)
    check.equal("and nothing of it stays behind", demo.workloads(), [])
with check.section("secure cookies"):
    secure_cookies()
check.finish()
