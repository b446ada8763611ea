"""What belongs to an exercise never hangs on something real, nor the other way round: keys of two columns refuse it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import MONDAY
from tests.directives import invitations
from tests.directives.letters import reading
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Amendment, Assignment, Page
from thongsuot.organisations.actions import open_link
from thongsuot.organisations.models import Act

pytestmark = pytest.mark.django_db
FOLLOWING = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE contype = 'f' AND conname LIKE '%\\_reality' AND conrelid::regclass::text LIKE 'directives\\_%'
"""


@world
def worked_on(cast, letter):
    """Return a letter with a row in each table that hangs on it."""
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    letter = directives.issue(letter, by=cast.khanh, at=MONDAY)
    receipt = letter.receipts.get(organisation__code="dd-1")
    secret = directives.open_briefing(receipt, by=cast.hang, at=MONDAY)
    directives.acknowledge_briefing(open_link(secret, purpose="briefing", at=MONDAY), "DD1001", at=MONDAY)
    duty = Assignment.objects.get(organisation__code="dd-1", obligation__kind="DUTY_ROSTER")
    directives.declare(duty, directives.Statement({"shifts": 1}), by=cast.hang, at=MONDAY)
    said = directives.Said("unclear", "Từ ngày nào?", assignment=duty)
    directives.answer(letter, receipt.organisation, said, by=cast.hang, at=MONDAY)
    directives.publish(letter, directives.Published("Từ ngày nào?", "Từ ngày ký."), by=cast.binh, at=MONDAY)
    directives.chase(letter, receipt.organisation, directives.Call("spoken"), by=cast.binh, at=MONDAY)
    place = {"reality": "live", "by": cast.binh, "at": MONDAY}
    directives.keep_pack(cast.department, b"%PDF-1.7", directive=letter, **place)
    invitations.proven(cast, letter)
    hang_on(cast, letter)
    return letter


def hang_on(cast, letter):
    """Hang a page of a scan and an amendment on the letter, as rows alone."""
    told = reading(text_sha256="2" * 64, number="13/STTTT-BCVT")
    place = {"organisation": cast.department, "reality": "live"}
    later = directives.receive(told, file=None, by=cast.binh, at=MONDAY, **place)
    Page.objects.create(directive=letter, number=1, trouble="Trang trắng.", **place)
    Amendment.objects.create(earlier=letter, later=later, act="extends", at=MONDAY, **place, **Act.fields_of(cast.binh))


def following():
    """Return the tables of the app that follow the reality of a row above, and by which constraint."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWING)
        return sorted(cursor.fetchall())


def asked(statement, table):
    """Return the one row that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table))
        return cursor.fetchone()


def turn(statement, table):
    """Change rows by raw SQL and let the database look at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, table))
        assert cursor.rowcount > 0
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_each_child_refuses_another_reality_than_its_parent(worked_on):
    told = following()
    assert {table for table, _ in told} == {
        "directives_obligation",
        "directives_reviewstep",
        "directives_receipt",
        "directives_acknowledgement",
        "directives_assignment",
        "directives_declaration",
        "directives_answer",
        "directives_clarification",
        "directives_chase",
        "directives_reservepack",
        "directives_invitation",
        "directives_proof",
        "directives_page",
        "directives_amendment",
    }
    assert len(told) == 17  # an assignment, an answer and an amendment hang on two rows each
    for table, _ in told:
        assert asked("SELECT count(*) > 0, bool_and(reality = 'live') FROM {}", table) == (True, True), table
        with pytest.raises(IntegrityError, match="_reality"):
            turn("UPDATE {} SET reality = 'exercise' WHERE id = (SELECT min(id) FROM {})", table)


def test_a_letter_cannot_change_sides_once_something_hangs_on_it(worked_on):
    with pytest.raises(IntegrityError, match="_reality"):
        turn("UPDATE {} SET reality = 'exercise'", "directives_directive")
    worked_on.refresh_from_db()
    assert worked_on.reality == "live"
