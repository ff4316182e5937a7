import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from tests.make import claim, day, people, report
from tests.strategies import entries

from panah.domain.canonical import canonical, digest, instant, plain, written
from panah.domain.claim import Kind, Span
from panah.domain.group import Group, Profile
from panah.domain.matter import Matter
from panah.domain.report import Report

plain_things = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # text of any language, without halves of characters that UTF-8 cannot write
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
)


@given(plain_things)
def test_canonical_json_reads_back_as_it_was(value):
    assert json.loads(canonical(value)) == value


@given(plain_things)
def test_the_same_value_is_written_the_same_way_again(value):
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers()))
def test_the_order_in_which_fields_were_set_changes_nothing(fields):
    backwards = dict(reversed(fields.items()))

    assert canonical(fields) == canonical(backwards)


@given(entries())
def test_an_entry_is_written_as_json_without_spare_signs(entry):
    again = canonical(json.loads(entry.body))

    assert again == entry.body
    assert entry.key == digest(again)


def test_what_is_empty_is_left_out_so_that_a_new_field_changes_no_old_key():
    matter = Matter(id="m", kind=Kind.HOSTING)

    assert written(matter) == '{"id":"m","kind":"hosting"}'


def test_a_bound_that_is_zero_is_written_and_none_is_not():
    assert json.loads(written(people(0, 0)))["hi"] == 0
    assert "hi" not in json.loads(written(people(0)))


def test_whole_numbers_have_no_point():
    assert written(people(20.0, 30.5)).startswith('{"hedge":"exact","hi":30.5,"lo":20,')


def test_letters_of_every_language_stay_as_they_are():
    assert written(Group(label="پناه")) == '{"label":"پناه"}'


def test_sets_are_written_in_order():
    tags = frozenset({Profile.JOURNALISTS, Profile.ACADEMICS})

    assert plain(Group(label="g", profile=tags)) == {
        "label": "g",
        "profile": ["academics", "journalists"],
    }


def test_a_name_that_python_reserves_is_written_without_its_underscore():
    assert json.loads(written(claim(from_="AFG")))["from"] == "AFG"


def test_the_text_of_a_report_is_no_part_of_what_is_written():
    assert "text" not in json.loads(written(report(text="a long text")))
    assert report(text="a long text").is_held
    assert not Report(id="x", name="a label").is_held


def test_moments_are_written_in_utc():
    kabul = timezone(timedelta(hours=4, minutes=30))
    moment = datetime(2021, 8, 16, 14, 0, tzinfo=kabul)

    assert instant(moment) == "2021-08-16T09:30:00Z"
    assert plain(moment) == "2021-08-16T09:30:00Z"
    assert instant(datetime(2021, 8, 16, 9, 30, 0, 5, tzinfo=UTC)) == "2021-08-16T09:30:00.000005Z"


def test_days_and_spans_have_one_written_form():
    assert plain(day("2021-08-16")) == "2021-08-16"
    assert plain(Span(3, 9)) == [3, 9]
    assert plain([None, True, (1, 2)]) == [None, True, [1, 2]]
