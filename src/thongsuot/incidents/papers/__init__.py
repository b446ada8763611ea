"""Papers of incidents: the board for when screens are gone, and what was learnt."""

from thongsuot.incidents.papers.boards import board_paper
from thongsuot.incidents.papers.reviews import review_paper

__all__ = ["board_paper", "review_paper"]
