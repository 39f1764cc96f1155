"""What the sign-in pages ask of us: nobody signs themselves up, and letters go out as all do."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override

from spoc.channels.activities import Draft, post
from spoc.people.models import Person
from spoc.people.queries import by_mail, system


class Door(DefaultAccountAdapter):
    """Stands between django-allauth and the house."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: a person is written down by the desk, by a letter, or by a portal question."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Post a letter about the account in the reader's language; nobody unknown gets one."""
        person = by_mail(email)
        if person is None:
            return
        with override(person.speaks):
            words = self._words(template_prefix, {**context, "person": person})
            subject, _newline, text = words.strip().partition("\n")
        self._post(person, Draft(to=[email], subject=subject, text=text.strip()))

    def _words(self, template_prefix: str, context: dict[str, object]) -> str:
        return render_to_string(f"{template_prefix}.txt", context)

    def _post(self, person: Person, draft: Draft) -> None:
        post(person.community, by=system(), draft=draft, about=person)
