"""How often one visitor may do what anybody may: counted by where they come from."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import TooMany


def demand_seldom(request: HttpRequest, what: str, *, most: int, seconds: int) -> None:
    """Refuse what this visitor did so often already, until that many seconds have passed."""
    key = f"often-{what}-{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, seconds):
        return
    try:
        count = cache.incr(key)
    except ValueError:  # the time was over between the two
        return
    if count > most:
        raise TooMany(_("That was often in a short time: please try again later, or call us."))
