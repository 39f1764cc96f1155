"""Letting a letter begin a request, or go on in one."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.channels.models import Interaction, Letter
from spoc.channels.rules import letter as letters
from spoc.channels.rules.authentication import Verdict, verdict
from spoc.intake.activities.sifted import WITHHELD
from spoc.intake.queries import own_addresses, said_just_now
from spoc.kit.store import TooLarge
from spoc.people.models import Person
from spoc.people.queries import by_mail
from spoc.records.activities import Upload, attach, watch
from spoc.requests import access
from spoc.requests.activities import Registration, follow_up, hear, note, register
from spoc.requests.activities.reply import Words
from spoc.requests.models import Entry, SupportRequest

Came = tuple[str, SupportRequest]


def begin(
    letter: Letter, read: letters.Letter, *, sender: Person, contact: Interaction, by: Person
) -> Came:
    """Register a request; the very words said just now are added to the one they made."""
    words = _words(letter, read)
    # of letters whose words are withheld nobody knows here that they say the same
    same = None if letter.marks.get(WITHHELD) else said_just_now(sender, words.text)
    if same is not None:
        entry = hear(same, by=sender, channel="email", words=words, interaction=contact)
        return "replied", _with_files(same, entry, read, sender)
    made = register(sender, by=by, registration=_registration(letter, read, sender, contact))
    _copy_in(made, read, letter, by)
    return "registered", _with_files(made, made.entries.first(), read, sender)


def answer(
    support_request: SupportRequest,
    letter: Letter,
    read: letters.Letter,
    *,
    sender: Person,
    contact: Interaction,
    by: Person,
) -> Came:
    """Add what a party says; a stranger's words become a note; what is over, a new one."""
    is_agent = sender.is_at_desk and sender.pk != support_request.requester_id
    if is_agent or not access.is_party(sender, support_request):
        with override(support_request.community.language if support_request.community else "en"):
            said = _("%(name)s (%(mail)s) answered by mail:") % {
                "name": sender.name,
                "mail": read.from_email,
            }
        entry = note(support_request, by=by, text=f"{said}\n\n{_said(read)}", letter=letter)
        return "noted", _with_files(support_request, entry, read, sender, is_internal=True)
    if support_request.status in ("closed", "rejected", "cancelled"):
        registration = _registration(letter, read, sender, contact)
        new = follow_up(support_request, by=sender, registration=registration)
        return "follow_up", _with_files(new, new.entries.first(), read, sender)
    words = _words(letter, read)
    entry = hear(support_request, by=sender, channel="email", words=words, interaction=contact)
    return "replied", _with_files(support_request, entry, read, sender)


def keep_inside(
    support_request: SupportRequest, letter: Letter, read: letters.Letter, *, by: Person
) -> None:
    """Keep with a request, for the desk alone, what a letter says whose words are withheld."""
    with override(support_request.community.language if support_request.community else "en"):
        said = _("The encrypted letter of %(mail)s says:") % {"mail": read.from_email}
    entry = note(support_request, by=by, text=f"{said}\n\n{_said(read)}", letter=letter)
    _with_files(support_request, entry, read, by, is_internal=True)


def _registration(
    letter: Letter, read: letters.Letter, sender: Person, contact: Interaction
) -> Registration:
    words = _words(letter, read)
    return Registration(
        description=words.text,
        title=read.subject,
        channel="email",
        community=letter.community or sender.community,
        language=sender.language or read.language,
        words=words,
        interaction=contact,
    )


def _words(letter: Letter, read: letters.Letter) -> Words:
    return Words(
        text=_said(read),
        quoted=read.quoted_text,
        html=read.html,
        letter=letter,
        to=[address.email for address in (*read.to, *read.cc)],
    )


def _said(read: letters.Letter) -> str:
    """Return the new words; a letter without any speaks by its subject or its files."""
    return read.reply_text.strip() or read.text.strip() or read.subject or _("(no words)")


def _with_files(
    support_request: SupportRequest,
    entry: Entry | None,
    read: letters.Letter,
    sender: Person,
    *,
    is_internal: bool = False,
) -> SupportRequest:
    """Keep the files of a letter with what was said; one that is too large is told of instead."""
    for file in read.attachments:
        try:
            attach(
                support_request,
                by=sender,
                upload=Upload(file.filename, file.content_type, file.content, file.content_id),
                part_id=entry.pk if entry else None,
                is_internal=is_internal,
            )
        except TooLarge:
            if entry is not None:
                entry.text += "\n\n" + _("(The file %(name)s was too large to keep here.)") % {
                    "name": file.filename
                }
                entry.save(update_fields=["text"])
    return support_request


def _copy_in(
    support_request: SupportRequest, read: letters.Letter, letter: Letter, by: Person
) -> None:
    """Let people we know who were copied on the first letter follow the request.

    To be copied is to be let in, on the word of a sender who may be anybody: only a sender that a
    trusted server found to be genuine brings in people of other organisations.
    """
    servers = settings.SPOC_AUTHENTICATION_SERVERS
    sender = verdict(read.authentication, servers=servers, sender=read.from_email)
    if sender == Verdict.REFUTED:
        return
    ours, home = own_addresses(letter.channel), support_request.organisation_id
    for address in (*read.to, *read.cc)[: settings.SPOC_PEOPLE_PER_LETTER]:
        person = None if address.email in ours else by_mail(address.email)
        if person is None or person.pk == support_request.requester_id:
            continue
        if sender == Verdict.PROVEN or (home is not None and person.organisation_id == home):
            watch(support_request, by=by, person=person, is_copied=True)
