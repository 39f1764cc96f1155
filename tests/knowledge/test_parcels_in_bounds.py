"""Files that are brought in: whole, in bounds, and nothing odd in them is a mistake of ours."""

import lzma
from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

import pytest
from tests.knowledge.conftest import ANSWER, TITLE, draft
from tests.knowledge.test_article_parcels import LIMIT, PNG, SHOWING, packed

from spoc.cmdb.models import ConfigurationItem
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.knowledge.activities.exchange import bring_in, brought_by, parcels_of
from spoc.knowledge.models import Article
from spoc.knowledge.queries.exchange import as_file
from spoc.knowledge.rules.exchange import Malformed, Plain, read, written
from spoc.knowledge.rules.parcel import MOST_AT_ONCE, Zipped, read_parcel
from spoc.records.models import Attachment


def test_two_articles_that_show_one_picture_both_have_it_whole(people, keeper):
    swedish = SHOWING.replace("language: en", "language: sv")
    sent = [
        ("a.en.md", BytesIO(SHOWING.encode())),
        ("a.sv.md", BytesIO(swedish.encode())),
        ("pics/one .png", BytesIO(PNG)),
        ("pics/two.png", BytesIO(PNG)),
    ]

    bring_in(keeper, by=keeper, articles=brought_by(parcels_of(sent)))

    sizes = Attachment.objects.filter(noun="article").values_list("size", flat=True)
    assert list(sizes) == [len(PNG)] * 4


def test_a_picture_that_many_show_is_read_through_once(monkeypatch):
    opened = []
    monkeypatch.setattr(
        Zipped, "open", lambda self, path: opened.append(path) or self.zip.open(path)
    )
    files = {f"{n}.md": SHOWING for n in range(5)} | {"pics/one .png": PNG, "pics/two.png": PNG}

    found, wrong = read_parcel(Zipped(packed(files)), LIMIT)

    assert (len(found), wrong) == (5, {})
    assert opened.count("pics/two.png") == 1


def test_all_pictures_together_stay_in_bounds():
    shown = "".join(f"![p](p{n}.png)" for n in range(MOST_AT_ONCE + 2))
    article = written(Plain("The archive is slow", shown, "en"))
    pictures = {f"p{n}.png": b"x" * LIMIT for n in range(MOST_AT_ONCE + 2)}

    found, wrong = read_parcel(Zipped(packed({"a.md": article, **pictures})), LIMIT)

    assert found == []
    assert wrong["a.md"].code == "large"


def test_what_is_packed_wrongly_another_way_is_told():
    content = BytesIO()
    with ZipFile(content, "w", ZIP_LZMA) as archive:
        archive.writestr("a.md", SHOWING)
    broken = bytearray(content.getvalue())
    broken[45:60] = b"\xff" * 15

    found, wrong = read_parcel(Zipped(BytesIO(bytes(broken))), LIMIT)

    assert (found, wrong["a.md"].code) == ([], "broken")
    assert issubclass(lzma.LZMAError, Exception)


def test_names_with_what_no_text_holds_are_refused():
    with pytest.raises(Malformed):
        read('---\ntitle: A title here\nlanguage: en\nitems: ["a\\0b"]\n---\nwords')


def test_a_file_names_no_item_its_reader_may_not_know(captured, people, monkeypatch):
    item = ConfigurationItem.objects.get(name="Image archive")
    article = captured(items=(item,))
    elin = people["Elin Sand"]
    assert item.name in as_file(article, elin).text

    monkeypatch.setattr(access, "items_shown", lambda person: ConfigurationItem.objects.none())
    assert item.name not in as_file(article, elin).text


def test_an_error_that_is_mended_has_its_article_looked_at(validated, keeper):
    article = validated("customer")
    Article.objects.filter(pk=article.pk).update(cause="The driver forgets.")
    article.refresh_from_db()
    do.name_known_error(article, by=keeper)

    do.end_known_error(article, by=keeper)

    article.refresh_from_db()
    assert article.review_due_at <= now()


def test_whoever_was_overtaken_by_a_step_saves_once_they_saw_it(client_of, captured, people):
    article = captured()
    elin = client_of("Elin Sand")
    said = {"title": TITLE, "question": article.question, "answer": ANSWER, "language": "en"}
    said |= {"cause": article.cause, "environment": article.environment}
    stale = said | {"version": str(article.version)}
    do.write_article(article, by=people["Maja Lindqvist"], draft=draft(answer=ANSWER))
    article.refresh_from_db()

    page = elin.post(f"/knowledge/{article.pk}/edit", stale)

    assert page.status_code == 409
    assert f'name="version" value="{article.version}"' in page.content.decode()
