"""A text beside the same without marks, and what a person should look at."""

from tests.engines.message.texts import NOTICE, ONLY_GSM

from thongsuot.engines.message import Alphabet, Kind, Profile, advise, compose, unaccented


def test_a_notice_is_shown_with_and_without_marks():
    advice = advise(NOTICE)
    assert (advice.count.alphabet, advice.count.parts, advice.count.converted) == (Alphabet.UCS2, 3, 3)
    other = advice.unaccented
    assert (other.text, other.kept) == (unaccented(NOTICE), ())
    assert (other.count.alphabet, other.count.parts, other.count.converted) == (Alphabet.GSM7, 2, 2)
    assert (other.count.parts, advice.count.parts) == (len(compose(other.text)), len(compose(advice.text)))
    assert {finding.kind for finding in advice.findings} == {Kind.MARKED}


def test_a_text_of_the_alphabet_needs_no_other_form():
    advice = advise("Gui bao cao")
    assert (advice.unaccented, advice.findings, advice.refusal) == (None, (), "")


def test_places_are_those_of_the_text_as_given_and_the_text_is_as_sent():
    advice = advise("o\u0323\r\n…")
    assert advice.text == "ọ\n…"
    assert next(finding for finding in advice.findings if finding.kind is Kind.SIGN).places == (4,)


def test_what_nothing_stands_for_is_kept_and_named_and_counted_as_it_is():
    other = advise("Đề nghị 😀").unaccented
    assert (other.text, other.kept, other.count.alphabet) == ("De nghi 😀", ("😀",), Alphabet.UCS2)


def test_an_operator_without_marks_refuses_the_one_and_takes_the_other():
    advice = advise("Đề nghị", ONLY_GSM)
    assert advice.count is None
    assert "không dấu" in advice.refusal
    assert advice.unaccented.count.parts == 1
    assert advise("😀", ONLY_GSM).unaccented.count is None


def test_a_text_too_long_for_the_operator_is_refused_and_its_shorter_form_is_not():
    advice = advise(NOTICE, Profile(most_parts=2))
    assert advice.count is None
    assert "tối đa 2 phần" in advice.refusal
    assert advice.unaccented.count.parts == 2
