"""The ladders a house begins with: who hears what, by priority."""

from spoc.requests.rules.ladder import CUSTOMER, MAJOR, Step

NIGHT_AND_DAY = True
_AGAIN = (Step("reopened", 1, ("IC",), 240), Step("reopened", 2, ("CSM",), 240))
_FIRST = (
    Step("created", 1, ("IC", "CSM", "SO"), 10, NIGHT_AND_DAY),
    Step("used_50", 1, ("CSM_deputy", "SO"), 15),
    Step("used_75", 1, ("CSM",), 30),
    Step("used_75", 2, ("head",), 30),
    Step("used_90", 1, ("head",), 30),
    Step("used_90", 2, (CUSTOMER,)),
    Step("broken", 1, ("head",), 60),
    Step("broken", 2, (CUSTOMER,)),
    Step("no_update", 1, ("IC",)),
    *_AGAIN,
)
_LOW = (
    Step("used_75", 1, ("owner",)),
    Step("used_90", 1, ("IC",), 30),
    Step("broken", 1, ("CSM",)),
    Step("no_update", 1, ("owner",)),
    *_AGAIN,
)
USUAL: dict[str, tuple[Step, ...]] = {
    MAJOR: _FIRST,
    "1": _FIRST,
    "2": (
        Step("created", 1, ("IC",), 10, NIGHT_AND_DAY),
        Step("used_50", 1, ("IC",), 15),
        Step("used_75", 1, ("CSM",), 30),
        Step("used_90", 1, ("SO",), 30),
        Step("broken", 1, ("CSM",), 60),
        Step("broken", 2, (CUSTOMER,)),
        Step("no_update", 1, ("IC",)),
        *_AGAIN,
    ),
    "3": (
        Step("used_50", 1, ("owner",)),
        Step("used_75", 1, ("IC",), 30),
        Step("used_90", 1, ("CSM",), 30),
        Step("broken", 1, ("CSM",), 60),
        Step("no_update", 1, ("owner",)),
        *_AGAIN,
    ),
    "4": _LOW,
    "5": _LOW,
}
