"""Asking the index: words in both languages, misspelt titles, and nothing one may not see."""

import re
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet

from spoc.kit import nouns
from spoc.search.models import Document
from spoc.search.registry import source
from spoc.search.rules import nearest

NEWEST = 1_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: where it is and how well it fits."""

    noun: str
    pk: int
    title: str
    address: str
    rank: float


def numbers_matching(person: object, words: str, *, noun: str) -> list[int]:
    """."""
    return []
