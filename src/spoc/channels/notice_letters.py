"""The letters of notices: one at once, or one of all that was gathered, in the reader's words."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from spoc.channels.access import REQUEST
from spoc.channels.activities.outgoing import Draft, post
from spoc.channels.models import Letter, Notice
from spoc.channels.queries.notices import NoticeRow, rows_of
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.queries import first_mail

LIST = "/notices"


def tell_now(person: Person, *, by: Person, notice: Notice) -> Letter | None:
    """Write one letter of one notice; None without a mail address."""
    with translation.override(person.speaks), timezone.override(zone(person.lives_in)):
        row = rows_of(person, [notice])[0]
        about = row.about
        subject = f"{about.reference or about.title}: {row.words}" if about else row.words
        words = translation.gettext("Open it")
        text = _text("notice", person, [row])
    concerns = notice.subject_id if notice.noun == REQUEST else None
    link = _whole(about.address if about else LIST)
    return _post(person, by, subject, text, (words, link), concerns)


def tell_gathered(person: Person, *, by: Person, notices: Sequence[Notice]) -> Letter | None:
    """Write one letter of several notices; what their reader may not see any more is left out."""
    with translation.override(person.speaks), timezone.override(zone(person.lives_in)):
        rows = [row for row in rows_of(person, notices) if row.about]
        if not rows:
            return None
        words = translation.gettext("Open your notices")
        subject = translation.ngettext("%(count)s notice", "%(count)s notices", len(rows))
        text = _text("notices", person, rows)
    return _post(person, by, subject % {"count": len(rows)}, text, (words, _whole(LIST)), None)


def _text(template: str, person: Person, rows: Sequence[NoticeRow]) -> str:
    about = {"person": person, "rows": rows, "preferences": _whole("/profile/notices")}
    return render_to_string(f"channels/mail/{template}.txt", about).strip()


def _whole(path: str) -> str:
    return f"{settings.SPOC_URL}{path}"


def _post(
    person: Person,
    by: Person,
    subject: str,
    text: str,
    button: tuple[str, str],
    concerns: int | None,
) -> Letter | None:
    to = first_mail(person)
    if not to:
        return None
    draft = Draft(
        to=[to],
        subject=subject,
        text=text,
        language=person.speaks,
        is_automatic=True,
        button=button,
        concerns=concerns,
    )
    return post(person, by=by, draft=draft, community=person.community)
