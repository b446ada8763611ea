"""What comes from outside is text on every page, wherever it may stand: never markup, a template, or an address."""

from __future__ import annotations

import pytest
from tests.incidents.pages import words_of

from thongsuot.incidents.models import Incident
from thongsuot.organisations.models import Organisation, Site

pytestmark = pytest.mark.django_db
WORDS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "{{ settings.SECRET_KEY }}",
    "{% debug %}", "javascript:alert(1)", "' OR 1=1 --", "</title></head><body>", "<!--", "&lt;script&gt;",
    "%(who)s %s {0}", "\u202egnouht", "Ơ̴̢̛" * 5, "=cmd|' /C calc'!A0",
)  # fmt: skip
RAW = ("<script>alert", "<img src=x", "<svg/onload", "</title></head><body>", "SECRET_KEY }}</dd><dd>")


def clean(page, word):
    """The page has the word as text alone."""
    for raw in RAW:
        assert raw not in page, raw
    assert 'href="javascript:' not in page
    if word.isprintable() and not set("<>&\"'") & set(word):
        assert word in page
    return page


@pytest.mark.parametrize("word", WORDS)
def test_labels_of_a_machine_are_text(pages, scene, word):
    scene.fire("bv-nhi", evil=word, **{"x" + word[:20]: "y"})
    page = clean(pages.get(scene.lan, "incident", scene.incident.pk), "")
    assert "evil" in page
    if "{" in word:
        assert word.replace('"', "&quot;").replace("'", "&#x27;") in page
    assert word not in pages.get(scene.binh, "incident", scene.incident.pk)


@pytest.mark.parametrize("word", WORDS)
def test_places_and_words_of_people_are_text_on_every_page(pages, scene, word):
    incident = scene.report(None, place=word, words=word)
    scene.do("accept", incident)
    scene.do("tell_expected", incident, coming=word)
    scene.do("note", incident, word, inside=False)
    scene.do("add_task", incident, word, name=word)
    scene.do("mend", incident, cause=word)
    Incident.objects.update(told_at=scene.at, told_why="own")
    for person in (scene.lan, scene.binh):
        clean(pages.get(person, "incident", incident.pk), word)
        clean(pages.get(person, "board"), word)
    clean(pages.get(scene.lan, "disclosure"), word)
    assert pages.get(scene.lan, "review", incident.pk).startswith(b"%PDF")
    scene.do("reopen", incident, word)
    assert words_of(pages.get(scene.lan, "board-paper"))


@pytest.mark.parametrize("word", WORDS)
def test_names_of_sites_offices_and_sources_are_text(pages, scene, word):
    Site.objects.filter(code="bv-nhi").update(name=word)
    Organisation.objects.filter(pk=scene.enterprise.pk).update(short_name=word[:40], phone=word[:30])
    scene.connect(name=f"N{word}"[:80])
    incident = scene.report("bv-nhi", words=word)
    clean(pages.get(pages.guest, "site", scene.site("bv-nhi").pk), word)
    clean(pages.get(scene.lan, "incident", incident.pk), word)
    clean(pages.get(scene.hang, "sources"), word)
    clean(pages.get(scene.hang, "source", scene.source.pk), word)
    clean(pages.get(scene.binh, "board"), word)


@pytest.mark.parametrize("word", WORDS)
def test_what_is_typed_and_refused_comes_back_as_text(pages, scene, word):
    incident = scene.report("bv-nhi")
    answer = pages.step(scene.lan, incident, "ghi-chu", status=422, text=word, happened_at=word)
    clean(answer.content.decode(), "")
    answer = pages.post(scene.lan, "report", status=422, place=word, words=word, failure=word, site=word)
    clean(answer.content.decode(), "")


def test_a_body_of_control_characters_is_shown_bounded(pages, scene):
    scene.connect()
    scene.post(body=b'{"alerts": [{"labels": {"alertname": "\\u0000\\u001b[31m\\u202e"}, "status": "firing"}]}')
    scene.post(body=b"\xff\xfe\x00" * 100)
    scene.run()
    page = pages.get(scene.hang, "source", scene.source.pk)
    assert "\x1b" not in page
    assert "\x00" not in page


def test_a_title_of_a_machine_never_leaves(pages, scene):
    scene.deliver({**scene.told("bv-nhi"), "annotations": {"summary": "<b>core-router-7.noc.internal</b>"}})
    number = scene.incident.pk
    assert "&lt;b&gt;core-router-7.noc.internal" in pages.get(scene.lan, "incident", number)
    for person in (scene.binh, pages.guest):
        assert "core-router-7" not in pages.get(person, "incident", number)
