"""How Norrvik works, as it is published: to anybody, to whom it serves, and to its own desk."""

from dataclasses import dataclass

from spoc.knowledge.activities.procedures import Terms, Text, revise_procedure, write_procedure
from spoc.knowledge.activities.procedures_in_force import approve_procedure, publish_procedure
from spoc.people.models import Person, Team


@dataclass(frozen=True, slots=True)
class ProcedureIs:
    """A procedure: about what, for whom, what it says, and which teams work by it."""

    process: str
    audience: str
    title: str
    words: str
    titel: str
    ord: str
    teams: tuple[str, ...] = ()


PROCEDURES = (
    ProcedureIs(
        "request",
        "public",
        "What happens when you ask us",
        "You ask in the portal, by mail or by phone. It is one service desk, "
        "whatever it is about.\n\n"
        "1. **You get a number at once.** It stays the same until we are done.\n"
        "2. **We read it and say who works on it.** You need not know whom to ask.\n"
        "3. **We write to you** when we know more, and when we need to know more from you.\n"
        "4. **You say whether it is solved.** If something is still wrong, we take it up again.\n\n"
        "If it takes too long, ask for attention on the page of your request.",
        "Så går det till när du frågar oss",
        "Du frågar i portalen, via mejl eller per telefon. Det är en servicedesk, vad det än "
        "gäller.\n\n"
        "1. **Du får ett nummer direkt.** Det är samma tills vi är klara.\n"
        "2. **Vi läser och säger vem som arbetar med det.** Du behöver inte veta vem du "
        "ska fråga.\n"
        "3. **Vi skriver till dig** när vi vet mer, och när vi behöver veta mer av dig.\n"
        "4. **Du säger om det är löst.** Är något fortfarande fel tar vi upp det igen.\n\n"
        "Tar det för lång tid kan du be om uppmärksamhet på ärendets sida.",
    ),
    ProcedureIs(
        "security",
        "users",
        "When a letter looks wrong",
        "- Do not click, and do not answer.\n- Forward it to the service desk, or ask in the "
        "portal.\n"
        "- Have you clicked already? **Call us at once.** Nobody will blame you.",
        "När ett mejl ser konstigt ut",
        "- Klicka inte och svara inte.\n- Skicka det vidare till servicedesken, eller fråga i "
        "portalen.\n- Har du redan klickat? **Ring oss direkt.** Ingen kommer att klandra dig.",
    ),
    ProcedureIs(
        "major_incident",
        "desk",
        "When something stops many",
        "1. Whoever sees it **proposes a major incident** from the request.\n"
        "2. The incident coordinator declares it, or says why not, within ten minutes.\n"
        "3. One person leads, one person writes. Word goes out **every thirty minutes**, also when "
        "nothing is new.\n4. Afterwards there is a review within five working days.",
        "När något stoppar många",
        "1. Den som ser det **föreslår en allvarlig incident** från ärendet.\n"
        "2. Incidentsamordnaren förklarar den, eller säger varför inte, inom tio minuter.\n"
        "3. En person leder, en person skriver. Information går ut **var trettionde minut**, även "
        "när inget är nytt.\n4. Efteråt hålls en genomgång inom fem arbetsdagar.",
        ("service-desk",),
    ),
)


def publish_procedures() -> None:
    """Write the procedures, have them approved and put into force; one has a next version."""
    henrik, lena = (Person.objects.get(name=name) for name in ("Henrik Vall", "Lena Falk"))
    head = Person.objects.get(name="Gunilla Frisk")
    for each in PROCEDURES:
        teams = tuple(Team.objects.filter(key__in=each.teams))
        governing = (head,) if each.teams else ()
        terms = Terms(each.process, each.audience, teams=teams, governing=governing)
        procedure = write_procedure(_text(each), by=henrik, terms=terms)
        approve_procedure(procedure, by=lena)
        publish_procedure(procedure, by=henrik)
    revise_procedure(procedure, by=henrik, text=_text(each, "Word goes out every twenty minutes"))


def _text(each: ProcedureIs, change: str = "") -> Text:
    return Text(each.title, each.words, {"sv": {"title": each.titel, "words": each.ord}}, change)
