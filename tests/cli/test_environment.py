"""Every option of every command can be set by an environment variable, by one rule."""

import re
from pathlib import Path

import click
import pytest
from command_tree import commands

from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.environment import options_of
from linkedin_api.cli.json_wanted import is_json_wanted

#: Variables for several commands, which were there first.
SHORTER = {"LINKEDIN_PROFILE", "LINKEDIN_CLIENT_ID", "LINKEDIN_AUTHOR"}
OTHERS = {*VARIABLES, "LINKEDIN_API_URL", "LINKEDIN_OAUTH_URL", "LINKEDIN_CONFIG_DIR"}
#: Arguments of a command line, by what they are called in it.
ARGUMENTS = {
    "shell": "bash",
    "kind": "LIKE",
    "urn": "urn:li:share:7",
    "urns": "urn:li:share:7",
}
#: Values of options that are not any text.
VALUES = {
    "organizations": "2414183",
    "accounts": "512000001",
    "reports": "by_device=CAMPAIGN",
    "tables": "{table}",
    "locales": "de_DE",
    "redirect_urls": "http://localhost:3000/other",
    "public_url": "http://localhost:9000",
    "api_versions": "202608",
    "app_scopes": "openid",
    "api_version": "202601",
    "version": "202601",
    "allowed": "post",
    "media_folder": ".",
    "author": "urn:li:organization:2414183",
    "reshare": "urn:li:share:7",
    "reply_to": "urn:li:comment:(urn:li:activity:7,8)",
}


OPTIONS = [(path, option) for path, command in commands() for option in options_of(command)]


def spelled(option):
    return next(name for name in option.opts if name.startswith("--"))


def variable(path, option):
    words = (*path, spelled(option).removeprefix("--"))
    return "_".join(("linkedin", *words)).replace("-", "_").upper()


def a_value(path, option):
    """What can be typed for an option, other than its default."""
    if option.name in VALUES:
        tables = {"learning": "learning_assets", "ads": "ad_campaigns"}
        table = next((name for word, name in tables.items() if word in path), "posts")
        return VALUES[option.name].format(table=table)
    if option.is_flag:
        return "0" if option.default is True else "1"
    if isinstance(option.type, click.Choice):
        return next(str(each) for each in option.type.choices if each != option.default)
    if isinstance(option.type, click.DateTime):
        return "2026-01-31"
    is_number = isinstance(option.type, click.types.IntParamType | click.types.FloatParamType)
    return "7" if is_number else "something"


@pytest.mark.parametrize(
    ("path", "command"),
    [pytest.param(*each, id=" ".join(each[0])) for each in commands() if [*options_of(each[1])]],
)
def test_each_option_is_set_by_the_variable_named_after_it(monkeypatch, path, command):
    wanted = {option: variable(path, option) for option in options_of(command)}
    for option, name in wanted.items():
        monkeypatch.setenv(name, a_value(path, option))
    words = [ARGUMENTS.get(each.name, "x") for each in command.params
             if isinstance(each, click.Argument)]  # fmt: skip

    context = command.make_context(" ".join(path), words)

    for option, name in wanted.items():
        assert re.fullmatch(r"LINKEDIN(_[A-Z]+)+", name)
        assert context.get_parameter_source(option.name) is click.core.ParameterSource.ENVIRONMENT
        assert context.params[option.name] != option.get_default(context), name


def test_no_two_options_have_the_same_variable():
    names = [variable(path, option) for path, option in OPTIONS]

    assert len(names) == len(set(names)) > 300
    assert not {*names} & {*SHORTER, *OTHERS}


def test_the_shorter_variables_are_those_that_were_there_first():
    shorter = {name for _, option in OPTIONS for name in option.envvar[1:]}

    assert shorter == SHORTER


def test_the_variable_of_the_command_takes_precedence_over_the_shorter_one(monkeypatch, type_):
    monkeypatch.setenv("LINKEDIN_PROFILE", "of-all")
    assert "no profile 'of-all'" in type_("auth status").err

    monkeypatch.setenv("LINKEDIN_AUTH_STATUS_PROFILE", "of-this")
    assert "no profile 'of-this'" in type_("auth status").err
    assert "no profile 'typed'" in type_("auth status --profile typed").err


def test_a_variable_holds_several_values(monkeypatch, type_):
    monkeypatch.setenv("LINKEDIN_PAGES_SYNC_ORG", "2414183 urn:li:organization:2414184 acme")

    assert "not 'acme'" in type_("pages sync").err


def test_text_with_spaces_is_one_value_on_a_line(monkeypatch, type_):
    monkeypatch.setenv("LINKEDIN_POST_CREATE_ANSWER", "Yes, please\nNo")

    ended = type_("post create Vote --poll 'Tea or coffee?' --dry-run --json")

    options = ended.document["body"]["content"]["poll"]["options"]
    assert [each["text"] for each in options] == ["Yes, please", "No"]


def test_a_wrong_value_is_blamed_on_the_variable_it_came_from(monkeypatch, type_):
    monkeypatch.setenv("LINKEDIN_PAGES_SYNC_GRANULARITY", "DAYS")

    assert "Invalid value for LINKEDIN_PAGES_SYNC_GRANULARITY: 'DAYS'" in type_("pages sync").err
    assert "Invalid value for '--write'" in type_("pages sync --write x --granularity DAY").err


@pytest.mark.parametrize(
    ("value", "wanted"), [("1", True), ("yes", True), ("0", False), ("", False)]
)
def test_errors_are_json_too_if_the_variable_says_so(monkeypatch, type_, value, wanted):
    monkeypatch.setenv("LINKEDIN_PAGES_SYNC_JSON", value)

    ended = type_("pages sync --ogr 1")

    assert is_json_wanted(["pages", "sync"]) is wanted
    assert ended.code == 2
    assert ended.out.startswith("{") is wanted


def test_the_rule_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "command.md").read_text()
    assert "`LINKEDIN_PAGES_SYNC_TABLES`" in text
    assert all(f"`{name}`" in text for name in SHORTER)
