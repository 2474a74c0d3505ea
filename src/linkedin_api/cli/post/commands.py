"""The commands below `linkedin post`."""

from __future__ import annotations

from pathlib import Path
from typing import Final, get_args

import click

from linkedin_api.cli.command import Group, command
from linkedin_api.cli.options import JSON, VERSION, combined, credential_options
from linkedin_api.cli.parameters import (
    AUTHOR,
    COMMENT,
    DISCUSSED,
    ORGANIZATION,
    POST,
    TEXT,
    Choice,
)
from linkedin_api.posts import PollDuration, Reaction, Visibility

_FILE: Final = click.Path(path_type=Path)
_CREATE: Final = """\
Publish a post, and print its URN.

TEXT is plain text; - reads standard input. Write @[Name](urn:li:organization:1) to mention and
#word for a hashtag; everything else is shown as it is written. LinkedIn notifies who is mentioned.
"""
_CREATE_EXAMPLES: Final = (
    "export LINKEDIN_AUTHOR=urn:li:organization:2414183",
    'linkedin post create "Two new engines" --image a.png --alt Brass',
    'linkedin post create "Read this" --article https://example.org --title News',
    'linkedin post create "Vote!" --poll "Tea?" --answer Yes --answer No',
    'linkedin post create "Draft" --draft --dry-run',
)
_REACT: Final = f"""\
React to a post or a comment.

A REACTION is one of {", ".join(get_args(Reaction))}. [default: LIKE]
"""
_AS: Final = click.option(
    "--as", "author", envvar="LINKEDIN_AUTHOR", type=AUTHOR, metavar="URN",
    help="Who acts: number or URN of an organization, or URN of a person."
    " [default: LINKEDIN_AUTHOR, otherwise the member]",
)  # fmt: skip
_OF: Final = click.option(
    "--as", "author", envvar="LINKEDIN_AUTHOR", type=ORGANIZATION, metavar="URN",
    help="Number or URN of the organization that published them. [default: LINKEDIN_AUTHOR]",
)  # fmt: skip
_CONTENT: Final = combined(
    click.option(
        "--image", "images", multiple=True, type=_FILE, metavar="FILE",
        help="Image; up to 20.",
    ),
    click.option(
        "--alt", "alt_texts", multiple=True, type=TEXT, metavar="TEXT",
        help="Describes an image to people who cannot see it; one for each, in order.",
    ),
    click.option("--video", type=_FILE, metavar="FILE", help="Video."),
    click.option("--document", type=_FILE, metavar="FILE", help="Document, such as a PDF."),
    click.option("--article", metavar="URL", help="Link to a page; needs --title."),
    click.option("--title", metavar="TEXT", help="Title of the video, document or article."),
    click.option("--description", metavar="TEXT", help="Description of the article."),
    click.option("--thumbnail", type=_FILE, metavar="FILE", help="Image of the article."),
    click.option("--poll", metavar="QUESTION", help="Question of a poll; needs --answer."),
    click.option(
        "--answer", "answers", multiple=True, type=TEXT, metavar="TEXT",
        help="Answer of the poll; 2 to 4.",
    ),
    click.option(
        "--duration", type=Choice(get_args(PollDuration)), default="THREE_DAYS",
        show_default=True, help="How long people can vote.",
    ),
    click.option("--reshare", type=POST, metavar="URN", help="Post to share."),
)  # fmt: skip
_RAW: Final = click.option(
    "--raw", is_flag=True, help="TEXT is LinkedIn's markup already: escape nothing."
)
_DRY_RUN: Final = click.option(
    "--dry-run", is_flag=True, help="Show what would be stored and who acts; send nothing."
)
_ACCESS: Final = combined(VERSION, credential_options, JSON)


_POST: Final = click.argument("urn", type=POST)
_DISCUSSED: Final = click.argument("urn", type=DISCUSSED)
_TEXT: Final = click.argument("text")

#: The commands for posts.
post: Final = Group(
    "post",
    help="Publish and read posts, comment and react.",
    commands=[
        command(
            "create", "post.publishing:publish", _CREATE, _CREATE_EXAMPLES,
            _TEXT, _AS, _CONTENT,
            click.option("--draft", is_flag=True, help="Keep it as a draft."),
            click.option(
                "--visibility", type=Choice(get_args(Visibility)), default="PUBLIC",
                show_default=True, help="Who may see it.",
            ),
            _RAW, _DRY_RUN, _ACCESS,
        ),
        command(
            "list", "post.reading:show_posts", "List the posts of an author, newest first.",
            ["linkedin post list --as urn:li:organization:2414183 --limit 5"],
            _AS,
            click.option(
                "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.",
            ),
            click.option("--drafts", is_flag=True, help="List drafts too."),
            _ACCESS,
        ),
        command(
            "show", "post.reading:show_post",
            "Show a post as people see it, with its reactions and comments.",
            ["linkedin post show urn:li:share:7400000000000000001 --json"],
            _POST, _ACCESS,
        ),
        command(
            "stats", "post.reading:show_statistics",
            "Show the statistics of posts of an organization.",
            ["linkedin post stats urn:li:share:7 --as urn:li:organization:2414183"],
            click.argument("urns", nargs=-1, required=True, type=POST, metavar="URN..."),
            _OF, _ACCESS,
        ),
        command(
            "edit", "post.publishing:edit", "Replace the text of a post.",
            ['linkedin post edit urn:li:share:7 "Three new engines"'],
            _POST, _TEXT, _RAW, _DRY_RUN, _ACCESS,
        ),
        command(
            "delete", "post.publishing:delete", "Delete a post.",
            ["linkedin post delete urn:li:share:7 --yes"],
            _POST, click.option("--yes", is_flag=True, help="Do not ask first."), _DRY_RUN, _ACCESS,
        ),
        command(
            "comment", "post.publishing:comment",
            "Comment on a post, or reply to a comment; TEXT is plain text.",
            ['linkedin post comment urn:li:share:7 "Well done" --as urn:li:organization:2414183'],
            _DISCUSSED, _TEXT, _AS,
            click.option("--reply-to", type=COMMENT, metavar="URN", help="Comment to reply to."),
            _DRY_RUN, _ACCESS,
        ),
        command(
            "react", "post.publishing:react", _REACT,
            ["linkedin post react urn:li:share:7 PRAISE --as urn:li:organization:2414183"],
            _DISCUSSED,
            click.argument(
                "kind", type=Choice(get_args(Reaction), case_sensitive=False), default="LIKE",
                metavar="[REACTION]",
            ),
            _AS, click.option("--remove", is_flag=True, help="Remove the reaction."),
            _DRY_RUN, _ACCESS,
        ),
    ],
)  # fmt: skip
