"""The shapes of the API: each name stands for one, since the schema knows them by it alone."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ninja import Schema

from spoc.site.api import api

OF_THE_API = re.compile(r"spoc\.(\w+\.api(\..*)?|site\.machines)")
WHY = "Of two shapes of one name the schema tells one: call it by its noun, such as HandoverNoteIn."


def shapes(above: type[Schema] = Schema) -> Iterator[type[Schema]]:
    """Yield every shape below this one."""
    for each in above.__subclasses__():
        yield each
        yield from shapes(each)


def test_no_two_shapes_of_the_api_share_a_name():
    assert api.get_openapi_schema()["components"]["schemas"], "every operation is read"
    places: dict[str, set[str]] = defaultdict(set)
    for each in shapes():
        if OF_THE_API.fullmatch(each.__module__):
            places[each.__name__].add(each.__module__)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}, WHY
