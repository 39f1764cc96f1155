"""What may be typed about channels and about being told, and how a form says what is refused."""

from spoc.channels.forms.channel import ChannelForm
from spoc.channels.forms.notices import TimesForm, WaysForm

__all__ = ["ChannelForm", "TimesForm", "WaysForm"]
