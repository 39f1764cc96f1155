"""The ladders a house begins with: who hears what, by priority."""

from spoc.requests.rules.ladder import CONTACT, CUSTOMER, MAJOR, SUPPLIER, Step

NIGHT_AND_DAY = True
_AGAIN = (
    Step("reopened", 1, ("IC",), 240),
    Step("reopened", 2, ("CSM",), 240),
    Step("asked", 1, ("IC",), 240),
    Step("asked", 2, ("CSM",), 240),
)
_IN_DANGER = (
    Step("used_50", 1, ("CSM_deputy", "SO"), 15),
    Step("used_75", 1, ("CSM",), 30),
    Step("used_75", 2, ("head",), 30),
    Step("used_90", 1, ("head",), 30),
    Step("used_90", 2, (CUSTOMER,)),
    Step("broken", 1, ("head",), 60),
    Step("broken", 2, (CUSTOMER,)),
)
_LOW = (
    Step("used_75", 1, ("owner",)),
    Step("used_90", 1, ("IC",), 30),
    Step("broken", 1, ("CSM",), is_digest=True),
    Step("no_update", 1, ("owner",)),
    *_AGAIN,
)
USUAL: dict[str, tuple[Step, ...]] = {
    MAJOR: (
        Step("declared", 1, ("IC", "CSM", "SO"), 10, NIGHT_AND_DAY),
        *_IN_DANGER,
        Step("no_update", 1, ("IC",), 10, NIGHT_AND_DAY),
        Step("no_update", 2, ("CSM",), 10, NIGHT_AND_DAY),
        Step("no_update", 3, ("head",), 30, NIGHT_AND_DAY),
        *_AGAIN,
        Step("proposed", 1, ("IC", "CSM"), 10, NIGHT_AND_DAY),
        Step("proposed", 2, ("CSM_deputy",), 10, NIGHT_AND_DAY),
        Step("proposed", 3, ("head",), 30, NIGHT_AND_DAY),
    ),
    "1": (
        Step("created", 1, ("IC", "CSM", "SO"), 10, NIGHT_AND_DAY),
        *_IN_DANGER,
        Step("no_update", 1, ("IC",)),
        *_AGAIN,
    ),
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
    SUPPLIER: (
        Step("used_50", 1, ("owner",)),
        Step("used_75", 1, (CONTACT,)),
        Step("used_90", 1, ("SM", "IC"), 60),
        Step("broken", 1, ("SM", "IC"), 60),
        Step("broken", 2, ("CSM",), 60),
        Step("broken", 3, (CONTACT,)),
    ),
}
