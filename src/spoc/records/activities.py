"""Linking, attaching and watching. Who may do so is the record's own app to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit import store
from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.records.models import Attachment, Link, Watch
from spoc.records.queries import other_end
from spoc.records.rules import INVERSES, stored


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody sends along, not kept yet."""

    filename: str
    content_type: str
    content: bytes | BinaryIO
    content_id: str = ""


@activity
def link(subject: Model, *, by: Person, relation: str, other: Model) -> Link:
    """Join two records by a typed link; both tell of it."""
    if noun_of(subject) == noun_of(other) and subject.pk == other.pk:
        raise NotPossible(_("A record cannot be linked to itself: choose another one."))
    key, turned = stored(relation)
    start, end = (other, subject) if turned else (subject, other)
    made, is_new = Link.objects.get_or_create(
        relation=key,
        from_noun=noun_of(start).key,
        from_id=start.pk,
        to_noun=noun_of(end).key,
        to_id=end.pk,
        defaults={"made_by": by, "made_at": now()},
    )
    if is_new:
        inverse = INVERSES[key] if not turned else key
        record("link.made", subject, by=by, relation=relation, other=_reference(other))
        record("link.made", other, by=by, relation=inverse, other=_reference(subject))
    return made


def unlink(subject: Model, *, by: Person, link_id: int) -> None:
    """Part two records that were linked; both tell of it.

    A link whose other end somebody may not see is not there for them.
    """
    other = other_end(subject, link_id, by)
    if other is None:
        raise NotFound(_("There is no such link here."))
    _part(subject, by=by, other=other, link_id=link_id)


@activity
def _part(subject: Model, *, by: Person, other: Model, link_id: int) -> None:
    found = Link.objects.filter(pk=link_id).first()
    if found is None:
        return
    found.delete()
    starts_here = (found.from_noun, found.from_id) == (noun_of(subject).key, subject.pk)
    there = INVERSES[found.relation]
    here, there = (found.relation, there) if starts_here else (there, found.relation)
    record("link.removed", subject, by=by, relation=here, other=_reference(other))
    record("link.removed", other, by=by, relation=there, other=_reference(subject))


@activity
def attach(
    subject: Model,
    *,
    by: Person,
    upload: Upload,
    part_id: int | None = None,
    is_internal: bool = False,
) -> Attachment:
    """Keep a file with a record; one over the limit is refused and nothing of it kept."""
    kept = store.keep(upload.content, limit=settings.SPOC_ATTACHMENT_LIMIT)
    name = one_line(upload.filename.replace("/", "_").replace("\\", "_"), 200) or "file"
    attachment = Attachment.objects.create(
        noun=noun_of(subject).key,
        subject_id=subject.pk,
        part_id=part_id,
        filename=name,
        content_type=upload.content_type[:120] or "application/octet-stream",
        size=kept.size,
        digest=kept.digest,
        content_id=upload.content_id[:200],
        is_internal=is_internal,
        added_by=by,
        added_at=now(),
    )
    record("file.attached", subject, by=by, filename=name, size=kept.size, internal=is_internal)
    return attachment


@activity
def detach(subject: Model, *, by: Person, files: Iterable[int], part_id: int) -> list[str]:
    """Take files off a part of a record, and return what they were called."""
    found = Attachment.objects.filter(
        noun=noun_of(subject).key, subject_id=subject.pk, part_id=part_id, pk__in=files
    )
    names = list(found.order_by("id").values_list("filename", flat=True))
    if names:
        found.delete()
        record("file.detached", subject, by=by, filename=", ".join(names)[:1000])
    return names


@activity
def watch(subject: Model, *, by: Person, person: Person, is_copied: bool = False) -> Watch:
    """Let somebody follow a record; `is_copied` also sends them the letters to the requester.

    To be copied is to be let in: who is copied already stays so until they follow no longer.
    """
    made, is_new = Watch.objects.get_or_create(
        noun=noun_of(subject).key,
        subject_id=subject.pk,
        person=person,
        defaults={"is_copied": is_copied, "since": now()},
    )
    if is_new:
        record("watch.begun", subject, by=by, person=person.name, copied=is_copied)
    elif is_copied and not made.is_copied:
        made.is_copied = True
        made.save(update_fields=["is_copied"])
        changes = {"is_copied": [False, True]}
        record("watch.changed", subject, by=by, person=person.name, changes=changes)
    return made


@activity
def unwatch(subject: Model, *, by: Person, person: Person) -> None:
    """Let somebody follow a record no longer."""
    gone, _rows = Watch.objects.filter(
        noun=noun_of(subject).key, subject_id=subject.pk, person=person
    ).delete()
    if gone:
        record("watch.ended", subject, by=by, person=person.name)


def _reference(subject: Model) -> str:
    """Return how a fact names another record: who may read the fact may not see its title."""
    return noun_of(subject).reference(subject)
