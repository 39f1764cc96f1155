"""`merge_people`: two rows were the same human; all that names the one names the other after."""

from collections import defaultdict
from typing import Protocol

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import all_nouns
from spoc.kit.time import now
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.roles import keep_an_administrator
from spoc.people.models import Grant, Person, Token

Fields = dict[type[models.Model], list[str]]


class Settling(Protocol):
    """Settles what two persons both have and one can have but once, while they are still two."""

    def __call__(self, person: Person, /, *, by: Person, into: Person) -> None:
        """Settle it."""


_settled_before: list[Settling] = []


def settle_before_merging(settling: Settling) -> None:
    """Let an app above settle what one of the two would lose; where none does, it is left out."""
    _settled_before.append(settling)


@activity
def merge_people(person: Person, *, by: Person, into: Person) -> Person:
    """Make one of two rows for the same human: all that names the one names the other after."""
    demand(access.may_record_people(by))
    is_over = person.merged_into_id or into.merged_into_id
    if person.pk == into.pk or is_over or person.kind == Person.Kind.SYSTEM:
        raise NotPossible(_("Choose two different persons, neither of them merged before."))
    # who absorbs an address can be entered by it: nobody gains a role through somebody's mailbox
    if (person.granted or into.granted) and not access.may_administer(by):
        raise NotPossible(_("Ask an administrator to merge somebody who holds roles."))
    is_administrator = person.is_administrator
    _shut_out(person, by)
    # letters go on to where they went: an absorbed address is one more, never the first
    for kind in into.addresses.filter(is_first=True).values_list("kind", flat=True):
        person.addresses.filter(kind=kind).update(is_first=False)
    for settle in _settled_before:
        settle(person, by=by, into=into)
    for model, fields in _naming_people().items():
        _repoint(model, fields, person, into)
    person.merged_into, person.is_active = into, False
    person.save(update_fields=["merged_into", "is_active", "password"])
    if is_administrator:
        keep_an_administrator(Grant.objects.all())
    record("person.merged", person, by=by, into=into.name, into_id=into.pk)
    record("person.absorbed", into, by=by, other=person.name, other_id=person.pk)
    return into


def _shut_out(person: Person, by: Person) -> None:
    """Take every way in from a person: tokens, and with the password all sessions and links."""
    for token in person.tokens.filter(revoked_at=None).order_by("pk"):
        token.revoked_at = now()
        token.save(update_fields=["revoked_at"])
        record("token.revoked", person, by=by, name=token.name)
    person.set_unusable_password()


def _naming_people() -> Fields:
    """Return every field that names a person, by model, in the order in which rows are locked.

    Records that activities lock come first, by kind; what hangs on them after. Facts keep who acted
    then, and a token its owner, whom it no longer lets in.
    """
    found: Fields = defaultdict(list)
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.auto_created:
            model = relation.related_model
            if isinstance(model, type) and model._meta.app_label != "audit" and model is not Token:
                found[model].append(relation.field.name)
    locked = {noun.model for noun in all_nouns()}
    return {
        model: found[model]
        for model in sorted(found, key=lambda each: (each not in locked, each._meta.label))
    }


def _repoint(model: type[models.Model], fields: list[str], old: Person, new: Person) -> None:
    """Let rows name the new person; one that the new person already has is left out."""
    rows = model._base_manager
    named = Q(*((field, old) for field in fields), _connector=Q.OR)
    # in the order of their keys, so that of two who want the same rows one goes first
    found = rows.filter(named).order_by("pk").select_for_update(no_key=True)
    keys = list(found.values_list("pk", flat=True))
    for field in fields if keys else []:
        try:
            with transaction.atomic():
                rows.filter(**{field: old}).update(**{field: new})
        except IntegrityError:
            _repoint_each(rows.filter(**{field: old}), field, new)


def _repoint_each(rows: models.QuerySet[models.Model], field: str, new: Person) -> None:
    for row in rows.order_by("pk"):
        setattr(row, field, new)
        try:
            with transaction.atomic():
                row.save(update_fields=[field])
        except IntegrityError:
            row.delete()
