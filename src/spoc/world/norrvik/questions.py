"""What Norrvik asks to find out which of the four types it is, and what about."""

from spoc.world.norrvik.shapes import AnswerIs, QuestionIs

# each leads only to those below it; the first one begins every walk
QUESTIONS = (
    QuestionIs(
        "about",
        "What is it about?",
        "Vad gäller det?",
        (
            AnswerIs("Something does not work", "Något fungerar inte", "broken"),
            AnswerIs("I need something", "Jag behöver något", "wanted"),
            AnswerIs(
                "I wonder how something is done",
                "Jag undrar hur man gör",
                type="information",
                category="how-to",
            ),
            AnswerIs(
                "I am not content with the help I got",
                "Jag är inte nöjd med hjälpen jag fått",
                type="information",
                category="other",
                is_complaint=True,
            ),
        ),
        unknown="before",
    ),
    QuestionIs(
        "before",
        "Have you been able to do it before?",
        "Har du kunnat göra det förut?",
        (
            AnswerIs("Yes, and now it does not work", "Ja, och nu går det inte", "broken"),
            AnswerIs("No, it would be new to me", "Nej, det vore nytt för mig", "wanted"),
        ),
    ),
    QuestionIs(
        "broken",
        "What does not work?",
        "Vad är det som inte fungerar?",
        (
            AnswerIs(
                *("Signing in, or a password", "Inloggning eller lösenord"),
                *("", "incident", "identity", "access"),
            ),
            AnswerIs(
                *("Email or the calendar", "E-post eller kalender"),
                *("", "incident", "mail", "fault"),
            ),
            AnswerIs(
                *(
                    "The computer, or what is plugged into it",
                    "Datorn eller något som sitter i den",
                ),
                *("", "incident", "workplace", "fault"),
            ),
            AnswerIs("Printing", "Utskrift", "", "incident", "print", "fault"),
            AnswerIs("The phone", "Telefonen", "", "incident", "telephony", "fault"),
            AnswerIs(
                *("The network or the wifi", "Nätverket eller wifi"),
                *("", "incident", "network", "fault"),
            ),
            AnswerIs("A program I work in", "Ett program jag arbetar i", "program"),
        ),
    ),
    QuestionIs(
        "program",
        "Which program?",
        "Vilket program?",
        (
            AnswerIs(
                "Patient record", "Patientjournalen", "", "incident", "patient-record", "fault"
            ),
            AnswerIs("Radiology imaging", "Röntgenbilder", "", "incident", "radiology", "fault"),
            AnswerIs("Case handling", "Ärendehantering", "", "incident", "case-handling", "fault"),
            AnswerIs(
                "School platform", "Lärplattformen", "", "incident", "school-platform", "fault"
            ),
            AnswerIs("Network maps", "Ledningskartor", "", "incident", "network-maps", "fault"),
            AnswerIs("Payroll", "Lön", "", "incident", "payroll", "fault"),
        ),
    ),
    QuestionIs(
        "wanted",
        "What do you need?",
        "Vad behöver du?",
        (
            AnswerIs(
                *("Access to something we have", "Behörighet till något vi har"),
                *("", "fulfilment", "identity", "access"),
            ),
            AnswerIs(
                *("A computer, a screen or the like", "En dator, en skärm eller liknande"),
                *("", "fulfilment", "workplace", "order"),
            ),
            AnswerIs(
                *("A program on my computer", "Ett program på min dator"),
                *("", "fulfilment", "workplace", "order"),
            ),
            AnswerIs(
                *("Something nobody here has yet", "Något som ingen här har än"),
                *("", "new_service", "", "idea"),
            ),
        ),
    ),
)
