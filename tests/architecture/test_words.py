"""The glossary's refused words are shown to nobody."""

from tests.architecture import words
from tests.architecture.tree import PACKAGE


def test_the_glossary_refuses_words():
    assert {"nghĩa vụ", "bằng chứng", "vi phạm", "leo thang"} <= {word.word for word in words.refused()}


def test_no_refused_word_is_shown():
    assert words.wrong_words(PACKAGE, words.refused()) == []
