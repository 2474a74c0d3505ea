"""The application that an OAuth client acts for."""

from __future__ import annotations

from dataclasses import replace

from linkedin_api.clients.auth.grants import Application
from linkedin_api.clients.configuration import (
    OAUTH_URL,
    OAUTH_URL_VARIABLE,
    resolve_base_url,
)
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.headers import checked_headers
from linkedin_api.clients.limits import Timeout, checked_timeout
from linkedin_api.clients.options import Headers, adjusted


class Identity:
    """The application of a client; changes apply from the next call."""

    _app: Application

    def _identify(
        self,
        base_url: str | None,
        client_id: str,
        client_secret: str | None,
        redirect_url: str | None,
    ) -> None:
        url = resolve_base_url(base_url, OAUTH_URL_VARIABLE, OAUTH_URL)
        self._app = Application(url, client_id, client_secret, redirect_url)

    @property
    def client_id(self) -> str:
        """The application's id."""
        return self._app.client_id

    @client_id.setter
    def client_id(self, client_id: str) -> None:
        self._app = replace(self._app, client_id=client_id)

    @property
    def client_secret(self) -> str | None:
        """The application's secret, if it has one."""
        return self._app.client_secret

    @client_secret.setter
    def client_secret(self, client_secret: str | None) -> None:
        self._app = replace(self._app, client_secret=client_secret)

    @property
    def redirect_url(self) -> str | None:
        """Where LinkedIn sends members back."""
        return self._app.redirect_url

    @redirect_url.setter
    def redirect_url(self, redirect_url: str | None) -> None:
        self._app = replace(self._app, redirect_url=redirect_url)

    @staticmethod
    def _adjusted(task: Task, timeout: Timeout | None, headers: Headers | None) -> Task:
        """A task with the timeout and the headers that one call was given."""
        timeout = None if timeout is None else checked_timeout(timeout)
        return adjusted(task, timeout, checked_headers(headers))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._app.base_url} client_id={self.client_id!r}>"
