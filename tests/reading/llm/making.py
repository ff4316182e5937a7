"""Makers for the tests of the second reader: settings, an outside without time, questions."""

import itertools

import attrs

from panah.reading.llm.client import Client, Outside
from panah.reading.llm.settings import Settings, WireName
from panah.reading.llm.wire import Question


def settings(address, **changes):
    wire = changes.pop("wire", WireName.OPENAI)
    path = "/v1" if wire is WireName.OPENAI else ""
    return Settings(endpoint=address + path, wire=wire, model="small-model", **changes)


@attrs.define
class World:
    """An outside in which time passes only by sleeping."""

    slept: list = attrs.field(factory=list)
    answers: dict = attrs.field(factory=dict)

    def outside(self, key=None):
        ticks = itertools.count()
        return Outside(
            key=key,
            answers=self.answers,
            clock=lambda: next(ticks) / 1000,
            sleep=lambda seconds, _: self.slept.append(seconds),
            chance=lambda: 1.0,
        )


def client(server, world=None, *, key=None, **changes):
    return Client(settings(server.address, **changes), (world or World()).outside(key))


def question(user="[0] A sentence."):
    return Question(system="Mark up.", user=user, schema={"type": "object"})
