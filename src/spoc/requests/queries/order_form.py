"""The form of an order as its page shows it: what is asked, for whom, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from spoc.audit.activities import label
from spoc.catalogue.access import orderable_for
from spoc.catalogue.models import Offering, Subscription
from spoc.catalogue.queries.form_shown import FieldShown, begun_for, form_shown
from spoc.catalogue.queries.ordering import eligibility
from spoc.catalogue.rules.offering_form import read_answers
from spoc.catalogue.terms import Terms, terms_of
from spoc.catalogue.words import lead_words, price_words
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import by_mail, matching
from spoc.requests.queries.alternatives import instead_of
from spoc.requests.queries.ordered import approvers_for
from spoc.requests.rules.fulfilment import MOST, total
from spoc.workflow.queries.identity import is_proven

# of more people than a list shows one is named in writing
MOST_LISTED = 60
# who it is for has to prove first that it is them
UNPROVEN = "identity"


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed so far: the answers as read, how many, for whom (as typed), and why not.

    `held` is what is changed or given back, as `purpose` says.
    """

    answers: Mapping[str, object] = field(default_factory=dict)
    quantity: str = "1"
    whom: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    purpose: str = "begin"
    held: Subscription | None = None

    @property
    def count(self) -> int:
        """How many, as far as it can be read."""
        text = self.quantity.strip()
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
        return int(text) if is_number else 0


@dataclass(frozen=True, slots=True)
class OrderForm:
    """All that the page of an order shows before it is sent."""

    offering: Offering
    person: Person | None
    fields: list[FieldShown]
    people: list[tuple[str, str]]
    is_for_others: bool
    unit_price: str
    total_price: str
    lead: str
    approvers: tuple[Person, ...]
    why_not: str
    alternative: Offering | None
    is_new: bool
    is_to_be_proven: bool


def order_form(offering: Offering, by: Person, given: Given) -> OrderForm:
    """Return the form with what was given so far."""
    version = offering.published
    terms = terms_of(version) if version else None
    is_new, is_back = given.held is None, given.purpose == "end"
    person = given.held.holder if given.held else whom(offering, by, given.whom)
    count = max(1, given.count)
    code = _why_not(offering, terms, person, by, given)
    sum_ = total(terms.price, count) if terms else None
    may_choose = offering.is_requestable_for_others and is_new
    people = orderable_for(by).exclude(pk=by.pk).order_by("sort_name", "pk")
    listed = list(people[: MOST_LISTED + 1]) if may_choose else []
    return OrderForm(
        offering=offering,
        person=person,
        fields=[] if is_back else _shown(terms, by, given),
        people=[(str(each.pk), each.name) for each in listed[:MOST_LISTED]]
        if len(listed) <= MOST_LISTED
        else [],
        is_for_others=bool(listed),
        unit_price=_price(terms, 1),
        total_price=_price(terms, count),
        lead=lead_words(terms.lead_days) if terms else "",
        approvers=approvers_for(terms.approvals, offering, person, sum_, by=by)
        if terms and person and not code and not is_back
        else (),
        why_not=label("not_eligible", code) if code else "",
        alternative=instead_of(offering, person, code) if person and code else None,
        is_new=is_new,
        is_to_be_proven=code == UNPROVEN,
    )


def _why_not(
    offering: Offering, terms: Terms | None, person: Person | None, by: Person, given: Given
) -> str:
    """Return the code of why it cannot be had as it is; nothing where it can.

    What somebody has they may keep, and give back whatever became of its offering.
    """
    if person is None:
        return ""
    _may, code = eligibility(offering, person, by=by, quantity=max(1, given.count))
    if given.purpose == "end":
        return ""
    if given.held is not None:
        code = code if not offering.is_orderable else ""
    is_unproven = terms is not None and terms.needs_identity and not is_proven(person, now())
    return code or (UNPROVEN if is_unproven else "")


def begun(
    offering: Offering, person: Person, held: Subscription | None = None
) -> dict[str, object]:
    """Return what the form of an offering begins with for a person: what they have, where it is so.

    Files are handed in anew.
    """
    if offering.published is None:
        return {}
    terms = terms_of(offering.published)
    known = dict(held.details) if held else {}
    kept = {key: said for key, said in known.items() if key not in terms.file_keys}
    return begun_for(terms.form, person) | kept


def read(offering: Offering, given: Mapping[str, list[str]], by: Person) -> dict[str, object]:
    """Return what a page sent as answers; people who were named in writing are found."""
    if offering.published is None:
        return {}
    fields = terms_of(offering.published).form
    answers = read_answers(fields, given)
    for each in fields:
        typed = answers.get(each.key)
        if each.kind == "person" and isinstance(typed, str) and typed:
            found = named(orderable_for(by), typed)
            answers[each.key] = found.pk if found else typed
    return answers


def whom(offering: Offering, by: Person, typed: str) -> Person | None:
    """Return for whom it is: the reader, or somebody they may order for; None where unclear."""
    words = typed.strip()
    if not words or words == str(by.pk):
        return by
    return named(orderable_for(by), words) if offering.is_requestable_for_others else None


def named(people: QuerySet[Person], typed: str) -> Person | None:
    """Return who is meant by a key, a mail address or a whole name; None where that is unclear."""
    words = typed.strip()
    if words.isascii() and words.isdigit() and len(words) <= 18:
        return people.filter(pk=int(words)).first()
    if "@" in words:
        reached = by_mail(words)
        return people.filter(pk=reached.pk).first() if reached else None
    found = list(matching(people, words)[:2]) if len(words) > 1 else []
    return found[0] if len(found) == 1 else None


def _shown(terms: Terms | None, by: Person, given: Given) -> list[FieldShown]:
    if terms is None:
        return []
    shown = form_shown(terms.form, given.answers, reader=by)
    return [_with_fault(each, given.wrong.get(f"field-{each.key}", "")) for each in shown]


def _with_fault(each: FieldShown, words: str) -> FieldShown:
    return FieldShown(
        each.key,
        each.kind,
        each.name,
        each.hint,
        each.is_needed,
        each.value,
        each.options,
        words,
        each.most,
    )


def _price(terms: Terms | None, count: int) -> str:
    if terms is None:
        return ""
    return price_words(total(terms.price, count), terms.currency, terms.period)
