"""What of a configuration item can be found: its number, name, service and team."""

from spoc.cmdb.models import ConfigurationItem
from spoc.search.registry import Findable, findable


def describe(item: ConfigurationItem) -> Findable:
    """Return the words of an item."""
    words = [each.name for each in (item.service, item.team) if each]
    return Findable(str(item), " ".join(words))


findable("item", describe)
