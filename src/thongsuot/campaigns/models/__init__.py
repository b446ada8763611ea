"""Campaigns, their waves, the operators' shares of them, and what was tested, sent and counted."""

from thongsuot.campaigns.models.batches import Batch, Lane
from thongsuot.campaigns.models.campaigns import WORDS as CAMPAIGN_WORDS
from thongsuot.campaigns.models.campaigns import Campaign, Wave
from thongsuot.campaigns.models.carriages import Carriage
from thongsuot.campaigns.models.numbers import MOST_IN_A_BLOCK, Block, Locality, Numbers
from thongsuot.campaigns.models.outcomes import AreaCounts, ReceiptLot, Result, StrayLot
from thongsuot.campaigns.models.shares import WORDS as SHARE_WORDS
from thongsuot.campaigns.models.shares import Share, Tally, TestPhone, TestReading

__all__ = [
    "CAMPAIGN_WORDS",
    "MOST_IN_A_BLOCK",
    "SHARE_WORDS",
    "AreaCounts",
    "Batch",
    "Block",
    "Campaign",
    "Carriage",
    "Lane",
    "Locality",
    "Numbers",
    "ReceiptLot",
    "Result",
    "Share",
    "StrayLot",
    "Tally",
    "TestPhone",
    "TestReading",
    "Wave",
]
