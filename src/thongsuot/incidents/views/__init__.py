"""Pages of incidents: the board, one incident, the site's own page, sources and what leaves the enterprise."""

from thongsuot.incidents.views.boards import board, board_paper
from thongsuot.incidents.views.disclosing import disclosure
from thongsuot.incidents.views.handing import file, review_paper
from thongsuot.incidents.views.keying import source_step
from thongsuot.incidents.views.opening import incident
from thongsuot.incidents.views.reporting import report
from thongsuot.incidents.views.steps import incident_step
from thongsuot.incidents.views.tasks import task_step
from thongsuot.incidents.views.timing import targets
from thongsuot.incidents.views.visiting import site, sites
from thongsuot.incidents.views.wiring import media_type, source, sources

__all__ = [
    "board",
    "board_paper",
    "disclosure",
    "file",
    "incident",
    "incident_step",
    "media_type",
    "report",
    "review_paper",
    "site",
    "sites",
    "source",
    "source_step",
    "sources",
    "targets",
    "task_step",
]
