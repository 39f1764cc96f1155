"""The forms of the portal: open or closed, for whom, and who gets what is asked there."""

from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind


class Portal(ChannelKind):
    """The portal's question form: what is asked there is written down by itself."""

    key, label, settings = "portal", _("Portal form"), ()
    medium = "portal"
