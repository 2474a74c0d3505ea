"""The Rest.li methods that write, the same for both clients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from linkedin_api.clients.argument_docs import document_arguments
from linkedin_api.clients.configuration import AccessToken, ClientDefault
from linkedin_api.clients.limits import Timeout
from linkedin_api.clients.options import Headers, Version
from linkedin_api.clients.restli.commentary import check_patches, check_posts
from linkedin_api.clients.restli.sending import Entity, Params, Sending
from linkedin_api.restli import calls

#: What a call returns: the response of this name, or a coroutine of it.
CreateResponse = TypeVar("CreateResponse")
BatchCreateResponse = TypeVar("BatchCreateResponse")
UpdateResponse = TypeVar("UpdateResponse")
BatchUpdateResponse = TypeVar("BatchUpdateResponse")
BaseRestliResponse = TypeVar("BaseRestliResponse")
BatchDeleteResponse = TypeVar("BatchDeleteResponse")
ActionResponse = TypeVar("ActionResponse")


@document_arguments
class WritingMethods(
    Sending,
    Generic[
        CreateResponse,
        BatchCreateResponse,
        UpdateResponse,
        BatchUpdateResponse,
        BaseRestliResponse,
        BatchDeleteResponse,
        ActionResponse,
    ],
):
    """The nine Rest.li methods that write."""

    def create(
        self,
        resource_path: str,
        entity: Entity,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> CreateResponse:
        """Create an entity.

        HTTP: `POST /resource`

        Args:
            entity: the entity to create.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> group = {"name": "Spring", "account": account, "status": "ACTIVE"}
            >>> response = client.create(groups, group)
            >>> response.status_code, response.entity_id
            (201, '700000001')
        """
        call = calls.create(resource_path, entity, path_keys, query_params)
        check_posts(resource_path, (entity,))
        return self._send(call, access_token, version_string, timeout, headers)

    def batch_create(
        self,
        resource_path: str,
        entities: Sequence[Entity],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchCreateResponse:
        """Create several entities; each can fail on its own.

        HTTP: `POST /resource` with `{"elements": […]}`

        Args:
            entities: the entities to create.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> good = {"name": "Spring", "account": account, "status": "ACTIVE"}
            >>> response = client.batch_create(groups, [good, {"name": "Autumn"}])
            >>> [result.status for result in response.elements]
            [201, 400]
        """
        call = calls.batch_create(resource_path, entities, path_keys, query_params)
        check_posts(resource_path, entities)
        return self._send_batch(call, access_token, version_string, timeout, headers)

    def update(
        self,
        resource_path: str,
        entity: Entity,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> UpdateResponse:
        """Replace an entity, or the value of a simple resource.

        HTTP: `PUT /resource/{key}`

        Args:
            entity: the complete new entity.

        Example:
            >>> path = "/adAccountUsers/{key}"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> key = {"account": account, "user": "urn:li:person:sandbox0B"}
            >>> entity = {**key, "role": "CAMPAIGN_MANAGER"}
            >>> client.update(path, entity, path_keys={"key": key}).status_code
            204
        """
        call = calls.update(resource_path, entity, path_keys, query_params)
        return self._send(call, access_token, version_string, timeout, headers)

    def batch_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        entities: Sequence[Entity],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchUpdateResponse:
        """Replace several entities; each can fail on its own.

        HTTP: `PUT /resource?ids=List(…)` with `{"entities": {key: entity}}`

        Args:
            ids: the unencoded keys.
            entities: the complete entities, in the order of `ids`.

        Raises:
            InvalidArgumentError: also if `ids` and `entities` differ in length, or a key
                appears twice.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> entity = {"name": "Spring", "account": account, "status": "PAUSED"}
            >>> response = client.batch_update(groups, [600000001, 7], [entity, entity])
            >>> response.result_for(600000001), response.error_for(7)
            (BatchUpdateResult({'status': 204}), ErrorRecord({'status': 404, ...}))
        """
        call = calls.batch_update(resource_path, ids, entities, path_keys, query_params)
        return self._send_batch(call, access_token, version_string, timeout, headers)

    def partial_update(
        self,
        resource_path: str,
        patch_set_object: Entity | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patch: Entity | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> UpdateResponse:
        """Change some fields of an entity.

        HTTP: `POST /resource/{key}` with `{"patch": {"$set": …}}`

        Args:
            patch_set_object: the fields to set.
            patch: a complete patch document instead, as `restli.diff` and
                `restli.build_patch` create it: it can also delete fields and change nested ones.

        Example:
            >>> path = "/adAccounts/{id}"
            >>> keys = {"id": 512000001}
            >>> client.partial_update(path, {"name": "Shoes"}, path_keys=keys).status_code
            204
            >>> client.partial_update(path, patch={"$delete": ["test"]}, path_keys=keys).status_code
            204
        """
        call = calls.partial_update(resource_path, patch_set_object, patch, path_keys, query_params)
        check_posts(resource_path, (patch_set_object,))
        check_patches(resource_path, (patch,))
        return self._send(call, access_token, version_string, timeout, headers)

    def batch_partial_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        patch_set_objects: Sequence[Entity] | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patches: Sequence[Entity] | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchUpdateResponse:
        """Change some fields of several entities; each can fail on its own.

        HTTP: `POST /resource?ids=List(…)` with `{"entities": {key: {"patch": …}}}`

        Args:
            ids: the unencoded keys.
            patch_set_objects: the fields to set for each key, in the order of `ids`.
            patches: a complete patch document for each key instead.

        Raises:
            InvalidArgumentError: also if there is not one patch per id, or a key appears
                twice.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> changes = [{"name": "Spring"}, {"name": "Summer"}]
            >>> response = client.batch_partial_update(groups, [600000001, 600000002], changes)
            >>> {key: result.status for key, result in response.results.items()}
            {'600000001': 204, '600000002': 204}
        """
        call = calls.batch_partial_update(
            resource_path, ids, patch_set_objects, patches, path_keys, query_params
        )
        check_posts(resource_path, patch_set_objects or ())
        check_patches(resource_path, patches or ())
        return self._send_batch(call, access_token, version_string, timeout, headers)

    def delete(
        self,
        resource_path: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BaseRestliResponse:
        """Delete an entity.

        HTTP: `DELETE /resource/{key}`

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups" + "/{id}"
            >>> client.delete(groups, path_keys={"id": 600000003}).status_code
            204
        """
        call = calls.delete(resource_path, path_keys, query_params)
        return self._send(call, access_token, version_string, timeout, headers)

    def batch_delete(
        self,
        resource_path: str,
        ids: Sequence[Any],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchDeleteResponse:
        """Delete several entities; each can fail on its own.

        HTTP: `DELETE /resource?ids=List(…)`

        Args:
            ids: the unencoded keys.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> response = client.batch_delete(groups, [600000003, 7])
            >>> {key: result.status for key, result in response.results.items()}
            {'600000003': 204, '7': 404}
        """
        call = calls.batch_delete(resource_path, ids, path_keys, query_params)
        return self._send_batch(call, access_token, version_string, timeout, headers)

    def action(
        self,
        resource_path: str,
        action_name: str,
        access_token: AccessToken | None = None,
        action_params: Params = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> ActionResponse:
        """Run an action of a resource.

        HTTP: `POST /resource?action=name`

        Args:
            action_name: the action.
            action_params: its parameters, by name.

        Example:
            >>> request = {"owner": "urn:li:organization:2414183"}
            >>> params = {"initializeUploadRequest": request}
            >>> client.action("/images", "initializeUpload", action_params=params).value["image"]
            'urn:li:image:...'
        """
        call = calls.action(resource_path, action_name, action_params, path_keys, query_params)
        return self._send(call, access_token, version_string, timeout, headers)
