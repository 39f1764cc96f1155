"""`order`: somebody wants something of the catalogue, for themselves or for somebody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import lock
from spoc.catalogue.access import may_order, may_order_for
from spoc.catalogue.form_words import answer_sentences
from spoc.catalogue.models import Offering, OfferingVersion, Subscription
from spoc.catalogue.queries.form_shown import nameable
from spoc.catalogue.rules.offering_form import check
from spoc.catalogue.terms import Terms, terms_of
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import entry_team, system
from spoc.records.activities import Upload, attach
from spoc.records.models import Attachment
from spoc.requests import access
from spoc.requests.activities.check_order import check_order
from spoc.requests.activities.classify import (
    Classification,
    restrict_like,
    set_classification,
)
from spoc.requests.activities.kept_files import take_kept_files
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.register import Registration, register
from spoc.requests.activities.touch import save
from spoc.requests.models import Basket, SupportRequest
from spoc.requests.order_words import purpose_words
from spoc.requests.queries.ordered import category_for, told_in_words
from spoc.requests.rules.fulfilment import AHEAD, MOST, PURPOSES

LONGEST_TITLE = 200
FIELD = "field-"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: which offering, what they answered to its form, and how many.

    `held` is what they have already, where it is to be changed or given back.
    """

    offering: Offering
    answers: Mapping[str, object] = field(default_factory=dict)
    quantity: int = 1
    purpose: str = "begin"
    held: Subscription | None = None
    cost_centre: str = ""
    channel: str = "portal"
    basket: Basket | None = None
    files: Mapping[str, Sequence[Upload]] = field(default_factory=dict)
    # files that were kept with a basket until now
    waiting: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)

    @property
    def file_counts(self) -> dict[str, int]:
        """How many files there are for each field."""
        return {key: len(files) for key, files in (*self.files.items(), *self.waiting.items())}


def order(person: Person, *, by: Person, wish: Wish) -> SupportRequest:
    """Order something for somebody; the desk orders in their name, all others in their own.

    All that happens to it happens with the people locked in the order of their keys.
    """
    requester = person if access.may_register(by) else by
    return place_order(person, by=by, requester=requester, wish=wish)


@activity
def place_order(person: Person, *, by: Person, requester: Person, wish: Wish) -> SupportRequest:
    """Register what is ordered, check it, and put it before who approves it.

    What the form lacks is refused at once; what cannot be met is written down and refused with
    the reason, and what may be ordered instead. The offering is locked, so that of two who want
    the last licence one is second.
    """
    offering = wish.offering
    lock(offering)
    # what is offered no more can still be given back
    is_back = wish.purpose == "end" and may_order_for(by, person)
    demand(is_back or may_order(by, offering, person), _("This is not yours to order for them."))
    version = offering.published
    if version is None:
        raise NotPossible(_("This is not offered now."))
    terms = terms_of(version)
    values = checked(terms, wish, by)
    _demand_held(person, wish)
    support_request = _registered(person, requester, by, wish, terms, values)
    _classified(support_request, offering, terms, is_back=wish.purpose == "end")
    _kept(support_request, person, wish, version, values)
    _restricted(support_request, wish, by)
    _attached(support_request, wish, terms, by)
    record(
        "order.placed",
        support_request,
        by=by,
        offering=terms.name,
        quantity=wish.quantity,
        person=person.name,
        basket=wish.basket.reference if wish.basket else None,
    )
    check_order(support_request, by=by)
    return support_request


def checked(terms: Terms, wish: Wish, by: Person) -> dict[str, object]:
    """Return what was answered to the form, or refuse it: what does not fit is named by field.

    Whoever gives something back is asked nothing: what is known of it goes along.
    """
    if wish.purpose == "end" and wish.held is not None:
        return dict(wish.held.details)
    counts, asked = wish.file_counts, terms.file_keys
    # a file is handed in, never named: its number may be that of another's
    answers = {key: said for key, said in wish.answers.items() if key not in asked}
    answers |= {key: list(range(1, counts[key] + 1)) for key in asked & counts.keys()}
    known: dict[str, set[int]] = nameable(terms.form, answers, by)
    known["file"] = set(range(1, 1 + max(counts.values(), default=0)))
    found = check(terms.form, answers, known)
    wrong = {FIELD + key: words for key, words in answer_sentences(found.faults).items()}
    if not 1 <= wish.quantity <= MOST:
        wrong["quantity"] = _("Enter how many, from 1 to %(most)s.") % {"most": MOST}
    if wish.purpose not in PURPOSES or (wish.purpose != "begin") != (wish.held is not None):
        wrong["purpose"] = _("Choose what is to be done with what they have.")
    if wrong:
        raise NotPossible(_("Something is missing, or does not fit yet."), fields=wrong)
    return found.values


def _demand_held(person: Person, wish: Wish) -> None:
    """Refuse to change by one offering what somebody has by another, or what is not theirs."""
    held = wish.held
    if held is None:
        return
    is_theirs = (held.holder_id, held.offering_id) == (person.pk, wish.offering.pk)
    if not (is_theirs and held.is_open):
        words = _("Choose something they have of this.")
        raise NotPossible(words, fields={"purpose": words})
    if held.orders.exclude(purpose="begin").filter(stage__in=AHEAD).exists():
        words = _("This was ordered already, and is under way.")
        raise NotPossible(words, fields={"purpose": words})


def _registered(
    person: Person,
    requester: Person,
    by: Person,
    wish: Wish,
    terms: Terms,
    values: Mapping[str, object],
) -> SupportRequest:
    """Register what is wanted, in words of the requester's language."""
    language = requester.speaks
    with translation.override(language):
        name = str(wish.offering)
        title = purpose_words(wish.purpose, name)
        told = told_in_words(terms.form, values)
        lines = [f"{name.removesuffix('?')}: {words}" for name, words in told]
        if wish.quantity > 1:
            lines.insert(0, _("How many: %(count)s") % {"count": wish.quantity})
        opening = _("Ordered from the catalogue: %(name)s") % {"name": title}
    registration = Registration(
        description="\n".join([opening, *lines]),
        channel=wish.channel,
        title=title[:LONGEST_TITLE],
        on_behalf_of=person if person.pk != requester.pk else None,
        language=language,
    )
    return register(requester, by=by, registration=registration)


def _classified(
    support_request: SupportRequest, offering: Offering, terms: Terms, *, is_back: bool
) -> None:
    """Say what it is: that is known of what stands in the catalogue."""
    found = Classification(
        "fulfilment",
        offering.service,
        category_for(offering, terms.category),
        impact=3,
        urgency=3,
        supportability="chargeable" if terms.price and not is_back else "supported",
    )
    machine = system()
    set_classification(support_request, found, by=machine)
    if support_request.status == "new":  # its own form asks what is needed, not further fields
        support_request.move_to("classify", _("Only a new request is classified first."))
    if support_request.team_id is None:
        support_request.team = entry_team()
    save(support_request, ["status", "team"])
    keep_promises(support_request, by=machine)


def _kept(
    support_request: SupportRequest,
    person: Person,
    wish: Wish,
    version: OfferingVersion,
    values: dict[str, object],
) -> None:
    """Keep what was ordered, for whom, and the terms it was ordered on."""
    terms = terms_of(version)
    ordered = support_request.fulfilment
    ordered.offering_version, ordered.requested_for = version, person
    ordered.move_to("order", _("It was ordered already."))
    ordered.wanted, ordered.quantity = str(wish.offering)[:200], wish.quantity
    ordered.answers, ordered.cost_centre = values, wish.cost_centre.strip()[:40]
    # who gives something back pays nothing for it
    price = terms.price if wish.purpose != "end" else None
    ordered.price, ordered.currency = price, terms.currency if price else ""
    ordered.purpose, ordered.subscription = wish.purpose, wish.held
    ordered.basket = wish.basket
    ordered.save()


def _restricted(support_request: SupportRequest, wish: Wish, by: Person) -> None:
    """Keep what is changed or given back as close as the order it was had by."""
    number = wish.held.request_number if wish.held else None
    before = (
        SupportRequest.objects.filter(pk=number, is_restricted=True).first() if number else None
    )
    if before is not None:
        restrict_like(support_request, by=by, other=before)


def _attached(support_request: SupportRequest, wish: Wish, terms: Terms, by: Person) -> None:
    """Keep the files that were handed in with the form, and name them in its answers."""
    ordered, kept = support_request.fulfilment, dict[str, object]()
    for key in terms.file_keys & ordered.answers.keys():
        if key in wish.waiting:
            kept[key] = take_kept_files(support_request, by=by, files=wish.waiting[key])
        elif key in wish.files:
            made = [attach(support_request, by=by, upload=each) for each in wish.files[key]]
            kept[key] = [each.pk for each in made]
    if kept:
        ordered.answers |= kept
        ordered.save(update_fields=["answers"])
