"""The English catalogue is whole, says nothing that nobody asks for, and keeps placeholders and terms."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime
from functools import cache

import pytest
from babel.messages.pofile import read_po
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.template import templatize
from tests.cast import VIETNAM
from tests.web.reading import VIETNAMESE

from thongsuot.ledger.kinds import KINDS
from thongsuot.organisations.models import Organisation, Role
from thongsuot.organisations.models.areas import Area
from thongsuot.organisations.models.organisations import SiteClass
from thongsuot.web import catalogue
from thongsuot.web.marks import MARKS
from thongsuot.web.templatetags import display

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
NAMES = ("Thông Suốt",)  # the same in every language
TERMS = {  # Vietnamese word -> English word, as the glossary has them
    "Bảng điều hành": "Control room",
    "Nhiệm vụ": "Obligation",
    "Văn bản chỉ đạo": "Directives",
    "Báo cáo": "Reports",
    "Quán triệt": "Briefing",
    "Văn thư": "Registry",
    "Lãnh đạo": "Leader",
    "Kiểm soát viên": "Supervisor",
    "Thanh tra, kiểm tra": "Auditor",
    "Đơn vị": "Organisation",
    "Doanh nghiệp": "Enterprise",
    "Đã chốt": "Frozen",
    "Dự thảo": "Draft",
    "DIỄN TẬP": "EXERCISE",
}


@cache
def english() -> dict[str, str]:
    """Return the translation of each message without a plural."""
    return {m.id: m.string for m in written() if isinstance(m.id, str) and m.id}


@cache
def written():
    """Return the English catalogue as it stands."""
    with catalogue.ENGLISH.open("rb") as source:
        return read_po(source, locale="en")


def forms_of(message):
    """Return each message with its translation, plurals one by one."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


def keys(messages):
    """Return what tells messages apart."""
    return {(message.id, message.context) for message in messages if message.id}


def test_every_message_asked_for_is_in_the_catalogue_and_no_other():
    asked, stands = keys(catalogue.gather()), keys(written())
    assert sorted(asked - stands, key=str) == [], "run `make messages` and translate what it names"
    assert sorted(stands - asked, key=str) == [], "run `make messages`"
    assert written().obsolete == {}


def test_every_message_has_words_in_every_form():
    assert [message.id for message in written() if message.id and not catalogue.translated(message.string)] == []
    assert [message.id for message in written() if message.id and message.fuzzy] == []


def test_placeholders_agree():
    pairs = [pair for message in written() if message.id for pair in forms_of(message)]
    wrong = [(a, b) for a, b in pairs if sorted(PLACEHOLDER.findall(a)) != sorted(PLACEHOLDER.findall(b))]
    assert wrong == []
    assert any("%(" in a for a, _ in pairs)


def test_no_translation_holds_a_vietnamese_word():
    told = [b for message in written() if message.id for _, b in forms_of(message)]
    for name in NAMES:
        told = [text.replace(name, "") for text in told]
    assert [text for text in told if VIETNAMESE.search(text)] == []


def test_sentences_stay_sentences():
    pairs = [pair for message in written() if message.id for pair in forms_of(message)]
    assert [(a, b) for a, b in pairs if a.endswith((".", "?")) and a[-1] != b[-1]] == []
    assert [(a, b) for a, b in pairs if a != a.strip() or b != b.strip()] == []


@pytest.mark.parametrize(("term", "word"), TERMS.items())
def test_the_glossary_has_one_english_word_for_each_term(term, word):
    assert english()[term] == word


def test_kinds_states_and_choices_are_said_in_both_languages():
    lists = (Organisation.Kind, Organisation.Service, Role.Name, Area.Kind, SiteClass.Kind)
    words = [str(label) for choices in lists for label in choices.labels]
    words += [str(word) for mark in MARKS.values() for word in (mark.word, mark.short) if VIETNAMESE.search(str(word))]
    words += [text for kind in KINDS.values() for text in (kind.title, *kind.figures.values())]
    with override("en"):
        untold = [word for word in words if VIETNAMESE.search(gettext(word)) and word != "Mới"]
        assert Role.Name.FOLLOWER.label == "Follower"
        assert str(MARKS["open"].word) == "New"
    assert untold == []
    with override("vi"):
        assert Role.Name.FOLLOWER.label == "Chuyên viên theo dõi"


@pytest.fixture
def app(tmp_path):
    """Return the folder of an app of one module and one template that ask in every way there is."""
    (tmp_path / "toys" / "templates" / "toys").mkdir(parents=True)
    (tmp_path / "toys" / "views.py").write_text(
        '_("một")\ngettext_lazy("hai " "ba")\nngettext("%(n)d con", "%(n)d con nữa", n)\n'
        'pgettext_lazy("phố", "bốn")\nf(_(name))\n_("năm %(x)s") % {"x": 1}\n"sáu"\n'
    )
    (tmp_path / "toys" / "templates" / "toys" / "toy.html").write_text(
        "{% trans 'bảy' %}<p>it's {% translate \"tám\" context \"giờ\" %}</p>{# {% trans 'chín' %} #}\n"
        "{% icon 'x' _('mười') %}{{ a|default:_(\"không (có)\") }}{% blocktrans trimmed with n=m.n %}\n  có {{ n }}\n"
        '  "con"{% endblocktrans %}'
        "{% blocktrans count n=n %}{{ n }} lần{% plural %}{{ n }} lần nữa{% endblocktrans %}\n"
    )
    return tmp_path


def test_every_way_of_asking_is_found(app):
    asked = keys(catalogue.gather(app)) - keys(_kinds())
    assert asked == {
        ("một", None), ("hai ba", None), (("%(n)d con", "%(n)d con nữa"), None), ("bốn", "phố"), ("năm %(x)s", None),
        ("bảy", None), ("tám", "giờ"), ("mười", None), ("không (có)", None), ('có %(n)s "con"', None),
        (("%(n)s lần", "%(n)s lần nữa"), None),
    }  # fmt: skip


def _kinds():
    """Return a catalogue of nothing but what the kinds say."""
    return catalogue.gather(catalogue.ENGLISH.parent)


def test_gathering_again_keeps_translations_drops_the_unsaid_and_names_the_new(app, tmp_path, monkeypatch):
    po = tmp_path / "en" / "django.po"
    monkeypatch.setattr(catalogue, "SOURCES", app)
    monkeypatch.setattr(catalogue.gather, "__defaults__", (app,))
    assert "một" in catalogue.update(po)
    po.write_text(po.read_text().replace('msgid "một"\nmsgstr ""', 'msgid "một"\nmsgstr "one"'))
    (app / "toys" / "views.py").write_text('_("một")\n_("mới")\n')
    waiting = catalogue.update(po)
    assert ("một" in waiting, "mới" in waiting, "bốn" in po.read_text()) == (False, True, False)
    assert 'msgstr "one"' in po.read_text()
    before = po.read_bytes()
    catalogue.update(po)
    assert po.read_bytes() == before


def test_the_gettext_program_finds_the_same_messages(tmp_path):
    """xgettext is the peer: another reader of Python, behind the same step from template to calls."""
    program = shutil.which("xgettext")
    assert program, "the Debian package gettext is missing; `make test` installs it"
    sources = []
    for number, path in enumerate(sorted(catalogue.SOURCES.rglob("*"))):
        if path.suffix in {".html", ".txt"} and "templates" in path.parts or path.suffix == ".py":
            text = path.read_text("utf-8")
            copy = tmp_path / f"{number}.py"
            copy.write_text(text if path.suffix == ".py" else templatize(text), "utf-8")
            sources.append(str(copy))
    words = ["_", "N_", "gettext_lazy", "gettext_noop", "ngettext_lazy:1,2", "pgettext:1c,2", "pgettext_lazy:1c,2"]
    words += ["npgettext:1c,2,3", "npgettext_lazy:1c,2,3"]
    command = [program, "--from-code=UTF-8", "--language=Python", "--output=-", *(f"--keyword={w}" for w in words)]
    done = subprocess.run([*command, *sources], check=True, capture_output=True)
    (tmp_path / "found.po").write_bytes(done.stdout.replace(b"CHARSET", b"UTF-8").replace(b"INTEGER", b"2"))
    with (tmp_path / "found.po").open("rb") as source:
        found = keys(read_po(source))
    ours = keys(catalogue.gather())
    kinds = {text for kind in KINDS.values() for text in (kind.title, *kind.figures.values())}
    assert sorted(found - ours, key=str) == []
    assert sorted((key for key in ours - found if key[0] not in kinds), key=str) == []


@pytest.mark.parametrize(("language", "figures"), [("vi", "37/1.912"), ("en", "37/1,912")])
def test_figures_are_grouped_as_the_language_has_it(language, figures):
    with override(language):
        assert display.rate(37, 1912) == figures
        assert display.grouped(1214386) == figures[4:5].join(["1", "214", "386"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_moments_are_written_as_in_vietnam_in_both_languages(language):
    with override(language):
        assert display.moment(datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)) == "14:00 07/02/2020"


def test_plurals_follow_the_language():
    def told(count):
        one, many = "%(n)s đơn vị", "%(n)s đơn vị"
        return ngettext(one, many, count) % {"n": count}

    with override("en"):
        assert (told(1), told(2)) == ("1 organisation", "2 organisations")
    with override("vi"):
        assert (told(1), told(2)) == ("1 đơn vị", "2 đơn vị")


def test_the_time_left_is_said_in_both_languages():
    with override("en"):
        assert (display.remaining(12000), display.remaining(-900)) == ("3 h 20 min left", "15 min over")
    with override("vi"):
        assert (display.remaining(12000), display.remaining(-900)) == ("còn 3 giờ 20 phút", "quá 15 phút")


FIELDS = (
    forms.CharField(max_length=3), forms.CharField(min_length=3), forms.IntegerField(min_value=2, max_value=4),
    forms.ChoiceField(choices=[("a", "a")]), forms.MultipleChoiceField(choices=[("a", "a")]), forms.DateField(),
    forms.TimeField(), forms.DateTimeField(), forms.EmailField(), forms.SlugField(), forms.FileField(),
    forms.DecimalField(max_digits=2, decimal_places=1), forms.URLField(assume_scheme="https"),
)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("typed", ["", "x", "99999", "a\x00b", "12.345"])
def test_forms_refuse_in_calm_vietnamese(field, typed):
    with override("vi"):
        told = refusal(field, [typed] if isinstance(field, forms.MultipleChoiceField) and typed else typed)
    assert [text for text in told if not VIETNAMESE.search(text) or "đảm bảo" in text.lower()] == []
    assert told or isinstance(field, forms.CharField | forms.IntegerField)


def refusal(field, typed):
    """Return why a field refuses what was typed: nothing if it accepts."""
    try:
        field.clean(typed)
    except ValidationError as error:
        return error.messages
    return []
