"""What is known of a service that is to go live: what is promised of it, and what is written."""

from django.db.models import Q

from spoc.catalogue.activities import Known
from spoc.catalogue.models import Service
from spoc.knowledge.models import Article
from spoc.knowledge.rules import Confidence
from spoc.service_levels.models import Agreement

USABLE = (Confidence.NOT_VALIDATED.value, Confidence.VALIDATED.value)


def known_of(service: Service) -> Known:
    """Return what speaks for letting a service go live, beyond what the catalogue knows.

    Hours of support come with an agreement: where nothing is promised, none are set.
    """
    # one that names no service covers every one
    covers = Q(services=service) | Q(services=None)
    is_promised = Agreement.objects.filter(covers, kind="sla", state="active").exists()
    is_written = Article.objects.filter(services=service, confidence__in=USABLE).exists()
    return Known(has_promise=is_promised, has_calendar=is_promised, has_article=is_written)
