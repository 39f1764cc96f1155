"""Articles taken along and brought in from the command line, in somebody's name."""

import argparse
from zipfile import ZipFile

import pytest

from spoc.cli import knowledge
from spoc.cli.command import verbs
from spoc.kit.errors import NotAllowed, NotFound, NotPossible
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Draft
from spoc.knowledge.models import Article
from spoc.knowledge.rules.exchange import Plain, written
from spoc.people.activities import grant_role
from spoc.people.queries import system
from spoc.records.activities import Upload
from spoc.records.models import Attachment

GOOD = written(Plain("The archive is slow", "See ![one](pics/one.png) now.", "en"))


@pytest.fixture
def options():
    """Read the words of the command line."""
    parser = argparse.ArgumentParser()
    knowledge.arguments(parser)
    return lambda *words: parser.parse_args([str(word) for word in words])


@pytest.fixture
def keeper(people):
    """Priya Nair, who manages knowledge here."""
    grant_role(people["Priya Nair"], by=system(), role="KM")
    return people["Priya Nair"]


def address_of(person):
    return person.addresses.filter(kind="mail").first().value


@pytest.fixture
def folder(tmp_path):
    """A folder with one good article and its picture."""
    (tmp_path / "in" / "pics").mkdir(parents=True)
    (tmp_path / "in" / "a.md").write_text(GOOD)
    (tmp_path / "in" / "pics" / "one.png").write_bytes(b"a picture")
    return tmp_path / "in"


def test_it_is_a_verb():
    assert "knowledge" in verbs()


@pytest.mark.parametrize("name", ["", "a.md"])
def test_a_folder_or_one_file_is_brought_in_with_its_pictures(
    folder, keeper, options, capsys, name
):
    given = options("import", folder / name, "--by", address_of(keeper))
    assert knowledge.run(given) == 0
    assert capsys.readouterr().out == "1 article is here.\n"
    article = Article.objects.get()
    assert (article.owner, article.confidence) == (keeper, "not_validated")
    assert Attachment.objects.get(noun="article", subject_id=article.pk).filename == "one.png"


def test_each_file_that_is_refused_is_told_and_nothing_is_written(folder, keeper, options, capsys):
    (folder / "bad.md").write_text("no front")
    (folder / "worse.md").write_text(written(Plain("Good one here", "![x](none.png)", "en")))
    given = options("import", folder, "--by", address_of(keeper))
    assert knowledge.run(given) == 1
    told = capsys.readouterr().err
    assert "bad.md: It does not begin with front matter" in told
    assert "worse.md: It shows none.png, which did not come with it" in told
    assert not Article.objects.exists()


def test_who_does_not_manage_knowledge_brings_nothing_in(folder, people, options):
    with pytest.raises(NotAllowed):
        knowledge.run(options("import", folder, "--by", address_of(people["Elin Sand"])))
    assert not Article.objects.exists()


def test_in_nobodys_name_nothing_is_done(folder, people, options):
    with pytest.raises(NotFound):
        knowledge.run(options("import", folder, "--by", "nobody@norrvik.example"))
    with pytest.raises(SystemExit):
        options("import", folder)


def test_what_is_not_there_is_told(folder, keeper, options):
    with pytest.raises(NotFound):
        knowledge.run(options("import", folder / "none.zip", "--by", address_of(keeper)))


def test_articles_are_taken_along_and_come_in_again(people, keeper, options, tmp_path, capsys):
    article = do.capture_article(keeper, by=keeper, draft=Draft("The archive is slow", "Why?"))
    upload = Upload("one.png", "image/png", b"a picture")
    file = do.illustrate_article(article, by=keeper, upload=upload)
    shown = Draft("The archive is slow", "Why?", answer=f"![one](files/{file.pk})")
    do.write_article(article, by=keeper, draft=shown)
    place, mail = tmp_path / "all.zip", address_of(keeper)
    assert knowledge.run(options("export", place, "--by", mail)) == 0
    assert "1 article is in" in capsys.readouterr().out
    with ZipFile(place) as zipped:
        assert len(zipped.namelist()) == 2
    with pytest.raises(NotPossible):
        knowledge.run(options("export", place, "--by", mail))
    assert knowledge.run(options("import", place, "--by", mail)) == 0
    assert Article.objects.count() == 2


def test_customers_take_nothing_along(people, options, tmp_path):
    with pytest.raises(NotAllowed):
        by = address_of(people["Karin Holm"])
        knowledge.run(options("export", tmp_path / "all.zip", "--by", by))
    assert not (tmp_path / "all.zip").exists()
