"""What of an offering can be found: its name, what it is, and its service, in both languages."""

from spoc.catalogue.models import Offering
from spoc.search.registry import Findable, findable


def describe(offering: Offering) -> Findable:
    """Return the words of an offering."""
    service = offering.service
    told = [words for language in offering.told.values() for words in language.values()]
    names = [*offering.names.values(), service.name, *service.names.values()]
    return Findable(offering.name, " ".join([*names, *told, *offering.words]))


findable("offering", describe)
