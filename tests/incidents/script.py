"""Scenarios as lines of text: a minute, what happens then, and what must be so."""

from __future__ import annotations

from tests.incidents.scene import Scene

FIGURES = ("incidents", "within_target", "minutes_down")
STEPS = ("accept", "release", "expected", "mend", "confirm", "deny", "void", "take")


def play(scene: Scene, text: str) -> None:
    """Play a scenario; a line is a minute and words, and fails with its own text."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        minute, verb, *words = line.split()
        scene.until(float(minute))
        try:
            _step(scene, verb, words)
        except AssertionError as error:
            raise AssertionError(f"{line!r}: {error}") from error


def _step(scene: Scene, verb: str, words: list[str]) -> None:
    match verb:
        case "fire" | "over":
            getattr(scene, verb)(*words)
        case "lost":  # nobody is told
            getattr(scene, words[0])(*words[1:], deliver=False)
        case "again":  # the same is told once more
            site, failure = next(iter(scene.truth))
            scene.deliver(scene.told(site, failure, starts=scene.truth[site, failure]))
        case "ask":
            scene.reconcile()
        case "report":
            scene.report(*words)
        case "check":
            pass
        case _ if verb in STEPS:
            _act(scene, verb, words)
        case _:
            _expect(scene, verb, words)


def _act(scene: Scene, verb: str, words: list[str]) -> None:
    incident = scene.incident
    match verb:
        case "take":
            scene.accept_call()
            scene.run()
        case "expected":
            scene.do("tell_expected", incident, coming="Tổ 2", expected_at=scene.minute(float(words[0])))
        case "confirm":
            scene.do("confirm", incident, by=scene.binh)
        case "deny" | "release" | "void":
            scene.do(verb, incident, "Chưa thông", by=scene.binh if verb == "deny" else scene.lan)
        case _:
            scene.do(verb, incident)


def _expect(scene: Scene, verb: str, words: list[str]) -> None:
    incident = scene.incident
    found = {
        "is": lambda: incident.state,
        "closing": lambda: incident.closing,
        "incidents": lambda: len(scene.incidents),
        "board": lambda: len(scene.board),
        "calls": lambda: len(scene.ladders()),
        "asked": lambda: len(scene.asked()),
        "priority": lambda: incident.priority,
        "told": lambda: incident.told_why or "no",
        "warned": lambda: "yes" if incident.warned_at else "no",
        "breached": lambda: "yes" if incident.breached_at else "no",
        "alarms": lambda: len(scene.alarms()),
        "figures": lambda: "/".join(str(scene.evidence()[-1].figures[name]) for name in FIGURES),
        "measured": lambda: "yes" if scene.evidence()[-1].measured else "no",
        "versions": lambda: len(scene.evidence()),
    }[verb]()
    assert str(found) == words[0], found
