"""A briefing with annexes: the user's own PDF as it is, with snapshots and other PDFs bound in after it.

Public: :mod:`plan` (what is asked, read and checked) and :mod:`volume` (bound, proved, written).
"""

from .plan import SHEETS, AnnexPlan
from .volume import Annexed, Row, annex

__all__ = ["SHEETS", "AnnexPlan", "Annexed", "Row", "annex"]
