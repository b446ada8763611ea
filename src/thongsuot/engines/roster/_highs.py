"""One mixed-integer program handed to HiGHS, and what it said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import highspy
import numpy as np
from highspy import _core
from numpy.typing import NDArray

THREADS = 2
UNBOUNDED = float("inf")


class Outcome(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    FOUND = "found"  # a solution, not proven to be the best one
    IMPOSSIBLE = "impossible"
    OPEN = "open"  # time was up with neither


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The values of the columns (empty where none were found), their cost, no cost can be lower than `bound`."""

    outcome: Outcome
    values: NDArray[np.float64]
    cost: float
    bound: float
    seconds: float


@dataclass(slots=True, eq=False)
class Program:
    """Columns from 0 to `tops`, rows between two numbers, a cost to be made small."""

    costs: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, *, cost: float = 0.0, top: float = 1.0, whole: bool = False) -> int:
        """Add a column and give its number."""
        self.costs.append(cost)
        self.tops.append(top)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        """Keep the sum of the terms between `low` and `high`."""
        self.columns += terms.keys()
        self.factors += terms.values()
        self.starts.append(len(self.columns))
        self.lows.append(low)
        self.highs.append(high)

    def solve(self, *, seed: int, seconds: float) -> Solved:
        """Let HiGHS search for at most so many seconds; the same program, seed and time enough give the same answer."""
        if any(
            low > 0 for low, start, end in zip(self.lows, self.starts, self.starts[1:], strict=False) if start == end
        ):
            return Solved(Outcome.IMPOSSIBLE, np.empty(0), UNBOUNDED, UNBOUNDED, 0.0)  # a sum of nothing
        if not self.costs:
            return Solved(Outcome.OPTIMAL, np.empty(0), 0.0, 0.0, 0.0)  # HiGHS has no word for it
        solver = _core._Highs()  # highspy.Highs greets on standard output as soon as it is made; its base keeps still
        for option, value in (
            ("output_flag", False),
            ("threads", THREADS),
            ("random_seed", seed),
            ("time_limit", seconds),
            ("mip_rel_gap", 0.0),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._model())
        solver.run()
        return self._read(solver)

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.costs), len(self.lows)
        model.col_cost_ = np.array(self.costs, float)
        model.col_lower_, model.col_upper_ = np.zeros(len(self.costs)), np.array(self.tops, float)
        model.row_lower_, model.row_upper_ = np.array(self.lows, float), np.array(self.highs, float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self.starts, np.int32)
        model.a_matrix_.index_ = np.array(self.columns, np.int32)
        model.a_matrix_.value_ = np.array(self.factors, float)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in self.whole]
        return model

    def _read(self, solver: _core._Highs) -> Solved:
        status, info = solver.getModelStatus(), solver.getInfo()
        seconds = solver.getRunTime()
        values = np.array(solver.getSolution().col_value, float)
        cost = info.objective_function_value
        if status == highspy.HighsModelStatus.kOptimal:
            return Solved(Outcome.OPTIMAL, values, cost, cost, seconds)
        if status == highspy.HighsModelStatus.kInfeasible:
            return Solved(Outcome.IMPOSSIBLE, values[:0], UNBOUNDED, UNBOUNDED, seconds)
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            return Solved(Outcome.FOUND, values, cost, info.mip_dual_bound, seconds)
        return Solved(Outcome.OPEN, values[:0], UNBOUNDED, max(info.mip_dual_bound, 0.0), seconds)
