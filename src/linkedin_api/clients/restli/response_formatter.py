"""The formatters of 0.3 for the methods of `RestliClient`."""

from linkedin_api.clients.common.response_formatter import BaseResponseFormatter
from linkedin_api.clients.restli import response as restli


class GetResponseFormatter(BaseResponseFormatter[restli.GetResponse]):
    """Formats the answer to `get`."""


class BatchGetResponseFormatter(BaseResponseFormatter[restli.BatchGetResponse]):
    """Formats the answer to `batch_get`."""


class CollectionResponseFormatter(BaseResponseFormatter[restli.CollectionResponse]):
    """Formats the answer to `get_all` and `finder`."""


class BatchFinderResponseFormatter(BaseResponseFormatter[restli.BatchFinderResponse]):
    """Formats the answer to `batch_finder`."""


class CreateResponseFormatter(BaseResponseFormatter[restli.CreateResponse]):
    """Formats the answer to `create`."""

    needs_body = False


class BatchCreateResponseFormatter(BaseResponseFormatter[restli.BatchCreateResponse]):
    """Formats the answer to `batch_create`."""


class UpdateResponseFormatter(BaseResponseFormatter[restli.UpdateResponse]):
    """Formats the answer to `update` and `partial_update`."""

    needs_body = False


class BatchUpdateResponseFormatter(BaseResponseFormatter[restli.BatchUpdateResponse]):
    """Formats the answer to `batch_update` and `batch_partial_update`."""


class DeleteResponseFormatter(BaseResponseFormatter[restli.BaseRestliResponse]):
    """Formats the answer to `delete`."""

    needs_body = False


class BatchDeleteResponseFormatter(BaseResponseFormatter[restli.BatchDeleteResponse]):
    """Formats the answer to `batch_delete`."""


class ActionResponseFormatter(BaseResponseFormatter[restli.ActionResponse]):
    """Formats the answer to `action`."""
