"""`hand_over`: what a supplier is to do is written, and sent as a letter of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.service_levels.queries.promises import promised_for
from spoc.service_levels.rules.selection import Asked
from spoc.suppliers import access
from spoc.suppliers.activities.touch import add, keep_clocks, save, tell
from spoc.suppliers.letters import write
from spoc.suppliers.models import Handover, HandoverEntry, Supplier
from spoc.suppliers.parents import Matter, parent_of

WORDS_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of whom: a line and the whole of it, and the files that go along."""

    supplier: Supplier
    title: str
    task: str
    files: Sequence[int] = ()


@activity
def hand_over(parent: Model, *, by: Person, order: Order) -> Handover:
    """Write what a supplier is to do about a record that is worked on; nothing is sent yet."""
    demand(access.may_hand_over(by, parent))
    matter = matter_of(parent)
    if not matter.is_worked:
        raise NotPossible(_("Only what is being worked on is handed over."))
    handover = Handover(
        noun=noun_of(parent).key,
        subject_id=parent.pk,
        community=matter.community,
        by=by,
        written_at=now(),
    )
    _put(handover, parent, by, order)
    handover.save()
    tell("handover.written", handover, by=by)
    return handover


@activity
def rewrite_handover(
    handover: Handover, *, by: Person, order: Order, version: int | None = None
) -> Handover:
    """Change what a draft asks; what was sent stays as it was sent."""
    demand(access.may_work(by, handover))
    if handover.state != "draft":
        raise NotPossible(_("It was sent already: write to the supplier instead."))
    if version is not None and version != handover.version:
        raise Stale(_("Somebody changed this draft meanwhile: look at it again."))
    _put(handover, handover.parent, by, order)
    save(handover, ["supplier", "title", "task", "files"])
    tell("handover.rewritten", handover, by=by)
    return handover


@activity
def send_handover(handover: Handover, *, by: Person) -> Handover:
    """Send it to the supplier, whose promised time begins; the customer's goes on."""
    demand(access.may_work(by, handover))
    matter = matter_of(handover.parent)
    if not matter.is_worked:
        raise NotPossible(_("Only what is being worked on is handed over."))
    supplier = handover.supplier
    if not (supplier.is_active and supplier.mail):
        raise NotPossible(_("This supplier is out of use or has no mail address: choose another."))
    handover.move_to("send", _("Only a draft is sent."))
    promised = promised_for(_asked(handover, matter), "uc")
    handover.receipt_target, handover.fix_target = promised.get("receipt"), promised.get("fix")
    handover.sent_at = now()
    save(handover, ["state", "receipt_target", "fix_target", "sent_at"])
    say(handover, by=by, text=handover.task, files=handover.files, template="order")
    tell("handover.sent", handover, by=by)
    keep_clocks(handover, by=by, begins=True)
    return handover


def say(
    handover: Handover, *, by: Person, text: str, template: str, files: Sequence[int] = ()
) -> HandoverEntry:
    """Write a letter to the supplier and keep it in the thread; part of the activities that do."""
    entry = add(handover, HandoverEntry.Kind.OUT, author=by, text=text, files=files)
    entry.letter = write(handover, by=by, entry=entry, template=template)
    entry.save(update_fields=["letter"])
    return entry


def worth_sending(text: str, field: str = "text") -> str:
    """Return the words without signs nobody can read; refuse where there are none."""
    words = tidy(text).strip()[:WORDS_LIMIT]
    if not words:
        raise NotPossible(_("Write something first."), fields={field: _("Write something first.")})
    return words


def shared(parent: Model, by: Person, files: Sequence[int]) -> list[int]:
    """Return the files that are to leave; refuse what is internal, or not on this record."""
    wanted = list(dict.fromkeys(files))
    allowed = access.files_to_share(by, parent).filter(pk__in=wanted)
    if len(wanted) != allowed.count():
        words = _("Only files that are not internal can be sent along.")
        raise NotPossible(words, fields={"files": words})
    return wanted


def matter_of(parent: Model) -> Matter:
    """Return what of a record decides how it is handed over."""
    return parent_of(noun_of(parent).key).matter(parent)


def _put(handover: Handover, parent: Model, by: Person, order: Order) -> None:
    if not access.suppliers_offered_to(by).filter(pk=order.supplier.pk).exists():
        words = _("Choose a supplier that is in use.")
        raise NotPossible(words, fields={"supplier": words})
    title = one_line(order.title)
    if not title:
        words = _("Say in a line what it is about.")
        raise NotPossible(words, fields={"title": words})
    handover.supplier, handover.title = order.supplier, title
    handover.task = worth_sending(order.task, "task")
    handover.files = shared(parent, by, order.files)


def _asked(handover: Handover, matter: Matter) -> Asked:
    return Asked(
        request_type=matter.request_type,
        priority=matter.priority,
        service=matter.service,
        parties=(("supplier", handover.supplier_id),),
    )
