"""The description of the API holds for the answers: every path that /openapi.json names is asked, with every parameter, and
each answer is checked against its schema."""

import json
import unittest

from harness import SCRIPT, ServerTest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

EXAMPLES = {"from": "2031-05", "to": "2031", "place": "Goris", "near": "39.5,46.3", "radius": "100", "bbox": "40,35,50,45", "side": "ARM", "kind": "shelling",
            "min_dead": "1", "contested": "1", "q": "market", "order": "deadliest", "limit": "1", "offset": "1", "since": "0"}


class Description(ServerTest):
    def setUp(self):
        self.description = self.server.json("/openapi.json")

    def check(self, schema, value):
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "components": self.description["components"]}
        errors = list(Draft202012Validator(whole).iter_errors(value))
        self.assertFalse(errors, "\n".join(f"{error.json_path}: {error.message[:300]}" for error in errors[:5]))

    def ask_as_described(self, path, operation, answer):
        """The answer's status is described, and the answer is as the description says."""
        described = operation["responses"].get(str(answer.status))
        self.assertIsNotNone(described, f"{path}: {answer.status} {answer.body[:200]}")
        if "$ref" in described:
            described = self.description["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
        if answer.body and "content" in described:
            media = answer.headers["content-type"].split(";")[0]
            self.assertIn(media, described["content"], path)
            if "json" in media:
                self.check(described["content"][media]["schema"], answer.json())

    def parameters(self, operation):
        for parameter in operation.get("parameters", []):
            yield self.description["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]] if "$ref" in parameter else parameter

    def test_the_description_is_valid_openapi(self):
        OpenAPIV31SpecValidator(self.description).validate()

    def test_every_path_with_every_parameter(self):
        ids = {"/api/incidents/{id}": self.server.json("/api/incidents.index")["id"], "/api/reports/{id}": ["one", "three", "four%2F..%2F..%2Fetc"]}
        asked = 0
        for path, operations in self.description["paths"].items():
            if "get" not in operations or path == "/api/events":
                continue
            operation = operations["get"]
            for place in [path.replace("{id}", one) for one in ids.get(path, [""])]:
                self.ask_as_described(place, operation, self.server.ask(place))
                self.assertEqual(self.server.ask(place).status, 200, place)
                for parameter in self.parameters(operation):
                    if parameter["in"] != "query":
                        continue
                    for value in parameter["schema"].get("enum", [EXAMPLES.get(parameter["name"], "2031-05-07")]):
                        value = "2031-05-07" if path == "/api/brief" and parameter["name"] == "since" else value
                        answer = self.server.ask(f"{place}?{parameter['name']}={value}")
                        self.assertEqual(answer.status, 200, (place, parameter["name"], value, answer.body))
                        self.ask_as_described(place, operation, answer)
                        asked += 1
                unknown = self.server.ask(f"{place}?no_such=1")
                if path != "/openapi.json":
                    self.assertEqual(unknown.status, 400, place)
                    self.ask_as_described("400 of " + place, {"responses": {"400": {"$ref": "#/components/responses/Refused"}}}, unknown)
        self.assertGreater(asked, 60)

    def test_what_is_missing_is_described(self):
        for path in ("/api/incidents/{id}", "/api/reports/{id}"):
            for missing in ("I99999", "nothing", "%00", "I1%0d%0aX:%20y"):
                answer = self.server.ask(path.replace("{id}", missing))
                self.assertEqual(answer.status, 404, (path, missing))
                self.ask_as_described(path, self.description["paths"][path]["get"], answer)

    def test_a_correction_is_as_described(self):
        operation = self.description["paths"]["/api/corrections"]["post"]
        incident = self.server.json("/api/incidents?q=market")["incidents"][0]
        correction = {"action": "accept", "incident": incident["id"], "author": "AB", "reason": SCRIPT, "revision": incident["revision"]}
        self.check(operation["requestBody"]["content"]["application/json"]["schema"], correction)
        answer = self.correct(correction)
        self.assertEqual(answer.status, 200, answer.body)
        self.ask_as_described("correction", operation, answer)
        for answer in (self.correct({}), self.correct(correction, Authorization=None), self.correct(correction, Content_Type="text/plain")):
            self.assertGreaterEqual(answer.status, 400)
            self.ask_as_described("correction", operation, answer)
        detail = self.server.ask(f"/api/incidents/{incident['id']}")
        self.ask_as_described("incident", self.description["paths"]["/api/incidents/{id}"]["get"], detail)
        self.assertEqual(detail.json()["corrections"][0]["reason"], SCRIPT)

    def test_events_are_as_described(self):
        schema = {"$ref": "#/components/schemas/RevisionEvent"}
        connection = self.server.connection()
        connection.request("GET", "/api/events", headers={"Last-Event-ID": "0"})
        stream = connection.getresponse()
        lines = []
        while len(lines) < 40 and not any(line.startswith("data: ") for line in lines):
            lines.append(stream.readline().decode().rstrip())
        stream.close()
        connection.close()
        data = next(line for line in lines if line.startswith("data: "))
        self.check(schema, json.loads(data[6:]))
        self.assertIn("event: revision", lines)


if __name__ == "__main__":
    unittest.main()
