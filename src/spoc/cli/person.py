"""Write down a person, or issue a token for one: `spoc person create`, `spoc person token`."""

import argparse
import getpass
import sys

from django.utils.translation import gettext as _

from spoc.kit.errors import NotFound
from spoc.people.activities import (
    add_person,
    grant_role,
    issue_token,
    set_password,
    verify_address,
)
from spoc.people.queries import by_mail, system

NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and what for."""
    actions = parser.add_subparsers(dest="action", required=True)
    create = actions.add_parser("create", help="write down a person who can sign in")
    create.add_argument("name")
    create.add_argument("mail")
    create.add_argument("--administrator", action="store_true", help="looks after settings")
    token = actions.add_parser("token", help="issue a key for a machine that acts as a person")
    token.add_argument("mail")
    token.add_argument("name", help="what the key is for")
    token.add_argument("--read-only", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Do it, and print what is shown only once."""
    return _create(options) if options.action == "create" else _token(options)


def _create(options: argparse.Namespace) -> int:
    by = system()
    person = add_person(options.name, by=by, mail=options.mail)
    set_password(person, by=by, password=_password())
    verify_address(person, by=by, value=options.mail)
    if options.administrator:
        grant_role(person, by=by, role="AD")
    print(_("{name} can sign in.").format(name=person.name))
    return 0


def _token(options: argparse.Namespace) -> int:
    person = by_mail(options.mail)
    if person is None:
        raise NotFound(_("Nobody has the address {mail}.").format(mail=options.mail))
    scopes = ["read"] if options.read_only else ["read", "write"]
    _row, secret = issue_token(person, by=system(), name=options.name, scopes=scopes)
    print(secret)
    return 0


def _password() -> str:
    """Ask for a password where somebody can answer; read a line where it is piped."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Password: "))
    return sys.stdin.readline().rstrip("\n")
