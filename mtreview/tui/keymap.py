"""Keys of one's own: checked when the desk opens, so that none is dead and none does two things."""

import difflib
import string
from collections.abc import Iterable, Mapping, Sequence

from textual.binding import Binding, BindingType
from textual.keys import Keys

from mtreview.errors import ConfigError

_TAKEN = ("ctrl+q", "ctrl+c")
_MODIFIERS = ("ctrl", "alt", "shift", "super")


def keymap(own: Mapping[str, str], scopes: Sequence[Iterable[BindingType]]) -> dict[str, str]:
    """Return the keys of the bindings that change, by their ids; ConfigError where they cannot.

    `own` are keys by the names of actions. In a scope each key has one action: one of several keys
    of an action may be given to another, its last may not.
    """
    bindings = [[b for b in scope if isinstance(b, Binding) and b.id] for scope in scopes]
    known = {name_of(b): b for scope in bindings for b in scope}
    for name, keys in own.items():
        _must_be_known(name, known)
        for key in keys.split(","):
            _must_be_key(name, key)
    made = {name: _split(own.get(name, binding.key)) for name, binding in known.items()}
    for scope in bindings:
        _part({name_of(b) for b in scope}, made, own)
    changed = {name: keys for name, keys in made.items() if keys != _split(known[name].key)}
    return {known[name].id or "": ",".join(keys) for name, keys in changed.items()}


def name_of(binding: Binding) -> str:
    """The name of an action in mtreview.toml."""
    return (binding.id or "").removeprefix("desk-")


def _part(names: set[str], keys: dict[str, list[str]], own: Mapping[str, str]) -> None:
    """Leave each key to one action of a scope: to the one that it was given to."""
    given: dict[str, str] = {}
    for name in own:
        for key in keys[name] if name in names else ():
            if key in given:
                raise ConfigError(f"keys: “{key}” cannot be both {given[key]} and {name}")
            given[key] = name
    for name in names - set(own):
        left = [key for key in keys[name] if key not in given]
        if not left:
            taker = given[keys[name][0]]
            raise ConfigError(
                f"keys: “{keys[name][0]}” is the key of {name}; give {name} another one, or {taker}"
            )
        keys[name] = left


def _split(keys: str) -> list[str]:
    """The keys by their names: ? is question_mark."""
    return [binding.key for binding in Binding.make_bindings([Binding(keys, "")])]


def _must_be_known(name: str, known: Iterable[str]) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
        hint = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(known)}"
        raise ConfigError(f"keys: nothing in the desk is called “{name}”; {hint}")


def _must_be_key(name: str, key: str) -> None:
    *modifiers, last = key.strip().split("+") if key.strip() != "+" else ["+"]
    if key.strip() in _TAKEN:
        raise ConfigError(f"keys: “{key.strip()}” quits or copies everywhere; give {name} another")
    names = {*(k.value for k in Keys), *_split(",".join(c for c in string.punctuation if c != ","))}
    if not (len(last) == 1 or last in names) or any(m not in _MODIFIERS for m in modifiers):
        near = difflib.get_close_matches(last, names, n=1) if len(last) > 1 else []
        hint = f"did you mean “{near[0]}”?" if near else "write it as a, space, f2 or ctrl+e"
        raise ConfigError(f"keys: “{key.strip()}”, given to {name}, is no key; {hint}")
