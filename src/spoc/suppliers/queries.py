"""Reading handovers: those of a record, what was said, and which one a letter belongs to."""

from collections.abc import Sequence

from django.db.models import Model, QuerySet

from spoc.channels.models import Letter
from spoc.channels.rules import marks
from spoc.kit.nouns import noun_of
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.suppliers import access
from spoc.suppliers.models import Handover, HandoverEntry
from spoc.suppliers.rules import WITH_SUPPLIER, State, move


def handovers_of(parent: Model, person: Person) -> QuerySet[Handover]:
    """Return the handovers of a record that somebody may read, the newest first."""
    rows = access.visible_to(person).filter(noun=noun_of(parent).key, subject_id=parent.pk)
    return rows.select_related("supplier", "by").order_by("-id")


def thread_of(handover: Handover, person: Person) -> QuerySet[HandoverEntry]:
    """Return what was said about a handover that somebody may read, oldest first."""
    rows = access.entries_visible_to(person).filter(handover=handover)
    return rows.select_related("author", "letter").order_by("at", "id")


def files_of(entries: Sequence[HandoverEntry]) -> dict[int, list[Attachment]]:
    """Return the files that went with each of these entries, by its key."""
    wanted = {pk for entry in entries for pk in entry.files}
    found = Attachment.objects.in_bulk(wanted)
    return {entry.pk: [found[pk] for pk in entry.files if pk in found] for entry in entries}


def given_on(noun: str, pk: int) -> QuerySet[Handover]:
    """Return the handovers of a record that can still be taken back."""
    states = [state.value for state in move("withdraw").sources]
    rows = Handover.objects.filter(noun=noun, subject_id=pk, state__in=states)
    return rows.select_related("supplier").order_by("id")


def with_supplier(parent: Model) -> Handover | None:
    """Return the newest handover of a record that a supplier has now."""
    rows = Handover.objects.filter(noun=noun_of(parent).key, subject_id=parent.pk)
    states = [state.value for state in WITH_SUPPLIER]
    return rows.filter(state__in=states).select_related("supplier").order_by("-id").first()


def accepted_on(noun: str, pk: int) -> QuerySet[Handover]:
    """Return the handovers of a record that are done with and not closed yet."""
    rows = Handover.objects.filter(noun=noun, subject_id=pk, state=State.ACCEPTED.value)
    return rows.order_by("id")


def handover_marked(letter: marks.Marked, keys: Sequence[bytes]) -> Handover | None:
    """Return the handover a letter truly carries a mark of."""
    numbers = marks.numbers(letter, keys, sort=marks.HANDOVER)
    found = Handover.objects.select_related("supplier__organisation").in_bulk(numbers)
    return next((found[number] for number in numbers if number in found), None)


def handover_written_in(letter: Letter | None) -> Handover | None:
    """Return the handover a letter of ours was about."""
    if letter is None or letter.noun != "handover" or letter.subject_id is None:
        return None
    return Handover.objects.filter(pk=letter.subject_id).first()


def heard_in(letter: Letter) -> str | None:
    """Return the words a letter brought to a handover; None where it brought none."""
    return letter.handover_entries.values_list("text", flat=True).first()
