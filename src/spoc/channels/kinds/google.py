"""Mail of Google Workspace: fetched by IMAP and sent by SMTP, signed in as a service account."""

import json
import smtplib
from typing import Any

import jwt
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from imap_tools.mailbox import BaseMailBox

import requests
from spoc.channels.base import Setting
from spoc.channels.connections import PATIENCE, security
from spoc.channels.kinds.email import KEEPING, Email
from spoc.channels.kinds.smtp import SENDER, Smtp
from spoc.channels.tokens import ByToken, SignInRefused, Token
from spoc.kit.time import now

SCOPE = "https://mail.google.com/"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
HOUR = 3_600
ADVICE = _(
    "Google lets nobody read mail by a code that is entered elsewhere: a service account signs in."
    " In the Google Cloud console make one with a JSON key; in the Admin console, under Domain-wide"
    " delegation, allow its number the scope https://mail.google.com/."
)
ACCOUNT = (
    Setting("user", _("Mailbox"), _("Its address, such as help@example.org")),
    Setting(
        "key",
        _("Key of the service account"),
        _("The whole JSON file; the account needs the right to act for all in the domain"),
        is_secret=True,
        is_long=True,
    ),
)


class GoogleAccount(ByToken):
    """How one signs in to Google: a service account acts for the mailbox.

    Google gives no right to mail by a code that a person enters elsewhere.
    """

    told: dict[str, str]

    def renewed(self, held: Token | None) -> Token:
        """Return a token for the mailbox, asked for with what the account's key signs."""
        try:
            key = json.loads(self.told["key"])
            signed = jwt.encode(self._claims(key), key["private_key"], algorithm="RS256")
            address = str(key["token_uri"])
        except (ValueError, TypeError, KeyError, jwt.PyJWTError) as fault:
            raise SignInRefused(
                gettext("this is not the key of a service account: paste the whole JSON file.")
            ) from fault
        return self._asked(address, signed)

    def _claims(self, key: dict[str, Any]) -> dict[str, Any]:
        began = int(now().timestamp())
        return {
            "iss": key["client_email"],
            "sub": self.told["user"],
            "scope": SCOPE,
            "aud": key["token_uri"],
            "iat": began,
            "exp": began + HOUR,
        }

    def _asked(self, address: str, signed: str) -> Token:
        told = {"grant_type": GRANT, "assertion": signed}
        try:
            response = requests.post(address, data=told, timeout=PATIENCE, allow_redirects=False)
            answer = response.json()
            seconds = int(answer.get("expires_in", HOUR))
            return Token.lasting(seconds, access=str(answer["access_token"]))
        except KeyError as fault:
            said = str(answer.get("error_description") or answer.get("error") or "")
            words = gettext("Google refused the sign-in: %(reason)s") % {"reason": said}
            raise SignInRefused(words) from fault
        except (requests.RequestException, ValueError, AttributeError) as fault:
            raise SignInRefused(gettext("Google does not answer as it should.")) from fault


class GoogleMail(GoogleAccount, Email):
    """A mailbox of Google Workspace."""

    key, label = "google", _("Mailbox of Google Workspace")
    advice = ADVICE
    settings = (
        *ACCOUNT,
        *KEEPING,
        Setting("host", _("Server"), default="imap.gmail.com", is_address=True),
        security("tls"),
        Setting("port", _("Port"), default="993", is_address=True),
    )

    def _let_in(self, box: BaseMailBox) -> None:
        box.xoauth2(self.told["user"], self.token, initial_folder=self.told["folder"])


class GoogleOut(GoogleAccount, Smtp):
    """A way out by Google Workspace."""

    key, label = "google_out", _("Way out by Google Workspace")
    advice = ADVICE
    settings = (
        *ACCOUNT,
        SENDER,
        Setting("host", _("Server"), default="smtp.gmail.com", is_address=True),
        security("tls"),
        Setting("port", _("Port"), default="465", is_address=True),
    )

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        server.auth("XOAUTH2", lambda said=None: "" if said else self.shown())
