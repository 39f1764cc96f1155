"""Persons and what they belong to."""

from spoc.people.models.belonging import (
    Community,
    CommunityAddress,
    Language,
    Organisation,
    Team,
)
from spoc.people.models.person import Address, Grant, Membership, Person, Token
from spoc.people.models.tier import Tier

__all__ = [
    "Address",
    "Community",
    "CommunityAddress",
    "Grant",
    "Language",
    "Membership",
    "Organisation",
    "Person",
    "Team",
    "Tier",
    "Token",
]
