"""What the sign-in pages ask of us: nobody signs themselves up, and letters go out as all do."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from spoc.channels.activities import post
from spoc.channels.activities.account_letter import draft_of, link_with
from spoc.people.activities import note_sign_in, set_password
from spoc.people.models import Person
from spoc.people.queries import by_mail, first_mail, system

LETTERS = ("password_reset_key", "password_reset", "password_changed", "password_set")


class Door(DefaultAccountAdapter):
    """Stands between django-allauth and the house."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and password do not belong together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "rate_limited": _("Too many tries. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: a person is written down by the desk, by a letter, or by a portal question."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **further: object) -> HttpResponse:
        """Note that the person came in."""
        note_sign_in(user, by=user)
        return super().post_login(request, user, **further)

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Ask for the password once more, under the same limits as at the door."""
        known = self.authenticate(self.request, email=first_mail(user), password=password)
        return known is not None and known.pk == user.pk

    def set_password(self, user: Person, password: str) -> None:
        """Set a password as everywhere else in the house."""
        set_password(user, by=user, password=password)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address in the letter."""
        return link_with(key)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person that their password is another now."""
        if to := email or first_mail(user):
            self.send_mail(template_prefix, to, context or {})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Post a letter about the account in the reader's language; nobody unknown gets one."""
        person, name = by_mail(email), template_prefix.rpartition("/")[2]
        if person is None or name not in LETTERS:
            return
        link = str(context.get("password_reset_url", ""))
        draft = draft_of(name, person, to=email, link=link)
        post(person, by=system(), draft=draft, community=person.community)
