"""Letters about signing in: their words, and the link by which a password is chosen."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.channels.activities.outgoing import Draft
from spoc.people.models import Person


def draft_of(name: str, person: Person, *, to: str, link: str = "") -> Draft:
    """Return the letter of this name in the person's language; its first line is the subject."""
    with override(person.speaks):
        words = render_to_string(f"account/email/{name}.txt", {"person": person})
        button = (_("Choose a password"), link) if link else None
    subject, _newline, text = words.strip().partition("\n")
    return Draft(
        to=[to],
        subject=subject.strip(),
        text=text.strip(),
        language=person.speaks,
        is_automatic=True,
        button=button,
    )


def link_to_choose(person: Person) -> str:
    """Return an address at which the person chooses a password, once, within three days."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    return link_with(f"{user_pk_to_url_str(person)}-{key}")


def link_with(key: str) -> str:
    """Return the address of a key; always ours, whatever host a browser says it asked."""
    uidb36, _dash, rest = key.partition("-")
    name = "account_reset_password_from_key"
    return settings.SPOC_URL + reverse(name, kwargs={"uidb36": uidb36, "key": rest})
