"""Pictures go along with the articles that show them, and come in again with them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.knowledge.conftest import ANSWER, draft

from spoc.cmdb.models import ConfigurationItem
from spoc.kit import store
from spoc.knowledge import activities as do
from spoc.knowledge.models import Article
from spoc.knowledge.rules.exchange import Malformed, Plain, written
from spoc.knowledge.rules.parcel import Folder, Loose, Zipped, read_parcel
from spoc.records.activities import Upload
from spoc.records.models import Attachment

PNG = b"\x89PNG\r\n\x1a\nA picture"
STEP = {
    "key": "a",
    "text": "See ![two](pics/two.png)",
    "options": [{"label": "Yes", "to": "solved"}],
}
SHOWING = written(
    Plain(
        "The archive is slow",
        "See ![one](pics/one%20.png) and [more](other.md).",
        "en",
        steps=[STEP],
    )
)
LIMIT = 1_000


def packed(files):
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    content.seek(0)
    return content


def zip_sent(files):
    return SimpleUploadedFile("all.zip", packed(files).read())


def brought(answer):
    assert answer.status_code == 302, answer.content.decode()
    return Article.objects.latest("pk")


@pytest.fixture
def illustrated(captured, people):
    """An article that shows a picture, another to the desk alone, and a third nowhere."""
    maja, article = people["Maja Lindqvist"], captured()
    shown, inside, _unused = (
        do.illustrate_article(
            article, by=maja, upload=Upload(name, "image/png", PNG + name.encode())
        )
        for name in ("Skärm bild.PNG", "inside.png", "unused.png")
    )
    answer = f"{ANSWER} ![s](files/{shown.pk})\n::: internal\n![i](files/{inside.pk})\n:::"
    do.write_article(
        article, by=maja, draft=draft(answer=answer, services=tuple(article.services.all()))
    )
    return article


def test_what_is_taken_along_with_its_pictures_comes_in_the_same(illustrated, keeper, client_of):
    priya = client_of("Priya Nair")
    content = b"".join(priya.get("/knowledge/files.zip").streaming_content)
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
    assert len(names) == 3
    assert not any("unused" in name for name in names)
    sent = {"files": SimpleUploadedFile("all.zip", content)}
    made = brought(priya.post("/knowledge/files", sent))
    kept = {each.filename.partition("-")[2]: each for each in files_of(made)}
    assert set(kept) == {"Skärm-bild.png", "inside.png"}
    assert store.open(kept["Skärm-bild.png"].digest).read() == PNG + "Skärm bild.PNG".encode()
    assert made.revision == 1
    page = priya.get(f"/knowledge/{made.pk}").content.decode()
    for each in kept.values():
        assert f"/files/{each.pk}/" in page


def test_a_picture_that_only_internal_words_show_stays_inside(illustrated, keeper, client_of):
    priya = client_of("Priya Nair")
    content = b"".join(priya.get("/knowledge/files.zip").streaming_content)
    made = brought(priya.post("/knowledge/files", {"files": SimpleUploadedFile("a.zip", content)}))
    inner = {each.filename.partition("-")[2]: each.is_internal for each in files_of(made)}
    assert inner == {"Skärm-bild.png": False, "inside.png": True}


def test_pictures_in_the_answer_and_in_steps_are_found_beside_the_file(keeper, client_of):
    files = {"x/a.md": SHOWING, "x/pics/one .png": PNG, "x/pics/two.png": PNG, "x/other.md": "-"}
    files["x/other.md"] = written(Plain("Another one here", "Answer", "en"))
    priya = client_of("Priya Nair")
    assert priya.post("/knowledge/files", {"files": zip_sent(files)}).status_code == 302
    made = Article.objects.get(title="The archive is slow")
    assert "](files/" in made.answer
    assert "](other.md)" in made.answer
    assert "](files/" in made.steps[0]["text"]
    assert sorted(each.filename for each in files_of(made)) == ["one .png", "two.png"]


def test_a_markdown_file_may_be_sent_together_with_its_pictures(keeper, client_of):
    text = written(Plain("The archive is slow", "See ![one](one.png) now.", "en"))
    sent = [SimpleUploadedFile("a.md", text.encode()), SimpleUploadedFile("one.png", PNG)]
    made = brought(client_of("Priya Nair").post("/knowledge/files", {"files": sent}))
    [kept] = files_of(made)
    assert (kept.content_type, kept.size, kept.is_picture) == ("image/png", len(PNG), True)


def test_a_picture_that_is_missing_or_too_large_is_told_and_nothing_is_written(
    keeper, client_of, settings
):
    settings.SPOC_ATTACHMENT_LIMIT = 8
    large = written(Plain("The archive is slow", "See ![one](one.png) now.", "en"))
    missing = written(Plain("The archive is gone", "See ![one](none.png) now.", "en"))
    files = {"large.md": large, "missing.md": missing, "one.png": PNG}
    answer = client_of("Priya Nair").post("/knowledge/files", {"files": zip_sent(files)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It shows one.png, which is larger than a file may be." in page
    assert "It shows none.png, which did not come with it" in page
    assert not Article.objects.exists()
    assert not Attachment.objects.filter(noun="article").exists()


def test_two_files_of_one_name_are_refused(keeper, client_of):
    text = written(Plain("The archive is slow", "Answer", "en"))
    sent = [SimpleUploadedFile("a.md", text.encode()) for _time in range(2)]
    answer = client_of("Priya Nair").post("/knowledge/files", {"files": sent})
    assert "Two files are called a.md" in answer.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize("path", ["../secret.png", "%2e%2e/secret.png", "pics/../../secret.png"])
def test_nothing_outside_the_folder_is_brought_in(tmp_path, path):
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "articles"
    (folder / "pics").mkdir(parents=True)
    text = written(Plain("The archive is slow", f"See ![one]({path}) now.", "en"))
    (folder / "a.md").write_text(text)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    linked = written(Plain("The archive is slow", "See ![one](link.png) now.", "en"))
    (folder / "b.md").write_text(linked)
    found, wrong = read_parcel(Folder(folder), LIMIT)
    assert found == []
    assert {name: fault.code for name, fault in wrong.items()} == {
        "a.md": "missing",
        "b.md": "missing",
    }


def test_a_damaged_picture_in_a_zip_is_told():
    content = packed({"a.md": SHOWING, "pics/one .png": PNG * 9, "pics/two.png": PNG}).getvalue()
    broken = content.replace(PNG * 9, b"X" * len(PNG * 9))
    _found, wrong = read_parcel(Zipped(BytesIO(broken)), LIMIT)
    assert wrong["a.md"].code == "broken"


def test_what_is_no_zip_is_told():
    with pytest.raises(Malformed) as fault:
        Zipped(BytesIO(b"PK nothing"))
    assert fault.value.code == "zip"


def test_files_sent_together_stay_open_for_whoever_keeps_them():
    files = {
        "a.md": BytesIO(SHOWING.encode()),
        "pics/one .png": BytesIO(PNG),
        "pics/two.png": BytesIO(PNG),
    }
    [read], wrong = read_parcel(Loose(files), LIMIT)
    assert wrong == {}
    assert read.files == {"pics/one .png": "pics/one .png", "pics/two.png": "pics/two.png"}
    assert not files["pics/two.png"].closed


def test_items_are_named_and_found_again_by_name(captured, keeper, client_of):
    archive = ConfigurationItem.objects.get(name="Image archive")
    article, priya = captured(items=(archive,)), client_of("Priya Nair")
    text = priya.get(f"/knowledge/{article.pk}.md").content
    assert b"items:\n- Image archive" in text
    text = text.replace(b"- Image archive", b"- Image archive\n- Unheard of")
    made = brought(priya.post("/knowledge/files", {"files": SimpleUploadedFile("a.md", text)}))
    assert list(made.items.all()) == [archive]


def test_machines_take_along_and_bring_in(illustrated, keeper, token_of):
    priya = Machine(token_of("Priya Nair", READ_AND_WRITE))
    answer = priya.get("/article-files")
    assert answer["Content-Type"] == "application/zip"
    content = b"".join(answer.streaming_content)
    made = priya.upload("/article-files", files=SimpleUploadedFile("a.zip", content))
    assert (made.status_code, made.json()["items"][0]["state"]) == (201, "not_validated")
    refused = priya.upload("/article-files", files=SimpleUploadedFile("a.md", b"no front"))
    assert refused.json()["errors"] == {
        "a.md": "It does not begin with front matter between two lines of ---."
    }
    assert priya.upload("/article-files").status_code == 422
    for name, status in (("Elin Sand", 403), ("Karin Holm", 403)):
        other = Machine(token_of(name, READ_AND_WRITE))
        sent = SimpleUploadedFile("a.zip", content)
        assert other.upload("/article-files", files=sent).status_code == status
    assert Machine(token_of("Karin Holm")).get("/article-files").status_code == 403


def files_of(article):
    return list(Attachment.objects.filter(noun="article", subject_id=article.pk))
