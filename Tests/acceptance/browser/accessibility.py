#!/usr/bin/env python3
"""Whether the pages can be used by everybody: axe-core on the pages of every role in both colour schemes, the keyboard,
and narrow screens. What a machine can see of WCAG 2.2 AA is a part of it.

Usage: accessibility.py    Ends with a line `N passed, N failed`; exit status 0 when nothing failed. Loopback only.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from axe_playwright_python.sync_playwright import Axe  # noqa: E402

from acceptance import Checks, Demo, folder  # noqa: E402
from people import Person, Visitor, chromium  # noqa: E402

check = Checks()
axe = Axe()
# Pages of errors: one that there is not, and one that a partner is refused.
MISSING, REFUSED = "/nothing", "/hosting-requests/new"


def first(person, path, prefix):
    """The address of the first record that a list leads to."""
    person.go(path)
    return person.page.locator(f'main .entries a[href^="{prefix}"]').first.get_attribute("href")


def pages(people):
    """Who looks at what: about forty pages of every kind."""
    visitor, lead, partner = people["visitor"], people["lead"], people["partner"]
    sheet = first(visitor, "/library?q=reunion", "/library/")
    shared = first(partner, "/use-cases?state=coBuilding", "/use-cases/")
    request = first(lead, "/hosting-requests?state=submitted", "/hosting-requests/")
    draft = first(lead, "/hosting-requests?state=draft", "/hosting-requests/")
    deployment = first(lead, "/deployments", "/deployments/")
    lead.go("/hosting-requests")
    quota = lead.page.get_by_role("link", name="Nos quotas").get_attribute("href")
    body = quota.rsplit("/", 1)[0]
    asked = first(people["officer"], "/quota-requests", "/quota-requests/")
    identifier = request.rsplit("/", 1)[1]
    solution = first(visitor, "/solutions?q=fuites", "/solutions/")
    version = first(visitor, solution, "/solutions/")
    return {
        "visitor": ["/", "/library", "/library?q=zzzz", sheet, "/sign-in", "/organisations", "/rules",
                    "/rules/standings/publicBody.lead", "/solutions", solution, version, MISSING],
        "lead": ["/work", request, draft + "/edit", "/hosting-requests", "/hosting-requests/new", "/deployments", deployment,
                 quota, body + "/quota-requests/new", body, body + "/people", "/account", "/audit",
                 "/account/password", sheet, "/hosting-requests/new?solution=" + version.rsplit("/", 1)[1]],
        "partner": ["/solutions/new", solution + "/versions/new", "/organisations/atelier-lumen-exemple/signing-keys", REFUSED,
                    "/use-cases", "/use-cases/new", shared, shared + "/comments", shared + "/revisions/1",
                    *(f"{shared}/sheet?part={part}" for part in ("essentials", "data", "regulation"))],
        "curator": ["/work", first(people["curator"], "/use-cases?state=inReview", "/use-cases/"), "/imports/new"],
        "officer": ["/sites", first(people["officer"], "/sites", "/sites/"), "/sites/new", request,
                    "/quotas", "/quota-requests", asked],
        "administrator": ["/organisations/new", body + "/people/new"],
        "auditor": ["/audit", "/audit?outcome=refused", "/audit/verification", "/grants", "/rules", "/rules/holders",
                    f"/rules/holders?action=decideApproval&resource=HostingRequest::{identifier}", "/rules/explanation",
                    "/rules/explanation?principal=lead@region.example&action=decideApproval"
                    f"&resource=HostingRequest::{identifier}"],
    }


def serious(page):
    """The violations that shut somebody out, in a line each."""
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{violation['id']}: " + " · ".join(node["html"][:140] for node in violation["nodes"][:3])
            for violation in found if violation["impact"] in ("serious", "critical")]


def looks(person, path):
    """One page: axe in both colour schemes, its outline, and whether it fits a narrow screen."""
    page = person.page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        person.go(path)
        found = serious(page)
        check(f"{person.name} at {path}, {scheme}", not found, found)
    check.equal(f"{person.name} at {path}: one first heading", page.locator("h1").count(), 1)
    levels = page.locator("h1, h2, h3, h4").evaluate_all("headings => headings.map(heading => Number(heading.tagName[1]))")
    check(f"{person.name} at {path}: no heading level is passed over", levels[:1] == [1] and all(
        later <= earlier + 1 for earlier, later in zip(levels, levels[1:])), levels)
    page.set_viewport_size({"width": 320, "height": 640})
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(f"{person.name} at {path}: fits 320 pixels", excess <= 0, f"{excess} too wide: {widest(page)}")
    page.set_viewport_size({"width": 1280, "height": 720})
    check(f"{person.name} at {path}: nothing complains", not complaints(person, path), person.complaints)
    person.complaints.clear()


def widest(page):
    """What sticks out of a narrow screen."""
    return page.evaluate("""[...document.body.querySelectorAll('*')]
        .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                           && !element.closest('.scroll'))
        .slice(0, 3).map(element => element.outerHTML.slice(0, 120))""")


def complaints(person, path):
    """What the browser complains about, save that a page of an error has its status."""
    status = {MISSING: "status of 404", REFUSED: "status of 403"}.get(path)
    return [text for text in person.complaints if not (status and status in text)]


def keyboard(visitor):
    """From the address bar by keyboard alone."""
    page = visitor.page
    page.set_viewport_size({"width": 1280, "height": 720})
    visitor.go("/library")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    check.equal("the first stop skips to the content", focused.text_content(), "Aller au contenu")
    check("and shows", focused.bounding_box()["x"] >= 0 and focused.bounding_box()["y"] >= 0, focused.bounding_box())
    page.keyboard.press("Enter")
    check("it leads there", page.url.endswith("#content"), page.url)
    page.keyboard.press("Tab")
    check("the next stop is in the content", page.evaluate("document.querySelector('main').contains(document.activeElement)"))
    visitor.go("/library")
    stops = []
    for _ in range(25):
        page.keyboard.press("Tab")
        stop = page.evaluate("""(() => {
            const style = getComputedStyle(document.activeElement)
            return [document.activeElement.outerHTML.slice(0, 100), style.outlineStyle, parseFloat(style.outlineWidth)]
        })()""")
        if stop[0].startswith("<body"):
            break
        stops.append(stop)
    check("the keyboard gets about", len(stops) >= 10, len(stops))
    unseen = [stop for stop in stops if stop[1] == "none" or stop[2] < 2]
    check("every stop shows where one is", not unseen, unseen)
    visitor.go("/sign-in")
    page.locator("#email").focus()
    page.keyboard.type("lead@region.example")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong password")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    check("a form is sent by Enter, and says what is wrong aloud",
          page.locator("[role=alert]").count() == 1 and page.locator("[aria-invalid=true]").count() == 1)


with folder() as path, Demo(path / "data") as demo, chromium() as browser:
    with check.section("signing everybody in"):
        people = {name: Person(browser, demo, email) for name, email in {
            "lead": "lead@region.example", "partner": "lead@brise.example", "curator": "curator@gigalis.example",
            "officer": "hostingofficer@gigalis.example", "administrator": "administrator@gigalis.example",
            "auditor": "auditor@gigalis.example",
        }.items()}
        people["visitor"] = Visitor(browser, demo.address)
        for name, person in people.items():
            person.name = name
        for name, paths in pages(people).items():
            for page in paths:
                with check.section(f"{name} at {page}"):
                    looks(people[name], page)
    with check.section("keyboard"):
        keyboard(people["visitor"])
check.finish()
