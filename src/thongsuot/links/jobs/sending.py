"""A worker was called: it sends to one install, in order, while there is something and all goes well."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from thongsuot.engines.package import Unacceptable
from thongsuot.files.queries import Quarantined
from thongsuot.links import actions, gateway, queries
from thongsuot.links.models import Install, Package
from thongsuot.links.states import PackageState
from thongsuot.organisations import access

BUDGET = 45.0  # seconds of sending to one install, then others have their turn
Clock = Callable[[], datetime]


def work(number: int, *, clock: Clock) -> int:
    """Send to an install while nobody else does; returns how many packages the other end has signed for."""
    with access.acting_as_system():
        install = queries.installs().filter(pk=number).exclude(address="").first()
    if install is None or not actions.hold(install):
        return 0
    try:
        _clear_up(install, clock())
        return _send(install, clock)
    finally:
        actions.let_go(install)


def _clear_up(install: Install, at: datetime) -> None:
    """Whoever holds the way knows that a package still in flight has lost its sender: it goes again."""
    with access.acting_as_system():
        for package in list(queries.in_flight(install)):
            said = "Tiến trình gửi dừng đột ngột; gói tin được gửi lại, bên nhận nhận biết theo mã số."
            actions.give_back(package, outcome=said, by=actions.LINE, at=at)


def _send(install: Install, clock: Clock) -> int:
    settled, until = 0, time.monotonic() + BUDGET
    trouble = ""
    try:
        while not trouble and time.monotonic() < until:
            with access.acting_as_system():
                package = actions.claim(install, by=actions.LINE, at=clock())
            if package is None:
                break
            trouble = _one(install, package, clock)
            settled += not trouble
    except actions.ClaimLost:
        return settled  # others have taken over; what they write down holds
    except actions.NoKey as error:
        trouble = str(error)
    with access.acting_as_system():
        if trouble:
            actions.pause(install, trouble=trouble, spread=random.random(), at=clock())  # noqa: S311  # spreads knocks
        else:
            actions.rest(install)
    return settled


def _one(install: Install, package: Package, clock: Clock) -> str:
    """Send one package and write down what came of it; returns what is wrong with the way, or nothing."""
    try:
        with access.acting_as_system():
            parcel = queries.parcel(package)
    except Quarantined as error:
        with access.acting_as_system():
            actions.give_up(package, outcome=str(error), by=actions.LINE, at=clock())
        return ""
    answer = gateway.post(install.address, parcel, partial(_mine, package))
    with access.acting_as_system():
        if not answer.receipt:
            actions.give_back(package, outcome=answer.words, by=actions.LINE, at=clock())
            return answer.words
        return _settle(package, answer, clock())


def _settle(package: Package, answer: gateway.Answer, at: datetime) -> str:
    try:
        row = actions.settle(package, answer.receipt, by=actions.LINE, at=at)
    except Unacceptable as error:
        words = _("Biên nhận của hệ thống bên kia không dùng được (%(reason)s). %(said)s")
        words %= {"reason": error.reason, "said": answer.words}
        actions.give_back(package, outcome=words, by=actions.LINE, at=at)
        return words
    return row.outcome if row.state == PackageState.QUEUED else ""


def _mine(package: Package) -> bool:
    with access.acting_as_system():
        return queries.holds(package)
