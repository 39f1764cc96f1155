"""One search over all that may help: guides, what can be asked for, own requests, how we work.

Without script it is a page; with script the same answers stand below the field while one writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue.access import had_by, public_for
from spoc.catalogue.queries import SPOKEN_TO, offered, spoken_to
from spoc.kit.text import one_line
from spoc.knowledge.queries.matching import matches
from spoc.knowledge.queries.procedures import published_to
from spoc.people.models import Community, Person
from spoc.requests.queries.own import Row, found

LONGEST = 300
SHORTEST = 2
MOST, MOST_AT_ONCE = 8, 3
HELPING = {"article": "article", "known_error": "article", "outage": "alert", "offering": "plus"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that was found: its title, where it is, and a line about it."""

    icon: str
    title: str
    href: str
    detail: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found for some words, by what it is."""

    words: str
    guides: list[Answer]
    things: list[Answer]
    own: list[Row]
    procedures: list[Answer]

    @property
    def count(self) -> int:
        """How much was found."""
        groups: tuple[Sequence[object], ...] = (self.guides, self.things, self.own, self.procedures)
        return sum(len(each) for each in groups)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for the words, and lead on to asking us."""
    context = {"answers": _answers(request, MOST)}
    return render(request, "requests/portal/search.html", context)


@require_safe
def at_once(request: HttpRequest) -> HttpResponse:
    """Show the best of it below the field."""
    context = {"answers": _answers(request, MOST_AT_ONCE)}
    return render(request, "requests/portal/_answers.html", context)


def _answers(request: HttpRequest, most: int) -> Answers:
    words = one_line(request.GET.get("q", ""), LONGEST)
    if len(words) < SHORTEST and not words.isdecimal():
        return Answers(words, [], [], [], [])
    user = get_user(request)
    person = user if isinstance(user, Person) else None
    community = spoken_to(person, request.COOKIES.get(SPOKEN_TO, ""))
    helping = _helping(words, person, community, most)
    things = [each for kind, each in helping if kind == "offering"]
    return Answers(
        words=words,
        guides=[each for kind, each in helping if kind != "offering"],
        things=[*things, *_services(words, person, community)][:most],
        own=found(person, words, limit=most) if person else [],
        procedures=_procedures(words, person, community)[:most],
    )


def _helping(
    words: str, person: Person | None, community: Community, most: int
) -> list[tuple[str, Answer]]:
    """Return the guides, disturbances and things to order that fit, with what they are."""
    kinds = tuple(HELPING)
    fits = matches(words, person, community, get_language() or "", limit=2 * most, kinds=kinds)
    return [
        (each.kind, Answer(HELPING[each.kind], each.title, each.address, each.reason))
        for each in fits
    ]


def _services(words: str, person: Person | None, community: Community) -> list[Answer]:
    """Return the services whose name or description has one of the words."""
    rows = had_by(person) if person else public_for(community)
    return [
        Answer("list", each.name, _address(each.key), each.description)
        for each in offered(rows, community)
        if _has(words, f"{each.name} {each.description}")
    ]


def _procedures(words: str, person: Person | None, community: Community) -> list[Answer]:
    rows = published_to(person, community)
    return [
        Answer(
            "article",
            each.title,
            reverse("knowledge:portal-procedure", kwargs={"pk": each.pk}),
            _("How we work"),
        )
        for each in rows
        if _has(words, each.title)
    ]


def _address(key: str) -> str:
    return reverse("catalogue:offer", kwargs={"key": key})


def _has(words: str, told: str) -> bool:
    """Tell whether a text has one of the longer words, or the words as they stand."""
    said = told.casefold()
    long = [word for word in words.casefold().split() if len(word) > SHORTEST]
    return words.casefold() in said or any(word in said for word in long)
