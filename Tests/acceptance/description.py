"""The API held to its own description: every answer has a documented status, media type and shape."""

import jsonschema_rs

from acceptance import API


class Description:
    """`/api/v1/openapi.json` of a running portal, and what was answered so far."""

    def __init__(self, port, check):
        self.document = API(port).get("/openapi.json")[2]
        self.check = check
        # The operations that have been answered well at least once, as (method, path).
        self.done = set()

    def path(self, path):
        """The description's path that an address is of; the one with the fewest parameters, as a literal wins."""
        segments = path.partition("?")[0].split("/")
        fitting = [template for template in self.document["paths"] if len(template.split("/")) == len(segments) and all(
            part.startswith("{") or part == segment for part, segment in zip(template.split("/"), segments))]
        return min(fitting, key=lambda template: template.count("{"), default=None)

    @property
    def operations(self):
        return {(method.upper(), path) for path, item in self.document["paths"].items() for method in item}

    def hold(self, method, path, status, headers, value):
        """Checks one answer."""
        template = self.path(path)
        operation = self.document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return  # Asked on purpose for what does not exist.
        what = f"{method} {template}"
        response = operation["responses"].get(str(status))
        if not self.check(f"{what}: a documented status", response, status):
            return
        content = response["content"].get(headers.get_content_type())
        if self.check(f"{what}: a documented media type", content, headers["Content-Type"]) and value is not None:
            validator = jsonschema_rs.Draft202012Validator(
                content["schema"] | {"components": self.document["components"]}, validate_formats=True)
            errors = [f"{error.message} at {list(error.instance_path)}" for error in validator.iter_errors(value)]
            self.check(f"{what}: the documented shape", not errors, errors[:3])
        if status < 300:
            self.done.add((method, template))


class DescribedAPI(API):
    """A program that looks every answer up in the description."""

    def __init__(self, port, token, description):
        super().__init__(port, token)
        self.description = description

    def call(self, method, path, body=None, **headers):
        answer = super().call(method, path, body, **headers)
        self.description.hold(method, path, *answer)
        return answer
