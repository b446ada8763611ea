"""Real and exercise never share a database: the start, the loaders and the database itself refuse it."""

from __future__ import annotations

import os
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.utils import ProgrammingError
from psycopg import connect
from psycopg.conninfo import conninfo_to_dict
from tests.cast import MONDAY
from tests.web.test_main import thongsuot

from thongsuot.exercise.actions.showing import seat_cast
from thongsuot.ledger.actions import OtherReality, mark_reality
from thongsuot.ledger.models import RealityMark
from thongsuot.organisations.models import Organisation
from thongsuot.outbox import actions
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.web import demo_command, embedded, reality

REFUSED = (IntegrityError, InternalError, ProgrammingError)


@pytest.fixture
def unset(monkeypatch):
    """Leave the variable to the database."""
    monkeypatch.setenv(reality.VARIABLE, "")
    return monkeypatch


@pytest.fixture
def made(cluster, worker_database, migrated_database):
    """Return the addresses of a database of its own with the tables, and nobody in it."""
    with _at_hand(cluster, migrated_database(f"{worker_database}_reality")) as urls:
        yield urls


@pytest.fixture
def empty(cluster, worker_database):
    """Return the addresses of a database of its own without tables."""
    with _at_hand(cluster, embedded.create_database(cluster, f"{worker_database}_reality")) as urls:
        yield urls


@contextmanager
def _at_hand(cluster, urls):
    environment = {"DATABASE_URL": urls.app_url, "MIGRATE_DATABASE_URL": urls.owner_url}
    for name, value in environment.items():
        os.environ[name] = value
    try:
        yield urls
    finally:
        for name in environment:
            del os.environ[name]
        embedded.drop_database(cluster, conninfo_to_dict(urls.app_url)["dbname"])


def marked(urls, word):
    """Mark a database as its owner would."""
    with connect(urls.owner_url) as owner:
        owner.execute("INSERT INTO ledger_realitymark VALUES (1, %s, now())", [word])
    return urls


@pytest.mark.django_db
class TestTheMark:
    """What a database says of itself."""

    def test_it_is_said_once_and_saying_it_again_changes_nothing(self):
        first = mark_reality("live", at=MONDAY)
        assert mark_reality("live", at=MONDAY.replace(hour=15)).at == first.at
        assert RealityMark.objects.count() == 1

    def test_the_other_word_is_refused(self):
        mark_reality("live", at=MONDAY)
        with pytest.raises(OtherReality, match="hệ thống thật"):
            mark_reality("exercise", at=MONDAY)

    @pytest.mark.parametrize(
        "statement", ["UPDATE ledger_realitymark SET reality = 'exercise'", "DELETE FROM ledger_realitymark"]
    )
    def test_the_database_keeps_it(self, statement):
        from django.db import connection

        mark_reality("live", at=MONDAY)
        with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    @pytest.mark.parametrize(("ours", "theirs"), [("live", "exercise"), ("exercise", "live")])
    def test_a_database_refuses_every_move_of_the_other_reality(self, cast, ours, theirs):
        mark_reality(ours, at=MONDAY)
        to = Contact(cast.hang.organisation, cast.hang.name, cast.hang)
        draft = Draft("a", "in_app", to, Words("Nhắc", "Đề nghị gửi."), ours)
        assert actions.queue(draft, by=cast.binh, at=MONDAY).state == "sent"
        with pytest.raises(REFUSED, match="marked"), transaction.atomic():
            actions.queue(Draft("b", "in_app", to, draft.words, theirs), by=cast.binh, at=MONDAY)

    def test_the_cast_never_enters_a_real_database(self, cast):
        mark_reality("live", at=MONDAY)
        before = Organisation.objects.count()
        with pytest.raises(OtherReality):
            seat_cast(at=MONDAY, password=lambda username: None)
        assert Organisation.objects.count() == before


def test_the_demonstration_is_refused_to_a_real_install(settings, tmp_path, capsys):
    settings.REALITY = "live"
    assert demo_command.run([str(tmp_path / "accounts.json")]) == 1
    assert "hệ thống thật" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("word", ["real", "Live", "thật"])
def test_a_word_without_meaning_is_refused(monkeypatch, word):
    monkeypatch.setenv(reality.VARIABLE, word)
    with pytest.raises(reality.WrongReality, match="không có nghĩa"):
        reality.agree("host=/nowhere")


class TestADatabaseOfItsOwn:
    """How starts agree with it."""

    pytestmark = pytest.mark.xdist_group("one database")

    def test_without_a_mark_the_variable_decides(self, made, unset):
        assert reality.marked(made.app_url) is None
        reality.agree(made.app_url)
        assert os.environ[reality.VARIABLE] == ""

    def test_a_start_follows_the_mark_or_is_refused(self, made, unset):
        marked(made, "live")
        reality.agree(made.app_url)
        assert os.environ[reality.VARIABLE] == "live"
        reality.agree(made.app_url)
        unset.setenv(reality.VARIABLE, "exercise")
        with pytest.raises(reality.WrongReality, match="hệ thống thật"):
            reality.agree(made.app_url)
        for words in (["load-demo", "x.json"], ["timer"], ["manage", "check"]):
            done = thongsuot(*words)
            assert (done.returncode, "hệ thống thật" in done.stderr) == (1, True), words

    def test_an_exercise_is_not_played_in_a_real_database(self, made, unset, tmp_path):
        marked(made, "live")
        unset.setenv(reality.VARIABLE, "exercise")
        done = thongsuot("exercise", "play", str(tmp_path / "letter.txt"), str(tmp_path / "told.json"))
        assert done.returncode != 0
        with connect(made.owner_url) as owner:
            assert owner.execute("SELECT count(*) FROM organisations_organisation").fetchone() == (0,)

    def test_a_database_from_before_the_marks_is_marked_by_what_it_holds(self, empty):
        assert thongsuot("migrate", "--verbosity=0", "ledger", "0003", timeout=120).returncode == 0
        with connect(empty.owner_url) as owner:
            owner.execute(
                "INSERT INTO organisations_organisation (id, version, valid_from, code, name, short_name, sort_key,"
                " kind, services, parent_name, symbol, place, address, phone, email)"
                " VALUES (1, 1, now(), 'so', 'Sở', 'Sở', 'so', 'department', '{}', '', '', '', '', '', '')"
            )
            owner.execute(
                "INSERT INTO ledger_move (organisation_id, reality, by_system, by_name, at, topic, row, origin, target,"
                " note, position, digest) VALUES (1, 'live', 'x', 'x', now(), 'x', 1, 'a', 'b', '', 0, '')"
            )
        assert thongsuot("migrate", "--verbosity=0", timeout=120).returncode == 0
        assert reality.marked(empty.app_url) == "live"


def test_before_its_tables_are_made_a_database_says_nothing(cluster):
    empty = embedded.create_database(cluster, "thongsuot_unmarked")
    try:
        assert reality.marked(empty.app_url) is None
    finally:
        embedded.drop_database(cluster, "thongsuot_unmarked")
