import pytest

from panah.case.settings import Settings, read_settings, write_settings
from panah.errors import CaseError


def test_what_is_written_is_read_back(tmp_path):
    settings = Settings(name='A "quoted" crisis \\ two', languages=("en", "fa-AF"))
    write_settings(tmp_path, settings)

    assert read_settings(tmp_path) == settings


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('name = "x"\ncamps_are_sicks = true\n', "camps_are_sicks"),
        ("languages = []\n", "no name"),
        ('name = "x"\nlanguages = "en"\n', "must be a list"),
        ('name = "x"\nfour_eyes = "yes"\n', "true or false"),
        ('name = "x"\ntime_zone = "Kabul"\n', "Asia/Kabul"),
        ('name = "x"\ntime_zone = 4.5\n', "Asia/Kabul"),
        ('name = "x"\namounts = 3\n', r"\[amounts\]"),
        ('name = "x"\nreader = 3\n', "must be a text reader"),
        ("name = \n", "not TOML"),
    ],
)
def test_a_setting_that_cannot_be_right_is_an_error_that_names_the_file(tmp_path, written, says):
    (tmp_path / "case.toml").write_text(written, encoding="utf-8")

    with pytest.raises(CaseError, match=says) as error:
        read_settings(tmp_path)
    assert "case.toml" in str(error.value)


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path):
    (tmp_path / "case.toml").write_bytes(b'name = "\xff"\n')

    with pytest.raises(CaseError, match="not TOML"):
        read_settings(tmp_path)


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path):
    with pytest.raises(CaseError, match="panah new"):
        read_settings(tmp_path)
