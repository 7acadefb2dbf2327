"""What is measured: policies, a schema, entities and requests that belong together."""

import json
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parents[3]
REQUESTS = 500


def uid(type, id):
    return {"type": type, "id": id}


def reference(type, id):
    return {"__entity": uid(type, id)}


def extension(function, text):
    """A value that needs no schema to be read, as the requests are decided without."""
    return {"__extn": {"fn": function, "arg": text}}


def entity(type, id, parents=(), **attributes):
    return {"uid": uid(type, id), "attrs": attributes, "parents": list(parents)}


def question(policies, schema, entities, requests):
    return {"policies": policies, "schema": schema, "entities": json.dumps(entities), "requests": requests}


# The portal's own rules.

def portal():
    """The portal's policies and schema, a hundred entities, and its people at their work."""
    chance = random.Random(1)
    folder = ROOT / "policies"
    policies = "\n".join(file.read_text() for file in sorted(folder.glob("*.cedar")))
    kinds = {f"body{number}": "publicBody" for number in range(8)}
    kinds |= {f"partner{number}": "partner" for number in range(4)} | {"operator": "operator"}
    roles = {"publicBody": ["contributor", "lead", "dpo"], "partner": ["contributor", "lead"],
             "operator": ["curator", "hostingOfficer", "approver", "administrator", "auditor"]}
    entities = [entity("Organisation", name, kind=reference("Kind", kind),
                       publicStatus=reference("PublicStatus", "public" if kind == "publicBody" else "private"))
                for name, kind in kinds.items()]
    members = []
    for name, kind in kinds.items():
        for role in roles[kind]:
            person = f"{role}@{name}"
            entities.append(entity("Person", person, [uid("Organisation", name)]))
            members.append(entity("Member", person, person=reference("Person", person),
                                  organisation=reference("Organisation", name), kind=reference("Kind", kind),
                                  role=reference("Role", role)))
    entities += members
    bodies = [name for name, kind in kinds.items() if kind == "publicBody"]
    cases = [use_case(chance, number, list(kinds)) for number in range(10)]
    hostings = [hosting_request(chance, number, bodies) for number in range(10)]
    entities += cases + hostings
    requests = [portal_request(chance, members, cases, hostings, bodies) for _ in range(REQUESTS)]
    return question(policies, (folder / "fabrique.cedarschema").read_text(), entities, requests)


def use_case(chance, number, organisations):
    participants = [reference("Organisation", name) for name in chance.sample(organisations, 3)]
    return entity(
        "UseCase", f"case{number}", initiator=participants[0], participants=participants, invited=[],
        tookPart=participants, editors=[reference("Person", f"lead@{participants[0]['__entity']['id']}")],
        state=reference("UseCaseState", chance.choice(["draft", "proposed", "coBuilding", "inReview", "published"])),
        inLibrary=chance.random() < 0.5, riskClass=reference("RiskClass", "limite"))


def hosting_request(chance, number, bodies):
    body = chance.choice(bodies)
    return entity(
        "HostingRequest", f"request{number}", organisation=reference("Organisation", body),
        publicStatus=reference("PublicStatus", "public"), requester=reference("Person", f"lead@{body}"),
        state=reference("RequestState", chance.choice(["draft", "submitted", "underReview", "approved"])),
        editors=[reference("Person", f"{role}@{body}") for role in ("lead", "contributor")], personalData=True)


def portal_request(chance, members, cases, hostings, bodies):
    action, resources, context = chance.choice([
        ("viewUseCase", cases, {}), ("viewUseCase", cases, {}), ("editSheet", cases, {}), ("publishUseCase", cases, {}),
        ("viewHostingRequest", hostings, {}), ("viewHostingRequest", hostings, {}),
        ("submitHostingRequest", hostings, {"exceeded": chance.random() < 0.2}), ("decideTechnical", hostings, {}),
        ("decideApproval", hostings, {"granting": True, "exceeded": False})])
    return {"principal": chance.choice(members)["uid"], "action": uid("Action", action),
            "resource": chance.choice(resources)["uid"], "context": json.dumps(context)}


# Generated rules.

# One feature of a product: 22 policies over nine actions, forbids among them.
FEATURE = """
permit(principal is User, action == Action::"view{n}", resource is Item) when {{ resource.isPublic }};
permit(principal is User, action == Action::"view{n}", resource is Item) when {{ principal in resource.team }};
permit(principal is User, action == Action::"view{n}", resource is Item) when {{ principal in Team::"auditors" }};
permit(principal is User, action in Action::"write{n}", resource is Item) when {{ principal == resource.owner }};
permit(principal is User, action == Action::"edit{n}", resource is Item)
when {{ principal in resource.team && resource.state == "draft" }};
permit(principal is User, action == Action::"rename{n}", resource is Item)
when {{ principal in resource.team && principal.level >= 2 }};
permit(principal is User, action == Action::"delete{n}", resource is Item)
when {{ principal.level >= 4 && !resource.isPublic }};
permit(principal is User, action == Action::"share{n}", resource is Item)
when {{ principal in resource.team && ["draft", "review"].contains(resource.state) }};
permit(principal is User, action in Action::"decide{n}", resource is Item)
when {{ principal.level >= 3 && resource.state == "review" }};
permit(principal is User, action == Action::"comment{n}", resource is Item) when {{ principal in resource.team }};
permit(principal is User, action == Action::"comment{n}", resource is Item) unless {{ resource.state == "closed" }};
permit(principal in Team::"administrators", action in Action::"write{n}", resource is Item)
when {{ principal.level > 8 }};
forbid(principal is User, action in Action::"decide{n}", resource is Item) when {{ resource.owner == principal }};
forbid(principal is User, action in Action::"decide{n}", resource is Item)
when {{ resource.editors.contains(principal) }};
forbid(principal is User, action in Action::"write{n}", resource is Item) when {{ resource.state == "closed" }};
forbid(principal is User, action == Action::"share{n}", resource is Item)
when {{ resource has embargo && context.now < resource.embargo }};
forbid(principal is User, action == Action::"delete{n}", resource is Item) unless {{ context.confirmed }};
forbid(principal is User, action == Action::"edit{n}", resource is Item)
when {{ context has network && !context.network.isInRange(ip("10.0.0.0/8")) }};
forbid(principal is User, action in Action::"write{n}", resource is Item) when {{ principal.isSuspended }};
forbid(principal is User, action in Action::"decide{n}", resource is Item) when {{ principal.isSuspended }};
forbid(principal is User, action == Action::"rename{n}", resource is Item) when {{ resource.name like "system-*" }};
forbid(principal is User, action == Action::"comment{n}", resource is Item) when {{ principal.isSuspended }};
"""

ENTITY_TYPES = """
entity Team in [Team];
entity User in [Team] = { level: Long, isSuspended: Bool };
entity Item = {
  owner: User, team: Team, editors: Set<User>, state: String, name: String, isPublic: Bool,
  embargo?: datetime,
};
"""
FEATURE_ACTIONS = """
action write{n}, decide{n};
action edit{n}, rename{n}, delete{n}, share{n} in [write{n}]
  appliesTo {{ principal: User, resource: Item, context: Circumstances }};
action approve{n}, reject{n} in [decide{n}] appliesTo {{ principal: User, resource: Item, context: Circumstances }};
action view{n}, comment{n} appliesTo {{ principal: User, resource: Item, context: Circumstances }};
"""
CIRCUMSTANCES = "type Circumstances = { now: datetime, confirmed: Bool, network?: ipaddr };\n"
NAMES = ["edit", "rename", "delete", "share", "approve", "reject", "view", "comment", "view", "comment"]


def generated(features, same_actions=False):
    """22 policies for each feature, about its own actions, or all about those of the first."""
    chance = random.Random(2)
    numbers = [0] * features if same_actions else range(features)
    policies = "".join(FEATURE.format(n=number) for number in numbers)
    schema = CIRCUMSTANCES + ENTITY_TYPES + "".join(FEATURE_ACTIONS.format(n=number) for number in set(numbers))
    teams = [f"team{number}" for number in range(8)]
    entities = [entity("Team", name, [uid("Team", "everybody")]) for name in teams]
    entities += [entity("Team", name) for name in ("everybody", "auditors", "administrators")]
    users = [entity("User", f"user{number}", [uid("Team", chance.choice(teams))], level=chance.randrange(10),
                    isSuspended=chance.random() < 0.1) for number in range(40)]
    items = [item(chance, number, users, teams) for number in range(50)]
    requests = []
    for _ in range(REQUESTS):
        context = {"now": extension("datetime", "2026-01-01T00:00:00Z"), "confirmed": chance.random() < 0.5}
        if chance.random() < 0.5:
            context["network"] = extension("ip", chance.choice(["10.1.2.3", "192.168.0.1"]))
        requests.append({
            "principal": chance.choice(users)["uid"],
            "action": uid("Action", f"{chance.choice(NAMES)}{chance.choice(list(numbers))}"),
            "resource": chance.choice(items)["uid"], "context": json.dumps(context)})
    return question(policies, schema, entities + users + items, requests)


def item(chance, number, users, teams):
    def user():
        return {"__entity": chance.choice(users)["uid"]}
    made = entity(
        "Item", f"item{number}", owner=user(), team=reference("Team", chance.choice(teams)), editors=[user(), user()],
        state=chance.choice(["draft", "review", "closed"]), name=chance.choice(["system-a", "plan", "report"]),
        isPublic=chance.random() < 0.3)
    if chance.random() < 0.3:
        made["attrs"]["embargo"] = "2026-06-01"
    return made
