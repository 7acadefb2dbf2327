"""People in a real browser: headless Chromium, one context of cookies each."""

import contextlib
import os
import re
import shutil

from playwright.sync_api import sync_playwright


@contextlib.contextmanager
def chromium():
    """Debian's Chromium, without a window. Its own sandbox cannot start as root."""
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """Somebody at their browser."""

    def __init__(self, browser, address, **context):
        self.context = browser.new_context(base_url=address, locale="fr-FR", **context)
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        # What the page's own script or policy complains about.
        self.complaints = []
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path):
        """Opens a page; its status."""
        return self.page.goto(path).status

    def press(self, label, within="main"):
        """Presses the button of that very name; the status of the page it leads to."""
        button = self.page.locator(within).get_by_role("button", name=label, exact=True).first
        with self.page.expect_navigation() as navigation:
            button.click()
        return navigation.value.status

    def offers(self, label, within="main"):
        """Whether there is a button or a link of that very name."""
        scope = self.page.locator(within)
        return any(scope.get_by_role(role, name=label, exact=True).count() for role in ("button", "link"))

    def follow(self, label, within="main"):
        with self.page.expect_navigation() as navigation:
            self.page.locator(within).get_by_role("link", name=label, exact=True).first.click()
        return navigation.value.status

    def unfold(self, label):
        """Opens what is folded under a summary."""
        summary = self.page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(label)}"))
        if summary.first.locator("xpath=..").get_attribute("open") is None:
            summary.first.click()

    def fill(self, **fields):
        """Fills fields by the name they are sent under; a list ticks boxes."""
        for name, value in fields.items():
            self.write(name, value)

    def write(self, name, value):
        field = self.page.locator(f'main [name="{name}"]')
        if isinstance(value, list):
            for box in value:
                self.page.locator(f'main [name="{name}"][value="{box}"]').check()
        elif field.first.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def value(self, name):
        return self.page.locator(f'main [name="{name}"]').first.input_value()

    def is_held_back(self, label):
        """Whether the browser itself keeps a form back, as something required is missing."""
        before = self.address
        self.page.locator("main").get_by_role("button", name=label, exact=True).click()
        return self.address == before and self.page.locator("main :invalid").count() > 0

    def sign_in(self, email, password):
        self.go("/sign-in")
        self.fill(email=email, password=password)
        return self.press("Se connecter")

    @property
    def text(self):
        """Everything in the page's main part, folded or not."""
        return self.page.locator("main").text_content()

    @property
    def address(self):
        return self.page.url

    @property
    def badge(self):
        return self.page.locator("main .head .badge").first.text_content()

    def work(self):
        """What their work list says."""
        self.go("/work")
        return self.text


class Person(Visitor):
    """Somebody who has signed in through the form."""

    def __init__(self, browser, demo, email, **context):
        super().__init__(browser, demo.address, **context)
        self.email = email
        self.sign_in(email, demo.accounts[email])
