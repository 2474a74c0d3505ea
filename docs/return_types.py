"""Link what the methods of both clients return: a type parameter is named for its response."""

from __future__ import annotations

from typing import Any, Final

from griffe import Class, ExprName, Extension, Module

#: The modules of methods that both clients have; the responses are in `response` beside each.
_SHARED: Final = ("clients.restli.reading", "clients.restli.writing", "clients.auth.methods")


class ReturnTypes(Extension):
    """Points each type parameter to the class of the same name, so that it becomes a link."""

    def on_package(self, *, pkg: Module, **_: Any) -> None:
        """Point them once everything is loaded; called by griffe."""
        for name in _SHARED:
            module = pkg[name]
            responses = module.parent["response"]
            for owner in module.classes.values():
                point(owner, responses)


def point(owner: Class, responses: Module) -> None:
    """Point what the methods of a class return to a module of responses."""
    for method in owner.functions.values():
        returns = method.returns
        if isinstance(returns, ExprName) and returns.name in responses.classes:
            method.returns = ExprName(returns.name, responses)
