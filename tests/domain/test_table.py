import pytest

from panah.domain.table import BESIDE_TABLES, FAMILY_TABLES, PLAN_TABLES, TABLES, Type, columns
from panah.errors import InputError

EVERY = (*TABLES, *PLAN_TABLES, *BESIDE_TABLES, *FAMILY_TABLES)


@pytest.mark.parametrize("table", EVERY)
def test_every_column_of_a_table_is_described_once(table):
    names = [column.name for column in columns(table)]

    assert names
    assert len(set(names)) == len(names)
    assert all(column.description for column in columns(table))


def test_a_row_is_told_apart_by_columns_that_are_always_filled():
    assert all(any(column.required for column in columns(table)) for table in EVERY)
    assert {column.type for table in EVERY for column in columns(table)} <= set(Type)


def test_a_table_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(InputError, match="there is no table 'rows'; there is lines, offers"):
        columns("rows")
