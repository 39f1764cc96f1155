"""How the communities of Norrvik are spoken to, and what they are told of services."""

from dataclasses import dataclass

from spoc.catalogue.activities.presenting import VoiceParticulars
from spoc.people.activities.reshape import CommunityParticulars

Told = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class AnnouncedIs:
    """Something announced, so many hours from now until so many hours from now."""

    kind: str
    begins: int
    ends: int
    told: Told


VOICES: dict[str, CommunityParticulars] = {
    "hospital": {
        "portal_name": "Help at Norrvik Hospital",
        "tone": "formal",
        "shows_status": True,
        "words": {
            "en": {
                "greeting": "What do you need for your patients today?",
                "signature": "IT help at Norrvik Hospital\nDay and night: 010-555 40 40",
            },
            "sv": {
                "greeting": "Vad behöver du för dina patienter i dag?",
                "signature": "IT-hjälpen på Norrviks sjukhus\nDygnet runt: 010-555 40 40",
            },
        },
    },
    "city": {
        "portal_name": "City Service Counter",
        "words": {
            "en": {
                "greeting": "Hi! What is on your mind?",
                "ask": "Ask the counter",
                "mine": "My tickets",
                "request": "Ticket",
                "signature": "Your service counter, City of Norrvik",
            },
            "sv": {
                "greeting": "Hej! Vad funderar du på?",
                "ask": "Fråga disken",
                "mine": "Mina frågor",
                "request": "Fråga",
                "signature": "Din servicedisk, Norrviks kommun",
            },
        },
    },
}

TOLD: dict[str, Told] = {
    "workplace": {
        "en": {
            "description": "Computer, screen and everything around them.",
            "guidance": "Restart the computer once before you write to us: it mends most things.",
            "price": "Included",
        },
        "sv": {
            "description": "Dator, skärm och allt runt omkring.",
            "guidance": "Starta om datorn en gång innan du skriver: det hjälper oftast.",
            "price": "Ingår",
        },
    },
    "telephony": {
        "en": {"description": "Phones, headsets and the switchboard."},
        "sv": {"description": "Telefoner, headset och växeln."},
    },
    "mail": {
        "en": {"description": "Mail, calendars and shared mailboxes."},
        "sv": {"description": "E-post, kalendrar och delade brevlådor."},
    },
}
PUBLIC = ("workplace", "telephony", "mail")

PRESENTED: tuple[tuple[str, str, Told], ...] = (
    (
        "workplace",
        "hospital",
        {
            "en": {
                "name": "Computers on the ward",
                "description": "Bedside computers, label printers and badge readers.",
                "price": "Paid by the clinic, 310 kr a month",
            },
            "sv": {
                "name": "Datorer på avdelningen",
                "description": "Datorer vid sängen, etikettskrivare och kortläsare.",
                "price": "Betalas av kliniken, 310 kr i månaden",
            },
        },
    ),
    (
        "workplace",
        "city",
        {
            "en": {"name": "Your office computer", "price": "190 kr a month to your unit"},
            "sv": {"name": "Din kontorsdator", "price": "190 kr i månaden för enheten"},
        },
    ),
)
OWN_VOICE: dict[str, VoiceParticulars] = {
    "telephony": {
        "portal_name": "The switchboard",
        "sender_name": "Norrvik switchboard",
        "phone": "010-555 40 00",
        "hours": "weekdays 7 to 18",
        "hue": 20,
        "chroma": 110,
    },
}

ANNOUNCED = (
    AnnouncedIs(
        "maintenance",
        30,
        32,
        {
            "en": {
                "title": "Email and calendar closed for an update",
                "text": "You can neither send nor read mail meanwhile. Nothing is lost.",
            },
            "sv": {
                "title": "E-post och kalender stängs för uppdatering",
                "text": "Under tiden går det inte att skicka eller läsa e-post. Inget försvinner.",
            },
        },
    ),
    AnnouncedIs(
        "news",
        -48,
        200,
        {
            "en": {
                "title": "New guide: two-step sign-in",
                "text": "From December on everybody signs in with two steps. It takes a minute.",
            },
            "sv": {
                "title": "Ny guide: tvåstegsinloggning",
                "text": "Från december loggar alla in i två steg. Det tar en minut att ställa in.",
            },
        },
    ),
)
