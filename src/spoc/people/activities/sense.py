"""What is refused of communities, organisations, teams and grants, whoever asks for it."""

from collections.abc import Iterable, Mapping
from typing import NoReturn
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.nouns import is_noun, noun
from spoc.kit.text import one_line
from spoc.people.models import Community, Grant, Language, Person
from spoc.people.rules import domain_of
from spoc.people.voice import LANGUAGES, WORDS
from spoc.people.words import TIER

HUES, CHROMAS = range(360), range(40, 141)
MOST_DOMAINS = 200


def called(name: str, limit: int = 120) -> str:
    """Return a name on one line; refuse none."""
    line = one_line(name, limit)
    if not line:
        refuse("name", _("Give it a name."))
    return line


def checked_domains(words: Iterable[str]) -> list[str]:
    """Return mail domains as they are compared, each once; refuse what is none."""
    found: dict[str, None] = {}
    for word in words:
        domain = domain_of(word)
        if not domain:
            said = {"domain": one_line(word, 60)}
            refuse("domains", _("%(domain)s is no domain: write it such as example.org.") % said)
        found[domain] = None
    if len(found) > MOST_DOMAINS:
        refuse("domains", _("These are more than 200 domains: write fewer."))
    return list(found)


def demand_tier(tier: int) -> None:
    """Refuse a tier that no team stands on."""
    if str(tier) not in TIER:
        refuse("tier", _("Choose a line between 0 and 3."))


def demand_voice(said: Mapping[str, object]) -> None:
    """Refuse, each at its field, what no community can speak with; what is not said is well."""
    known: dict[str, Iterable[object]] = {
        "language": Language.values,
        "tone": Community.Tone.values,
        "zone": available_timezones(),
        "hue": HUES,
        "chroma": CHROMAS,
    }
    for field, values in known.items():
        if field in said and said[field] not in values:
            refuse(field, _("Choose one of those there are."))
    words = said.get("words")
    if isinstance(words, dict):
        _demand_words(words)


def demand_scope(by: Person, scope: str, scope_id: int | None) -> None:
    """Refuse a reach that is none: everything, or one record that there is."""
    if scope == Grant.Scope.ALL and scope_id is None:
        return
    is_known = scope in Grant.Scope.values and is_noun(scope) and scope_id is not None
    if not is_known or not _there_is(by, scope, scope_id):
        refuse("scope", _("Choose how far the role reaches: everything, or one record there is."))


def refuse(field: str, words: str) -> NoReturn:
    """Refuse what stands in a field."""
    raise NotPossible(words, fields={field: words})


def _demand_words(words: Mapping[str, Mapping[str, str]]) -> None:
    if set(words) - set(LANGUAGES) or any(set(told) - set(WORDS) for told in words.values()):
        refuse("words", _("Choose one of those there are."))


def _there_is(by: Person, scope: str, pk: int | None) -> bool:
    kind = noun(scope)
    if by.kind == Person.Kind.SYSTEM:
        return kind.model._base_manager.filter(pk=pk).exists()
    return kind.visible_to(by).filter(pk=pk).exists()
