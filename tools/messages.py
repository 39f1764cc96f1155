"""The words people read, in every language: found in the source, kept in catalogues, compiled.

`extract` brings the catalogues up to the source, `compile` makes what Django reads, `check` names
what is not translated. Babel does the work, so that no system gettext is needed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "spoc"
LOCALES = SOURCE / "locale"
LANGUAGES = ("sv",)
METHODS = [
    ("**/migrations/**", "ignore"),
    ("**/static/**", "ignore"),
    ("**.py", "python"),
    ("**/jinja2/**.html", "jinja2"),
    ("**/jinja2/**.txt", "jinja2"),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def found() -> Catalog:
    """Return every message of the source, with the places it stands in."""
    catalog = Catalog(project="Spoc", charset="utf-8")
    options = {pattern: {"trimmed": "true"} for pattern, _method in METHODS if "jinja2" in pattern}
    messages = extract_from_dir(SOURCE, METHODS, options, KEYWORDS, comment_tags=("Translators:",))
    for filename, _line, message, comments, context in messages:
        catalog.add(
            message, locations=[(filename, 0)], auto_comments=comments, context=context or None
        )
    return catalog


def kept(language: str) -> Catalog:
    """Return the catalogue of a language as it is kept."""
    path = place(language)
    if not path.exists():
        return Catalog(locale=language, project="Spoc", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(language: str) -> Iterator[str]:
    """Return each message of the source that the catalogue of a language lacks."""
    catalog = kept(language)
    for message in found():
        if not message.id:
            continue
        known = catalog.get(message.id, message.context)
        words = known.string if known and not known.fuzzy else ""
        if not words or (isinstance(words, tuple) and not all(words)):
            yield str(message.id)


def extract() -> None:
    """Bring the catalogues up to the source; what the source no longer says goes."""
    template = found()
    for language in LANGUAGES:
        catalog = kept(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.fuzzy = False
        catalog.header_comment = "# The words of Spoc in another language; see tools/messages.py."
        place(language).parent.mkdir(parents=True, exist_ok=True)
        with place(language).open("wb") as file:
            write_po(file, catalog, sort_output=True, no_location=True)


def compile_all() -> None:
    """Make what Django reads of each catalogue."""
    for language in LANGUAGES:
        with place(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, kept(language))


def check() -> int:
    """Name what is not translated; 1 when anything is not."""
    missing = [(language, words) for language in LANGUAGES for words in untranslated(language)]
    for language, words in missing:
        sys.stdout.write(f"{language}: no translation of {words!r}\n")
    return 1 if missing else 0


def place(language: str) -> Path:
    """Return where the catalogue of a language is kept."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


if __name__ == "__main__":
    wish = sys.argv[1] if len(sys.argv) > 1 else "check"
    if wish == "extract":
        extract()
    if wish in ("extract", "compile"):
        compile_all()
    sys.exit(check() if wish == "check" else 0)
