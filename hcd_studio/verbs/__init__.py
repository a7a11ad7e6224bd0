"""Every act of a user is a verb: one typed function that is a change of its own, or a part of the surrounding one.

Its name is the log entry, its signature is the command line, its words are the menu entry and the history line.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

from hcd_studio.draft import Draft
from hcd_studio.session import Session
from hcd_studio.speech import Message

P = ParamSpec("P")
T = TypeVar("T")
Where = Session | Draft
Gaps = Callable[[Any, dict[str, Any]], dict[str, object]]
"""What a sentence needs beyond them, from the result of a verb and its arguments by name."""


@dataclass(frozen=True)
class Verb:
    """A verb as the menus, the command line, the history and the tests see it.

    `told` are the sentences that tell what it did, the fullest first; the first whose gaps all have something to say is
    said. `reminds` is whether people are reminded of the way back. `gaps` gives what neither arguments nor result say.
    """

    name: str
    function: Callable[..., Any]
    say: str
    told: tuple[str, ...] = ()
    reminds: bool = False
    gaps: Gaps | None = None

    @property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """Its parameters with resolved types, without the place where it acts."""
        hints = get_type_hints(self.function)
        found = list(inspect.signature(self.function).parameters.values())[1:]
        return {one.name: one.replace(annotation=hints[one.name]) for one in found}

    def words(self) -> Message:
        """The menu entry."""
        return Message(self.say)

    def announce(self, result: Any, /, *given: Any, **named: Any) -> Message:
        """What is told when it is done: of what it was given, and of what came of it."""
        from hcd_studio.verbs.telling import tell

        bound = inspect.signature(self.function).bind(None, *given, **named)
        bound.apply_defaults()
        return tell(self, result, bound.arguments)


_verbs: dict[str, Verb] = {}


def verb(
    *, say: str, told: str | tuple[str, ...] = (), reminds: bool = False, gaps: Gaps | None = None
) -> Callable[[Callable[Concatenate[Draft, P], T]], Callable[Concatenate[Where, P], T]]:
    """Make a function a verb. Given a session it runs as a change of its own; given a draft, as part of that change."""

    def made(function: Callable[Concatenate[Draft, P], T]) -> Callable[Concatenate[Where, P], T]:
        sentences = (told,) if isinstance(told, str) else told
        known = Verb(function.__name__, function, say, sentences or (say,), reminds, gaps)

        @wraps(function)
        def act(where: Where, /, *given: P.args, **named: P.kwargs) -> T:
            done: T = _run(where, known, given, named)
            return done

        _verbs[known.name] = known
        return act

    return made


def do(where: Where, name: str, /, *given: Any, initiator: object = None, **named: Any) -> Any:
    """Run a verb by name, for menus and the command line."""
    return _run(where, all_verbs()[name], given, named, initiator)


def _run(where: Where, known: Verb, given: Sequence[Any], named: Mapping[str, Any], initiator: object = None) -> Any:
    """The one way in which a verb runs: as a change of its own, or as a part of the surrounding one."""
    own = where.nested() if isinstance(where, Draft) else where.change(known.name, initiator=initiator)
    with own as draft:
        return known.function(draft, *given, **named)


@cache
def all_verbs() -> dict[str, Verb]:
    """Every verb by name; importing this package alone loads none of them."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(_verbs.items()))
