"""Sign in with the LinkedIn backend of Python Social Auth, in the place of a web framework."""

from urllib.parse import parse_qsl, urlsplit

from dialogue import CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, tell, visit
from social_core.backends.linkedin import LinkedinOpenIdConnect
from social_core.storage import AssociationMixin, BaseStorage, NonceMixin
from social_core.strategy import BaseStrategy

NAME = "SOCIAL_AUTH_LINKEDIN_OPENIDCONNECT"
SETTINGS = {f"{NAME}_KEY": CLIENT_ID, f"{NAME}_SECRET": CLIENT_SECRET}


class Associations(AssociationMixin):
    """Nonces, in memory."""

    kept = []

    def __init__(self, server_url, handle):
        self.server_url, self.handle = server_url, handle

    @classmethod
    def store(cls, server_url, association):
        cls.kept.append(cls(server_url, association.handle))

    @classmethod
    def get(cls, *args, **kwargs):
        wanted = kwargs.get("handle")
        return [each for each in cls.kept if wanted in (None, each.handle)]

    @classmethod
    def remove(cls, ids_to_delete):
        cls.kept.clear()


class Nonces(NonceMixin):
    """What may be used once, in memory."""

    used = set()

    @classmethod
    def use(cls, server_url, timestamp, salt):
        once = (server_url, timestamp, salt)
        is_new = once not in cls.used
        cls.used.add(once)
        return is_new

    @classmethod
    def consume(cls, server_url, timestamp, salt):
        once = (server_url, timestamp, salt)
        was_there = once in cls.used
        cls.used.discard(once)
        return was_there


class Storage(BaseStorage):
    association = Associations
    nonce = Nonces


class Strategy(BaseStrategy):
    """A web framework with one visitor."""

    def __init__(self):
        super().__init__(Storage)
        self.session, self.data = {}, {}

    def redirect(self, url):
        return url

    def get_setting(self, name):
        return SETTINGS[name]

    def html(self, content):
        raise NotImplementedError

    def request_data(self, merge=True):
        return self.data

    def request_host(self):
        return urlsplit(REDIRECT_URL).netloc

    def session_get(self, name, default=None):
        return self.session.get(name, default)

    def session_set(self, name, value):
        self.session[name] = value

    def session_pop(self, name):
        return self.session.pop(name, None)

    def build_absolute_uri(self, path=None):
        return path or REDIRECT_URL

    def authenticate(self, backend, *args, **kwargs):
        return backend, kwargs["response"]


strategy = Strategy()
strategy.data = dict(
    parse_qsl(urlsplit(visit(LinkedinOpenIdConnect(strategy, REDIRECT_URL).start())).query)
)
backend, response = LinkedinOpenIdConnect(strategy, REDIRECT_URL).complete()
claims = {name: value for name, value in backend.id_token.items() if name != "at_hash"}
tell({"claims": claims, "details": backend.get_user_details(response)})
