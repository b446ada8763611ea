"""`thongsuot load-demo`: an empty exercise install gets the cast, three letters and accounts that work."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from psycopg import connect
from psycopg.conninfo import make_conninfo

from thongsuot.directives.models import Assignment, Directive
from thongsuot.directives.states import AssignmentState
from thongsuot.ledger.models import RealityMark
from thongsuot.ledger.queries import broken_links
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation, Person
from thongsuot.reports.models import Report, Snapshot, Upward
from thongsuot.web import demo_command, rebuild_command

pytestmark = pytest.mark.django_db(transaction=True)
ROOTS = "organisations_organisation, organisations_person, organisations_area"


@pytest.fixture
def empty(cluster, worker_database, db, settings):
    """Leave an exercise install with its tables and not one row of an organisation."""
    settings.REALITY = "exercise"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fifty accounts, each tried
    with connect(make_conninfo(cluster.owner_url, dbname=worker_database), autocommit=True) as owner:
        for table in ("ledger_move", "ledger_evidence"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER refuse_all")
        owner.execute(f"TRUNCATE {ROOTS} CASCADE")
        for table in ("ledger_move", "ledger_evidence"):
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER refuse_all")
    return settings


def counted():
    """Return how many rows each table of ours holds."""
    with access.acting_as_system():
        models = [m for m in apps.get_models() if m.__module__.startswith("thongsuot.") and m._meta.managed]
        return {model._meta.label: model._default_manager.count() for model in models}


def test_the_demonstration_once_and_only_where_it_belongs(empty, tmp_path, capsys):
    file = tmp_path / "accounts.json"
    assert demo_command.run([]) == 2
    empty.REALITY = "live"
    assert demo_command.run([str(file)]) == 1
    assert not file.exists()
    assert not Organisation.objects.exists()

    empty.REALITY = "exercise"
    assert demo_command.run([str(file)]) == 0
    accounts_work(file)
    with access.acting_as_system():
        one_answered(Directive.objects.get(subject__contains="nắng nóng"))
        one_under_way(Directive.objects.get(subject__contains="mưa lũ"))
        one_under_review(Directive.objects.get(subject__contains="kỳ thi"))
        assert Directive.objects.count() == 3
        assert not Directive.objects.exclude(reality="exercise").exists()
        assert [broken for o in Organisation.objects.all() for broken in broken_links(o)] == []

    before, told = counted(), file.read_bytes()
    assert demo_command.run([str(file)]) == 0
    assert (counted(), file.read_bytes()) == (before, told)
    assert RealityMark.objects.get().reality == "exercise"
    capsys.readouterr()
    assert rebuild_command.run([]) == 0
    assert "bổ sung 0 bản ghi" in capsys.readouterr().out


def accounts_work(file):
    """The file is its owner's alone, and each of its passwords opens the account it stands beside."""
    assert file.stat().st_mode & 0o777 == 0o600
    accounts = json.loads(file.read_text())
    assert {tuple(account) for account in accounts} == {
        ("username", "password", "role", "organisation", "organisation_kind")
    }
    assert len({account["password"] for account in accounts}) == len(accounts)
    with access.acting_as_system():
        assert {account["username"] for account in accounts} == set(Person.objects.values_list("username", flat=True))
        for account in accounts:
            person = authenticate(None, username=account["username"], password=account["password"])
            assert person is not None, account["username"]
            assert person.organisation.name == account["organisation"]
            assert person.roles.filter(name=account["role"]).exists()
        assert authenticate(None, username=accounts[0]["username"], password=accounts[1]["password"]) is None


def one_answered(letter):
    """Long ago: eight of nine reported, seven in time, all accepted; both papers stand, and their supplement."""
    main = Snapshot.objects.get(directive=letter, sequence=0)
    assert (main.content["due"], main.content["on_time"]) == (9, 7)
    assert main.content["figures"]["SPARE_EQUIPMENT"]["declared"]["items_total"] == 7 * 12
    assert Report.objects.filter(directive=letter, state=Report.State.ACCEPTED).count() == 8
    papers = Upward.objects.filter(snapshot__directive=letter)
    assert sorted(paper.pdf.name for paper in papers) == [
        "bao-cao-bo-bo-sung-1.pdf",
        "bao-cao-bo.pdf",
        "bao-cao-ubnd-bo-sung-1.pdf",
        "bao-cao-ubnd.pdf",
    ]
    assert all(paper.docx.size > 10_000 for paper in papers)


def one_under_way(letter):
    """Issued yesterday, due the day after tomorrow: all but one acknowledged, some have worked, nobody has reported."""
    assert letter.state == Directive.State.ISSUED
    assert letter.receipts.filter(state="sent").count() == 1
    assert letter.receipts.filter(state="acknowledged").count() == 8
    states = set(Assignment.objects.filter(directive=letter).values_list("state", flat=True))
    assert states >= {AssignmentState.ARRIVED, AssignmentState.RECEIVED, AssignmentState.IN_PROGRESS}
    assert not Snapshot.objects.filter(directive=letter).exists()
    assert set(letter.obligations.values_list("paragraph", flat=True)) == set(range(1, 13))


def one_under_review(letter):
    """Nobody is bound by it yet."""
    assert letter.state == Directive.State.REVIEW
    assert set(letter.obligations.values_list("state", flat=True)) == {"proposed"}
    assert not letter.receipts.exists()
    assert letter.issuer_name == "Bộ Khoa học và Công nghệ"
