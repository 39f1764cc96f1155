"""The whole trail of what was done here, as far as its reader may know it."""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.audit.models import Fact
from spoc.audit.queries import everything
from spoc.audit.trail import as_csv, as_json, lines
from spoc.channels.access import letters_visible_to, readable_among
from spoc.kit.errors import NotAllowed
from spoc.kit.nouns import is_noun, noun
from spoc.people.access import may_read_trail
from spoc.people.models import Person
from spoc.requests.queries.trail import told_of_requests

FORMS = {
    "jsonl": (as_json, "application/x-ndjson; charset=utf-8"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
Told = dict[int, Collection[str] | None]


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Say what the trail is, and offer it."""
    _reader(request)
    return render(request, "site/trail.html")


@login_required
@require_safe
def trail(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """Hand out every fact the reader may know of."""
    person = _reader(request)
    write, content_type = FORMS[form]
    written = write(lines(everything(), lambda facts: told_to(person, facts)))
    response = StreamingHttpResponse(written, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="trail.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def told_to(person: Person, facts: Iterable[Fact]) -> Told:
    """Return which of these facts the person may know, and what of each; None stands for all."""
    known: Told = {}
    for key, same in groupby(sorted(facts, key=lambda fact: fact.noun), lambda fact: fact.noun):
        found = list(same)
        if key == "request":
            known |= told_of_requests(found, person)
        elif is_noun(key):
            keys = _seen(person, key, {fact.subject_id for fact in found})
            known |= {fact.pk: None for fact in found if fact.subject_id in keys}
    return known


def _seen(person: Person, key: str, keys: set[int]) -> set[int]:
    """Return which records the person may read; of letters, those whose words they may read."""
    if key == "letter":
        return readable_among(person, letters_visible_to(person).filter(pk__in=keys))
    rows = noun(key).visible_to(person).filter(pk__in=keys)
    return set(rows.values_list("pk", flat=True))


def _reader(request: HttpRequest) -> Person:
    person = get_user(request)
    if not isinstance(person, Person) or not may_read_trail(person):
        raise NotAllowed(_("The whole trail is for auditors and administrators."))
    return person
