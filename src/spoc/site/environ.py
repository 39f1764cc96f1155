"""Reading SPOC_* variables: each typed, each with a default that runs."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from spoc.kit.pooled import Pooled


def text(name: str, default: str = "") -> str:
    """Return the variable as text."""
    return os.environ.get(name, default)


def number(name: str, default: int) -> int:
    """Return the variable as a whole number; say which one is not."""
    try:
        return int(os.environ.get(name, default))
    except ValueError:
        raise SystemExit(f"{name} must be a whole number, such as {default}.") from None


def yes(name: str, default: bool = False) -> bool:
    """Return whether the variable says yes: 1, true, yes or on."""
    given = os.environ.get(name)
    return default if given is None else given.lower() in ("1", "true", "yes", "on")


def words(name: str) -> list[str]:
    """Return the variable as a list, separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def database(address: str, *, pool: int) -> dict[str, object]:
    """Return Django's description of the database at this address, with a pool this large."""
    url = urlsplit(address)
    query = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")) or query.pop("dbname", "spoc"),
        "USER": unquote(url.username or query.pop("user", "")),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or query.pop("host", ""),
        "PORT": str(url.port or query.pop("port", "")),
        "OPTIONS": {
            **query,
            "pool": {
                "min_size": 1,
                "max_size": pool,
                "timeout": 10,
                "connection_class": Pooled,
            },
            # what is asked in the same words again and again is planned once: see kit.prepared
            "prepare_threshold": 2,
        },
        "CONN_HEALTH_CHECKS": True,
    }
