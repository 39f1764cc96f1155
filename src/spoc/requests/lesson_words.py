"""The words people read for the fields that history suggests."""

from django.utils.translation import gettext_lazy

LESSON = {
    "type": gettext_lazy("Type"),
    "service": gettext_lazy("Service"),
    "team": gettext_lazy("Team"),
    "person": gettext_lazy("Who knows it"),
    "urgency": gettext_lazy("Priority"),
}
