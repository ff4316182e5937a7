"""The rules person by person in plain Python: slow, for small worlds, and written independently of
the engine on counts. Only the calendar (`panah.forecast.phases`) is shared.
"""

import math
import random

import attrs

from panah.domain.forecast import Site
from panah.forecast.phases import calendar, two_way
from panah.forecast.settings import Flavour


@attrs.define
class Person:
    place: int | None
    link: int | None = None
    km: float = 0.0
    recent: float = 0.0
    moved: float = 0.0
    minutes: float = 0.0
    route: tuple[int, ...] = ()
    first: bool = True
    doomed: bool = False


class OneByOne:
    """One run. `people` after each day by place."""

    def __init__(self, plan, seed):
        self.plan, self.settings, self.world = plan, plan.settings, plan.world
        self.flee = plan.flavour is Flavour.FLEE
        self.chance = random.Random(seed)  # noqa: S311  (a simulation)
        self.ways = two_way(plan.world, plan.flavour)
        self.calendar = calendar(plan.world, plan.settings, plan.flavour)
        self.persons = [Person(p) for p, n in enumerate(plan.people) for _ in range(n)]
        self.there = list(plan.people)
        self.residents = [spot.population for spot in plan.world.spots]
        self.people = [self.day(day) for day in range(plan.world.days)]

    def day(self, day):
        self.phase = self.calendar.phases[self.calendar.of_day[day]]
        self.spawn(day)
        for person in self.persons:
            if person.link in self.calendar.shut[day]:
                person.doomed = self.flee
        order = list(self.persons)
        if not self.flee:
            self.chance.shuffle(order)
        self.move(order)
        for person in self.persons:
            person.recent = (person.recent + person.moved / self.settings.max_move_speed) / 2
            person.moved = person.minutes = 0.0
        return tuple(self.there)

    def spawn(self, day):
        heats = [h * r for h, r in zip(self.phase.heat, self.residents, strict=True)]
        for place in self.chance.choices(range(len(heats)), heats, k=self.plan.outflow[day]):
            self.persons.append(Person(place))
            self.there[place] += 1
            if self.settings.take_from_population:
                self.residents[place] = max(self.residents[place] - 1, 1)

    def move(self, order):
        for person in order:
            if person.place is not None:
                self.decide(person, forced=False)
        for person in order:
            while person.link is not None and self.travel(person):
                tired = (person.recent + person.moved / self.settings.max_move_speed) / 2
                self.decide(person, forced=self.settings.avoid_short_stints and tired < 0.5)

    def decide(self, person, *, forced):
        place = person.place
        chance = self.phase.chance[place]
        if person.route or (forced and self.phase.town[place]):
            chance = 1.0
        if self.chance.random() >= chance:
            return
        route = person.route or self.draw(place)
        person.route = ()
        if not route:
            return
        link = next(n for n, way in enumerate(self.ways) if way[:2] == (place, route[0]))
        full = self.phase.camp[route[-1]] and self.room(route[-1]) < 0.5
        if self.phase.open[link] and not full:
            self.there[place] -= 1
            person.place, person.link, person.km, person.route = None, link, 0.0, route[1:]

    def draw(self, place):
        sent = self.phase.sent[place]
        if sent >= 0 and self.phase.open[sent] and self.room(self.ways[sent][1]) >= 0.5:
            return (self.ways[sent][1],)
        found = list(self.routes(place, (place,), 0.0, 1))
        weights = [self.weight(route[-1], km) for route, km in found]
        best = max(weights, default=0.0)
        if best <= 0:
            return self.chance.choice(found)[0] if found and self.flee else ()
        if self.settings.pruning_threshold >= 1.001:
            least = best / self.settings.pruning_threshold
            weights = [weight if weight >= least else 0.0 for weight in weights]
        return self.chance.choices(found, weights)[0][0]

    def routes(self, place, passed, km, step):
        for number, (start, end, length) in enumerate(self.ways):
            if start != place or end in passed or not self.phase.open[number]:
                continue
            marker = self.world.spots[end].site is Site.MARKER
            if not marker:
                yield (*passed[1:], end), km + length
            if self.settings.awareness_level > step - marker:
                yield from self.routes(end, (*passed, end), km + length, step + 1 - marker)

    def weight(self, end, km):
        s, room = self.settings, self.room(end)
        if not self.flee and room < 0.5 and self.phase.camp[end]:
            return 0.0
        base = (s.weight_softening + self.phase.score[end]) / (s.softening + km) ** s.distance_power
        return (base * room) ** s.weight_power

    def room(self, place):
        capacity = (self.world.spots[place].capacity or 0) * self.settings.capacity_scaling
        near = self.settings.capacity_buffer * capacity
        if capacity < 1 or self.there[place] <= near:
            return 1.0
        return max(0.0, 1 - (self.there[place] - near) / (capacity - near))

    def travel(self, person):
        """Move a person for what is left of the day; say whether another decision follows."""
        start, end, length = self.ways[person.link]
        walks = person.first and self.settings.start_on_foot
        speed = self.settings.max_walk_speed if walks else self.settings.max_move_speed
        left = length - person.km
        if self.flee:
            ahead, over = speed, speed > left
        else:
            minutes = math.ceil(1440 * left / speed)
            ahead = math.floor(speed * (1440 - person.minutes) / 1440)
            over = minutes <= 1440 - person.minutes
            person.minutes = person.minutes + minutes if over else 1440
        person.moved += left if over else ahead
        person.km += ahead
        if not over:
            return False
        back = person.doomed if self.flee else not self.phase.open[person.link]
        person.place, person.link = (start if back else end), None
        person.first, person.doomed = False, False
        person.route = () if back else person.route
        self.there[person.place] += 1
        more = person.moved < speed if self.flee else person.minutes < 1440
        return more and not back
