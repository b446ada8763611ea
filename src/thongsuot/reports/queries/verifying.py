"""The code on a report: made from what was frozen, found again by whoever holds the paper (decision 0011)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from thongsuot.organisations import access
from thongsuot.reports import compile as adding
from thongsuot.reports.models import Report, Submission, Verification
from thongsuot.reports.queries.reporting import figures_of, frozen

ALPHABET = "346789ACDEFGHJKMNPQRTVWXY"  # no sign that a reader takes for another
LENGTH = 12
SALT = "thongsuot.reports.verification"


def digest_to_send(report: Report, at: datetime) -> str:
    """Return the digest of what would be frozen if the report were sent at the moment."""
    return adding.digest({"report": report.pk, "figures": figures_of(report, at), **_words(report)})


def digest_sent(submission: Submission) -> str:
    """Return the digest of the content of what was sent, to compare with what was to be sent."""
    return adding.digest({"report": submission.report_id, "figures": submission.figures, **_words(submission)})


def digest_of(submission: Submission) -> str:
    """Return the digest of what was frozen, with when and how it came."""
    came = submission.received_at
    return adding.digest(
        {
            "report": submission.report_id,
            "organisation": submission.organisation_id,
            "sequence": submission.sequence,
            "at": submission.at.astimezone(UTC).isoformat(),
            "channel": submission.channel,
            "received_at": came.astimezone(UTC).isoformat() if came else "",
            "figures": submission.figures,
            **_words(submission),
        }
    )


def _words(row: Report | Submission) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("narrative", "difficulties", "proposals")}


def code_of(digest: str) -> str:
    """Return the code that only this install can make for a digest."""
    return next(_codes(digest))


def _codes(digest: str) -> Iterator[str]:
    """Yield the code under the present key, then under the keys before it."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        number = int.from_bytes(salted_hmac(SALT, digest, secret=key, algorithm="sha256").digest())
        signs = ""
        for _place in range(LENGTH):
            number, sign = divmod(number, len(ALPHABET))
            signs += ALPHABET[sign]
        yield signs


def spelled(code: str) -> str:
    """Write a code as paper prints it, in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def cleaned(typed: str) -> str:
    """Return the code that somebody typed, or nothing where it cannot be one."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""


@dataclass(frozen=True)
class Verified:
    """What a code tells whoever holds it: whose report, on which letter, when it was frozen, and whether it fits."""

    row: Verification
    fits: bool
    latest: bool

    @property
    def letter(self) -> str:
        """Return the letter by type and number, as it stood on the day."""
        told = self.row.head["letter"]
        return f"{told['doc_type'] or 'Văn bản'} {told['number']}".strip()

    @property
    def submission(self) -> Submission:
        """Return what was frozen."""
        return self.row.submission


def verify(typed: str) -> Verified | None:
    """Look a code up with the sight of nobody; none where no report carries it."""
    code = cleaned(typed)
    if not code:
        return None
    access.show_secret(hashlib.sha256(code.encode()).digest())
    row = Verification.objects.filter(code=code).first()
    if row is None:
        return None
    with access.acting_for(row.organisation_id):
        submission = row.submission
        digest = digest_of(submission)
        last = frozen(submission.report)
        fits = digest == row.digest and code in _codes(digest)
        return Verified(row, fits, last is not None and last.pk == submission.pk)


def verification_of(submission: Submission) -> Verification | None:
    """Return the code of a submission; what was sent before codes were given has none."""
    return Verification.objects.filter(submission=submission).first()
