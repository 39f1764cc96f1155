"""What somebody typed on the page of an order, and whose page it is."""

import hashlib
import json
from collections.abc import Mapping
from typing import BinaryIO, cast

from django.contrib.auth.middleware import get_user
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from spoc.catalogue.models import Offering
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.records.activities import Upload
from spoc.records.forms import FilesField
from spoc.requests.activities.order import FIELD
from spoc.requests.portal.order_about import gone, held_in, purpose_in
from spoc.requests.queries.order_form import Given, begun, read


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in."""
    person = get_user(request)
    if not isinstance(person, Person):
        raise gone()
    return person


def first_given(request: HttpRequest, person: Person, offering: Offering) -> Given:
    """Return what the form begins with, before anything was typed: with what is known of it."""
    held = held_in(request, person)
    if held is None:
        return Given(answers=begun(offering, person), whom=request.GET.get("for", ""))
    answers, purpose = begun(offering, held.holder, held), purpose_in(request)
    return Given(answers, str(held.quantity), str(held.holder_id), purpose=purpose, held=held)


def given_in(request: HttpRequest, person: Person, offering: Offering) -> Given:
    """Return what was typed so far; of whom it is for, what was picked comes before what was not.

    A choice of oneself is an empty word.
    """
    said = request.POST
    given = {key.removeprefix(FIELD): said.getlist(key) for key in said if key.startswith(FIELD)}
    is_mine, held = said.get("who", "me") == "me", held_in(request, person)
    for_others = "" if is_mine else said.get("for", "")
    return Given(
        answers=read(offering, given, person),
        quantity=said.get("quantity", "1") or "1",
        whom=str(held.holder_id) if held else for_others,
        purpose=purpose_in(request),
        held=held,
    )


def files_in(request: HttpRequest) -> dict[str, list[Upload]]:
    """Return the files that were handed in, by the field they were handed in to."""
    found: dict[str, list[Upload]] = {}
    for name in request.FILES:
        if name.startswith(FIELD):
            found[name.removeprefix(FIELD)] = _uploads(name, request.FILES.getlist(name))
    return found


def _uploads(name: str, files: list[UploadedFile]) -> list[Upload]:
    field = FilesField()
    try:
        fit = field.clean(files)
    except ValidationError as wrong:
        words = " ".join(wrong.messages)
        raise NotPossible(words, fields={name: words}) from wrong
    return [
        Upload(each.name or "", each.content_type or "", cast(BinaryIO, each.file)) for each in fit
    ]


def digest_of(offering: Offering, given: Given) -> str:
    """Return a digest of what is ordered: the same key with something else is refused."""
    said: Mapping[str, object] = {
        "offering": offering.pk,
        "answers": dict(given.answers),
        "quantity": given.count,
        "whom": given.whom,
        "purpose": given.purpose,
        "held": given.held.pk if given.held else None,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
