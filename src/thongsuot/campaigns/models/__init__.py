"""Campaigns, their waves, the operators' shares of them, and what was tested and counted."""

from thongsuot.campaigns.models.campaigns import WORDS as CAMPAIGN_WORDS
from thongsuot.campaigns.models.campaigns import Campaign, Wave
from thongsuot.campaigns.models.shares import WORDS as SHARE_WORDS
from thongsuot.campaigns.models.shares import Share, Tally, TestPhone, TestReading

__all__ = ["CAMPAIGN_WORDS", "SHARE_WORDS", "Campaign", "Share", "Tally", "TestPhone", "TestReading", "Wave"]
