"""What an order is about: its answers in words, its category, and who is to approve it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from spoc.catalogue.models import Category, Offering
from spoc.catalogue.queries import categories_for
from spoc.catalogue.queries.form_shown import answered
from spoc.catalogue.queries.ordering import approvers_of, payer_of
from spoc.catalogue.rules.approvals import ApprovalRule
from spoc.catalogue.rules.form_fields import Field
from spoc.people.models import Person
from spoc.records.models import Attachment

# what an order is about where nobody said so
ORDERED = "order"


def told_in_words(fields: Sequence[Field], values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return what was asked and answered, in the reader's language, files by their names."""
    files = {each.key for each in fields if each.kind == "file"}
    return [
        (each.name, _files(values[each.key]) if each.key in files else each.words)
        for each in answered(fields, values)
    ]


def _files(value: object) -> str:
    keys = value if isinstance(value, list) else []
    names = Attachment.objects.filter(pk__in=keys).order_by("pk").values_list("filename", flat=True)
    return ", ".join(names) or str(len(keys))


def category_for(offering: Offering, key: int | None) -> Category | None:
    """Return what an order is about: as its offering says, or else an order of its service."""
    rows = categories_for(offering.service)
    if key is not None and (said := Category.objects.filter(pk=key).first()):
        return said
    return rows.filter(key=ORDERED).first() or rows.order_by("service", "name").first()


def approvers_for(
    rule: ApprovalRule, offering: Offering, person: Person, total: Decimal | None, *, by: Person
) -> tuple[Person, ...]:
    """Return who is asked to approve what is for somebody, in their order, each once.

    Nobody approves what is for themselves or what they ordered, and where nobody is known
    somebody stands in.
    """
    barred = {person.pk, by.pk}
    stand_in = next((each for each in _above(offering, person) if _may(each, barred)), None)
    asked = approvers_of(rule, for_=person, service=offering.service, total=total)
    found = [each.person if _may(each.person, barred) else stand_in for each in asked]
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _above(offering: Offering, person: Person) -> Iterator[Person | None]:
    """Yield who may stand in, the nearest first; in the end whoever published it on its terms."""
    owner = offering.service.owner
    yield from (person.manager, owner, owner.manager if owner else None)
    yield payer_of(person)
    yield offering.published.by if offering.published else None


def _may(approver: Person | None, barred: Collection[int]) -> bool:
    if approver is None or approver.pk in barred:
        return False
    return approver.is_active and approver.kind == Person.Kind.HUMAN
