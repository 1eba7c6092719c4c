"""Words are joined as another language joins them.

What a verb takes, how a comparison is made and how a negation or a length of time is placed differ
from one language to the next, and engines that go word by word keep the construction of the source.

    Faulty: The board wants that they work on Sundays. He denied to have taken the money.
    Faulty: The house is bigger as last year. She left without to say a word.

    Instead: The board wants them to work on Sundays. He denied having taken the money.
    Instead: The house is bigger than last year. She left without saying a word.

The constructions are a table of patterns (foreign_construction.toml), none of which English has.
Missed: what is not in the table, and subjects of more than a few words.
"""

from mtreview.detectors.detector import Detector, Flagged, Missed
from mtreview.detectors.verbs.phrase_table import finder, rows
from mtreview.model import Severity

_TABLE = "verbs/foreign_construction.toml"


DETECTOR = Detector(
    rule="foreign-construction",
    page=__doc__,
    category="Linguistic conventions/Grammar",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=rows(_TABLE),
    find=finder(_TABLE, "“{0}” is no English construction"),
    flagged=(
        Flagged("The board wants ⟦that the workers come⟧ on Sundays.", "the workers to come"),
        Flagged("I ⟦am agree⟧ with the mayor on this.", "agree"),
        Flagged("He denied ⟦to have⟧ taken the money.", "having"),
        Flagged("She left ⟦without to say⟧ a word.", "without saying"),
        Flagged("I think⟦, that⟧ the road will be closed.", " that"),
        Flagged("The court promised⟦, to hear⟧ the case in May.", " to hear"),
        Flagged("It has ⟦been not⟧ confirmed who drove.", "not been"),
        Flagged("The mayor ⟦not did reply⟧ to the letter.", "did not reply"),
        Flagged("They ⟦did have not signed⟧ the treaty.", "did not sign"),
        Flagged("There ⟦have⟧ many problems in the region.", "are"),
        Flagged("He wanted ⟦go⟧ home before dark.", "to go"),
        Flagged("They ⟦are living⟧ here since 2015.", "have been living"),
        Flagged("⟦Seems that⟧ the fire began in the kitchen.", "It seems that"),
        Flagged("⟦Him was⟧ given a medal by the king.", "He was"),
        Flagged("⟦Despite⟧ he was ill, he played.", "Although"),
        Flagged("The price is higher ⟦as⟧ last year.", "than"),
        Flagged("It was ⟦a so big⟧ crowd that they shut the gate.", "such a big"),
        Flagged("The goods are ⟦more cheap⟧ than at home.", "cheaper"),
        Flagged("Many people ⟦was⟧ hurt in the crush.", "were"),
        Flagged("The number of victims ⟦have⟧ risen to nine.", "has"),
        Flagged("He left ⟦ago three years⟧ and never wrote.", "three years ago"),
        Flagged("The bridge cost 40 million ⟦of⟧ euros.", ""),
    ),
    passing=(
        "The board wants the workers to come, and wanted that to be clear.",
        "All they did was agree with him. He was denied to the last.",
        "He said, that being so, nothing more. They decided, in the end, to go.",
        "It is not confirmed; it has been not only long but dull.",
        "Despite that, he played. Because of them he stayed.",
        "It rose as high as last year, and as much as ever.",
        "More high schools and more old people are counted. The Most High is great.",
        "One of the people was hurt; what people has he seen?",
        "The number of hours that women have worked is unknown.",
        "If not, did they reply? There have been many problems. It is important to go.",
        "They made the decision to leave. He is not there yet, not today.",
        "Two years ago 300 days were lost.",
    ),
    misses=(Missed("The board wants ⟦that all of the new workers come⟧ on Sundays."),),
)
