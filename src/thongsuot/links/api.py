"""Another install asks: it brings a package and is given a signed receipt, or a clear refusal."""

from __future__ import annotations

import base64

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thongsuot.engines.package import LARGEST_PARCEL, Reason
from thongsuot.links import actions, queries
from thongsuot.organisations import access

STATUS = {
    Reason.OVERSIZED: 413,
    Reason.BAD_SIGNATURE: 403,
    Reason.UNKNOWN_KEY: 403,
    Reason.REVOKED_KEY: 403,
    Reason.NOT_OURS: 403,
    Reason.WRONG_REALITY: 409,
    Reason.OTHER_BYTES: 409,
}


@csrf_exempt  # the signature says who asks; no cookie is looked at
@require_POST
def receive(request: HttpRequest) -> JsonResponse:
    """Take a package in; the answer leaves when the transaction around this request has been committed."""
    at = now()
    with access.acting_as_system():
        if reason := _unreadable(request):
            actions.count_refusal(reason, at=at)
            return _told(actions.Answered(reason))
        return _told(actions.receive(request.body, by=actions.LINE, at=at))


def _unreadable(request: HttpRequest) -> str:
    """Say why a body is not even read."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal():
        return Reason.MALFORMED
    return Reason.OVERSIZED if int(length) > LARGEST_PARCEL else ""


def _told(answered: actions.Answered) -> JsonResponse:
    body = {
        "answer": "delivered" if answered.taken else "refused",
        "reason": str(answered.reason),
        "said": queries.said(answered.reason) if answered.reason else "",
        "receipt": base64.b64encode(answered.receipt).decode(),
    }
    return JsonResponse(body, status=200 if answered.taken else STATUS.get(Reason(answered.reason), 400))
