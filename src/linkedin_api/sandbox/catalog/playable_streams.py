"""`~:playableStreams`: the files of a picture that a `digitalmediaAsset` URN names.

Source of the form: LinkedIn's page on profile pictures. Sizes of profile pictures are as
recorded; those of other pictures, all addresses and their lives are chosen. Nothing
answers at the addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.sandbox.members import PICTURE
from linkedin_api.sandbox.protocol.expansion import Recipe
from linkedin_api.sandbox.protocol.resource import Call

#: Of profile pictures, in pixels; they are squares.
_SIDES: Final = (100, 200, 400, 800)
_PROFILE: Final = "profile-displayphoto-shrink_{side}_{side}"
_OTHER: Final = "company-logo_{side}_{side}"
_TYPE: Final = "image/jpeg"
#: Seconds; chosen.
_LIFE: Final = 60 * 86_400
_SQUARE: Final = {"widthAspect": 1.0, "heightAspect": 1.0, "formatted": "1.00:1.00"}


def playable_streams(call: Call, asset: str) -> dict[str, Any]:
    """Return the files of a picture, the smallest first."""
    expires = int(call.clock.now()) // 86_400 * 86_400 + _LIFE
    elements = [_element(asset, side, expires) for side in _SIDES]
    return {"paging": {"count": 10, "start": 0, "links": []}, "elements": elements}


def _element(asset: str, side: int, expires: int) -> dict[str, Any]:
    kind = (_PROFILE if asset == PICTURE else _OTHER).format(side=side)
    artifact = f"{asset},urn:li:digitalmediaMediaArtifactClass:{kind}"
    return {
        "artifact": f"urn:li:digitalmediaMediaArtifact:({artifact})",
        "authorizationMethod": "PUBLIC",
        "data": {"com.linkedin.digitalmedia.mediaartifact.StillImage": _still_image(side)},
        "identifiers": [
            {
                "identifier": f"https://media.licdn.example/dms/image/{asset.rpartition(':')[2]}/"
                f"{kind}/0/0?e={expires}&v=beta&t=sandbox",
                "index": 0,
                "mediaType": _TYPE,
                "file": f"urn:li:digitalmediaFile:({artifact},0)",
                "identifierType": "EXTERNAL_URL",
                "identifierExpiresInSeconds": expires,
            }
        ],
    }


def _still_image(side: int) -> dict[str, Any]:
    return {
        "mediaType": _TYPE,
        "rawCodecSpec": {"name": "jpeg", "type": "image"},
        "displaySize": {"uom": "PX", "width": float(side), "height": float(side)},
        "storageSize": {"width": side, "height": side},
        "storageAspectRatio": _SQUARE,
        "displayAspectRatio": _SQUARE,
    }


#: By type of URN and name.
RECIPES: Final[Mapping[tuple[str, str], Recipe]] = {
    ("digitalmediaAsset", "playableStreams"): playable_streams
}
