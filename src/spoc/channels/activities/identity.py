"""Letters about proving who one is: the code, and what was done with it afterwards."""

from django.template.loader import render_to_string
from django.utils.translation import override

from spoc.audit.activities import activity
from spoc.channels.activities.notify import News, notify
from spoc.channels.activities.outgoing import Draft, post
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.workflow.activities.identity import begin_check
from spoc.workflow.models import IdentityCheck
from spoc.workflow.queries.identity import accounts_of, managers_of


@activity
def ask_identity(account: str, *, by: Person, way: str) -> tuple[IdentityCheck, str]:
    """Begin to prove whose an account is, and write the code to the other address of theirs.

    By letter it is sent and returned to nobody; for a manager it is returned, to be told to them.
    """
    check, code = begin_check(account, by=by, way=way)
    if check.person is not None and check.address:
        draft = _draft("identity_code", check.person, [check.address], check=check, code=code)
        post(check.person, by=system(), draft=draft, community=check.person.community)
    return check, code if check.way == IdentityCheck.Way.MANAGER else ""


@activity
def tell_vouchers(check: IdentityCheck, *, by: Person) -> None:
    """Let those who may vouch for somebody know that they are waited for."""
    if check.person is None or check.state != IdentityCheck.State.BEGUN or not check.code:
        return
    for manager in managers_of(check.person):
        notify(manager, by=by, news=News("vouching", check, {"name": check.person.name}))


@activity
def tell_of_reset(check: IdentityCheck, *, by: Person) -> None:
    """Write to every proven address of somebody that their password was reset, without it."""
    person = check.person
    to = accounts_of(person) if person else []
    if person is not None and to:
        draft = _draft("password_was_reset", person, to, check=check)
        post(person, by=by, draft=draft, community=person.community)


def _draft(name: str, person: Person, to: list[str], **told: object) -> Draft:
    """Return the letter of this name in the person's language; its first line is the subject."""
    with override(person.speaks):
        context = {"person": person, **told}
        words = render_to_string(f"channels/mail/{name}.txt", context)
    subject, _newline, text = words.strip().partition("\n")
    return Draft(
        to=to,
        subject=subject.strip(),
        text=text.strip(),
        language=person.speaks,
        is_automatic=True,
    )
