"""The activities of requests that a process may call."""

from collections.abc import Mapping
from typing import cast

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from spoc.people.models import Person
from spoc.requests.activities import fill_in, note, reply
from spoc.requests.models import SupportRequest
from spoc.workflow.allowed import Allowed
from spoc.workflow.rules.actions import Json, Wanted

REQUEST = "request"
Given = Mapping[str, Json]


def answer(subject: Model, by: Person, given: Given) -> dict[str, Json]:
    """Answer the requester."""
    entry = reply(cast(SupportRequest, subject), by=by, text=str(given["text"]))
    return {"entry": entry.pk}


def note_inside(subject: Model, by: Person, given: Given) -> dict[str, Json]:
    """Note something for the desk alone."""
    entry = note(cast(SupportRequest, subject), by=by, text=str(given["text"]))
    return {"entry": entry.pk}


def set_field(subject: Model, by: Person, given: Given) -> dict[str, Json]:
    """Fill in one of the desk's own fields."""
    values: dict[str, object] = {str(given["field"]): given.get("value")}
    fill_in(cast(SupportRequest, subject), by=by, values=values)
    return {}


MARKED = (
    Allowed("reply", _("Answer the requester"), REQUEST, answer, (Wanted("text"),)),
    Allowed("note", _("Note something for the desk"), REQUEST, note_inside, (Wanted("text"),)),
    Allowed(
        "set_field",
        _("Fill in a custom field"),
        REQUEST,
        set_field,
        (Wanted("field"), Wanted("value", is_optional=True)),
    ),
)
