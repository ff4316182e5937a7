"""The flow part of the plan once more, row by row in plain Python, to hold the model against.

Written from the method, not from the model: dictionaries instead of arrays, loops instead of sums,
SciPy instead of linopy. It knows (1), (2), (3), (4), (5), (8) and the roof of camps; instances that
use more must not be given to it. Slow, and meant to be.
"""

import itertools

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from panah.domain.limit import ResourceKind
from panah.domain.network import NodeKind, Passage, Stage


class Reference:
    """Columns and rows by name."""

    def __init__(self, instance, capacity):
        self.i, self.capacity = instance, capacity
        self.column, self.upper, self.rows = {}, [], []
        self.state = {one.name: one for one in instance.states}
        self.last = len(instance.periods) - 1
        self._moves()
        self._balance()
        self._resources()
        self._stays()
        self._camps()

    def col(self, *key, upper=np.inf):
        if key not in self.column:
            self.column[key] = len(self.column)
            self.upper.append(upper)
        return self.column[key]

    def holding(self, day):
        return next((n for n, p in enumerate(self.i.periods) if p.start <= day <= p.last), None)

    def _moves(self):
        self.moves = []
        ways = [one for one in self.i.lanes if one.passage is not Passage.RETURN]
        for lane, (u, period) in itertools.product(ways, enumerate(self.i.periods)):
            at = self.holding(period.middle + lane.lag_days)
            if lane.open_on(period.middle) and at is not None:
                self.moves.append((lane, u, at))
                self.col("x", lane.name, u)

    def came(self, state, t):
        period = self.i.periods[t]
        days = range(period.start, period.last + 1)
        some = sum(one.people.on(d) for one in self.i.arrivals if one.state == state for d in days)
        return some + sum(p.people for p in self.i.present if p.state == state and t == 0)

    def _balance(self):
        for state in self.i.states:
            if state.stage is Stage.PLACED:
                continue
            for t in range(self.last + 1):
                row = {self.col("s", state.name, t): 1.0}
                if t:
                    row[self.col("s", state.name, t - 1)] = -1.0
                for lane, u, at in self.moves:
                    x = self.col("x", lane.name, u)
                    if lane.source == state.name and u == t:
                        row[x] = row.get(x, 0.0) + 1.0
                    if lane.target == state.name and at == t:
                        row[x] = row.get(x, 0.0) - lane.survival
                self.rows.append((row, "=", self.came(state.name, t)))

    def inside(self, states, t):
        for lane, u, at in self.moves:
            same = self.state[lane.source].node == self.state[lane.target].node
            if same and lane.source in states and u <= t < at:
                yield self.col("x", lane.name, u)

    def _resources(self):
        for number, resource in enumerate(self.i.resources):
            uses = {u.on: u.amount for u in self.i.uses if u.resource == resource.name}
            room = self.capacity[number]
            if resource.kind is ResourceKind.QUOTA:
                taking = [(lane.name, u) for lane, u, _ in self.moves if lane.name in uses]
                row = {self.col("x", name, u): uses[name] for name, u in taking}
                self.rows.append((row, "<", room[0]))
            elif resource.kind is ResourceKind.FLOW:
                for t in range(self.last + 1):
                    using = [(on, some) for on, some in uses.items() if ("x", on, t) in self.column]
                    row = {self.col("x", on, t): some for on, some in using}
                    self.rows.append((row, "<", room[t]))
            else:
                self._places(uses, room)

    def _places(self, uses, room):
        for t in range(self.last + 1):
            row = {}
            for on, some in uses.items():
                row[self.col("s", on, t)] = some
                for x in self.inside({on}, t):
                    row[x] = row.get(x, 0.0) + some
            self.rows.append((row, "<", room[t]))

    def _stays(self):
        for node in self.i.nodes:
            if node.stay_days is None or node.stay_days >= self.i.days:
                continue
            for key in {(s.group, s.track) for s in self.i.states if s.node == node.name}:
                names = {
                    s.name
                    for s in self.i.states
                    if s.node == node.name and (s.group, s.track) == key
                }
                for t, period in enumerate(self.i.periods):
                    since = self.holding(max(0, period.last - node.stay_days + 1))
                    row = {self.col("s", name, t): 1.0 for name in names}
                    for x in self.inside(names, t):
                        row[x] = row.get(x, 0.0) + 1.0
                    for lane, u, at in self.moves:
                        outside = self.state[lane.source].node != node.name
                        if lane.target in names and outside and since <= at <= t:
                            row[self.col("x", lane.name, u)] = -lane.survival
                    row[self.col("over", node.name, key, t)] = -1.0
                    self.rows.append((row, "<", 0.0))

    def _camps(self):
        for camp in self.i.camps:
            names = [s.name for s in self.i.states if s.node == camp.node]
            for t, period in enumerate(self.i.periods):
                per_day = 0.0 if camp.build_per_day is None else camp.build_per_day.on(0)
                beyond = 0.0 if camp.overflow is None else camp.overflow.on(period.last)
                ov = self.col("ov", camp.node, t, upper=beyond)
                self.col("b", camp.node, t, upper=per_day * period.days)
                row = {self.col("s", name, t): 1.0 for name in names}
                if camp.permit is not None:
                    self.rows.append(({**row, ov: -1.0}, "<", camp.permit.on(period.last)))
                row[ov] = -1.0
                for u, other in enumerate(self.i.periods[: t + 1]):
                    at = self.holding(other.middle + camp.lead_days)
                    if at is not None and at <= t:
                        row[self.col("b", camp.node, u, upper=per_day * other.days)] = -1.0
                self.rows.append((row, "<", camp.built.on(period.last)))

    def reached(self, groups):
        """The most people of some groups that any plan reaches."""
        cost = np.zeros(len(self.column))
        for lane, u, _ in self.moves:
            if lane.passage is Passage.TO_SAFETY and self.state[lane.source].group in groups:
                cost[self.col("x", lane.name, u)] = -lane.survival
        return -self._solve(cost, [])

    def danger(self, reached):
        """The fewest weighted days in danger when that many are reached in all."""
        weight = {g.name: g.danger_weight for g in self.i.groups}
        kinds = {n.name: n.kind for n in self.i.nodes}
        cost, count = np.zeros(len(self.column)), np.zeros(len(self.column))
        for (kind, *key), column in self.column.items():
            if kind == "s":
                state, days = self.state[key[0]], self.i.periods[key[1]].days
                here = kinds[state.node]
                danger = {NodeKind.ORIGIN: 1.0, NodeKind.GATE: 1.25}.get(here, 0.0)
                cost[column] = days * danger * weight[state.group]
                cost[column] += days * 0.1 * (here is NodeKind.HUB)
            if kind == "over":
                cost[column] = 0.5 * self.i.periods[key[2]].days
        for lane, u, at in self.moves:
            column = self.col("x", lane.name, u)
            if lane.passage is Passage.TO_SAFETY:
                count[column] = lane.survival
            else:
                source = self.state[lane.source]
                days = sum(p.days for p in self.i.periods[u:at])
                here = kinds[source.node]
                danger = {NodeKind.ORIGIN: 1.0, NodeKind.GATE: 1.25}.get(here, 0.0)
                cost[column] += days * danger * weight[source.group]
                cost[column] += days * 0.1 * (here is NodeKind.HUB)
        return self._solve(cost, [(-count, -reached * (1 - 1e-9))])

    def _solve(self, cost, kept):
        sides = {"<": ([], []), "=": ([], [])}
        for row, sign, right in self.rows:
            sides[sign][0].append(row)
            sides[sign][1].append(right)
        for coefficients, most in kept:
            sides["<"][0].append({int(n): coefficients[n] for n in np.nonzero(coefficients)[0]})
            sides["<"][1].append(most)
        below, equal = (self._matrix(sides[sign][0]) for sign in ("<", "="))
        found = linprog(
            cost,
            A_ub=below,
            b_ub=sides["<"][1],
            A_eq=equal,
            b_eq=sides["="][1],
            bounds=[(0, u) for u in self.upper],
            method="highs-ds",
        )
        assert found.status == 0, found.message
        return found.fun

    def _matrix(self, rows):
        entries = [(n, c, v) for n, row in enumerate(rows) for c, v in row.items()]
        row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
        return coo_array((value, (row, column)), shape=(len(rows), len(self.column))).tocsr()
