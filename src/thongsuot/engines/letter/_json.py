"""A letter as the JSON object of the command, and back."""

from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from thongsuot.engines.letter._letter import Commitment, Deadline, Letter, Obligation
from thongsuot.engines.letter._parts import (
    Cite,
    Contact,
    CutOff,
    Group,
    Issuer,
    LegalBasis,
    Paragraph,
    Recipient,
    Signer,
)
from thongsuot.engines.letter._terms import Act, Kin, Mode, Obliged, Relation


def to_json(letter: Letter) -> dict[str, Any]:
    """Plain values only: dates as ISO strings, times with +07:00, lists for tuples."""
    plain: dict[str, Any] = _plain(asdict(letter))
    for duty in plain["obligations"]:
        limit = duty["deadline"]
        duty["recurrence"] = limit.pop("recurrence") if limit else None
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_json(plain: dict[str, Any]) -> Letter:
    """The letter of an object that `to_json` made."""
    many = {
        "legal_basis": tuple(LegalBasis(**{**row, "date": _day(row["date"])}) for row in plain["legal_basis"]),
        "obligations": tuple(_obligation(row) for row in plain["obligations"]),
        "deadlines": tuple(_deadline(row) for row in plain["deadlines"]),
        "contacts": tuple(Contact(**row) for row in plain["contacts"]),
        "recipients": tuple(Recipient(**row) for row in plain["recipients"]),
        "paragraphs": tuple(Paragraph(**row) for row in plain["paragraphs"]),
        "addressees": tuple(plain["addressees"]),
        "warnings": tuple(plain["warnings"]),
    }
    many["commitments"] = tuple(
        Commitment(row["quote"], row["start"], row["end"], row["deadline"] and _deadline(row["deadline"]))
        for row in plain.get("commitments", [])
    )
    many["cites"] = tuple(Cite(row["number"], Act(row["act"])) for row in plain.get("cites", []))
    many["groups"] = tuple(
        Group(row["name"], Kin(row["kind"]), row["area"], tuple(row["members"])) for row in plain.get("groups", [])
    )
    one = {"issuer": Issuer(**plain["issuer"]), "signer": Signer(**plain["signer"]), "date": _day(plain["date"])}
    return Letter(**{**plain, **many, **one})


def _obligation(row: dict[str, Any]) -> Obligation:
    rest = {key: value for key, value in row.items() if key != "recurrence"}
    limit = None if row["deadline"] is None else _deadline({**row["deadline"], "recurrence": row["recurrence"]})
    return Obligation(
        **{
            **rest,
            "mode": Mode(row["mode"]),
            "obliged": Obliged(row["obliged"]),
            "effective_from": _day(row["effective_from"]),
            "deadline": limit,
            "obliged_names": tuple(row["obliged_names"]),
            "coordinate_with": tuple(row["coordinate_with"]),
            "to": tuple(row["to"]),
            "led_by": tuple(row.get("led_by", ())),
            "channels": tuple(row.get("channels", ())),
            "cut_off": _cut_off(row.get("cut_off")),
        }
    )


def _deadline(row: dict[str, Any]) -> Deadline:
    at = None if row["at"] is None else datetime.fromisoformat(row["at"])
    return Deadline(at, Relation(row["relation"]), row["text"], row["recurrence"])


def _cut_off(row: dict[str, Any] | None) -> CutOff | None:
    return None if row is None else CutOff(row["at"] and datetime.fromisoformat(row["at"]), row["text"])


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
