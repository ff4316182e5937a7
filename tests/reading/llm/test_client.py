import gzip
import json
import sys
import time

import pytest
from tests.reading.llm.making import World, client, question
from tests.reading.llm.stub import Cut, Fault, Raw, Wild, serving

from panah.errors import CaseError
from panah.reading.llm.settings import WireName
from panah.reading.llm.wire import NoReply

both_wires = pytest.mark.parametrize("wire", list(WireName))
DONE = {"claims": []}


@both_wires
def test_an_answer_comes_back_with_what_it_cost(wire):
    with serving(DONE) as server:
        asked = client(server, wire=wire)
        reply = asked.ask(question())

    assert (reply.text, reply.complete, reply.tokens) == ('{"claims": []}', True, 100)
    assert asked.used == 100


def test_openai_is_asked_in_its_own_format():
    with serving(DONE) as server:
        client(server, key="secret").ask(question())

    seen = server.seen[0]
    assert seen.path == "/v1/chat/completions"
    assert seen.headers["authorization"] == "Bearer secret"
    assert seen.body["messages"][0] == {"role": "system", "content": "Mark up."}
    assert seen.body["response_format"]["json_schema"]["strict"] is True
    assert seen.body["temperature"] == 0


def test_anthropic_is_asked_in_its_own_format():
    with serving(DONE) as server:
        client(server, key="secret", wire=WireName.ANTHROPIC).ask(question())

    seen = server.seen[0]
    assert seen.path == "/v1/messages"
    assert seen.headers["x-api-key"] == "secret"
    assert "authorization" not in seen.headers
    assert seen.body["system"] == "Mark up."
    assert seen.body["output_config"]["format"]["type"] == "json_schema"
    assert "tools" not in seen.body


@both_wires
def test_no_key_means_no_header_for_one(wire):
    with serving(DONE) as server:
        client(server, wire=wire).ask(question())

    assert not {"authorization", "x-api-key"} & set(server.seen[0].headers)


@both_wires
def test_a_server_that_knows_no_schema_is_asked_more_plainly_and_stays_so(wire):
    forms = {WireName.OPENAI: 3, WireName.ANTHROPIC: 2}[wire]
    with serving(*[Fault(400)] * (forms - 1), DONE, DONE) as server:
        asked = client(server, wire=wire)
        asked.ask(question("[0] One."))
        asked.ask(question("[1] Two."))

    last = server.seen[-1].body
    assert len(server.seen) == forms + 1
    assert "response_format" not in last
    assert "output_config" not in last


def test_a_model_without_temperature_keeps_the_schema():
    refusal = Fault(400, body="temperature does not support 0 with this model")
    with serving(refusal, DONE) as server:
        client(server).ask(question())

    assert "temperature" not in server.seen[1].body
    assert server.seen[1].body["response_format"]["type"] == "json_schema"


def test_a_model_that_calls_its_limit_otherwise_gets_its_own_word():
    refusal = Fault(400, body="max_tokens is not supported, use max_completion_tokens")
    with serving(refusal, DONE) as server:
        client(server).ask(question())

    assert "max_tokens" not in server.seen[1].body
    assert server.seen[1].body["max_completion_tokens"] == 8192


@both_wires
@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_a_passing_fault_is_tried_again(wire, status):
    world = World()
    with serving(Fault(status), DONE) as server:
        reply = client(server, world, wire=wire).ask(question())

    assert reply.text == '{"claims": []}'
    assert world.slept == [1.0]


@pytest.mark.parametrize(
    ("says", "waits"),
    [("3", 3.0), ("0.5", 0.5), ("900", 60.0), ("soon", 1.0), ("-1", 1.0), ("inf", 1.0)],
)
def test_a_server_that_asks_to_wait_is_waited_for_within_reason(says, waits):
    world = World()
    with serving(Fault(429, {"retry-after": says}), DONE) as server:
        client(server, world).ask(question())

    assert world.slept == [waits]


def test_a_server_may_name_the_moment_until_which_to_wait():
    head = (
        b"HTTP/1.1 429 Later\r\ncontent-length: 0\r\ndate: Sun, 29 Nov 2026 03:58:59 GMT\r\n"
        b"retry-after: Sun, 29 Nov 2026 03:59:06 GMT\r\n\r\n"
    )
    world = World()
    with serving(Wild(lambda wire: wire.write(head)), DONE) as server:
        client(server, world).ask(question())

    assert world.slept == [7.0]


@both_wires
def test_a_dead_endpoint_is_given_up_after_five_tries(wire):
    world = World()
    with serving(Fault(500)) as server:
        reply = client(server, world, wire=wire).ask(question())

    assert isinstance(reply, NoReply)
    assert "gave up after 5 tries" in reply.why
    assert world.slept == [1.0, 2.0, 4.0, 8.0]


def test_an_endpoint_nobody_listens_at_is_named():
    with serving(DONE) as server:
        asked = client(server)
    reply = asked.ask(question())

    assert "does not answer" in reply.why
    assert server.address in reply.why


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "PANAH_LLM_KEY"), (403, "PANAH_LLM_KEY"), (404, "small-model"), (418, "answered 418")],
)
def test_a_lasting_fault_is_not_tried_again_and_says_what_to_check(status, says):
    with serving(Fault(status, body="no, secret is wrong")) as server:
        reply = client(server, key="secret").ask(question())

    assert len(server.seen) == 1
    assert says in reply.why
    assert "secret" not in reply.why
    assert reply.lasts


@both_wires
def test_a_redirect_is_not_followed(wire):
    with serving(DONE) as other, serving(Fault(302, {"location": other.address})) as server:
        reply = client(server, wire=wire).ask(question())

    assert "redirects" in reply.why
    assert not other.seen


@both_wires
@pytest.mark.parametrize("body", ["<html>", "[]", "null", '{"choices": []}', "[" * 100_000])
def test_an_answer_in_another_format_says_what_to_check(wire, body):
    with serving(Raw(body)) as server:
        reply = client(server, wire=wire).ask(question())

    assert "check endpoint and wire" in reply.why


def test_an_answer_without_end_is_cut_off():
    with serving(Raw("x" * 5_000_000)) as server:
        reply = client(server).ask(question())

    assert "larger than" in reply.why
    assert len(server.seen) == 1


def test_a_packed_answer_is_not_unpacked():
    packed = gzip.compress(b" " * 50_000_000)
    head = "content-encoding: gzip", f"content-length: {len(packed)}"

    def bomb(wire):
        wire.write("\r\n".join(["HTTP/1.1 200 OK", *head, "", ""]).encode() + packed)

    with serving(Wild(bomb)) as server:
        reply = client(server).ask(question())

    assert "packed" in reply.why
    assert len(server.seen) == 1


def never_done(first, again):
    def go_on(wire):
        wire.write(first)
        for _ in range(200):
            wire.write(again)
            wire.flush()
            time.sleep(0.02)

    return Wild(go_on)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"x-more: to come\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b" "),
    ],
)
def test_a_server_that_never_comes_to_an_end_is_left(first, again):
    with serving(never_done(first, again)) as server:
        reply = client(server, timeout=0.2).ask(question())

    assert "gave up after 5 tries" in reply.why


def test_a_reading_is_cancelled_while_a_server_is_silent():
    world = World()
    with serving(never_done(b"", b"")) as server:
        reply = client(server, world).ask(question(), lambda: bool(server.seen))

    assert reply.why == "cancelled"
    assert world.slept == []


def test_half_of_a_letter_in_an_answer_does_no_harm():
    world = World()
    with serving(Raw(json.dumps({"choices": [{"message": {"content": "{} \ud800"}}]}))) as server:
        reply = client(server, world).ask(question())

    assert reply.text == "{} ?"
    assert list(world.answers.values()) == ["{} ?"]


@pytest.mark.parametrize("counted", [-1_000_000, 0, True, 2.5, "many"])
def test_a_server_that_counts_too_little_cannot_widen_the_budget(counted):
    body = {"choices": [{"message": {"content": "{}"}}], "usage": {"total_tokens": counted}}
    with serving(Raw(json.dumps(body))) as server:
        asked = client(server, budget_tokens=20_000)
        asked.ask(question())

    assert asked.used >= question().tokens


def test_a_slow_answer_is_cut_off():
    class Slow(World):
        def outside(self, key=None):
            times = iter(range(0, 100_000, 50))
            whole = super().outside(key)
            return type(whole)(
                key=None,
                answers=whole.answers,
                clock=lambda: next(times),
                sleep=whole.sleep,
                chance=whole.chance,
            )

    with serving(DONE) as server:
        reply = client(server, Slow(), timeout=20).ask(question())

    assert "took longer than 20 s" in reply.why


def test_a_question_is_paid_for_once():
    world = World()
    with serving(DONE) as server:
        first = client(server, world).ask(question())
        again = client(server, world)
        second = again.ask(question())

    assert len(server.seen) == 1
    assert second.text == first.text
    assert again.used == 0


@pytest.mark.parametrize("change", [{"wire": WireName.ANTHROPIC}, {"mode": "all"}])
def test_kept_answers_belong_to_their_wire_and_not_to_the_mode(change):
    with serving(DONE) as server:
        same = client(server).key(question()) == client(server, **change).key(question())

    assert same == ("mode" in change)


def test_a_cut_answer_is_not_kept():
    world = World()
    with serving(Cut('{"claims": [')) as server:
        reply = client(server, world).ask(question())

    assert not reply.complete
    assert not world.answers


def test_a_spent_budget_sends_nothing():
    with serving(DONE) as server:
        reply = client(server, budget_tokens=500).ask(question())

    assert not server.seen
    assert "budget of 500 tokens is spent" in reply.why


def test_the_budget_bounds_the_answer_too():
    with serving(DONE) as server:
        client(server, budget_tokens=2000).ask(question())

    assert 512 <= server.seen[0].body["max_tokens"] < 2000


def test_a_server_that_does_not_count_is_counted_for():
    silent = '{"choices": [{"message": {"content": "{}"}}]}'
    with serving(Raw(silent)) as server:
        asked = client(server)
        asked.ask(question())

    assert asked.used > 0


def test_a_cancelled_question_is_not_sent():
    with serving(DONE) as server:
        reply = client(server).ask(question(), lambda: True)

    assert reply.why == "cancelled"
    assert not server.seen


def test_the_environment_has_no_say_in_where_the_text_goes(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(DONE) as server:
        reply = client(server).ask(question())

    assert reply.text == '{"claims": []}'


def test_without_its_extra_the_second_reader_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)
    with serving(DONE) as server, pytest.raises(CaseError, match=r"panah\[llm\]"):
        client(server).ask(question())
