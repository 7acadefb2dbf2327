"""What every platform must do with the portal's orders: the same suite, whichever it is."""

import datetime
import hashlib
import json
import os
import time

from acceptance import eventually
from hosting import CEILING


def image(digest, registry="registry.example"):
    """What an order says of an image of the catalogue."""
    return {"profile": "image", "workload": {
        "kind": "image", "reference": f"{registry}/team/image:1.0.0@sha256:{digest}", "digest": f"sha256:{digest}",
        "solution": "essai", "version": "1.0.0", "port": 8080, "healthPath": "/health"}}


class Conformance:
    def __init__(self, check, portal, site, second, platform):
        self.check, self.portal, self.site, self.second, self.platform = check, portal, site, second, platform

    def run(self):
        for case in (self.life, self.revisions, self.refusals, self.squatted, self.drifted, self.images, self.agent_killed,
                     self.platform_killed, self.two_agents, self.orphaned, self.metered, self.told, self.pace, self.platform_silent,
                     self.expired, self.own):
            with self.check.section(f"{self.platform.name}: {case.__name__}"):
                case()

    def own(self):
        if hasattr(self.platform, "own_cases"):
            self.platform.own_cases(self)

    # What is asked again and again.

    def expect(self, what, condition, detail=""):
        return self.check(f"{self.platform.name}: {what}", condition, detail)

    def running(self, title, **more):
        """A deployment that runs, seen to by one call of the agent."""
        deployment = self.portal.deployment(title, **more)
        self.once()
        self.seen(f"{title} runs", deployment, "running")
        return deployment

    def once(self, *more):
        result = self.site.once(*(more or CEILING))
        self.expect("the agent ends well", result.returncode == 0, result.stderr)
        return result

    def seen(self, what, deployment, phase, words=""):
        """What the portal heard last, about the newest order."""
        (wanted,), = self.portal.sql("SELECT desiredRevision FROM deployment WHERE id = ?", deployment)
        observed, revision, reason, _ = self.portal.observed(deployment)
        self.expect(what, (observed, revision) == (phase, wanted) and words in reason, f"{observed} {revision}: {reason}")

    def truth(self, what, deployment, **expected):
        """What the platform itself says, which may take it a moment."""
        def holds():
            truth = self.platform.truth(deployment) or {}
            return all(truth.get(key) == value for key, value in expected.items())
        self.expect(what, eventually(holds, 3), self.platform.truth(deployment))

    def release(self, *deployments):
        for deployment in deployments:
            self.portal.order(deployment, "released")
        self.once()
        for deployment in deployments:
            self.seen("released", deployment, "absent")
            self.expect("nothing is left of it", self.platform.truth(deployment) is None)

    # The cases.

    def life(self):
        deployment = self.running("Vie")
        before = self.platform.truth(deployment)
        self.expect("and the platform says so too", before and before["running"] and before["count"] == 1, before)
        self.once()
        self.expect("the same order again changes nothing", self.platform.truth(deployment) == before)

        self.portal.change(deployment, vcpu=2, memoryGiB=2)
        self.once()
        self.seen("resized", deployment, "running")
        if self.platform.resizes:
            self.truth("in place", deployment, vcpu=2, memoryGiB=2, born=before["born"], running=True)
        self.portal.change(deployment, vcpu=1, memoryGiB=1)
        self.once()
        self.portal.change(deployment, endDay="2999-06-01")
        before = self.platform.truth(deployment)
        self.once()
        self.seen("extended", deployment, "running")
        self.expect("without a stop", self.platform.truth(deployment)["born"] == before["born"])

        for time_ in ("once", "twice"):
            self.portal.order(deployment, "suspended")
            self.once()
            self.seen(f"suspended {time_}", deployment, "suspended")
            self.truth("and stopped", deployment, running=False)
        self.portal.order(deployment, "running")
        self.once()
        self.seen("resumed", deployment, "running")
        self.truth("and started", deployment, running=True)

        self.release(deployment)
        self.portal.order(deployment, "released")
        self.once()
        self.seen("released twice", deployment, "absent")

    def images(self):
        """From where the site lets the agent take them, as far as the platform can."""
        unknown = "0a" * 32
        allowed = *CEILING, "--allow-registry", "registry.example"
        deployment = self.portal.deployment("Image")
        self.portal.order(deployment, "running", **image(unknown, "elsewhere.example"))
        self.once(*allowed)
        self.seen("an image from elsewhere than the site allows is refused", deployment, "failed", "registre")
        self.expect("and nothing is made", self.platform.truth(deployment) is None)
        self.portal.order(deployment, "running", **image(unknown))
        self.once(*allowed)
        if self.platform.without_image:
            self.seen("an image that it cannot run is refused", deployment, "failed", self.platform.without_image)
        if digest := self.platform.image_digest():
            self.portal.order(deployment, "running", **image(digest))
            self.once(*allowed)
            self.seen("an image of the catalogue runs", deployment, "running")
            self.expect("the very one", self.platform.runs_image(deployment, digest))
        self.release(deployment)

    def revisions(self):
        deployment = self.running("Révisions")
        self.portal.order(deployment, "running", revision=3)
        self.once()
        # A database put back from an old copy orders what was ordered long ago.
        self.portal.sql("UPDATE deployment SET observedRevision = 1 WHERE id = ?", deployment)
        self.portal.order(deployment, "suspended", revision=2)
        self.once()
        self.truth("a revision below the one applied is ignored", deployment, running=True)
        self.portal.order(deployment, "released", revision=3)
        self.once()
        self.truth("the same revision with another content is refused", deployment, running=True)
        self.portal.order(deployment, "released", revision=4)
        self.release(deployment)

    def refusals(self):
        above = self.portal.deployment("Trop grand", vcpu=16)
        graphics = self.portal.deployment("Calcul", gpu=1)
        self.once()
        self.seen("an approval above the site's ceiling is refused", above, "failed", "16 demandés")
        self.seen("a GPU is refused where there is none", graphics, "failed", "GPU")
        self.once("--ceiling", "vcpu=32,gpu=4")
        if self.platform.limit:
            self.seen("over the platform's own quota it is refused, with the amounts", above, "failed", "16")
            self.seen("and so is what it does not give", graphics, "failed", "GPU")
            self.expect("nothing was made", not self.platform.truth(above) and not self.platform.truth(graphics))
        self.release(above, graphics)
        if self.platform.limit:
            small = self.running("Petit")
            before = self.platform.truth(small)
            self.portal.change(small, vcpu=5)
            self.once()
            self.seen("growing over quota is refused", small, "failed", "vCPU")
            self.expect("and what runs is left as it is", self.platform.truth(small) == before)
            self.release(small)

    def squatted(self):
        deployment = self.portal.deployment("Place prise")
        self.platform.squat(deployment)
        for state in ("running", "suspended", "released"):
            self.portal.order(deployment, state)
            self.once()
            self.seen(f"{state}: a foreign object of the same name is a conflict", deployment, "failed", "pas à nous")
            self.truth("neither adopted nor touched", deployment, running=False, ours=False)
        self.platform.unsquat(deployment)
        self.release(deployment)

    def drifted(self):
        deployment = self.running("Dérive")
        words = self.platform.drift(deployment)
        self.once()
        reasons = self.portal.reasons(deployment)
        self.expect("what somebody changed by hand is told", any(words in reason for reason in reasons), reasons)
        if not eventually(lambda: self.portal.observed(deployment)[0] == "running", 3):
            self.once()
        self.seen("and put right", deployment, "running")
        self.truth("and runs", deployment, running=True, count=1)
        if self.platform.resizes:
            self.truth("with its limits", deployment, vcpu=1)
        self.release(deployment)

    def agent_killed(self):
        # The agent may be quicker than the kill: then the next deployment tries again.
        tried = []
        for attempt in range(8):
            deployment = self.portal.deployment(f"Agent tué, essai {attempt}")
            tried.append(deployment)
            agent = self.site.start()
            eventually(lambda: self.platform.truth(deployment), pause=0.01)
            agent.kill()
            agent.wait()
            if self.portal.observed(deployment)[0] in ("unobserved", "provisioning"):
                break
            self.release(*tried)
            tried = []
        self.expect("the agent was killed between making and telling", tried)
        self.once()
        self.seen("the next one takes it up", deployment, "running")
        self.truth("and there is one, not two", deployment, running=True, count=1)
        self.release(*tried)

    def platform_killed(self):
        tried = []
        for attempt in range(8):
            deployment = self.portal.deployment(f"Plateforme tuée, essai {attempt}")
            tried.append(deployment)
            agent = self.site.start()
            was_early = self.platform.killed_mid_create(deployment, agent)
            self.portal.settles(deployment, "running") if agent.poll() is None else self.once()
            if agent.poll() is None:
                agent.terminate()
                agent.wait(20)
            self.seen("killed while it made something, the platform runs it in the end", deployment, "running")
            self.truth("once", deployment, running=True, count=1)
            if was_early:
                break
            self.release(*tried)
            tried = []
        self.expect("the platform was killed before it had finished", tried)
        self.release(*tried)

    def two_agents(self):
        deployment = self.portal.deployment("Deux agents")
        agents = [site.start() for site in (self.site, self.second)]
        self.expect("two agents at once bring it about", self.portal.settles(deployment, "running"),
                    self.portal.observed(deployment))
        self.truth("once", deployment, running=True, count=1)
        for agent in agents:
            agent.terminate()
            agent.wait(20)
        self.release(deployment)

    def orphaned(self):
        deployment = self.running("Orphelin")
        (home,), = self.portal.sql("SELECT site FROM deployment WHERE id = ?", deployment)
        self.portal.sql("UPDATE deployment SET site = (SELECT id FROM site WHERE id <> ?) WHERE id = ?", home, deployment)
        said = self.once().stdout
        self.expect("what the portal does not know is told of", "unknown to the portal" in said, said)
        self.truth("and never deleted", deployment, running=True, count=1)
        shown = json.loads(self.site.look().stdout)["deployments"]
        self.expect("and shown", any(one["deployment"] == deployment and one["isOurs"] for one in shown), shown)
        self.portal.sql("UPDATE deployment SET site = ? WHERE id = ?", home, deployment)
        self.release(deployment)

    def metered(self):
        if not self.platform.meters:
            return

        def seconds(deployment):
            usage = json.loads(self.site.look().stdout)["usage"]
            return next((one["cpuSeconds"] for one in usage if one["deployment"] == deployment), None)

        deployment = self.running("Compteurs")
        first = seconds(deployment)
        self.expect("what runs is metered", first is not None)
        self.platform.work(deployment)
        self.expect("and the counter rises", eventually(lambda: seconds(deployment) > 2 * first, 15), first)
        last = seconds(deployment)
        self.portal.order(deployment, "suspended")
        self.once()
        self.expect("what is stopped uses nothing", seconds(deployment) is None)
        self.portal.order(deployment, "running")
        self.once()
        again = seconds(deployment)
        self.expect("a new start begins at zero", again is not None and again < last, f"{again} after {last}")
        self.release(deployment)

    def told(self):
        """What the platform counts reaches the portal: use as samples, and what it has."""
        deployment = self.running("Mesures")
        samples = "SELECT startsAt, endsAt, tier, source, cpuSeconds FROM usageSample WHERE deployment = ? ORDER BY startsAt"
        agent = self.site.start("--sample", "2")
        if self.platform.meters:
            self.platform.work(deployment)
            enough = eventually(lambda: len(self.portal.sql(samples, deployment)) > 2, 20)
            self.expect("use is reported", enough, self.portal.sql(samples, deployment))
        else:
            time.sleep(4)
        agent.terminate()
        agent.wait()
        rows = self.portal.sql(samples, deployment)
        self.expect("of tier C, from the platform's counters",
                    {row[2:4] for row in rows} <= {("modelledUse", f"compteurs {self.platform.engine}")}, rows)
        self.expect("one after the other", all(one[1] <= next[0] for one, next in zip(rows, rows[1:])), rows)
        self.expect("with the work that was done", not rows or sum(row[4] for row in rows) > 0, rows)
        counted = self.portal.sql("SELECT resourceClass, total FROM platformCapacity ORDER BY resourceClass")
        if self.platform.counts:
            self.expect("its capacity is reported", ("vcpu", os.cpu_count()) in counted, counted)
        else:
            self.expect("no capacity is made up", counted == [], counted)
        self.release(deployment)

    def pace(self):
        """How long it takes from the order until the portal knows it running: printed, not judged."""
        agent = self.site.loop()
        began = time.monotonic()
        deployment = self.portal.deployment("Allure")
        runs = eventually(lambda: self.portal.observed(deployment)[0] == "running", 20, pause=0.02)
        seconds = time.monotonic() - began
        print(f"{self.platform.name}: {seconds:.1f} s from an order to “running”, up to 1 s of it until the next call", flush=True)
        self.expect("an order leads to “running” by itself", runs, self.portal.observed(deployment))
        agent.terminate()
        agent.wait()
        self.release(deployment)

    def platform_silent(self):
        deployment = self.running("Silence")
        agent = self.site.loop()
        with self.platform.unreachable():
            time.sleep(1.5)
            heard = self.portal.sql("SELECT observedAt FROM deployment WHERE id = ?", deployment)
            time.sleep(2)
            self.expect("the agent goes on without the platform", agent.poll() is None)
            self.expect("and says nothing of what it cannot see",
                        heard == self.portal.sql("SELECT observedAt FROM deployment WHERE id = ?", deployment))
        self.expect("the platform back, word comes again", eventually(
            lambda: heard != self.portal.sql("SELECT observedAt FROM deployment WHERE id = ?", deployment), 15))
        self.seen("and it runs", deployment, "running")
        agent.terminate()
        agent.wait(20)
        self.release(deployment)

    def expired(self):
        """With the portal down, and an order on the platform whose period was over yesterday."""
        deployment = self.running("Échéance")
        self.portal.stop()
        (document,), = self.portal.sql("SELECT document FROM handOver WHERE deployment = ?", deployment)
        document = document.replace("2999-01-01", str(datetime.date.today() - datetime.timedelta(1)))
        self.platform.rewrite(deployment, document, hashlib.sha256(document.encode()).hexdigest())
        agent = self.site.start()
        self.expect("after its end it is stopped, without the portal",
                    eventually(lambda: not self.platform.truth(deployment)["running"], 20))
        self.truth("and not deleted", deployment, count=1)
        agent.terminate()
        agent.wait(20)
        self.portal.start()
        self.release(deployment)
