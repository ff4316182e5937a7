"""The rules person by person in plain Python: slow, for small worlds, and written independently of
the engine on counts. Only the calendar (`panah.forecast.phases` and
`panah.forecast.leaving`) is shared.
"""

import math
import random

import attrs

from panah.domain.forecast import Site
from panah.domain.geography import km_between
from panah.forecast.driving import Mode
from panah.forecast.kinds import group_of
from panah.forecast.leaving import leaving
from panah.forecast.phases import calendar, link_numbers, two_way
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
    power: float = 1.0
    home: int = -1
    group: str = ""
    waits: int | None = None
    since: int = 0


class OneByOne:
    """One run. `people` after each day by place."""

    def __init__(self, plan, seed):
        self.plan, self.settings, self.world = plan, plan.settings, plan.world
        self.flee = plan.flavour is Flavour.FLEE
        self.chance = random.Random(seed)  # noqa: S311  (a simulation)
        self.ways = two_way(plan.world, plan.flavour)
        self.links = [plan.world.links[n] for n in link_numbers(plan.world, plan.flavour)]
        self.calendar = calendar(plan.world, plan.settings, plan.flavour)
        self.leaving = leaving(self.calendar.phases, plan.world.spots, plan.settings)
        self.group = group_of(plan.settings)
        self.persons = [self.person(p) for p, n in enumerate(plan.people) for _ in range(n)]
        self.there = list(plan.people)
        self.residents = [spot.population for spot in plan.world.spots]
        self.people = [self.day(day) for day in range(plan.world.days)]

    def day(self, day):
        number, self.today = self.calendar.of_day[day], day
        self.phase, self.chances = self.calendar.phases[number], self.leaving[number]
        self.own = [self.of_groups(place) for place in range(len(self.there))]
        self.seats = [link.seats_per_day and link.seats_per_day[day] for link in self.links]
        self.spawn(day)
        for person in self.persons:
            if person.link in self.calendar.shut[day] and not person.doomed:
                person.doomed = self.chance.random() >= self.links[person.link].permeability
        self.serve()
        order = list(self.persons)
        if not self.flee:
            self.chance.shuffle(order)
        self.move(order)
        for person in self.persons:
            person.recent = (person.recent + person.moved / self.settings.max_move_speed) / 2
            person.moved = person.minutes = 0.0
        self.persons = [person for person in self.persons if not self.settles(person)]
        return tuple(self.there)

    def of_groups(self, place):
        """Residents and displaced at a place by group, as the day begins; on day 0 residents."""
        own = dict(self.world.spots[place].residents)
        for person in self.persons if self.today else ():
            if person.place == place:
                own[person.group] = own.get(person.group, 0) + 1
        return own

    def settles(self, person):
        return person.place is not None and self.chance.random() < self.phase.sink[person.place]

    def person(self, place):
        """Somebody of the ages and sexes of a place, who is at home there."""
        made = Person(place, home=place)
        drawn = {"age": "30", "gender": ""}
        for one in self.world.attributes:
            shares = one.shares.get(self.world.spots[place].name, one.shares[""])
            drawn[one.name] = self.chance.choices(one.values, shares)[0]
        made.group = drawn.get(self.group, "")
        age, rules = float(drawn["age"]), self.settings
        boy = drawn["gender"] == "male" and age >= 15
        bold = rules.ChildrenAvoidHazards if self.flee else age < 19
        if (
            (rules.ChildrenAvoidHazards and age < 19)
            or (rules.ElderlyAvoidHazards and age >= 60)
            or (rules.WomenAvoidHazards and drawn["gender"] == "female")
        ):
            made.power = 2.0
        if rules.BoysTakeRisk and boy and bold:
            made.power = 0.0
        return made

    def serve(self):
        """Give seats to those who wait, first come first served, and let some choose anew."""
        queue = [person for person in self.persons if person.waits is not None]
        self.chance.shuffle(queue)
        left = []
        for person in sorted(queue, key=lambda one: one.since):
            link = person.waits
            if self.phase.open[link] and self.seats[link]:
                self.seats[link] -= 1
                person.link, person.waits = link, None
            elif self.chance.random() < self.settings.default_movechance:
                left.append(person)
        for person in left:
            place = self.ways[person.waits][0]
            route = self.draw(place, person)
            link = self.way(place, route[0]) if route else person.waits
            if link != person.waits and self.passes(link) and not self.is_full(route[-1]):
                person.waits = None
                self.enter(person, link, route)

    def way(self, start, end):
        return next(n for n, way in enumerate(self.ways) if way[:2] == (start, end))

    def passes(self, link):
        return self.phase.open[link] or self.chance.random() < self.links[link].permeability

    def is_full(self, place):
        return self.phase.camp[place] and self.room(place) < 0.5

    def enter(self, person, link, route):
        """Put a person on a link, or into its queue where it has no seat left."""
        person.km, person.route = 0.0, route[1:]
        if self.seats[link] == 0:
            person.waits, person.since = link, self.today
            return
        if self.seats[link] is not None:
            self.seats[link] -= 1
        person.link = link

    def spawn(self, day):
        for place in self.setting_out(day):
            self.persons.append(self.person(place))
            self.there[place] += 1
            if self.settings.take_from_population:
                self.residents[place] = max(self.residents[place] - 1, 1)

    def setting_out(self, day):
        """The places that the newly displaced of a day come from, one for each of them."""
        floods = self.settings.flood_driven_spawn_mode
        mode = floods or self.settings.conflict_driven_spawning
        if not mode:
            heats = [h * r for h, r in zip(self.phase.heat, self.residents, strict=True)]
            return self.chance.choices(range(len(heats)), heats, k=self.plan.outflow[day])
        found = []
        for place, residents in enumerate(self.residents):
            levels = self.world.floods.get(self.world.spots[place].name)
            rate = mode.rates[levels[day] if levels else 0] if floods else self.pushed(place)
            mean = rate * (residents if mode.mode is Mode.POP_RATIO else 1)
            drawn = mode.mode is Mode.POISSON or not (floods or self.flee)
            found += [place] * (self.poisson(mean) if drawn else int(mean))
        return found

    def pushed(self, place):
        heat = self.phase.intensity if self.flee else self.phase.heat
        return self.settings.conflict_driven_spawning.rates[0] * heat[place]

    def poisson(self, mean):
        """How many of the waits of mean 1 go into a time."""
        people, left = 0, mean - self.chance.expovariate(1.0)
        while left > 0:
            people, left = people + 1, left - self.chance.expovariate(1.0)
        return people

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
        chance = self.chances[place]
        if person.route or (forced and self.phase.town[place]):
            chance = 1.0
        if self.chance.random() >= chance:
            return
        route = person.route or self.draw(place, person)
        person.route = ()
        if not route:
            return
        link = self.way(place, route[0])
        if self.passes(link) and not self.is_full(route[-1]):
            self.there[place] -= 1
            person.place = None
            self.enter(person, link, route)

    def draw(self, place, person):
        sent = self.phase.sent[place]
        if sent >= 0 and self.phase.open[sent] and self.room(self.ways[sent][1]) >= 0.5:
            return (self.ways[sent][1],)
        found = list(self.routes(place, (place,), 0.0, 1))
        if self.settings.fixed_routes:
            found = self.fixed(place, found)
        weights = [self.weight(person, place, route[-1], km) for route, km in found]
        best = max(weights, default=0.0)
        if best <= 0:
            return self.chance.choice(found)[0] if found and self.flee else ()
        if self.settings.pruning_threshold >= 1.001:
            least = best / self.settings.pruning_threshold
            weights = [weight if weight >= least else 0.0 for weight in weights]
        return self.chance.choices(found, weights)[0][0]

    def routes(self, place, passed, km, step):
        for number, (start, end, length) in enumerate(self.ways):
            shut = not self.phase.open[number] and not self.links[number].permeability
            if start != place or end in passed or shut:
                continue
            marker = self.world.spots[end].site is Site.MARKER
            if not marker:
                yield (*passed[1:], end), km + length
            if self.settings.awareness_level > step - marker:
                yield from self.routes(end, (*passed, end), km + length, step + 1 - marker)

    def fixed(self, place, found):
        """One route to each place, the shortest, and major routes to places beyond."""
        best = {}
        for route, km in sorted(found, key=lambda one: one[1]):
            best.setdefault(route[-1], (route, km))
        names = [spot.name for spot in self.world.spots]
        roads = [[names.index(name) for name in major] for major in self.world.majors]
        beyond = []
        for route, _ in [((), 0.0), *best.values()]:
            for road in [*roads, *(road[::-1] for road in roads)]:
                whole = (*route, *road[1:])
                known = whole[-1] in best or len({place, *whole}) <= len(whole)
                if road[0] == (place, *route)[-1] and not known:
                    steps = zip((place, *whole), whole, strict=False)
                    beyond.append((whole, sum(self.ways[self.way(*step)][2] for step in steps)))
        for route, km in sorted(beyond, key=lambda one: one[1]):
            best.setdefault(route[-1], (route, km))
        return list(best.values())

    def weight(self, person, place, end, km):
        s, room = self.settings, self.room(end)
        if not self.flee and room < 0.5 and self.phase.camp[end]:
            return 0.0
        score = self.phase.score[end] ** person.power
        if s.stay_close_to_home:
            score *= max(1.0, self.apart(place if self.flee else person.home, end)) ** (
                -s.home_distance_power
            )
        like = self.phase.likes[end]
        if like:
            own = self.own[end].get(person.group, 0)
            score *= like * own / max(self.residents[end], 1)
        base = (s.weight_softening + score) / (s.softening + km) ** s.distance_power
        return (base * room) ** s.weight_power

    def room(self, place):
        capacity = (self.world.spots[place].capacity or 0) * self.settings.capacity_scaling
        near = self.settings.capacity_buffer * capacity
        if capacity < 1 or self.there[place] <= near:
            return 1.0
        return max(0.0, 1 - (self.there[place] - near) / (capacity - near))

    def apart(self, one, other):
        spots = [self.world.spots[place] for place in (one, other)]
        where = [(spot.latitude, spot.longitude) for spot in spots]
        return km_between(*([at[::-1] for at in where] if self.flee else where))

    def travel(self, person):
        """Move a person for what is left of the day; say whether another decision follows."""
        start, end, length = self.ways[person.link]
        link, fast = self.links[person.link], self.settings.max_move_speed
        walks = person.first and self.settings.start_on_foot
        walks = walks or self.chance.random() < link.walk_probability
        speed = self.settings.max_walk_speed if walks else link.max_move_speed or fast
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
        back = person.doomed and (self.flee or not self.phase.open[person.link])
        person.place, person.link = (start if back else end), None
        person.first, person.doomed = False, False
        person.route = () if back else person.route
        self.there[person.place] += 1
        more = person.moved < speed if self.flee else person.minutes < 1440
        return more and not back
