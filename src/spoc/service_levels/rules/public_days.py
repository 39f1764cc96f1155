"""Public holidays: which days a country, or a region of it, keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

# days that are no holidays by law and on which nobody works all the same, such as Christmas Eve
CATEGORIES = ("public", "de_facto")


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day that is kept: its name in the reader's language where it is known, and by what."""

    day: date
    name: str
    is_by_law: bool


@cache
def countries() -> tuple[str, ...]:
    """Return the codes of the countries whose holidays are known."""
    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


@cache
def regions(country: str) -> tuple[tuple[str, str], ...]:
    """Return the regions of a country that keep days of their own: code and name."""
    codes = holidays.list_supported_countries(include_aliases=False).get(country, [])
    if not codes:
        return ()
    names = {code: name for name, code in _kept(country).subdivisions_aliases.items()}
    return tuple((code, names.get(code, code)) for code in codes)


def public_days(
    country: str, region: str, years: Iterable[int], language: str
) -> tuple[PublicDay, ...]:
    """Return the days kept in these years, in order; none for a country not known."""
    if country not in countries() or (region and region not in dict(regions(country))):
        return ()
    spoken = _language(country, language)
    span = list(years)
    by_law = _kept(country, region, span, ("public",), spoken)
    offered = set(CATEGORIES) & set(_kept(country).supported_categories)
    kept = _kept(country, region, span, tuple(sorted(offered)), spoken)
    return tuple(PublicDay(day, name, day in by_law) for day, name in sorted(kept.items()))


def _language(country: str, language: str) -> str:
    """Return the nearest of the languages a country's days are written in."""
    known = _kept(country).supported_languages
    wanted = language.split("-")[0]
    spoken = [each for each in known if each.split("_")[0] == wanted]
    return next(iter([*spoken, *(each for each in known if each.startswith("en"))]), "")


def _kept(
    country: str,
    region: str = "",
    years: Iterable[int] = (),
    categories: tuple[str, ...] = ("public",),
    language: str = "",
) -> holidays.HolidayBase:
    return holidays.country_holidays(
        country,
        subdiv=region or None,
        years=years,
        categories=categories,
        language=language or None,
    )
