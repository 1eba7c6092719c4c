"""Names of categories: the spellings of the labelled sets, in those of MQM 2.0."""

_DIMENSIONS = {
    "Fluency": "Linguistic conventions",
    "Locale convention": "Locale conventions",
    "Design": "Design and markup",
    "Non-translation!": "Accuracy/Untranslated",
    "Unintelligible": "Linguistic conventions/Unintelligible",
    "word bad": "Unspecified",
    "unspecified": "Unspecified",
}
_SUBTYPES = {
    "Accuracy/Untranslated text": "Accuracy/Untranslated",
    "Linguistic conventions/Inconsistency": "Linguistic conventions/Textual conventions",
    "Linguistic conventions/Register": "Style/Language register",
    "Locale conventions/Address": "Locale conventions/Address format",
    "Locale conventions/Currency": "Locale conventions/Currency format",
    "Locale conventions/Date": "Locale conventions/Date format",
    "Locale conventions/Name": "Locale conventions/Name format",
    "Locale conventions/Number": "Locale conventions/Number format",
    "Locale conventions/Telephone": "Locale conventions/Telephone format",
    "Locale conventions/Time": "Locale conventions/Time format",
    "Style/Awkward": "Style/Awkward style",
    "Style/Non fluent": "Style/Unidiomatic style",
    "Terminology/Inappropriate": "Terminology/Wrong term",
    "Terminology/Inappropriate for context": "Terminology/Wrong term",
    "Terminology/Inconsistent": "Terminology/Inconsistent use of terminology",
}


def category_of(name: str) -> str:
    """The first two levels of a category, in the names of MQM 2.0."""
    top, _, rest = name.replace("_", " ").partition("/")
    second = rest.partition("/")[0]
    joined = "/".join(part for part in (_DIMENSIONS.get(top, top), second) if part)
    return _SUBTYPES.get(joined, joined)
