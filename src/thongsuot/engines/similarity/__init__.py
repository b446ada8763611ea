"""Words of many reports beside each other: prose cut into sentences, sentences that say the same put together."""

from thongsuot.engines.similarity._groups import Group, Said, group
from thongsuot.engines.similarity._sentences import Sentence, sentences

__all__ = ["Group", "Said", "Sentence", "group", "sentences"]
