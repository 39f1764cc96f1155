"""How people put it: greetings, names below a letter, and what is said of almost anything."""

from random import Random

from spoc.people.models import Person

GREETINGS = {
    "en": ("Hello", "Hi", "Good morning", "Dear IT help", "Hello IT"),
    "sv": ("Hej", "Hejsan", "God morgon", "Hej IT-hjälpen", "Hallå"),
}
PARTINGS = {
    "en": ("Kind regards", "Thanks", "Best regards", "Thank you"),
    "sv": ("Med vänlig hälsning", "Tack", "Hälsningar", "Mvh"),
}
HANDOVERS = {
    "en": (
        "Tried another user and another computer, the same. It takes somebody who sees servers.",
        "The usual remedies did not help. Please look at what happens behind it.",
    ),
    "sv": (
        "Provat annan användare och annan dator, samma sak. Behöver någon som ser servrarna.",
        "De vanliga greppen hjälpte inte. Titta gärna på vad som händer bakom.",
    ),
}
STILL_WRONG = {
    "en": (
        "It was fine yesterday, but this morning it is back.",
        "Sorry, it still happens, only less often.",
    ),
    "sv": ("I går fungerade det, men i morse var det tillbaka.", "Tyvärr händer det fortfarande."),
}
DONE_AGAIN = {
    "en": "It came back because one place had been left out. That is mended too now.",
    "sv": "Det kom tillbaka för att ett ställe hade missats. Det är också rättat nu.",
}
ONCE_MORE = {
    "en": "I wrote a while ago about this. It is the same matter: {title}",
    "sv": "Jag skrev för en stund sedan om detta. Det är samma sak: {title}",
}
BOTH_WRITE = {
    "en": "Same fault as the other one: we mend both together.",
    "sv": "Samma fel som det andra: vi rättar båda tillsammans.",
}
AGREED = {
    "en": "Agreed by phone: it goes on when the requester is back at the desk.",
    "sv": "Överenskommet på telefon: det fortsätter när beställaren är tillbaka.",
}
TALKED = {
    "en": "Called and went through it together. {reply}",
    "sv": "Ringde och gick igenom det tillsammans. {reply}",
}
DECIDED = {
    "en": "Several customers need it, and the cost is known.",
    "sv": "Flera kunder behöver det och kostnaden är känd.",
}


def letter_words(words: str, person: Person, language: str, dice: Random) -> str:
    """Return words as somebody writes them in a letter, greeting and name around them."""
    greeting, parting = dice.choice(GREETINGS[language]), dice.choice(PARTINGS[language])
    return f"{greeting},\n\n{words}\n\n{parting}\n{person.name}\n{person.title}".strip()


def desk_words(words: str, person: Person, agent: Person, language: str) -> str:
    """Return words as the desk answers them."""
    return f"{GREETINGS[language][0]} {person.first_name},\n\n{words}\n\n{agent.name}"
