"""A word has the preposition that its counterpart has in another language.

Prepositions go with their word, and engines that render them one by one keep those of the source.

    Faulty: It depends of the budget; nine hundred people participated to the march.
    Faulty: They listened the speech; it is capable to hold more.

    Instead: It depends on the budget; nine hundred people participated in the march.
    Instead: They listened to the speech; it is capable of holding more.

The same for verbs that want a preposition, or want none, and for "more" before a comparative ("more
worse"). What a word may rightly have in some use ("participated to the best of their ability",
"arrived to cheers") passes. Missed: pairs that are not in the table, a preposition parted from its
word.
"""

from mtreview.detectors.detector import Detector, Flagged, Missed
from mtreview.detectors.verbs.phrase_table import finder, rows
from mtreview.model import Severity

_TABLE = "verbs/wrong_preposition.toml"


DETECTOR = Detector(
    rule="wrong-preposition",
    page=__doc__,
    category="Linguistic conventions/Grammar",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=rows(_TABLE),
    find=finder(_TABLE, "“{0}” follows another language here"),
    flagged=(
        Flagged("How many are hired depends ⟦of⟧ the budget.", "on"),
        Flagged("Nine hundred children participated ⟦to⟧ the tournament.", "in"),
        Flagged("The stadium is capable ⟦to hold⟧ 41,000 people.", "of holding"),
        Flagged("The crowd ⟦listened⟧ the speech in silence.", "listened to"),
        Flagged("They ⟦discussed about⟧ the plan for hours.", "discussed"),
        Flagged("He accused them ⟦to hide⟧ the truth.", "of hiding"),
        Flagged("The fence prevented them ⟦to leave⟧ the camp.", "from leaving"),
        Flagged("The minister is responsible ⟦of⟧ the delay.", "for"),
        Flagged("The team succeeded ⟦to win⟧ the cup.", "in winning"),
        Flagged("It is different ⟦of⟧ the old one.", "from"),
        Flagged("The house was surrounded ⟦of⟧ a wall.", "by"),
        Flagged("She is married ⟦with⟧ a Spanish painter.", "to"),
        Flagged("They went out ⟦despite of⟧ the rain.", "despite"),
        Flagged("The state is unable ⟦of paying⟧ its debts.", "to pay"),
        Flagged("He explained ⟦them⟧ that it was late.", "to them"),
        Flagged("The situation is ⟦more⟧ worse than before.", ""),
        Flagged("They wait ⟦the⟧ results of the vote.", "for the"),
    ),
    passing=(
        "The islands depend, of course, on the ferry.",
        "They participated to the best of their ability.",
        "He is married with two children.",
        "The prize consists of a medal; its beauty consists in brevity.",
        "He waited the whole night and listened the next day.",
        "They arrived to cheers, and to a hero's welcome.",
        "Two more worse-hit districts were cleared; more older people came.",
        "She told him to leave, and he avoided her to spare her.",
        "He succeeded to the throne.",
        "They are proud of the team and afraid for their children.",
        "It risks more; to stop is to lose.",
        "He looks forward to seeing them. They look forward to summer.",
        "The court prevented him from leaving to join them.",
        "According to the police, he resisted arrest, then to his cell.",
        "He insisted in a statement that he was innocent.",
        "She insisted in an interview that nothing had changed. He is married with an infant.",
        "Foods to avoid to keep your heart healthy",
        "These are the main risks to watch in 2025. We look forward to help from our allies.",
        "They discussed about 40 proposals. He was afraid for the safety of the crew.",
        "I was so proud for her and for my team. I am ashamed for my country.",
        "The film kept the audience interested for a full two hours. They resisted to the end.",
        "Women are affected to a greater extent. He became addicted at the age of 15.",
        "She was accustomed from an early age to hard work.",
        "He was convinced from the start that it was wrong.",
        "She congratulated him for his victory. The lies told to the court were serious.",
        "It was told to me in confidence. The story he told to the press was false.",
        "A film to enjoy with the kids. The wine is best enjoyed with a meal.",
        "His name was entered in the church register. He was found guilty for the second time.",
        "He is due to be sentenced in three months. What does privacy mean in the age of 5G?",
        "He was sworn in Monday. The sonata was composed with a friend.",
        "She was angry on their behalf. The case was referred on the basis of new evidence.",
        "The question to which he referred at the outset was not answered.",
        "She was the most worried of all. Staff have access at all times.",
        "They were not paying attention at all. He paid attention for the first time.",
        "Take care with the knife. Jobs are concentrated in manufacturing.",
        "Power is concentrated in Beijing. Her life was transformed in an instant.",
        "They did not take part at all. The photos taken at the hospital were published.",
        "Interest is applied to the loan each month. The rate applies to the loan.",
        "It was adopted by 20 votes against 15.",
        "She listens the way a doctor does. He arrived to the delight of fans.",
        "He arrived to the west of the city. They resisted to a man.",
        "It is superior from an economic point of view. Faced to the front, the house is dark.",
        "They are opposed with all their might to the plan.",
        "Doctors attended to the conference delegates.",
        "He emphasised on the one hand cost. He mentioned about a dozen names.",
        "He opposes to this day the plan. He was jealous from the start.",
        "He was inspired from a young age by art. He thanked them of his own free will.",
        "He responded on the question of cost. He rushed at the hospital guard.",
        "He applied to the loan company.",
    ),
    misses=(Missed("They were waiting for hours ⟦the bus⟧."),),
)
