"""Keys as people write them: one press, with modifiers, or two presses one after the other."""

import re
from collections.abc import Iterable, Mapping

MODIFIERS = ("ctrl", "alt", "shift")
NAMED = re.compile(r"enter|space|tab|home|end|pageup|pagedown|arrow(?:up|down|left|right)|f\d{1,2}")
# what browsers keep to themselves, or what leaves a field or a dialog
RESERVED = frozenset(
    [
        *("esc", "enter", "tab", "space", "shift+tab", "home", "end", "pageup", "pagedown"),
        *("arrowup", "arrowdown", "arrowleft", "arrowright", "f5", "f11", "f12"),
        *("ctrl+t", "ctrl+n", "ctrl+w", "ctrl+q", "ctrl+r", "ctrl+l", "ctrl+tab", "ctrl+f"),
        *("ctrl+c", "ctrl+v", "ctrl+x", "ctrl+a", "ctrl+z", "ctrl+p", "ctrl+s"),
        *("ctrl+shift+t", "ctrl+shift+n", "ctrl+shift+w", "ctrl+shift+r"),
    ]
)


def normal(written: str) -> str | None:
    """Return a key as the pages know it; None for what is none.

    >>> normal("G  l"), normal("Shift + Ctrl + X"), normal("?"), normal("G L M")
    ('g l', 'ctrl+shift+x', '?', None)
    """
    presses = [_press(part) for part in re.sub(r"\s*\+\s*(?=\S)", "+", written).lower().split()]
    if not 1 <= len(presses) <= 2 or any(press is None for press in presses):
        return None
    if len(presses) == 2 and any("+" in str(press)[:-1] for press in presses):
        return None
    return " ".join(str(press) for press in presses)


def shown(key: str) -> str:
    """Return a key as it stands on the keyboard.

    >>> shown("ctrl+enter"), shown("g l")
    ('Ctrl+Enter', 'G L')
    """
    if " " in key:
        return " ".join(shown(part) for part in key.split())
    parts = key.split("+") if len(key) > 1 else [key]
    return "+".join(part[:1].upper() + part[1:] for part in parts)


def effective(usual: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return each usual key with the one that does it now; an empty one is off."""
    return {key: chosen.get(key, key) for key in usual}


def clashes(usual: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the keys that cannot be what was chosen, each with the usual key it meets.

    Two cannot be the same, and none can be the first press of another.

    >>> clashes(["c", "n", "g l"], {"c": "n"}), clashes(["c", "n", "g l"], {"c": "n", "n": "c"})
    ({'c': 'n'}, {})
    >>> clashes(["c", "g l"], {"c": "g"})
    {'c': 'g l'}
    """
    now = {key: each for key, each in effective(usual, chosen).items() if each}
    found = {}
    for key in chosen:
        others = ((other, at) for other, at in now.items() if other != key and key in now)
        met = next((other for other, at in others if _meet(now[key], at)), None)
        if met is not None:
            found[key] = met
    return found


def _meet(one: str, other: str) -> bool:
    return one == other or other.startswith(f"{one} ") or one.startswith(f"{other} ")


def _press(part: str) -> str | None:
    """Return one press with its modifiers in their order; None where it is none."""
    *modifiers, key = part.split("+") if len(part) > 1 else [part]
    if len(set(modifiers)) != len(modifiers) or not set(modifiers) <= set(MODIFIERS):
        return None
    if not (len(key) == 1 and key.isprintable()) and not NAMED.fullmatch(key):
        return None
    return "+".join([*(each for each in MODIFIERS if each in modifiers), key])
