"""A directory of accounts: passwords reset, accounts unlocked, groups joined and left."""

import secrets
from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ldap3 import MODIFY_ADD, MODIFY_DELETE, MODIFY_REPLACE, SUBTREE, Connection

from spoc.workflow.base import ActionKind, Errand, Outcome, Setting
from spoc.workflow.ldap_session import HERE, Refused, demand, session
from spoc.workflow.rules.actions import Json, Wanted
from spoc.workflow.rules.directory import filter_for, is_filter, new_password

RESET, UNLOCK, JOIN, LEAVE = "reset", "unlock", "join", "leave"
# what was so before, by what is done: done twice it is as done once
FINE = {UNLOCK: ("noSuchAttribute",), JOIN: ("attributeOrValueExists", "entryAlreadyExists")}
FINE |= {LEAVE: ("noSuchAttribute",)}
LONGEST_PASSWORD = 128


class Directory(ActionKind):
    """Changes an account in an LDAP directory, such as OpenLDAP or Active Directory."""

    key = "directory"
    label = _("Directory")
    hint = _("Resets a password, unlocks an account, or changes who is in a group, over LDAP")
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "does",
            _("What it does"),
            default=RESET,
            choices=(
                (RESET, _("Reset the password")),
                (UNLOCK, _("Unlock the account")),
                (JOIN, _("Add to a group")),
                (LEAVE, _("Take out of a group")),
            ),
        ),
        Setting(
            "sort",
            _("Directory"),
            default="openldap",
            choices=(("openldap", "OpenLDAP"), ("ad", "Active Directory")),
        ),
        Setting("host", _("Server"), _("Such as ldap.example.org")),
        Setting("port", _("Port"), _("Empty takes the usual one"), is_optional=True),
        Setting(
            "security",
            _("Encryption"),
            default="tls",
            choices=(
                ("tls", _("TLS from the start")),
                ("starttls", _("STARTTLS")),
                ("none", _("None: only for a directory on this machine")),
            ),
        ),
        Setting(
            "authority",
            _("Certificate of your own authority"),
            _("As PEM; empty trusts those of this machine"),
            is_optional=True,
            is_long=True,
        ),
        Setting("user", _("Signs in as"), _("Such as cn=spoc,ou=services,dc=example,dc=org")),
        Setting("password", _("Password"), is_secret=True),
        Setting("base", _("Where accounts are"), _("Such as ou=people,dc=example,dc=org")),
        Setting(
            "account",
            _("How an account is found"),
            _("A filter with {account} in it"),
            default="(|(uid={account})(mail={account}))",
        ),
        Setting(
            "never",
            _("Accounts that are never touched"),
            _("A filter, such as (adminCount=1): those of administrators"),
            default="(adminCount=1)",
        ),
        Setting("groups", _("Where groups are"), is_optional=True),
        Setting("group", _("How a group is found"), default="(cn={group})", is_optional=True),
        Setting(
            "member",
            _("Where a group keeps its members"),
            default="member",
            choices=(
                ("member", "member"),
                ("uniqueMember", "uniqueMember"),
                ("memberUid", "memberUid"),
            ),
        ),
    )

    @classmethod
    def destination(cls, told: Mapping[str, str]) -> str:
        """Return the directory, and how it is known to be that one."""
        return " ".join(told.get(key, "") for key in ("host", "port", "security", "authority"))

    def wanted(self) -> list[Wanted]:
        """Return the account, and what is done with it."""
        account = Wanted("account")
        if self.told["does"] in (JOIN, LEAVE):
            return [account, Wanted("group")]
        is_reset = self.told["does"] == RESET
        return [account, Wanted("password", "secret", is_optional=True)] if is_reset else [account]

    def missing(self) -> dict[str, str]:
        """Return what of the settings cannot work."""
        faults: dict[str, str] = {}
        if self.told["port"] and not self.told["port"].isdigit():
            faults["port"] = gettext("Write a number, such as 636.")
        if self.told["security"] == "none" and self.told["host"] not in HERE:
            words = gettext("Passwords would go unencrypted: choose TLS, or a directory here.")
            faults["security"] = words
        if not is_filter(self.told["account"], "account"):
            faults["account"] = gettext("Write a filter in brackets with {account} in it.")
        never = self.told["never"]
        if never.count("(") != never.count(")") or not never.startswith("("):
            faults["never"] = gettext("Write a filter in brackets.")
        if self.told["does"] in (JOIN, LEAVE):
            if not self.told["groups"]:
                faults["groups"] = gettext("Say where in the directory the groups are.")
            if not is_filter(self.told["group"], "group"):
                faults["group"] = gettext("Write a filter in brackets with {group} in it.")
        return faults

    def check(self) -> None:
        """Sign in, and look where the accounts are; nothing is changed."""
        with session(self.told) as directory:
            found = directory.search(self.told["base"], "(objectClass=*)", "BASE", attributes=[])
            demand(directory, found)

    def run(self, inputs: Mapping[str, Json], *, key: str, errand: Errand) -> Outcome:
        """Find the account and change it."""
        account, does = str(inputs["account"]), self.told["does"]
        password = str(inputs.get("password") or "") or new_password(secrets.choice)
        try:
            with session(self.told) as directory:
                found = self._account(directory, account)
                if does == RESET:
                    self._reset(directory, found, password)
                elif does == UNLOCK:
                    self._unlock(directory, found)
                else:
                    self._regroup(directory, found, account, str(inputs["group"]))
        except Refused as refused:
            return Outcome(False, problem=str(refused))
        except OSError as problem:
            return Outcome(False, problem=str(problem), may_retry=True)
        said = Outcome(True, {"account": found}, f"{does} {found}")
        return said if does != RESET else Outcome(True, said.result, said.log, secret=password)

    def _account(self, directory: Connection, account: str) -> str:
        """Return the one account that is meant, unless it is one of those never touched."""
        who = filter_for(self.told["account"], "account", account)
        found = _found(directory, self.told["base"], who)
        if len(found) != 1:
            words = gettext("The directory knows no such account, or more than one.")
            raise Refused(words)
        if _found(directory, self.told["base"], f"(&{who}{self.told['never']})"):
            words = gettext("This account is one of those that are never touched from here.")
            raise Refused(words)
        return found[0]

    def _reset(self, directory: Connection, found: str, password: str) -> None:
        if self.told["sort"] == "ad":
            # in one step: the new password, to be changed at the first sign in, and unlocked
            quoted = f'"{password}"'.encode("utf-16-le")
            changes = {"unicodePwd": quoted, "pwdLastSet": b"0", "lockoutTime": b"0"}
            written = {name: [(MODIFY_REPLACE, [value])] for name, value in changes.items()}
            demand(directory, directory.modify(found, written))
            return
        done = directory.extend.standard.modify_password(found, new_password=password)
        demand(directory, bool(done))

    def _unlock(self, directory: Connection, found: str) -> None:
        if self.told["sort"] == "ad":
            change = {"lockoutTime": [(MODIFY_REPLACE, [b"0"])]}
        else:
            change = {"pwdAccountLockedTime": [(MODIFY_DELETE, [])]}
        demand(directory, directory.modify(found, change), FINE[UNLOCK])

    def _regroup(self, directory: Connection, found: str, account: str, group: str) -> None:
        where = filter_for(self.told["group"], "group", group)
        groups = _found(directory, self.told["groups"], where)
        if len(groups) != 1:
            raise Refused(gettext("The directory knows no such group, or more than one."))
        does, name = self.told["does"], self.told["member"]
        who = account if name == "memberUid" else found
        change = {name: [(MODIFY_ADD if does == JOIN else MODIFY_DELETE, [who])]}
        demand(directory, directory.modify(groups[0], change), FINE[does])


def _found(directory: Connection, base: str, words: str) -> list[str]:
    """Return the names of up to two entries the filter finds."""
    done = directory.search(base, words, SUBTREE, attributes=[], size_limit=2)
    demand(directory, bool(done), ("success", "sizeLimitExceeded", "noSuchObject"))
    entries = directory.response or []
    return [each["dn"] for each in entries if each["type"] == "searchResEntry"]
