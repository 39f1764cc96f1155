"""The words of announcements: their facts, kinds and states, and what they are registered as."""

from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import declare, labels
from spoc.channels.announce_access import (
    ANNOUNCEMENTS,
    announcements_visible_to,
    followers_visible_to,
)
from spoc.channels.models import Announcement, StatusFollower
from spoc.kit.nouns import Noun, register

KIND = {
    "incident": _("Disturbance"),
    "maintenance": _("Maintenance"),
    "news": _("News"),
    "promotion": _("Offer"),
}
STATE = {
    "draft": _("Draft"),
    "published": _("Published"),
    "updated": _("Updated"),
    "ended": _("Ended"),
}
SENTENCES = {
    "announcement__drafted": _("{by} wrote the announcement {title}"),
    "announcement__changed": _("{by} changed the announcement {title}"),
    "announcement__published": _("{by} published the announcement {title}"),
    "announcement__updated": _("{by} told more of {title}"),
    "announcement__ended": _("{by} ended the announcement {title}"),
    "announcement__told": _("{count} who follow by mail were written to"),
    "follower__asked": _("An address was asked whether it wants to follow {community}"),
    "follower__confirmed": _("An address follows {community} by mail"),
    "follower__left": _("An address follows {community} no longer"),
}


def register_announcements() -> None:
    """Register the nouns, declare the facts and the labels."""
    register(
        Noun(
            "announcement",
            Announcement,
            str,
            lambda a: f"/announcements/{a.pk}",
            announcements_visible_to,
            lambda a: [ANNOUNCEMENTS],
        )
    )
    register(
        Noun(
            "follower",
            StatusFollower,
            lambda f: f"follower {f.pk}",
            lambda f: "/announcements",
            followers_visible_to,
            lambda f: [],
        )
    )
    labels("announcement_kind", KIND)
    labels("announcement_state", STATE)
    declare(**SENTENCES)
