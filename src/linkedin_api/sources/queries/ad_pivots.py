"""By what `adAnalytics` breaks figures down, and which of these may be combined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from linkedin_api.argument_checks import check_names, texts
from linkedin_api.errors import InvalidArgumentError

#: Pivots of one call (documented).
MOST_PIVOTS: Final = 3


class Pivot(NamedTuple):
    """A pivot.

    Attributes:
        name: LinkedIn's name.
        field: the field of a row with its value.
        id_field: the field with the number in the value, if the value is a URN with a number
            that other tables have; empty otherwise.
        about: what the value is.
    """

    name: str
    field: str
    id_field: str = ""
    about: str = ""

    @property
    def is_of_members(self) -> bool:
        """Whether it describes the members who saw an advertisement."""
        return self.name.startswith("MEMBER_")


_ROWS: Final = (
    Pivot("ACCOUNT", "accountUrn", "accountId", "the account"),
    Pivot("CAMPAIGN_GROUP", "campaignGroupUrn", "campaignGroupId", "the campaign group"),
    Pivot("CAMPAIGN", "campaignUrn", "campaignId", "the campaign"),
    Pivot("CREATIVE", "creativeUrn", "creativeId", "the creative"),
    Pivot("COMPANY", "companyUrn", "companyId", "the organization that advertises"),
    Pivot("SHARE", "postUrn", "", "the post that is advertised"),
    Pivot("CONVERSION", "conversionUrn", "conversionId", "the conversion rule"),
    Pivot("CONVERSATION_NODE", "conversationNodeUrn", "", "the message of a conversation ad"),
    Pivot("CONVERSATION_NODE_OPTION_INDEX", "conversationNodeOption", "", "the answer chosen"),
    Pivot("SERVING_LOCATION", "servingLocation", "", "`ON_SITE`, `OFF_SITE` or `UNKNOWN`"),
    Pivot("CARD_INDEX", "cardIndex", "", "the number of the card in a carousel"),
    Pivot("PLACEMENT_NAME", "placementName", "", "where it was shown"),
    Pivot("IMPRESSION_DEVICE_TYPE", "device", "", "the device, such as `MOBILE_APP`"),
    Pivot("EVENT_STAGE", "eventStage", "", "`PRE_LIVE`, `LIVE` or `POST_LIVE`"),
    Pivot("OBJECTIVE_TYPE", "objectiveType", "", "the objective of the campaign"),
    Pivot("MEMBER_COMPANY", "valueUrn", "", "where the member works"),
    Pivot("MEMBER_COMPANY_SIZE", "valueUrn", "", "the size of that organization"),
    Pivot("MEMBER_COUNTRY_V2", "valueUrn", "", "the member's country"),
    Pivot("MEMBER_REGION_V2", "valueUrn", "", "the member's region"),
    Pivot("MEMBER_COUNTY", "valueUrn", "", "the member's county"),
    Pivot("MEMBER_INDUSTRY", "valueUrn", "", "the member's industry"),
    Pivot("MEMBER_JOB_FUNCTION", "valueUrn", "", "the member's job function"),
    Pivot("MEMBER_JOB_TITLE", "valueUrn", "", "the member's job title"),
    Pivot("MEMBER_SENIORITY", "valueUrn", "", "the member's seniority"),
)
#: All pivots by name (documented).
PIVOTS: Final[Mapping[str, Pivot]] = MappingProxyType({pivot.name: pivot for pivot in _ROWS})
#: The pivots of the table of demographics.
DEMOGRAPHICS: Final = (
    "MEMBER_COMPANY", "MEMBER_COMPANY_SIZE", "MEMBER_COUNTRY_V2", "MEMBER_INDUSTRY",
    "MEMBER_JOB_FUNCTION", "MEMBER_JOB_TITLE", "MEMBER_REGION_V2", "MEMBER_SENIORITY",
)  # fmt: skip
#: Only the finder `statistics` has it (documented).
_STATISTICS_ONLY: Final = "OBJECTIVE_TYPE"


def check_pivots(names: Sequence[str]) -> tuple[str, ...]:
    """Return pivots if LinkedIn can combine them.

    Raises:
        InvalidArgumentError: there is no such pivot, there are too many, or one describes
            members and is not alone.
    """
    names = texts("pivots", names)
    check_names("pivots", names, PIVOTS)
    if not 1 <= len(set(names)) == len(names) <= MOST_PIVOTS:
        raise InvalidArgumentError(
            f"pivots must have 1 to {MOST_PIVOTS} different names, not {', '.join(names) or 'none'}"
        )
    if len(names) > 1 and any(PIVOTS[name].is_of_members for name in names):
        raise InvalidArgumentError(
            "a pivot that describes members must be the only one, since LinkedIn combines it with"
            " no other; rows have the campaign in any case"
        )
    return names


def check_demographics(names: Sequence[str]) -> tuple[str, ...]:
    """Return pivots of the table of demographics, in order and without duplicates.

    Raises:
        InvalidArgumentError: none is given, or one does not describe members.
    """
    found = tuple(dict.fromkeys(texts("demographics", names)))
    known = [name for name, pivot in PIVOTS.items() if pivot.is_of_members]
    check_names("demographics", found, known)
    if not found:
        raise InvalidArgumentError("demographics must not be empty")
    return found


def asked_by(pivots: Sequence[str]) -> tuple[str, dict[str, object]]:
    """Return the finder for pivots, and the parameter that names them.

    Example:
        >>> asked_by(["CAMPAIGN"])
        ('analytics', {'pivot': {'value': 'CAMPAIGN'}})
        >>> asked_by(["CAMPAIGN", "IMPRESSION_DEVICE_TYPE"])
        ('statistics', {'pivots': ['CAMPAIGN', 'IMPRESSION_DEVICE_TYPE']})
    """
    if len(pivots) == 1 and pivots[0] != _STATISTICS_ONLY:
        return "analytics", {"pivot": {"value": pivots[0]}}
    return "statistics", {"pivots": list(pivots)}
