"""Guesses made at the same moment are heard one after the other: none is left uncounted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.cast import MONDAY
from tests.directives import invitations as told

from thongsuot.directives import actions
from thongsuot.directives.actions.proving import GUESSING, TRIES
from thongsuot.directives.models import Code, Pace
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6  # fewer than the connections of the pool


def test_of_many_guesses_at_once_only_the_free_ones_are_heard(cast):
    with access.acting_as_system():
        letter = told.letter(cast)
        secret, key, person = told.secret_of(letter), told.address_of(cast), cast.hang.pk
        with access.nobody():
            actions.ask_code(secret, key, at=MONDAY)
        right = told.sent(cast.hang)
    wrong = [digits for digits in map("{:06d}".format, range(MANY + 1)) if digits != right][:MANY]
    barrier = Barrier(MANY)

    def guess(digits):
        try:
            with access.nobody():
                barrier.wait(20)
                try:
                    actions.prove(secret, digits, person_id=person, at=MONDAY)
                except (actions.WrongCode, actions.TooSoon) as refusal:
                    return type(refusal)  # inside the transaction, as a view answers
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        heard = list(pool.map(guess, wrong))
    free = GUESSING.free + 1  # the last of them begins the wait
    assert heard.count(actions.WrongCode) == free
    assert heard.count(actions.TooSoon) == MANY - free
    with access.acting_as_system():
        assert Code.objects.get().attempts == min(free, TRIES)
        assert Pace.objects.filter(failures=free).count() == 1
