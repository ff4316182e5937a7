import pytest

from panah.errors import CaseError
from panah.reading.llm.settings import Mode, Price, WireName, read

LOCAL = {"endpoint": "http://127.0.0.1:11434/v1/", "wire": "openai", "model": "small-model"}


def test_a_model_on_this_machine_needs_no_consent():
    settings = read(LOCAL)

    assert settings.endpoint == "http://127.0.0.1:11434/v1"
    assert settings.wire is WireName.OPENAI
    assert settings.mode is Mode.UNREAD
    assert settings.budget_tokens is None
    assert not settings.allow_remote


@pytest.mark.parametrize(
    "endpoint",
    ["http://localhost:8000", "http://[::1]:8000", "http://127.8.9.1", "HTTP://LOCALHOST"],
)
def test_every_way_of_writing_this_machine_is_this_machine(endpoint):
    assert read({**LOCAL, "endpoint": endpoint}).endpoint == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://api.example.org/v1",
        "http://192.168.1.20:8000/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://2130706433/v1",
        "http://0.0.0.0:80/v1",
    ],
)
def test_another_machine_needs_the_consent_of_the_case(endpoint):
    with pytest.raises(CaseError, match="allow_remote = true"):
        read({**LOCAL, "endpoint": endpoint})


def test_another_machine_may_be_asked_with_consent():
    remote = {**LOCAL, "endpoint": "https://api.example.org/v1", "allow_remote": True}

    assert read(remote).allow_remote


def test_reports_do_not_travel_the_open_net_in_the_clear():
    remote = {**LOCAL, "endpoint": "http://api.example.org/v1", "allow_remote": True}

    with pytest.raises(CaseError, match="in the clear"):
        read(remote)


def test_a_server_of_the_house_may_be_asked_in_the_clear_with_consent():
    house = {**LOCAL, "endpoint": "http://192.168.1.20:8000/v1", "allow_remote": True}

    assert read(house).endpoint == "http://192.168.1.20:8000/v1"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"endpoint": "ftp://127.0.0.1"}, "must be an address"),
        ({"endpoint": "127.0.0.1:8000"}, "must be an address"),
        ({"endpoint": "http://[::1"}, "not an address"),
        ({"endpoint": "http://127.0.0.1:99999"}, "not an address"),
        ({"endpoint": "http://127.0.0.1@example.org"}, "another machine|user name"),
        ({"endpoint": "http://me:secret@127.0.0.1"}, "comes from the environment"),
        ({"endpoint": "http://127.0.0.1/v1?key=1"}, "give the address alone"),
        ({"endpoint": 5}, "gives no endpoint"),
        ({"endpoint": " "}, "gives no endpoint"),
        ({"model": ""}, "gives no model"),
        ({"wire": "smoke"}, "must be one of openai, anthropic"),
        ({"wire": None}, "must be one of openai, anthropic"),
        ({"wire": []}, "must be one of openai, anthropic"),
        ({"mode": "some"}, "must be one of unread, all"),
        ({"allow_remote": "false"}, "true or false"),
        ({"budget_tokens": 0}, "above 0"),
        ({"budget_tokens": 1.5}, "whole number"),
        ({"budget_tokens": True}, "whole number"),
        ({"timeout": 0}, "above 0"),
        ({"timeout": float("inf")}, "above 0"),
        ({"timeout": "60"}, "number of seconds"),
        ({"price": 5}, "must be a table"),
        ({"price": {"input": 1}}, "input and output"),
        ({"price": {"input": -1, "output": 1}}, "input and output"),
        ({"price": {"input": 1, "output": 1, "tax": 1}}, "sets tax"),
        ({"api_key": "secret"}, "sets api_key, which panah does not know"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_says_what_would_be_right(change, says):
    with pytest.raises(CaseError, match=says) as error:
        read({**LOCAL, **change})

    assert "secret" not in str(error.value)


def test_a_missing_wire_is_not_guessed():
    with pytest.raises(CaseError, match="wire"):
        read({"endpoint": LOCAL["endpoint"], "model": "small-model"})


def test_a_price_is_what_a_million_tokens_cost():
    priced = read({**LOCAL, "price": {"input": 1, "output": 2.5, "currency": "EUR"}})

    assert priced.price == Price(input=1.0, output=2.5, currency="EUR")
