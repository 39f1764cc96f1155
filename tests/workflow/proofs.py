"""Proving that an account is Karin Holm's, and a directory that resets its password."""

import re

from spoc.channels.activities.identity import ask_identity
from spoc.channels.models import Letter
from spoc.people.queries import system
from spoc.workflow.models import IdentityCheck

ACCOUNT = "karin.holm@norrvikhospital.example"
OTHER = "karin@home.example"
PASSWORD = "new-Pass-word-7"
TOLD = {
    "does": "reset",
    "host": "ldap.norrvik.example",
    "user": "cn=spoc",
    "password": "hush-hush",
    "base": "ou=people",
}


def begun(by=None, way="mail", account=ACCOUNT) -> tuple[IdentityCheck, str]:
    """Begin to prove whose an account is, and find the code where its owner would."""
    check, code = ask_identity(account, by=by or system(), way=way)
    return check, code or code_in(Letter.objects.latest("pk"))


def code_in(letter: Letter) -> str:
    """Return the code in a letter."""
    return re.search(r"^\d{6}$", letter.text, re.MULTILINE)[0]


def wrong(code: str) -> str:
    """Return another code."""
    return f"{(int(code) + 1) % 1_000_000:06}"
