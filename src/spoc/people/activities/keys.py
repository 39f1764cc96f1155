"""`choose_keys`: which keys of the keyboard do what, for one person."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit import keymap
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person


@activity
def choose_keys(
    person: Person, *, by: Person, usual: Iterable[str], chosen: Mapping[str, str]
) -> Person:
    """Let other keys do what the usual ones do, for oneself; an empty one turns it off.

    Two things cannot have one key, and what the browser keeps to itself is refused.
    """
    demand(by.pk == person.pk)
    known = set(usual)
    wanted = {key: _read(written) for key, written in chosen.items() if key in known}
    kept = {key: press for key, press in wanted.items() if press is not None and press != key}
    wrong = {key: _why_not(press) for key, press in wanted.items() if press != key}
    sentence = _("%(key)s does something else already: change that first, or choose another.")
    for key in keymap.clashes(known, kept):
        wrong[key] = wrong[key] or sentence % {"key": keymap.shown(kept[key])}
    if any(wrong.values()):
        fields = {key: words for key, words in wrong.items() if words}
        raise NotPossible(_("Some keys cannot be chosen: see beside them."), fields=fields)
    if kept != person.keys:
        changes = {"keys": [person.keys, kept]}
        person.keys = kept
        person.save(update_fields=["keys"])
        record("keys.chosen", person, by=by, changes=changes)
    return person


def _read(written: str) -> str | None:
    """Return the key that was written; an empty one is off, and what is no key is None."""
    return keymap.normal(written) if written.strip() else ""


def _why_not(press: str | None) -> str:
    """Return why a key cannot be had; nothing where it can."""
    if press is None:
        return _("Write a key as it stands on the keyboard: X, Ctrl+Enter, or G L.")
    if press in keymap.RESERVED:
        words = _("The browser or the pages need %(key)s for something else.")
        return words % {"key": keymap.shown(press)}
    return ""
