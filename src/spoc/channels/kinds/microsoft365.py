"""Mail of Microsoft 365: fetched by IMAP and sent by SMTP, signed in by a token."""

import smtplib
from collections.abc import Callable
from typing import Any

import msal
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from imap_tools.mailbox import BaseMailBox

from requests import RequestException
from spoc.channels.base import Setting
from spoc.channels.connections import PATIENCE, security
from spoc.channels.kinds.email import KEEPING, Email
from spoc.channels.kinds.smtp import SENDER, Smtp
from spoc.channels.tokens import ByToken, Code, SignInRefused, Token

RESOURCE = "https://outlook.office365.com"
PENDING = ("authorization_pending", "slow_down")
ACCOUNT = (
    Setting("user", _("Mailbox"), _("Its address, such as help@example.org")),
    Setting(
        "way",
        _("Sign in"),
        default="person",
        choices=(
            ("person", _("A person signs in once, with a code")),
            ("application", _("As an application, with a secret")),
        ),
    ),
    Setting("tenant", _("Tenant"), _("Its domain or its number in Entra ID"), is_address=True),
    Setting("client", _("Application"), _("The number of the app registration in Entra ID")),
    Setting(
        "secret",
        _("Secret of the application"),
        _("Only where it signs in as an application"),
        is_secret=True,
        is_optional=True,
    ),
    Setting(
        "authority",
        _("Where one signs in"),
        _("Another only in a national cloud"),
        default="https://login.microsoftonline.com",
        is_address=True,
    ),
)


class MicrosoftAccount(ByToken):
    """How one signs in to Microsoft 365: by a person once, or as an application."""

    told: dict[str, str]
    right: str

    @property
    def asks_for_a_person(self) -> bool:
        """Whether a person lets us in once, by a code."""
        return self.told["way"] == "person"

    def renewed(self, held: Token | None) -> Token:
        """Return a token: as an application at any time, else by what the person's sign-in left."""
        if not self.asks_for_a_person:
            scopes = [f"{RESOURCE}/.default"]
            return _token(_asked(lambda: self._application().acquire_token_for_client(scopes)))
        if held is None or not held.refresh:
            raise SignInRefused(
                gettext("nobody has signed in yet. Open the channel and choose Sign in.")
            )
        refresh, scopes = held.refresh, [self._scope]
        answer = _asked(
            lambda: self._public().acquire_token_by_refresh_token(refresh, scopes=scopes)
        )
        return _token(answer, refresh)

    def begin(self) -> Code:
        """Ask for a code by which a person lets us in."""
        flow = _asked(lambda: self._public().initiate_device_flow(scopes=[self._scope]))
        if "user_code" not in flow:
            raise _refused(flow)
        return Code(str(flow["user_code"]), str(flow["verification_uri"]), flow)

    def finish(self, flow: dict[str, object]) -> Token | None:
        """Return the token once the person has entered the code; None while they have not."""
        answer = _asked(
            lambda: self._public().acquire_token_by_device_flow(
                flow, exit_condition=lambda _flow: True
            )
        )
        return None if answer.get("error") in PENDING else _token(answer)

    @property
    def _scope(self) -> str:
        return f"{RESOURCE}/{self.right}"

    def _public(self) -> Any:
        return _asked(lambda: msal.PublicClientApplication(self.told["client"], **self._place()))

    def _application(self) -> Any:
        secret = self.told["secret"]
        return _asked(
            lambda: msal.ConfidentialClientApplication(
                self.told["client"], client_credential=secret, **self._place()
            )
        )

    def _place(self) -> dict[str, Any]:
        authority = f"{self.told['authority'].rstrip('/')}/{self.told['tenant']}"
        return {"authority": authority, "instance_discovery": False, "timeout": PATIENCE}


class Microsoft365(MicrosoftAccount, Email):
    """A mailbox of Microsoft 365."""

    key, label = "microsoft365", _("Mailbox of Microsoft 365")
    right = "IMAP.AccessAsUser.All"
    settings = (
        *ACCOUNT,
        *KEEPING,
        Setting("host", _("Server"), default="outlook.office365.com", is_address=True),
        security("tls"),
        Setting("port", _("Port"), default="993", is_address=True),
    )

    @classmethod
    def missing(cls, told: dict[str, str]) -> dict[str, str]:
        """Ask for the secret where it is needed."""
        return super().missing(told) | _missing(told)

    def _let_in(self, box: BaseMailBox) -> None:
        box.xoauth2(self.told["user"], self.token, initial_folder=self.told["folder"])


class Microsoft365Out(MicrosoftAccount, Smtp):
    """A way out by Microsoft 365."""

    key, label = "microsoft365_out", _("Way out by Microsoft 365")
    right = "SMTP.Send"
    settings = (
        *ACCOUNT,
        SENDER,
        Setting("host", _("Server"), default="smtp.office365.com", is_address=True),
        security("starttls"),
        Setting("port", _("Port"), default="587", is_address=True),
    )

    @classmethod
    def missing(cls, told: dict[str, str]) -> dict[str, str]:
        """Ask for the secret where it is needed."""
        return super().missing(told) | _missing(told)

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        # what the server says to a token it does not take is answered by nothing
        server.auth("XOAUTH2", lambda said=None: "" if said else self.shown())


def _missing(told: dict[str, str]) -> dict[str, str]:
    if told["way"] == "application" and not told["secret"]:
        return {"secret": gettext("Write the secret of the application.")}
    return {}


def _asked(question: Callable[[], Any]) -> Any:
    """Return the answer; where nobody answers as one should, say so in a sentence."""
    try:
        return question()
    except (RequestException, ValueError) as fault:
        raise SignInRefused(
            gettext("Microsoft does not answer: are tenant and address right? (%(fault)s)")
            % {"fault": type(fault).__name__}
        ) from fault


def _token(answer: dict[str, Any], refresh: str = "") -> Token:
    if "access_token" not in answer:
        raise _refused(answer)
    seconds = int(answer.get("expires_in", 3_600))
    newer = str(answer.get("refresh_token") or refresh)
    return Token.lasting(seconds, access=str(answer["access_token"]), refresh=newer)


def _refused(answer: dict[str, Any]) -> SignInRefused:
    said = str(answer.get("error_description") or answer.get("error") or "").splitlines()
    return SignInRefused(
        gettext("Microsoft refused the sign-in: %(reason)s") % {"reason": "".join(said[:1])}
    )
