"""Two at the same moment: the bytes are kept once, and one worker goes on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.cast import MONDAY
from tests.files import samples
from tests.files.runs import begin, fresh

from thongsuot.files import actions
from thongsuot.files.models import Chunk, File
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 4


def together(act):
    """Let several threads act at the same moment, each in a transaction of its own; return what they got."""
    barrier = Barrier(MANY)

    def one(number):
        try:
            with access.acting_as_system():
                barrier.wait(20)
                return act(number)
        except actions.Superseded as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_the_same_upload_from_several_hands_is_kept_once(cast):
    with access.acting_as_system():
        organisation, hang = cast.organisation("dd-1"), cast.hang
    files = together(
        lambda n: (
            actions.store(
                samples.pdf(), name=f"{n}.pdf", organisation=organisation, reality="live", by=hang, at=MONDAY
            ).pk
        )
    )
    with access.acting_as_system():
        assert set(files) == {File.objects.get().pk}
        assert Chunk.objects.count() == 1


def test_of_several_workers_one_goes_on(cast):
    with access.acting_as_system():
        run = begin(cast)
    epochs = together(lambda n: actions.take(run.pk, MONDAY))
    assert sorted(epochs) == [1, 2, 3, 4]
    ends = together(lambda n: actions.finish(run.pk, epochs[n], {"text": str(epochs[n])}, MONDAY))
    assert [isinstance(end, actions.Superseded) for end in ends].count(False) == 1
    with access.acting_as_system():
        assert (fresh(run).phase, fresh(run).result) == ("done", {"text": "4"})


def test_the_end_and_the_stop_do_not_both_happen(cast):
    with access.acting_as_system():
        run, hang = begin(cast), cast.hang
        epoch = actions.take(run, MONDAY)

    def end(number):
        if number % 2:
            return actions.cancel(run.pk, by=hang, at=MONDAY)
        return actions.finish(run.pk, epoch, None, MONDAY)

    ends = together(end)
    assert [isinstance(end, actions.Superseded) for end in ends].count(False) == 1
    with access.acting_as_system():
        last = fresh(run)
    assert (last.finished_at is None) != (last.cancelled_at is None)
