"""Articles as files: out and back the same, and what is malformed is told file by file."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from spoc.knowledge.models import Article
from spoc.knowledge.rules.exchange import Malformed, Plain, filename, read, written

STEPS = [{"key": "a", "text": "On?", "options": [{"label": "Yes: now", "to": "solved"}]}]
WHOLE = Plain(
    "Åska: vad gör jag?",
    "## Svar\n\n---\n\n1. Dra ur sladden\n\n::: internal\nvm-7\n:::",
    "sv",
    "Det blixtrar.\nOch dånar.",
    "Kontoret # 3",
    "- blixt",
    STEPS,
    ("mail", "radiology"),
    ("fault",),
)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


def file(name, text):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def packed(**files):
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.md", text)
    return SimpleUploadedFile("all.zip", content.getvalue())


def test_what_is_written_is_read_the_same():
    assert read(written(WHOLE, {"number": "K-1", "state": "validated"})) == WHOLE


@given(words, words, words)
def test_any_words_come_back(title, question, answer):
    plain = Plain(f"x{title.strip()}", answer.strip(), "en", question.strip())
    assert read(written(plain)) == Plain(plain.title.strip(), plain.answer, "en", plain.question)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# No front", "no_front"),
        ("---\ntitle: [\n---\nx", "not_yaml"),
        ("---\n- a\n---\nx", "not_yaml"),
        ("---\ntitle: !!python/object/apply:os.system ['ls']\n---\nx", "not_yaml"),
        ("---\ntitle: A\nsecret: b\n---\nx", "unknown"),
        ("---\nlanguage: en\n---\nx", "title"),
        ("---\ntitle: [a]\n---\nx", "no_words"),
        ("---\ntitle: A\nservices: mail\n---\nx", "no_list"),
        ("---\ntitle: A\nsteps: [{key: a, text: b, options: []}]\n---\nx", "steps"),
        ("---\ntitle: A\n---\n" + "x" * 200_001, "long"),
    ],
)
def test_what_is_no_article_says_why(text, code):
    with pytest.raises(Malformed) as fault:
        read(text)
    assert fault.value.code == code


def test_a_file_is_called_by_number_title_and_language():
    assert filename(7, "../../etc/passwd", "en") == "K-7-etc-passwd.en.md"
    assert filename(7, "!!!", "sv") == "K-7-article.sv.md"


def test_the_archive_holds_what_the_list_shows(validated, captured, client_of):
    validated(title="The viewer is slow today")
    captured(title="Another one entirely")
    answer = client_of("Elin Sand").get("/knowledge/files.zip?confidence=validated")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        [name] = archive.namelist()
        plain = read(archive.read(name).decode())
    assert (plain.title, plain.services) == ("The viewer is slow today", ("radiology",))


def test_what_was_taken_along_is_brought_in_again(captured, keeper, client_of):
    article, browser = captured(steps=STEPS, cause="A leak."), client_of("Priya Nair")
    answer = browser.get(f"/knowledge/{article.pk}.md")
    assert answer["Content-Disposition"].startswith("attachment")
    sent = {"files": file("one.md", answer.content)}
    assert browser.post("/knowledge/files", sent).status_code == 302
    made = Article.objects.exclude(pk=article.pk).get()
    for name in ("title", "question", "answer", "cause", "steps", "language"):
        assert getattr(made, name) == getattr(article, name), name
    assert (made.owner.name, made.audience) == ("Priya Nair", "internal")
    assert set(made.services.all()) == set(article.services.all())


def test_what_a_file_says_of_its_audience_is_not_believed(keeper, client_of):
    text = "---\ntitle: Free money\nlanguage: en\naudience: public\nstate: validated\n---\nTake it."
    assert client_of("Priya Nair").post("/knowledge/files", {"files": file("a.md", text)})
    made = Article.objects.get()
    assert (made.audience, made.confidence) == ("internal", "not_validated")


def test_of_several_each_malformed_one_is_told_and_nothing_is_written(keeper, client_of):
    good = written(Plain("Good one here", "Answer", "en"))
    files = packed(good=good, bad="no front", worse="---\ntitle: A\nlanguage: xx\n---\nx")
    answer = client_of("Priya Nair").post("/knowledge/files", {"files": files})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bad.md" in page
    assert "It does not begin with front matter" in page
    assert not Article.objects.exists()
    files = packed(good=good, worse="---\ntitle: A\nlanguage: xx\nservices: [nope]\n---\nx")
    page = client_of("Priya Nair").post("/knowledge/files", {"files": files}).content.decode()
    assert "It says no language that is spoken here" in page
    assert not Article.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"", b"not a zip"])
def test_a_broken_archive_is_refused_in_a_sentence(keeper, client_of, content):
    answer = client_of("Priya Nair").post("/knowledge/files", {"files": file("a.zip", content)})
    assert answer.status_code == 422
    assert not Article.objects.exists()


def test_only_who_manages_knowledge_brings_in(client_of):
    text = written(Plain("Good one here", "Answer", "en"))
    browser = client_of("Elin Sand")
    assert browser.post("/knowledge/files", {"files": file("a.md", text)}).status_code == 403
    assert client_of("Karin Holm").get("/knowledge/files.zip").status_code == 403
    assert not Article.objects.exists()


def test_plain_words_stay_words():
    steps = "steps: [{key: 1, text: Is it on, options: [{label: Yes, to: solved}]}]"
    plain = read(f"---\ntitle: 2026\nquestion:\n{steps}\n---\nNo.")
    assert (plain.title, plain.question) == ("2026", "")
    assert plain.steps[0]["options"] == [{"label": "Yes", "to": "solved"}]
