"""Labels as they come: bounded, cleaned, and asked for what they name."""

from __future__ import annotations

from collections.abc import Mapping

from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._problems import Code
from thongsuot.engines.alerts._terms import Source


def labels_of(told: object, notes: Notes, *place: str) -> dict[str, str]:
    """Return the labels of an object; what is no text, or too many, is left out and noted."""
    if type(told) is dict and len(told) <= notes.limits.labels and _plain(told, notes):
        return told
    where = "/".join(place)
    if not isinstance(told, dict):
        if told is not None:
            notes.add(Code.NOT_TEXT, where)
        return {}
    if len(told) > notes.limits.labels:
        notes.add(Code.LEFT_OUT, where, len(told) - notes.limits.labels)
        told = dict(list(told.items())[: notes.limits.labels])
    return _bounded(told, where, notes)


def _plain(told: dict[str, object], notes: Notes) -> bool:
    """Tell, of all names and values at once, that nothing is to be done: most labels are so."""
    try:
        values = "".join(told.values())  # type: ignore[arg-type]  # what is no text raises
    except TypeError:
        return False
    names = "".join(told)
    short = len(names) <= notes.limits.name and len(values) <= notes.limits.value
    return short and "" not in told and names.isprintable() and values.isprintable()


def _bounded(told: dict[str, object], place: str, notes: Notes) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in told.items():
        short = notes.text(name, notes.limits.name, place, "*")
        here = f"{place}/{short}"
        text = notes.text(value, notes.limits.value, here)
        if not isinstance(value, str):
            continue
        if not short or short in kept:  # nothing is left of the name, or what another name is
            notes.add(Code.LEFT_OUT, here)
            continue
        kept[short] = text
    return kept


def first_of(labels: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return the value of the first of these labels that says something."""
    for name in names:
        if value := labels.get(name):
            return value
    return ""


def causes_of(labels: Mapping[str, str], source: Source) -> tuple[str, ...]:
    """Return what the labels name as cause, each `name=value`."""
    return tuple([f"{name}={labels[name]}" for name in source.cause_labels if labels.get(name)])
