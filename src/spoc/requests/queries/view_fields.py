"""The fields that views are made of: each is one entry, and a further one is one more."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import label
from spoc.catalogue.models import Category
from spoc.catalogue.queries import live_services
from spoc.people.access import communities_visible_to
from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.records.queries import watched
from spoc.requests.models import RequestTag, SupportRequest, Tag
from spoc.requests.queries.custom_view_fields import WithOwn
from spoc.requests.queries.dispatch import UNROUTABLE
from spoc.requests.queries.shape import Choices, ViewField
from spoc.requests.rules import CLOSURE_CODES, METHODS, PENDING_REASONS, TYPES, Status
from spoc.requests.rules.fulfilment import STAGES
from spoc.requests.rules.view import Condition
from spoc.requests.words import CHANNEL

ME, MINE = "me", "mine"
STATES = tuple(str(status) for status in Status)
PRIORITIES = tuple(str(number) for number in range(1, 6))
LEVELS = ("1", "2", "3")


def stage_of(each: SupportRequest) -> str:
    """Return how far an order is; nothing where nothing of the catalogue was ordered."""
    order = getattr(each, "fulfilment", None)
    return order.stage if order is not None else ""


def fields_for(person: Person) -> Mapping[str, ViewField]:
    """Return the fields this person makes views of, by key, in the order they are offered."""
    return WithOwn({each.key: each for each in STANDARD}, person)


def labelled(key: str, words: Any, table: str, codes: tuple[str, ...], **further: Any) -> ViewField:
    """Return a field that holds one of some codes, whose words stand in a table."""

    def value(each: SupportRequest) -> object:
        code = getattr(each, key)
        return label(table, code) if code not in (None, "") else None

    def choices(person: Person) -> Choices:
        return [(code, label(table, code)) for code in codes]

    asked: dict[str, Any] = {"choices": choices, "value": value, "reads": (key,), "codes": codes}
    return ViewField(key, words, "choice", key, **{"is_grouped": True, **asked, **further})


def record(
    key: str, words: Any, choices: Callable[[Person], Choices], *reads: str, **further: Any
) -> ViewField:
    """Return a field that points at another record; `reads` are the parts of it that name it."""

    def value(each: SupportRequest) -> object:
        other = getattr(each, key)
        return str(other) if other else None

    kept: dict[str, Any] = {
        "choices": choices,
        "value": value,
        "order": f"{key}__{reads[0]}",
        "is_grouped": True,
    }
    kept |= {"reads": tuple(f"{key}__{part}" for part in reads), "may_be_empty": True}
    return ViewField(key, words, "choice", f"{key}_id", **kept | further)


def moment(key: str, words: Any, path: str, **further: Any) -> ViewField:
    """Return a field that holds a moment."""
    kept: dict[str, Any] = {"value": lambda each: getattr(each, path), "reads": (path,), **further}
    return ViewField(key, words, "moment", path, **kept)


def number(key: str, words: Any, path: str, **further: Any) -> ViewField:
    """Return a field that counts something."""
    kept: dict[str, Any] = {"value": lambda each: getattr(each, path), "reads": (path,), **further}
    return ViewField(key, words, "number", path, **kept)


def flag(key: str, words: Any, holds: Callable[[Person], Q], **further: Any) -> ViewField:
    """Return a field that is so or is not; it is asked about, and no column."""

    def ask(condition: Condition, person: Person) -> Q:
        found = SupportRequest.objects.filter(holds(person)).values("pk")
        return Q(pk__in=found) if condition.values == ("yes",) else ~Q(pk__in=found)

    return ViewField(key, words, "flag", "", ask=ask, is_sorted=False, **further)


def _agents(person: Person) -> Choices:
    teams = teams_in_order().prefetch_related("members")
    agents = {each.pk: each for team in teams for each in team.members.all() if each.is_active}
    names = sorted(agents.values(), key=lambda each: each.sort_name)
    return [(ME, str(_("Whoever looks at it"))), *((str(each.pk), each.name) for each in names)]


def _teams(person: Person) -> Choices:
    own = (MINE, str(_("The teams of whoever looks at it")))
    return [own, *((str(team.pk), team.name) for team in teams_in_order())]


def _services(person: Person) -> Choices:
    return [(str(each.pk), str(each)) for each in live_services()]


def _categories(person: Person) -> Choices:
    rows = Category.objects.filter(is_live=True).order_by("name")
    return [(str(each.pk), str(each)) for each in rows]


def _communities(person: Person) -> Choices:
    return [(str(each.pk), each.name) for each in communities_visible_to(person)]


def _tags(person: Person) -> Choices:
    return [(str(each.pk), each.name) for each in Tag.objects.order_by("name")]


def _who(code: str, person: Person) -> list[object]:
    return [person.pk if code == ME else int(code)]


def _which_team(code: str, person: Person) -> list[object]:
    return list(person.team_ids) if code == MINE else [int(code)]


def _named_so(condition: Condition, person: Person) -> Q:
    """Return which requests carry the tags a condition names."""
    named = RequestTag.objects.all()
    if condition.values:
        named = named.filter(tag__in=[int(each) for each in condition.values])
    found = Q(pk__in=named.values("support_request"))
    return found if condition.operator in ("is", "one_of", "filled") else ~found


def _tag_names(each: SupportRequest) -> str:
    return ", ".join(sorted((str(row.tag) for row in each.tagged.all()), key=str.casefold))


def _watched(person: Person) -> Q:
    return Q(pk__in=watched("request", person).values("subject_id"))


UNANSWERED = Q(requester_spoke_at__isnull=False) & (
    Q(desk_spoke_at=None) | Q(requester_spoke_at__gt=F("desk_spoke_at"))
)
PERSON = ("sort_name", "name")
STANDARD = (
    number("number", _("Number"), "id"),
    ViewField("title", _("Subject"), "text", "title", lambda each: each.title, reads=("title",)),
    labelled("status", _("Status"), "request_status", STATES),
    labelled("type", _("Type"), "request_type", TYPES),
    replace(labelled("priority", _("Priority"), "priority", PRIORITIES), codes=()),
    labelled("impact", _("Impact"), "impact", LEVELS, may_be_empty=True),
    labelled("urgency", _("Urgency"), "urgency", LEVELS, may_be_empty=True),
    labelled("pending_reason", _("Waits for"), "pending", PENDING_REASONS, may_be_empty=True),
    record("service", _("Service"), _services, "name", "names"),
    record("category", _("Category"), _categories, "name", "names"),
    record("team", _("Team"), _teams, "sort_name", "name", means=_which_team),
    record("assignee", _("Assignee"), _agents, *PERSON, means=_who),
    record("owner", _("Owner"), _agents, *PERSON, means=_who),
    ViewField(
        "requester",
        _("Requester"),
        "text",
        "requester__name",
        lambda each: each.requester.name,
        reads=("requester__name",),
        order="requester__sort_name",
    ),
    ViewField(
        "organisation",
        _("Organisation"),
        "text",
        "organisation__name",
        lambda each: each.organisation.name if each.organisation else None,
        reads=("organisation__name",),
        may_be_empty=True,
        is_grouped=True,
    ),
    record("community", _("Community"), _communities, "name"),
    ViewField(
        "tags",
        _("Tags"),
        "tags",
        "",
        _tag_names,
        along=("tagged__tag",),
        choices=_tags,
        ask=_named_so,
        may_be_empty=True,
        is_sorted=False,
    ),
    labelled("channel", _("Came by"), "channel", tuple(CHANNEL)),
    moment("due", _("Due"), "due_at", order="due_rank", may_be_empty=True),
    moment("created", _("Registered"), "created_at"),
    moment("updated", _("Active"), "updated_at"),
    moment("answered", _("First answer"), "first_response_at", may_be_empty=True),
    moment("resolved", _("Solved"), "resolved_at", may_be_empty=True),
    moment("closed", _("Closed"), "closed_at", may_be_empty=True),
    labelled("closure_code", _("Result"), "closure", CLOSURE_CODES, may_be_empty=True),
    ViewField(
        "order_stage",
        _("Stage of the order"),
        "choice",
        "fulfilment__stage",
        lambda each: label("order_stage", stage_of(each)) if stage_of(each) else None,
        reads=("fulfilment__stage",),
        choices=lambda person: [(code, label("order_stage", code)) for code in STAGES[1:]],
        codes=STAGES[1:],
        may_be_empty=True,
        is_sorted=False,
    ),
    labelled("resolution_method", _("How it was met"), "method", METHODS, may_be_empty=True),
    number("contacts", _("Contacts"), "contact_count"),
    number("hops", _("Handed on"), "hop_count"),
    number("reopened", _("Reopened"), "reopen_count"),
    flag("watched", _("Watched by whoever looks at it"), _watched),
    flag("unanswered", _("The requester waits for an answer"), lambda person: UNANSWERED),
    flag("major", _("Major incident"), lambda person: Q(is_major=True)),
    flag("complaint", _("Complaint"), lambda person: Q(is_complaint=True)),
    flag("vip", _("Requester is a VIP"), lambda person: Q(requester__is_vip=True)),
    flag("unroutable", _("Nobody to dispatch to"), lambda person: UNROUTABLE),
)
# what these ask stays in its words, whatever the desk adds
STEADY = frozenset(each.key for each in STANDARD)
