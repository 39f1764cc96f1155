"""A machine that calls the API with a token."""

import json

from django.test import Client

READ_AND_WRITE = ["read", "write"]
V1 = "/api/v1"


class Machine:
    """Calls the API as whoever the token belongs to; bodies are JSON unless files are sent."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(headers={"authorization": f"Bearer {token}"} if token else {})

    def get(self, path: str, **query: object):
        """Read."""
        return self.client.get(V1 + path, query_params=query)

    def post(self, path: str, body: object = None, **headers: str):
        """Do something."""
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: object):
        """Change something."""
        return self.send("PATCH", path, body)

    def delete(self, path: str):
        """Take something away."""
        return self.send("DELETE", path)

    def upload(self, path: str, **fields: object):
        """Send a file as a form does."""
        return self.client.post(V1 + path, data=fields)

    def send(self, method: str, path: str, body: object = None, **headers: str):
        """Call with any method."""
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        return self.client.generic(method, V1 + path, headers=headers, **_encoded(given))


def _encoded(given: dict[str, object]) -> dict[str, object]:
    if "data" in given:
        body = given["data"]
        given["data"] = body if isinstance(body, bytes) else json.dumps(body)
    return given
