"""How a person is known to be who they say: by a verified mail address and a password.

django-allauth runs the doors (limits, reset, session rotation); these are the places where it asks
us, since our addresses are rows of our own.
"""

from allauth.account.forms import ResetPasswordForm
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from spoc.people.models import Person
from spoc.people.queries import by_mail, signed_in
from spoc.people.sessions import who_came_along


class MailAndPassword(BaseBackend):
    """Signs in who gives a verified address of theirs and the password that belongs to it."""

    def authenticate(
        self,
        request: HttpRequest | None,
        email: str | None = None,
        password: str | None = None,
        **credentials: object,
    ) -> Person | None:
        """Return the person; the time it takes tells nobody whether the address is known."""
        person = with_password(email or "")
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password or "") else None

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a session with roles and teams, in one query at most."""
        return who_came_along(user_id) or signed_in(user_id)


class ForgottenForm(ResetPasswordForm):
    """Asks for the address; the answer is the same whether or not we know it."""

    def clean_email(self) -> str:
        """Look the address up among ours."""
        email = str(self.cleaned_data["email"]).strip().lower()
        person = with_password(email)
        self.users = [person] if person else []
        return email


def with_password(email: str) -> Person | None:
    """Return the active person with this verified address who signs in by password."""
    person = by_mail(email)
    if person is None or not person.is_active or not person.has_usable_password():
        return None
    proven = person.addresses.filter(kind="mail", normal=email.strip().lower(), is_verified=True)
    return person if proven.exists() else None
