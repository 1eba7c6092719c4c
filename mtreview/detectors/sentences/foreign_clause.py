"""Clauses are joined or ordered as another language joins and orders them.

German sets a comma before every clause, Spanish has participles with a subject of their own, French
takes a conjunction up again with “que”, and where English has its subject first they may not.

    Faulty: The mayor explained, the road was closed. Whether it opens, is unclear.
    Faulty: As informed the police, he fled. Once finished the match, the fans went home.

    Instead: The mayor explained that the road was closed. Whether it opens is unclear.
    Instead: As the police informed, he fled. Once the match was finished, the fans went home.

The forms are a table of patterns (foreign_clause.toml), none of which English has. Missed: what is
not in the table, and clauses of more than some ten words.
"""

from mtreview.detectors.detector import Detector, Flagged, Missed
from mtreview.detectors.verbs.phrase_table import finder, rows
from mtreview.model import Severity

_TABLE = "sentences/foreign_clause.toml"

DETECTOR = Detector(
    rule="foreign-clause",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=rows(_TABLE),
    find=finder(_TABLE, "“{0}” joins or orders clauses as another language does"),
    flagged=(
        Flagged("⟦As informed the police⟧, the man fled.", "As the police informed"),
        Flagged("According to ⟦confirmed⟧ the ministry, two people died.", ""),
        Flagged("It is known⟦, that⟧ the plant is closing.", " that"),
        Flagged("The minister ⟦said,⟧ the talks had failed.", "said that"),
        Flagged("Whether the bridge opens in May⟦,⟧ is unclear.", ""),
        Flagged("The singer who died on Monday⟦,⟧ was 84 years old.", ""),
        Flagged("If the weather is bad ⟦and that⟧ the roads are closed, we stay.", "and"),
        Flagged("⟦Once finished the match⟧, the fans left.", "Once the match was finished"),
        Flagged("⟦Upon arriving the police⟧, the thieves fled.", "When the police arrived"),
        Flagged("⟦Being he⟧ a child, his family emigrated.", "As he was"),
        Flagged("⟦Arrived⟧ at the scene, the firemen found two victims.", "Having arrived"),
        Flagged("⟦Hardly the train had left⟧, it began to rain.", "Hardly had the train left"),
        Flagged("The minister⟦, him,⟧ has not replied.", ""),
        Flagged("The mayor, ⟦elected⟧ in 2014 and who is retiring, is proud.", "who was elected"),
    ),
    passing=(
        "As the police said, the man fled. As reported the day before, he left.",
        "According to informed sources, he left. It is known that the plant is closing.",
        "This, he said, he would do. The road, the minister said, was closed.",
        "As he said, he has seen nothing. That said, is it true? What a day it was!",
        "The singer, who died on Monday, was 84. The people that came, and they were many, left.",
        "If he knew that he was late and that the road was closed, he said nothing.",
        "Once finished, the match was forgotten. Upon arriving in Rome, he slept.",
        "Being a child, he cried. Having said so, he left. Never have we seen it.",
        "He is, so the story goes, dead. They act always according to the law.",
        "According to reports the mayor left.",
        "It was in 1998 that it was built; he gave him, her and them a book.",
        "According to reports the man fled. According to reports local police arrived late.",
        "At no point has she said not to go.",
        "It was clear, when the results came in, that he had lost.",
        "Tax cuts, so the argument goes, will pay for themselves.",
        "Children, so the story goes, are brought by storks.",
        "When you consider the cost and that the staff are tired, it is a bad plan.",
        "Once elected the party leader, he moved to London.",
        "Once completed the bridge will, ministers say, cut journeys.",
        "On arriving the following morning, she went to the police.",
        "After arriving this morning, he slept. To the end they supported him.",
        "To the left they saw them. It is in 2030 that the law will bite.",
        "Those who can, do. The man who can, does.",
        "Life is not always according to plan.",
    ),
    misses=(Missed("Where the money has gone to⟦,⟧ is not known."),),
)
