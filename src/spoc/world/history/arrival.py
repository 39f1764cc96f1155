"""How a request comes in: by letter, call or portal these days, brought along from before."""

from email.message import EmailMessage
from email.utils import format_datetime

from spoc.channels.activities import log_contact
from spoc.channels.models import Letter
from spoc.intake.activities import Call, Question, ask, receive_letter, take_call
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.records.activities import attach
from spoc.requests.activities import Classification, Registration, Resolution
from spoc.requests.activities.recall import recall
from spoc.requests.models import SupportRequest
from spoc.world.history.files import file
from spoc.world.stories import Story


def by_letter(person: Person, story: Story, words: str, mark: str) -> SupportRequest:
    """Let a raw letter come in that begins a request."""
    return _received(_raw(person, story, words, mark))


def by_answer(about: SupportRequest, story: Story, words: str, mark: str) -> SupportRequest:
    """Let a raw letter come in that answers the last one about a request."""
    sent = Letter.objects.filter(noun="request", subject_id=about.pk, is_incoming=False)
    last = sent.order_by("-id").values_list("message_id", flat=True).first()
    raw = _raw(about.requester, story, words, mark, is_answer=True)
    raw["In-Reply-To"] = last or ""
    return _received(raw)


def by_call(
    person: Person,
    agent: Person,
    story: Story,
    classification: Classification | None = None,
    resolution: Resolution | None = None,
) -> SupportRequest:
    """Let somebody call, and an agent write it down; perhaps it is solved while they talk."""
    minutes = 4 + len(story.words) % 9
    call = Call(
        words=story.call or story.words,
        person=person,
        minutes=minutes,
        classification=classification,
        resolution=resolution,
    )
    return take_call(agent, by=agent, call=call)


def by_portal(person: Person, story: Story) -> SupportRequest:
    """Let somebody ask in the portal, with the file they speak of."""
    files = [file(story.file, story.community)] if story.file else []
    return ask(person, by=person, question=Question(story.words, story.title, files=files))


def from_before(
    person: Person, by: Person, story: Story, words: str, channel: str, number: int
) -> SupportRequest:
    """Bring a request along with the contact that began it."""
    is_call = channel == "phone"
    contact = log_contact(
        channel,
        by=by,
        person=person,
        agent=by if is_call else None,
        handling_minutes=6 if is_call else 0,
        subject=story.title,
        body=words,
        disposition="request_new",
    )
    registration = Registration(
        description=words, title=story.title, channel=channel, interaction=contact
    )
    request = recall(person, by=by, number=number, registration=registration)
    if story.file:
        sent = file(story.file, story.community)
        attach(
            request,
            by=person,
            upload=sent,
            part_id=request.entries.values_list("pk", flat=True).first(),
        )
    return request


def _raw(
    person: Person, story: Story, words: str, mark: str, *, is_answer: bool = False
) -> EmailMessage:
    letter = EmailMessage()
    mail = first_mail(person)
    letter["From"] = f"{person.name} <{mail}>"
    letter["To"] = person.community.mail if person.community else mail
    letter["Subject"] = f"Re: {story.title}" if is_answer else story.title
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = f"<{mark}@{mail.partition('@')[2]}>"
    letter.set_content(words)
    if story.file and not is_answer:
        sent = file(story.file, story.community)
        kind, _slash, sort = sent.content_type.partition("/")
        letter.add_attachment(sent.content, kind, sort, filename=sent.filename)
    return letter


def _received(letter: EmailMessage) -> SupportRequest:
    receipt = receive_letter(letter.as_bytes())
    if receipt.request is None:
        raise RuntimeError(f"a letter of the history was not understood: {receipt.reason}")
    return SupportRequest.objects.get(pk=int(receipt.request.removeprefix("R-")))
