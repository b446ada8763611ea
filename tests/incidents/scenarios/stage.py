"""A stage for stories told line by line: a minute, who, what, and what must be so then.

`12 lan accept` is a step of a person at minute 12, `12 refused lan accept` one that is refused, `12 is open` what must
be so of the newest incident, and `#1` anywhere names an incident by the order in which they were opened.
"""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from tests.incidents.scene import MINUTE, Scene

from thongsuot.incidents import actions, queries
from thongsuot.incidents.models import Incident
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Evidence
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations import actions as directory
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import SiteClass

REFUSALS = (ValueError, NotAllowed, IllegalMove, ObjectDoesNotExist)  # the last: behind the wall
FIGURES = ("incidents", "within_target", "minutes_down")
MACHINE = ("fire", "over")
PEOPLE = {"quan": "bv-nhi.cntt", "rival": "dd-2.trucban", "clerk": "dd-1.kiemsoat"}
OWN = ("lan", "hang", "long", "binh", "an", "khanh")


def play(scene: Scene, text: str) -> None:
    """Play a story; what is not so fails with its own line."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        minute, *words = line.split()
        scene.until(float(minute))
        try:
            _line(scene, words)
        except AssertionError as error:
            raise AssertionError(f"{line!r}: {error}") from error


def _line(scene: Scene, words: list[str]) -> None:
    refused = words[0] == "refused"
    first, *rest = words[1:] if refused else words
    if first in OWN or first in PEOPLE:
        _person(scene, first, rest, refused=refused)
    elif first in MACHINE:
        getattr(scene, first)(*rest)
    elif first in WORLD:
        WORLD[first](scene, *rest)
    else:
        _expect(scene, first, rest)


def _person(scene: Scene, who: str, words: list[str], *, refused: bool) -> None:
    by = scene.cast.person(PEOPLE[who]) if who in PEOPLE else getattr(scene, who)
    verb, *rest = words
    try:
        if verb in ("report", "late"):
            _report(scene, by, verb, rest)
        else:
            _act(scene, by, verb, rest)
    except REFUSALS as refusal:
        if not refused:
            raise AssertionError(f"{type(refusal).__name__}: {refusal}") from refusal
    else:
        assert not refused, "it was not refused"


def _report(scene: Scene, by, verb: str, words: list[str]) -> None:
    """Tell of a failure: `report bv-tinh line`, `late 90 none power`."""
    before = int(words.pop(0)) if verb == "late" else 0
    site = scene.site(words[0]) if words[0] != "none" else None
    failure = words[1] if len(words) > 1 else "line"
    origin = "site" if by.organisation.kind == "site" else "hand"
    office = scene.cast.organisation("dd-2") if by.organisation.code == "dd-2" else scene.enterprise
    place = "" if site else "Ngã ba Hòa Bình"
    failed = actions.Failed(failure, origin, scene.at - before * MINUTE, site=site, place=place, words="Có người báo")
    with access.acting_as(by, scene.at):
        actions.open_incident(failed, organisation=office, by=by, at=scene.at)


def _act(scene: Scene, by, verb: str, words: list[str]) -> None:
    incident, rest = _named(scene, words)
    moment = scene.minute(float(rest[0])) if rest and verb in ("expected", "mend", "confirm") else None
    args, told = {
        "accept": ((), {}),
        "release": (("Hết ca",), {}),
        "expected": ((), {"coming": "Tổ 2", "expected_at": moment}),
        "mend": ((), {"mended_at": moment}),
        "confirm": ((), {"mended_at": moment}),
        "deny": (("Vẫn mất",), {}),
        "void": (("Nhầm",), {}),
        "reopen": (("Lại mất",), {}),
        "note": (("Đang xử lý",), {}),
        "review": (("Cần cáp dự phòng",), {}),
        "fold": ((_of(scene, rest[0]),) if verb == "fold" else (), {}),  # `fold into2 #1`
        "override": ((int(rest[0]), "Đã xem lại") if verb == "override" else (), _minutes(rest)),
    }[verb]
    name = {"expected": "tell_expected", "override": "override_priority"}.get(verb, verb)
    scene.do(name, incident, *args, by=by, **told)


def _minutes(rest: list[str]) -> dict[str, int]:
    return {"minutes": int(rest[1])} if len(rest) > 1 else {}


def _of(scene: Scene, name: str):
    return scene.fresh(_every(scene)[int(name.removeprefix("#").removeprefix("into")) - 1])


def _every(scene: Scene) -> list:
    return list(Incident.objects.order_by("pk"))


def _named(scene: Scene, words: list[str]):
    """Return the incident that a line names, or the newest, and the other words."""
    name = next((word for word in words if word.startswith("#")), "")
    rest = [word for word in words if word != name]
    return (_of(scene, name) if name else scene.fresh(_every(scene)[-1])), rest


# what happens of itself


def _connect(scene: Scene, silent: str = "0") -> None:
    scene.connect(silent_after=int(silent))


def _agree(scene: Scene, minutes: str, notice: str = "10", *causes: str) -> None:
    scene.agree(minutes=int(minutes), notice=int(notice), causes=causes)


def _classify(scene: Scene, site: str, kind: str) -> None:
    directory.classify(scene.site(site), kind, at=scene.at)


def _declassify(scene: Scene, site: str) -> None:
    for row in SiteClass.objects.filter(site__code=site, valid_until=None):
        directory.declassify(row, at=scene.at)


def _new(scene: Scene, code: str, kind: str = "") -> None:
    scene.new_site(code, kind)


def _target(scene: Scene, kind: str, priority: str, minutes: str) -> None:
    told = {"priority": int(priority), "minutes": int(minutes)}
    actions.set_target(scene.department, kind, by=scene.binh, at=scene.at, **told)


def _lost(scene: Scene, verb: str, *rest: str) -> None:
    getattr(scene, verb)(*rest, deliver=False)


def _again(scene: Scene) -> None:
    site, failure = next(iter(scene.truth))
    scene.deliver(scene.told(site, failure, starts=scene.truth[site, failure]))


def _heard(scene: Scene) -> None:
    scene.deliver()


def _ask(scene: Scene) -> None:
    scene.reconcile()


def _take(scene: Scene) -> None:
    scene.accept_call()
    scene.run()


def _nobody(scene: Scene) -> None:
    scene.silence(*scene.enterprise.people.all(), *scene.department.people.all())


WORLD = {
    "connect": _connect, "agree": _agree, "classify": _classify, "declassify": _declassify, "new": _new,
    "laid-down": _target, "lost": _lost, "again": _again, "heard": _heard, "ask": _ask, "take": _take,
    "nobody": _nobody, "wait": lambda scene: None,
}  # fmt: skip

# what must be so


def _expect(scene: Scene, verb: str, words: list[str]) -> None:
    if verb == "sees":
        found, wanted = _seen(scene, words[0]), words[1]
    elif verb in COUNTS:
        found, wanted = COUNTS[verb](scene), words[0]
    else:
        incident, rest = _named(scene, words)
        found, wanted = OF_ONE[verb](scene, incident), rest[0]
    assert str(found) == wanted, found


def _seen(scene: Scene, who: str) -> int:
    by = scene.cast.person(PEOPLE[who]) if who in PEOPLE else getattr(scene, who)
    with access.acting_as(by, scene.at):
        return queries.visible_to(by, scene.at).count()


def _figures(scene: Scene, incident) -> str:
    rows = _evidence(incident)
    return "/".join(str(rows[-1].figures[name]) for name in FIGURES) if rows else "none"


def _evidence(incident) -> list:
    return list(Evidence.objects.filter(key=topic(incident)).order_by("version"))


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _clock(scene: Scene, moment) -> str:
    return "none" if moment is None else f"{(moment - scene.minute(0)) / MINUTE:g}"


COUNTS = {
    "incidents": lambda scene: len(_every(scene)),
    "board": lambda scene: queries.standing().count(),
    "alarms": lambda scene: len(scene.alarms()),
}
OF_ONE = {
    "is": lambda scene, row: row.state,
    "closing": lambda scene, row: row.closing or "none",
    "priority": lambda scene, row: row.priority,
    "told": lambda scene, row: row.told_why or "no",
    "warned": lambda scene, row: _clock(scene, row.warned_at),
    "breached": lambda scene, row: _clock(scene, row.breached_at),
    "target": lambda scene, row: _clock(scene, row.target_at),
    "began": lambda scene, row: _clock(scene, row.starts_at),
    "mended": lambda scene, row: _clock(scene, row.mended_at),
    "failure": lambda scene, row: row.failure,
    "late": lambda scene, row: _yes(row.late),
    "calls": lambda scene, row: len(scene.ladders(row)),
    "asked": lambda scene, row: len(scene.asked(row)),
    "reason": lambda scene, row: ",".join(reason["code"] for reason in row.reasons) or "none",
    "unreached": lambda scene, row: _yes(row.unreached_at),
    "affected": lambda scene, row: row.affected.count(),
    "reality": lambda scene, row: row.reality,
    "figures": _figures,
    "measured": lambda scene, row: _yes(_evidence(row) and _evidence(row)[-1].measured),
    "versions": lambda scene, row: len(_evidence(row)),
}
