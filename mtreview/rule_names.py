"""Which rules there are, and what a name in the settings or on the command line means of them."""

import difflib
import fnmatch
from functools import lru_cache

from mtreview.detectors import DETECTORS, LANGUAGES, pack_rules
from mtreview.detectors.names.glossary import RULES as GLOSSARY_RULES
from mtreview.errors import ConfigError
from mtreview.qe.estimate import RULES


def must_know_rules(said: tuple[str, ...]) -> None:
    """Raise a ConfigError for a name that is neither a rule nor a pack, naming the nearest.

    A name may also be a glob that some rule fits: "fr/*".
    """
    if not said:  # to read every pack for nothing takes a quarter of a second
        return
    known = known_rules()
    for name in said:
        if name not in LANGUAGES and not fnmatch.filter(known, name):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean “{near[0]}”? " if near else ""
            raise ConfigError(f"unknown rule “{name}”: {hint}`mtreview rules` lists them")


@lru_cache(maxsize=1)
def known_rules() -> tuple[str, ...]:
    """The names of all rules, those of every pack included."""
    general = (detector.rule for detector in DETECTORS)
    return (
        *general,
        *GLOSSARY_RULES,
        *RULES,
        *(rule for language in LANGUAGES for rule in pack_rules(language)),
    )


def names(rule: str, said: tuple[str, ...]) -> bool:
    """Tell whether one of some names is the rule, its pack, or a glob that it fits."""
    pack = rule.partition("/")[0]
    return any(name == pack or fnmatch.fnmatchcase(rule, name) for name in said)
