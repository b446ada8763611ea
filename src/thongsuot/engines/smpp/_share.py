"""How much of what is answered lately says one thing."""

from dataclasses import dataclass

_MEMORY = 50  # answers; what came long before them hardly counts
_MUCH = 0.2


@dataclass(slots=True)
class Share:
    """A share of the latest answers, older ones counting less: one refusal is little, a dozen in a row are much."""

    value: float = 0.0

    def is_much(self, hits: int, answers: int) -> bool:
        """Take so many answers, `hits` of them the thing; tell whether that is a fifth by now, and start anew if so."""
        kept = (1 - 1 / _MEMORY) ** answers
        self.value = self.value * kept + hits / answers * (1 - kept)
        if self.value < _MUCH:
            return False
        self.value = 0.0
        return True
