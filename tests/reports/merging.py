"""A snapshot in which several organisations said something, for whoever merges their words."""

from __future__ import annotations

from tests.reports.small import DEADLINE, ROSTER, drafted, send

from thongsuot.reports import actions, queries
from thongsuot.reports.models import Snapshot

SAME = "Đã bố trí đủ ca trực."
NEARLY = "Đơn vị đã bố trí đủ các ca trực."
OTHER = "Tổ 2 trực tại Bệnh viện Xa."
CODES = ("dd-1", "bc-1", "cd-1")


def told(cast):
    """Return the snapshot of three that were asked: two say the same, one of them more, the third is silent."""
    letter = drafted(cast, ROSTER, to=CODES)
    send(cast, letter, "dd-1", narrative={"2": f"{SAME} {OTHER}"}, difficulties="Không có khó khăn.")
    send(cast, letter, "bc-1", narrative={"2": NEARLY}, proposals="Đề nghị cấp thêm xe.")
    actions.take_snapshots(DEADLINE)
    return Snapshot.objects.select_related("directive", "organisation").get(directive=letter)


def pieces(snapshot, place="2"):
    """Return the groups of sentences of a place."""
    return queries.pieces(snapshot, place, queries.wordings(snapshot))


def key_of(snapshot, words, place="2"):
    """Return the key of the group that holds a sentence."""
    return next(p.group.key for p in pieces(snapshot, place) if any(said.text == words for said in p.group.said))


def decide(cast, snapshot, words, verdict, shortened="", *, place="2", version=0, by=None, at=DEADLINE):
    """Decide about one sentence."""
    choice = actions.Choice(key_of(snapshot, words, place), verdict, shortened, version)
    return actions.word(snapshot, place, [choice], by=by or cast.binh, at=at)
