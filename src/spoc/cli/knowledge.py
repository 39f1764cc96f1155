"""Take articles along, or bring them in: `spoc knowledge import`, `spoc knowledge export`."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfileobj

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoc.kit.errors import NotFound, NotPossible
from spoc.knowledge import access
from spoc.knowledge.activities.exchange import bring_in, brought_by, parcels_of
from spoc.knowledge.queries.exchange import MOST_OUT, packed
from spoc.knowledge.queries.listed import NEWEST
from spoc.knowledge.rules.parcel import MARKDOWN, Folder, Parcel
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import by_mail, signed_in

NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, from where or to where, and in whose name."""
    actions = parser.add_subparsers(dest="action", required=True)
    bring = actions.add_parser("import", help="bring articles in: all of them, or none")
    bring.add_argument("place", type=Path, help="a Markdown file, a zip, or a folder of them")
    take = actions.add_parser("export", help="write a zip of the articles and their pictures")
    take.add_argument("place", type=Path, help="the zip to write; one that is there stays")
    for action in (bring, take):
        action.add_argument("--by", required=True, metavar="MAIL", help="in whose name")


def run(options: argparse.Namespace) -> int:
    """Do it in the name of who is named, with their rights."""
    by = _person(options.by)
    return _bring(options.place, by) if options.action == "import" else _take(options.place, by)


def _bring(place: Path, by: Person) -> int:
    with ExitStack() as opened:
        try:
            made = bring_in(by, by=by, articles=brought_by(_parcels(place, opened)))
        except NotPossible as refusal:
            print(refusal.sentence, file=sys.stderr)
            for name, words in (refusal.fields or {}).items():
                print(f"{name}: {words}", file=sys.stderr)
            return 1
    words = ngettext("%(num)s article is here.", "%(num)s articles are here.", len(made))
    print(words % {"num": len(made)})
    return 0


def _parcels(place: Path, opened: ExitStack) -> list[Parcel]:
    """Return what lies there; the pictures beside a single file are brought along."""
    if place.is_dir():
        return [Folder(place)]
    if not place.is_file():
        raise NotFound(_("There is no file %(name)s.") % {"name": place})
    if place.suffix.lower() == MARKDOWN:
        return [Folder(place.parent, only=place.name)]
    return parcels_of([(place.name, opened.enter_context(place.open("rb")))])


def _take(place: Path, by: Person) -> int:
    demand(access.reads_inside(by), _("Articles are taken along by who works at the desk."))
    rows = access.visible_to(by).select_related("owner").order_by(*NEWEST)
    count = rows.count()
    if count > MOST_OUT:
        raise NotPossible(_("These are too many at once: narrow the list first."))
    if place.exists():
        raise NotPossible(_("%(name)s is there already: name another.") % {"name": place})
    rows = rows.prefetch_related("services", "categories", "items")
    with packed(rows, by) as zipped, place.open("xb") as file:
        copyfileobj(zipped, file)
    words = ngettext("%(num)s article is in %(name)s.", "%(num)s articles are in %(name)s.", count)
    print(words % {"num": count, "name": place})
    return 0


def _person(mail: str) -> Person:
    """Return who has this address, with roles and teams."""
    found = by_mail(mail)
    person = signed_in(found.pk) if found else None
    if person is None:
        raise NotFound(_("Nobody has the address {mail}.").format(mail=mail))
    return person
