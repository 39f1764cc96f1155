"""Writing down configuration items, and changing what is kept of them."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Service
from spoc.cmdb import access
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.rules import KINDS
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, sort_key
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person, Team


class ItemParticulars(TypedDict, total=False):
    """What may be said of an item beside its name."""

    kind: str
    service: Service | None
    team: Team | None
    is_live: bool


@activity
def add_item(name: str, *, by: Person, **particulars: Unpack[ItemParticulars]) -> ConfigurationItem:
    """Write down an item; it gets its number."""
    demand(access.may_shape(by))
    item = ConfigurationItem.objects.create(**_wanted(name, particulars))
    record("item.added", item, by=by, name=item.name)
    return item


@activity
def change_item(
    item: ConfigurationItem, *, by: Person, name: str, **particulars: Unpack[ItemParticulars]
) -> ConfigurationItem:
    """Change what is kept of an item; one out of use stays where it is named."""
    demand(access.may_shape(by))
    if changes := change(item, _wanted(name, particulars)):
        record("item.changed", item, by=by, name=item.name, changes=changes)
    return item


def _wanted(name: str, particulars: ItemParticulars) -> dict[str, object]:
    said = one_line(name, 120)
    if not said:
        raise NotPossible(_("Give it a name."), fields={"name": _("Give it a name.")})
    if particulars.get("kind", KINDS[0]) not in KINDS:
        words = _("Choose what sort of thing it is.")
        raise NotPossible(words, fields={"kind": words})
    return {"name": said, "sort_name": sort_key(said), **particulars}
