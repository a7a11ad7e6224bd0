"""Every act of a user is a verb: one typed function that is a change of its own, or a part of the surrounding one.

Its name is the log entry, its signature is the command line, its words are the menu entry and the history line.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

from hcd_studio.draft import Draft
from hcd_studio.session import Session
from hcd_studio.speech import Message

P = ParamSpec("P")
T = TypeVar("T")
Where = Session | Draft


@dataclass(frozen=True)
class Verb:
    """A verb as the menus, the command line, the history and the tests see it."""

    name: str
    function: Callable[..., Any]
    say: str
    told: str

    @property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """Its parameters with resolved types, without the place where it acts."""
        hints = get_type_hints(self.function)
        found = list(inspect.signature(self.function).parameters.values())[1:]
        return {one.name: one.replace(annotation=hints[one.name]) for one in found}

    def words(self) -> Message:
        """The menu entry."""
        return Message(self.say)

    def announce(self, *given: Any, **named: Any) -> Message:
        """What is told when it is done, with the values that it was given."""
        bound = inspect.signature(self.function).bind(None, *given, **named)
        bound.apply_defaults()
        return Message(self.told or self.say, **{name: _spoken(value) for name, value in bound.arguments.items()})


_verbs: dict[str, Verb] = {}


def verb(
    *, say: str, told: str = ""
) -> Callable[[Callable[Concatenate[Draft, P], T]], Callable[Concatenate[Where, P], T]]:
    """Make a function a verb. Given a session it runs as a change of its own; given a draft, as part of that change."""

    def made(function: Callable[Concatenate[Draft, P], T]) -> Callable[Concatenate[Where, P], T]:
        name = function.__name__

        @wraps(function)
        def act(where: Where, /, *given: P.args, **named: P.kwargs) -> T:
            if isinstance(where, Draft):
                with where.nested() as draft:
                    return function(draft, *given, **named)
            with where.change(name) as draft:
                return function(draft, *given, **named)

        _verbs[name] = Verb(name, function, say, told)
        return act

    return made


@cache
def all_verbs() -> dict[str, Verb]:
    """Every verb by name; importing this package alone loads none of them."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(_verbs.items()))


def do(session: Session, name: str, /, *given: Any, initiator: object = None, **named: Any) -> Any:
    """Run a verb by name as a change of its own, for menus and the command line."""
    found = all_verbs()[name]
    with session.change(name, initiator=initiator) as draft:
        return found.function(draft, *given, **named)


def _spoken(value: Any) -> Any:
    from hcd_studio.columns import title_of
    from hcd_studio.records import Record

    return title_of(value) if isinstance(value, Record) else value
