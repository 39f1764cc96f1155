"""The feedback app: its nouns, its words, its facts and what follows from others'."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """What those we serve say of the service."""

    name = "spoc.feedback"

    def ready(self) -> None:
        """Register the nouns, the tables of words, the events and the sentences of the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.channels.events import register_events
        from spoc.feedback.events import EVENTS
        from spoc.feedback.words import TABLES
        from spoc.kit.nouns import register

        for noun in nouns():
            register(noun)
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)
        register_events(EVENTS)
        import_module("spoc.feedback.reactions")


def nouns() -> list:
    """Return how others name, show and guard the records of this app."""
    from spoc.feedback import access
    from spoc.feedback.models import Complaint, Compliment, FeedbackTerms, Survey
    from spoc.kit.nouns import Noun

    return [
        Noun(
            "survey",
            Survey,
            str,
            lambda survey: f"/requests/{cast(Survey, survey).support_request_id}",
            access.surveys_visible_to,
        ),
        Noun(
            "compliment",
            Compliment,
            lambda _compliment: str(_("Thanks")),
            lambda compliment: f"/satisfaction/thanks/{compliment.pk}",
            access.compliments_visible_to,
        ),
        Noun(
            "complaint",
            Complaint,
            str,
            lambda complaint: f"/complaints/{complaint.pk}",
            access.visible_to,
            reference=lambda complaint: cast(Complaint, complaint).reference,
        ),
        Noun(
            "feedback_terms",
            FeedbackTerms,
            lambda _terms: str(_("Surveys and complaints")),
            lambda _terms: "/settings/feedback",
            access.terms_visible_to,
        ),
    ]


SENTENCES = {
    "survey__sent": _("{by} asked how it was"),
    "survey__answered": _("{by} said how it was: {score:score}"),
    "survey__followed_up": _("{lead} looks into how it was"),
    "survey__expired": _("Nobody said how it was"),
    "compliment__paid": _("{by} gave thanks"),
    "complaint__received": _("{by} wrote down the complaint {reference}"),
    "complaint__described": _("{by} sorted the complaint {reference}"),
    "complaint__acknowledged": _("{by} acknowledged the complaint {reference}: {owner} answers it"),
    "complaint__late": _("Nobody has acknowledged the complaint {reference} in time"),
    "complaint__investigated": _("{by} looks into the complaint {reference}"),
    "complaint__heard": _("{by} wrote more about the complaint {reference}"),
    "complaint__responded": _("{by} responded to the complaint {reference}"),
    "complaint__accepted": _("{by} accepted the response to the complaint {reference}"),
    "complaint__escalated": _("{by} did not accept the response to the complaint {reference}"),
    "complaint__lapsed": _("Nothing more was heard of the complaint {reference}: it is closed"),
    "complaint__settled": _("{by} had the last word on the complaint {reference}"),
    "feedback_terms__changed": _("{by} changed the terms of surveys and complaints"),
}
