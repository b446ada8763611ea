"""A text as it is written beside the same without marks: what each costs."""

from dataclasses import dataclass

from thongsuot.engines.message._characters import without_marks
from thongsuot.engines.message._check import Finding, check
from thongsuot.engines.message._count import Count, UnsendableText, count
from thongsuot.engines.message._cut import normalised
from thongsuot.engines.message._gsm import fits_gsm
from thongsuot.engines.message._profile import USUAL, Profile


@dataclass(frozen=True, slots=True)
class Unaccented:
    """A text without marks; `kept` are characters that nothing in GSM-7 stands for, `count` is None if it cannot go."""

    text: str
    kept: tuple[str, ...]
    count: Count | None


@dataclass(frozen=True, slots=True)
class Advice:
    """A text as it will be sent, what it takes (None and `refusal` where the operator will not have it), what is found.

    `unaccented` is the same without marks; None where GSM-7 says the text as it is.
    """

    text: str
    count: Count | None
    refusal: str
    unaccented: Unaccented | None
    findings: tuple[Finding, ...]


def advise(text: str, profile: Profile = USUAL) -> Advice:
    """Say what a text takes with and without marks, and what a person should look at before it is sent.

    Places of findings are those of the text as given.
    """
    sent = normalised(text)
    counted, refusal = _counted(sent, profile)
    other = None if fits_gsm(sent) else _unaccented(sent, profile)
    return Advice(sent, counted, refusal, other, check(text))


def unaccented(text: str) -> str:
    """Give a text without marks, its case kept: letters of Vietnamese and other Latin ones bare, signs as in GSM-7.

    Look-alikes become the letter that they look like, what is not seen is left out. Characters that nothing stands for
    stay, so the result need not be all GSM-7. Letters of GSM-7 that Vietnamese does not use (`ñ`, `ü`) stay as well.
    """
    return without_marks(normalised(text))[0]


def _unaccented(sent: str, profile: Profile) -> Unaccented:
    plain, kept = without_marks(sent)
    return Unaccented(plain, kept, _counted(plain, profile)[0])


def _counted(text: str, profile: Profile) -> tuple[Count | None, str]:
    try:
        counted = count(text, profile)
    except UnsendableText as error:
        return None, error.message
    if counted.parts > profile.most_parts:
        return None, UnsendableText.too_long(counted.parts, profile.most_parts).message
    return counted, ""
