"""What this app itself tells people of: a way in or out of theirs that does not work."""

from django.utils.translation import gettext_lazy as _

from spoc.channels.events import Event

EVENTS = (
    Event(
        "channel_failed",
        _("A channel of yours does not work"),
        _("{name} does not work: {problem}"),
        usual="mail",
        icon="alert",
        is_urgent=True,
    ),
    Event(
        "vouching",
        _("Somebody of mine waits for me to say that it is them"),
        _("{name} asks you to say that it is them: they will tell you a code"),
        usual="mail",
        icon="key",
        # it is over in ten minutes
        is_urgent=True,
    ),
    Event(
        "webhook_kept",
        _("Somebody else set up or changed a webhook of yours"),
        _("{who} decided that {name}, which hears what you may know, is told at {address}"),
        usual="mail",
        icon="alert",
    ),
    Event(
        "webhook_taken",
        _("Somebody else took over a webhook of yours"),
        _("{who} gave your webhook {name} another address: it is theirs now"),
        usual="mail",
        icon="alert",
    ),
    Event(
        "webhook_off",
        _("A webhook of yours was switched off"),
        _("{name} was switched off, since nothing it was told arrived: {problem}"),
        usual="mail",
        icon="alert",
    ),
)
