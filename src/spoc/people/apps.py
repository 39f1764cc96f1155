"""The people app: its nouns and the kinds of fact it records."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Persons, organisations, communities, teams, roles."""

    name = "spoc.people"

    def ready(self) -> None:
        """Register the nouns of people and the sentences of their facts."""
        from spoc.audit.activities import declare, labels
        from spoc.kit.nouns import Noun, register
        from spoc.people import access
        from spoc.people.models import Community, Organisation, Person, Team, Tier
        from spoc.people.words import ROLE, SUPPORT

        register(Noun("person", Person, str, lambda p: f"/people/{p.pk}", access.visible_to))
        register(
            Noun(
                "organisation",
                Organisation,
                str,
                lambda o: f"/organisations/{o.pk}",
                access.organisations_visible_to,
            )
        )
        register(
            Noun(
                "team", Team, str, lambda t: f"/queues/{cast(Team, t).key}", access.teams_visible_to
            )
        )
        register(
            Noun(
                "community",
                Community,
                str,
                lambda c: "/settings/communities",
                access.communities_visible_to,
            )
        )
        register(Noun("tier", Tier, str, lambda t: "/settings/tiers", access.tiers_visible_to))
        labels("role", ROLE)
        labels("tier", SUPPORT)
        declare(**SENTENCES)
        import_module("spoc.people.search")
        import_module("spoc.people.reactions")


SENTENCES = {
    "person__added": _("{by} wrote down {subject}"),
    "person__changed": _("{by} changed {subject}"),
    "person__merged": _("{by} merged {subject} into {into}"),
    "person__absorbed": _("{by} merged {other} into {subject}"),
    "person__signed_in": _("{subject} signed in"),
    "keys__chosen": _("{by} changed the keys of {subject}"),
    "address__added": _("{by} added {value} to {subject}"),
    "address__verified": _("{subject} proved that {value} is theirs"),
    "password__set": _("{by} set a password for {subject}"),
    "token__issued": _("{by} issued the token {name} for {subject}"),
    "token__revoked": _("{by} revoked the token {name} of {subject}"),
    "role__granted": _("{by} granted {subject} the role {role:role}"),
    "role__revoked": _("{by} revoked the role {role:role} of {subject}"),
    "team__founded": _("{by} formed the team {name}"),
    "team__joined": _("{by} gave {subject} a place in {team}"),
    "team__left": _("{by} took {subject} out of {team}"),
    "community__founded": _("{by} founded the community {name}"),
    "team__changed": _("{by} changed the team {name}"),
    "tier__changed": _("{by} changed the time box of a tier: {tier:tier}"),
    "community__changed": _("{by} changed the community {name}"),
    "community__unaddressed": _("{by} took the address {value} from {subject}"),
    "organisation__changed": _("{by} changed the organisation {name}"),
    "community__addressed": _("{by} gave {subject} the address {value}"),
    "organisation__founded": _("{by} wrote down the organisation {name}"),
}
