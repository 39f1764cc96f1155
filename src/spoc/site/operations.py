"""The operations of the API as people list them, from the schema that machines read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spoc.site.tokens import READING


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API does, and how it is asked for."""

    name: str
    area: str
    method: str
    address: str
    sentence: str
    scope: str
    parameters: list[str]
    fields: list[str]
    answers: list[int]
    refusals: list[int]


def operations_of(schema: dict[str, Any]) -> Iterator[Operation]:
    """Yield every operation, in the order of the schema."""
    shapes = schema["components"]["schemas"]
    for address, operations in schema["paths"].items():
        for method, one in operations.items():
            statuses = sorted(one["responses"])
            yield Operation(
                name=one["operationId"],
                area=one["tags"][0],
                method=method.upper(),
                address=address,
                sentence=one["description"],
                scope="read" if method.upper() in READING else "write",
                parameters=[each["name"] for each in one["parameters"] if each["in"] != "path"],
                fields=_fields_of(one, shapes),
                answers=[status for status in statuses if status < 400],
                refusals=[status for status in statuses if status >= 400],
            )


def _fields_of(operation: dict[str, Any], shapes: dict[str, Any]) -> list[str]:
    """Return the names of the fields of the body an operation takes."""
    content = operation.get("requestBody", {}).get("content", {})
    names: list[str] = []
    for kind in content.values():
        shape = kind["schema"]
        known = shapes[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
        names += known.get("properties", {})
    return names
