"""The same door among the pages, for installs whose proxy reaches nothing but their port."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt

from thongsuot.incidents.api.admitting import LARGEST, Asked, Keys, Repeats, admit, head, judge
from thongsuot.incidents.api.answers import Answer, Why, answer
from thongsuot.incidents.api.faults import Once
from thongsuot.incidents.api.keeping import Kept, keep, note_clocks
from thongsuot.organisations import access

_keys, _repeats, _faults = Keys(), Repeats(), Once()


@csrf_exempt  # the key says who asks; no cookie is looked at
def alarms(request: HttpRequest) -> HttpResponse:
    """Take one delivery in; the path stands outside the transaction of pages, so what is answered is committed."""
    told = _answered(request)
    response = HttpResponse(told.body, status=told.status, content_type="application/json; charset=utf-8")
    for name, value in told.headers:
        response[name] = value
    return response


def _answered(request: HttpRequest) -> Answer:
    asked, at = _asked(request), now()
    if refused := head(asked):
        return refused
    try:
        fresh, source = _keys.at_hand(asked.digest)
        if not fresh:
            with access.acting_as_system():
                source = _keys.look_up(asked.digest)
    except (OperationalError, InterfaceError) as error:
        _faults.tell("database", f"keys of sources cannot be looked up: {error}")
        return answer(Why.FAILING)
    refused = admit(asked, source, at)
    if refused is not None or source is None:
        _faults.tell((asked.digest, refused), "a delivery of alarms was refused")
        return refused or answer(Why.WRONG_KEY)
    body = request.read(LARGEST + 1)
    verdict = judge(asked, source, body, _repeats, at)
    if verdict.answer.status >= 400:
        _faults.tell((source.pk, verdict.answer.why), f"source {source.pk}: {verdict.answer.said}")
    if not verdict.keep:
        return verdict.answer
    kept = Kept(source, body, at, verdict.skew)
    if not keep([kept], _faults)[0]:
        return answer(Why.FAILING)
    _repeats.add(verdict.mark)
    note_clocks([kept])
    return verdict.answer


def _asked(request: HttpRequest) -> Asked:
    headers = request.headers
    return Asked(
        method=request.method or "",
        authorization=headers.get("Authorization", ""),
        length=headers.get("Content-Length", ""),
        sent_at=headers.get("X-TS-Time", ""),
        signature=headers.get("X-TS-Signature", ""),
    )
