"""Profiles: applications and their tokens under a name, as `linkedin auth login` keeps them.

`RestliClient.from_profile` makes a client of one.

Example:
    >>> Profile("work", client_id="86abc")
    Profile(name='work', client_id='86abc', ...)
"""

from linkedin_api.clients.auth.profiles import DEFAULT_PROFILE, PROFILE_VARIABLE, Profile, Profiles

__all__ = ["DEFAULT_PROFILE", "PROFILE_VARIABLE", "Profile", "Profiles"]
