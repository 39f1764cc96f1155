"""Browsers of the tests that go through one chain of middleware, as those of a server do."""

from django.conf import UserSettingsHolder, settings
from django.test.client import ClientHandler

_built: dict[str, object] = {}
_build = ClientHandler.load_middleware


def share_chain() -> None:
    """Build the chain once a process: it looks through all static files each time.

    Where a test sets something otherwise it gets a chain of its own.
    """
    ClientHandler.load_middleware = _load


def _load(handler: ClientHandler, is_async: bool = False) -> None:
    if is_async or isinstance(settings._wrapped, UserSettingsHolder):
        _build(handler, is_async)
        return
    if not _built:
        _build(handler)
        _built.update({name: of for name, of in vars(handler).items() if "middleware" in name})
    vars(handler).update(_built)
