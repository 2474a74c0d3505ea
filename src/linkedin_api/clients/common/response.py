"""The base class of responses, where 0.3 has it."""

from linkedin_api.clients.response import BaseResponse

__all__ = ["BaseResponse"]
