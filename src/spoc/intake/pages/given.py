"""What was given in the intake form, as the call it describes."""

from spoc.catalogue.queries import category_by_key, guide, service_by_key
from spoc.catalogue.rules import Entitlement
from spoc.intake.activities import Call
from spoc.intake.activities.call import solved_on_the_line
from spoc.intake.pages.shown import caller_of
from spoc.intake.pages.templated import template_of
from spoc.intake.reading import taken
from spoc.people.models import Person
from spoc.requests.activities import Classification
from spoc.requests.custom_given import custom_given
from spoc.requests.field_access import fields_visible_to


def call_of(person: Person, given: dict[str, str]) -> Call:
    """Return the call as the agent wrote it down."""
    caller = caller_of(person, given)
    guided = guide(given)
    minutes = given.get("minutes", "")
    spent = int(minutes) if minutes.isdigit() else 0
    found = _classification(given, taken(given, guided).shown, caller)
    template = template_of(person, given)
    custom = custom_given(fields_visible_to(person), given, person)
    return Call(
        words=given.get("need", ""),
        person=caller,
        unidentified="" if caller else given.get("who", ""),
        channel=given.get("channel", "phone"),
        minutes=spent,
        is_complaint=given.get("is_complaint") == "on",
        answers=guided.answers,
        classification=found,
        custom={**(template.custom if template else {}), **custom},
        template=template,
        resolution=solved_on_the_line(found.type, given.get("answer", ""), spent)
        if given.get("then") == "resolve"
        else None,
    )


def is_to_be_declined(given: dict[str, str]) -> bool:
    """Tell whether the agent found that it is not ours to support."""
    return given.get("supportability") == "unsupported"


def _classification(
    given: dict[str, str], shown: dict[str, str], caller: Person | None
) -> Classification:
    service = service_by_key(shown["service"])
    organisation = caller.organisation if caller else None
    lacks_it = service is not None and service.entitles(organisation) is Entitlement.LACKS_IT
    return Classification(
        type=shown["type"],
        service=service,
        category=category_by_key(shown["category"]),
        impact=int(shown["impact"]),
        urgency=int(shown["urgency"]),
        supportability=_decided(given) if lacks_it else "supported",
    )


def _decided(given: dict[str, str]) -> str:
    """Return what the agent decided for somebody without the service.

    Nothing, where they have not seen that yet, or where it is to be declined.
    """
    decided = given.get("supportability", "undecided")
    return "undecided" if decided == "unsupported" else decided
