"""Every address the product answers at, with something in the place of each variable."""

import re
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

GROUP = re.compile(r"\(\?P(<\w+>)[^)]*\)")
VARIABLE = re.compile(r"<(?:(?P<sort>\w+):)?(?P<name>\w+)>")


def routes() -> list[str]:
    """Return every route as the urls write it, each once, in their order."""
    return list(dict.fromkeys(_walk(get_resolver(), "/")))


def filled(route: str, numbers: object = 1, words: Mapping[str, str] | None = None) -> str:
    """Return the route as an address: numbers where a number stands, words by name, else `x`."""
    said = {"filename": "x.txt", **(words or {})}

    def value(variable: re.Match[str]) -> str:
        if variable["sort"] == "step":
            return said.get(variable["name"], "taking")
        return str(numbers) if variable["sort"] == "int" else said.get(variable["name"], "x")

    return VARIABLE.sub(value, route)


def has_number(route: str) -> bool:
    """Tell whether the route names a record by its number."""
    return "<int:" in route


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            # a route written as a regular expression reads like the others
            yield GROUP.sub(r"\1", route).replace("/^", "/").removesuffix("$")
        else:
            yield from _walk(each, route)
