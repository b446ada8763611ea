"""Work is a row first and a task second, in one transaction."""

import json

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import MONDAY
from tests.files.runs import begin, fresh, jobs

from thongsuot.files import queries
from thongsuot.files.models import Run
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def test_the_row_comes_first_and_the_task_names_it(cast):
    run = begin(cast, about="directive:7", total=12, argument={"title": "Đọc danh sách", "file": 3})
    assert (run.phase, run.title, run.total, run.epoch) == ("waiting", "Đọc danh sách", 12, 0)
    assert (run.by_name, run.queued_at, run.heard_at) == (str(cast.hang), MONDAY, MONDAY)
    [(task, args, lock)] = jobs()
    args = args if isinstance(args, dict) else json.loads(args)
    assert (task, args, lock) == ("tests.import", {"run": run.pk}, f"run:{run.pk}")
    assert list(queries.about("directive:7")) == [run]


def test_work_that_is_rolled_back_leaves_no_task(cast):
    with transaction.atomic():
        begin(cast)
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert jobs() == []
    assert not Run.objects.exists()


def test_a_run_ends_once(cast):
    run = begin(cast)
    run.finished_at = run.failed_at = MONDAY
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()
    assert fresh(run).phase == "waiting"


@pytest.mark.django_db(transaction=True)
def test_live_pages_and_the_timer_hear_of_it(cast):
    with access.acting_as_system():
        organisation, hang = cast.organisation("dd-1"), cast.hang
    place = connection.settings_dict
    listener = psycopg.connect(
        host=place["HOST"],
        port=place["PORT"] or None,
        dbname=place["NAME"],
        user=place["USER"],
        password=place["PASSWORD"],
        autocommit=True,
    )
    with listener:
        listener.execute("LISTEN changes")
        listener.execute("LISTEN timer")
        with access.acting_for(organisation):
            run = begin(cast, organisation=organisation, by=hang)
        heard = {(note.channel, note.payload) for note in listener.notifies(timeout=2, stop_after=2)}
    assert heard == {("changes", f"run:{run.pk}:{organisation.pk}"), ("timer", "")}
