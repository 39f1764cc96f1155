"""Keeping views: making, changing and deleting them, pinning them, and taking one along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person, Team
from spoc.requests import view_access
from spoc.requests.models import View
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.queries.view_question import Offered
from spoc.requests.rules.dispatch import moved
from spoc.requests.rules.view import (
    AUDIENCES,
    MOST_COLUMNS,
    MOST_ORDERS,
    MOST_PINS,
    Misfit,
    as_tree,
    parse,
)
from spoc.requests.view_words import MISFITS


@dataclass(frozen=True, slots=True)
class ViewParticulars:
    """What is said of a view: its name, who has it, what it asks for, and how it is drawn."""

    name: str
    conditions: Mapping[str, Any]
    audience: str = "mine"
    team: Team | None = None
    columns: Sequence[str] = ()
    grouping: str = ""
    order: Sequence[str] = field(default_factory=tuple)


@activity
def add_view(owner: Person, *, by: Person, particulars: ViewParticulars) -> View:
    """Make a view: for oneself, for one's team, or for everybody at the desk."""
    demand(view_access.may_keep_views(by) and owner.pk == by.pk)
    wanted = _as_kept(by, particulars)
    view = View.objects.create(owner=owner, created_at=now(), **wanted)
    record("view.added", view, by=by, name=view.name)
    return view


@activity
def change_view(view: View, *, by: Person, particulars: ViewParticulars) -> View:
    """Change what a view asks for, how it is drawn, or who has it."""
    demand(view_access.may_change(by, view))
    wanted = _as_kept(by, particulars)
    if (view.audience, view.team_id) != (wanted["audience"], wanted["team"] and wanted["team"].pk):
        # whose it was keeps it: nobody takes another's view away from those it is shared with
        demand(view.owner_id == by.pk or view_access.may_share_with_everybody(by))
    changes = change(view, wanted)
    if changes:
        record("view.changed", view, by=by, name=view.name, changes=changes)
    return view


@activity
def delete_view(view: View, *, by: Person) -> None:
    """Delete a view, for all who have it; the requests in it stay what they are."""
    demand(view_access.may_change(by, view))
    record("view.deleted", view, by=by, name=view.name)
    view.delete()


@activity
def pin_view(view: View, *, by: Person) -> View:
    """Keep a view in one's own navigation, with a live count."""
    demand(view_access.visible_to(by).filter(pk=view.pk).exists())
    pins = by.view_pins.all()
    if pins.filter(view=view).exists():
        return view
    if pins.count() >= MOST_PINS:
        raise NotPossible(
            _("At most %(most)s views can be pinned: unpin one first.") % {"most": MOST_PINS}
        )
    last = pins.order_by("-place").first()
    by.view_pins.create(view=view, place=last.place + 1 if last else 1)
    record("view.pinned", view, by=by, name=view.name)
    return view


@activity
def unpin_view(view: View, *, by: Person) -> View:
    """Take a view out of one's own navigation."""
    gone, _rows = by.view_pins.filter(view=view).delete()
    if gone:
        record("view.unpinned", view, by=by, name=view.name)
    return view


@activity
def move_pin(view: View, *, by: Person, place: int) -> View:
    """Put a view at another place among those in one's own navigation, counted from 1."""
    demand(view_access.visible_to(by).filter(pk=view.pk).exists())
    pins = {pin.view_id: pin for pin in view_access.pins_of(by).select_for_update(of=("self",))}
    if view.pk not in pins:
        raise NotPossible(_("It is not in your navigation: pin it first."))
    before, order = list(pins), moved(list(pins), view.pk, place)
    for at, each in enumerate(order, 1):
        change(pins[each], {"place": at})
    if order != before:
        record("view.moved", view, by=by, name=view.name, place=pins[view.pk].place)
    return view


@activity
def export_view(view: View, *, by: Person, form: str, count: int) -> None:
    """Note who took how many requests of a view along, and as what."""
    demand(view_access.visible_to(by).filter(pk=view.pk).exists())
    record("view.exported", view, by=by, name=view.name, form=form, count=count)


def _as_kept(by: Person, said: ViewParticulars) -> dict[str, Any]:
    """Return a view as it is kept, or refuse what makes none, field by field."""
    name = one_line(said.name, 80)
    if not name:
        raise _wrong("name", _("Give it a name."))
    team = said.team if said.audience == "team" else None
    if said.audience not in AUDIENCES or (said.audience == "team" and team is None):
        raise _wrong("audience", _("Say who has the view, and which team."))
    if not view_access.may_share(by, said.audience, team.pk if team else None):
        raise _wrong("audience", _refused(said.audience))
    return {
        "name": name,
        "audience": said.audience,
        "team": team,
        "conditions": conditions_as_kept(by, said.conditions),
        **_drawn(by, said),
    }


def conditions_as_kept(by: Person, tree: Mapping[str, Any]) -> dict[str, object]:
    """Return conditions as they are kept, or refuse in one sentence what they cannot ask."""
    offered = Offered(by)
    try:
        return as_tree(parse(tree, offered))
    except Misfit as misfit:
        known = offered.fields.get(misfit.about)
        about = str(known.label) if known else misfit.about
        place = "-".join(str(each) for each in misfit.at)
        sentence = str(MISFITS[misfit.code]) % {"about": about}
        raise NotPossible(
            sentence, fields={f"conditions-{place}" if place else "conditions": sentence}
        ) from None


def _drawn(by: Person, said: ViewParticulars) -> dict[str, Any]:
    """Return how a view is drawn: every field there is, and each of them once."""
    fields = fields_for(by)
    columns = list(dict.fromkeys(each for each in said.columns if each))
    order = list(dict.fromkeys(each for each in said.order if each))
    sorts = [fields.get(each.removeprefix("-")) for each in order]
    if any(each not in fields or not fields[each].is_listed for each in columns):
        raise _wrong("columns", _("Choose columns that there are."))
    if len(columns) > MOST_COLUMNS:
        raise _wrong("columns", _("Choose at most %(most)s columns.") % {"most": MOST_COLUMNS})
    if any(each is None or not each.is_sorted for each in sorts) or len(order) > MOST_ORDERS:
        raise _wrong("order", _("Choose at most three fields to sort by, of those offered."))
    group = fields.get(said.grouping)
    if said.grouping and (group is None or not group.is_grouped):
        raise _wrong("grouping", _("Choose a field to group by, of those offered."))
    return {"columns": columns, "order": order, "grouping": said.grouping}


def _refused(audience: str) -> str:
    if audience == "team":
        return _("A team's views are made by its members: choose one of your teams.")
    return _("Views for everybody are made by the coordinators and managers of the desk: ask them.")


def _wrong(field_name: str, sentence: str) -> NotPossible:
    return NotPossible(sentence, fields={field_name: sentence})
