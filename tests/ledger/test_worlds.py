"""What tests begin with is built once, and what one of them does to it no other one meets."""

from __future__ import annotations

from contextlib import closing

import pytest
from tests.cast import MONDAY
from tests.conftest import HOME
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Directive
from thongsuot.ledger.models import Move
from thongsuot.web import embedded

pytestmark = pytest.mark.xdist_group("worlds")  # one after the other
in_database = pytest.mark.django_db
BUILT: list[str] = []


@world
def counted(letter):
    BUILT.append(letter.number)
    return {"letter": letter}


@in_database
@pytest.mark.parametrize("time", [1, 2, 3])
def test_each_has_it_to_itself(cast, letter, counted, time):
    assert counted["letter"] is letter  # copies of one world know each other
    assert (letter.state, Directive.objects.count()) == ("review", 1)
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    directives.issue(letter, by=cast.khanh, at=MONDAY)
    letter.number = "999/X"
    assert BUILT == ["12/STTTT-BCVT"]


@in_database
def test_who_asks_for_less_has_less(cast):
    assert (Directive.objects.count(), Move.objects.count()) == (0, 0)


@in_database
def test_what_stands_below_is_left_as_it_was(letter):
    assert (letter.state, letter.number) == ("review", "12/STTTT-BCVT")


def test_the_server_ends_what_is_idle(cluster, worker_database):
    with closing(embedded._connect(embedded._folder(HOME))) as superuser:
        ended = superuser.execute(
            "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s",
            [worker_database],
        ).fetchone()
    assert ended[0] >= 1


@in_database
def test_then_it_is_built_anew(letter):
    letter.refresh_from_db()
    assert (letter.state, Directive.objects.count()) == ("review", 1)
