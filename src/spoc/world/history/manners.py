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
        (
            "Another user and another computer, a restart, and signing in anew.",
            "The same for all of them, so it is neither the person nor the computer.",
            "It takes somebody who sees the servers: please look at what happens there.",
            "That somebody who knows the servers looks at it next.",
        ),
        (
            "The usual remedies, in the order of our list.",
            "None of them helped. It began by itself, with nothing changed here.",
            "Please look at what happens behind it.",
            "That it goes on to another team, and that we write when we know more.",
        ),
    ),
    "sv": (
        (
            "En annan användare och en annan dator, omstart och ny inloggning.",
            "Samma sak för alla, så det är varken personen eller datorn.",
            "Det behövs någon som ser servrarna: titta gärna på vad som händer där.",
            "Att någon som kan servrarna tittar på det härnäst.",
        ),
        (
            "De vanliga greppen, i listans ordning.",
            "Inget hjälpte. Det började av sig självt, utan att något ändrats här.",
            "Titta gärna på vad som händer bakom.",
            "Att det går vidare till en annan grupp och att vi skriver när vi vet mer.",
        ),
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
    ("approved", "en"): "Several customers need it, and the cost is known.",
    ("approved", "sv"): "Flera kunder behöver det och kostnaden är känd.",
    ("declined", "en"): "It costs more than it would save: too few would use it.",
    ("declined", "sv"): "Det kostar mer än det sparar: för få skulle använda det.",
}


def letter_words(words: str, person: Person, language: str, dice: Random) -> str:
    """Return words as somebody writes them in a letter, greeting and name around them."""
    greeting, parting = dice.choice(GREETINGS[language]), dice.choice(PARTINGS[language])
    return f"{greeting},\n\n{words}\n\n{parting}\n{person.name}\n{person.title}".strip()


def desk_words(words: str, person: Person, agent: Person, language: str) -> str:
    """Return words as the desk answers them."""
    return f"{GREETINGS[language][0]} {person.first_name},\n\n{words}\n\n{agent.name}"
