"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.formatters import (
    ActionResponseFormatter,
    BaseResponseFormatter,
    BatchCreateResponseFormatter,
    BatchDeleteResponseFormatter,
    BatchFinderResponseFormatter,
    BatchGetResponseFormatter,
    BatchUpdateResponseFormatter,
    CollectionResponseFormatter,
    CreateResponseFormatter,
    DeleteResponseFormatter,
    GetResponseFormatter,
    UpdateResponseFormatter,
)

__all__ = [
    "ActionResponseFormatter",
    "BaseResponseFormatter",
    "BatchCreateResponseFormatter",
    "BatchDeleteResponseFormatter",
    "BatchFinderResponseFormatter",
    "BatchGetResponseFormatter",
    "BatchUpdateResponseFormatter",
    "CollectionResponseFormatter",
    "CreateResponseFormatter",
    "DeleteResponseFormatter",
    "GetResponseFormatter",
    "UpdateResponseFormatter",
]
