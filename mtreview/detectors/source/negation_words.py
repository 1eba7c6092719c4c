"""How eleven languages and English say that something is not so.

`DENYING` must leave a trace in a translation; `DOUBTING` (which counts in `DENYING`) is what a
translation may make a "not" of: without, refuse, hardly, unable, only, before, a question.
What English may make of a negation is wider still: never, deny, unless, unhappy, the last.
"""

import re
from functools import lru_cache

from mtreview.detectors.lexicon import is_word, parts_of_speech

# What looks like a negation and is none: not only, no less than, nonetheless, until.
_APPARENT = {
    "fr": r"pas (?:seulement|que|moins|mal)|n['’]est-ce pas|non seulement|plus que|pas à pas",
    "de": r"nicht (?:nur|zuletzt|wahr|weniger|selten|umsonst)|nichts (?:anderes|als)|wenn nicht|"
    r"nicht (?:einmal )?ohne",
    "es": r"no (?:s[oó]lo|solamente|obstante|menos|bien)|a no ser|nada (?:más|menos)|hasta que no|"
    r"cómo no|¿no\?|por qué no|sino",
    "it": r"non (?:solo|soltanto|appena|meno|a caso|che|più tardi)|se non|finché non|"
    r"a meno che non|niente (?:altro|meno)|più che mai|quanto mai|mai come|perché non",
    "pt": r"não (?:só|apenas|somente|obstante|menos)|a não ser|nada (?:mais|menos)|por que não|"
    r"até que não|pois não",
    "nl": r"niet (?:alleen|slechts|zozeer|minder|enkel)|niets (?:anders|minder)|niet-\w+|"
    r"waarom niet",
    "pl": r"nie (?:tylko|mniej|więcej|później|bez)|dopóki nie|póki nie|zanim nie|czemu nie|"
    r"o mało nie|omal nie|nic innego",
    "ru": r"не (?:только|менее|меньше|более|больше|раз|позднее|позже|один|одна|одно|без|ранее|"
    r"считая|говоря|зря|случайно|просто)|(?:пока|чуть|едва|почти|разве|почему бы|могу?т?|мог\w*|"
    r"нельзя|ли) не|(?:кто|что|как|где|куда|сколько|какой|какие|какая|каким) бы ни|как ни|"
    r"не \w+ ли\b|не то|во что бы то ни стало|не то чтобы|нет-нет|ни с того|не стало",
    "uk": r"не (?:лише|тільки|менше?|більше?|раз|пізніше|один|одна|без|просто|кажучи|рахуючи)|"
    r"(?:поки|доки|мало|ледь|ледве|чому б|мож\w+|міг|ли|чи) не|"
    r"(?:хто|що|як|де|куди|скільки|який|які) б ?и? ?не|не стало",
    "ar": r"لا (?:سيما|يزال|تزال|يزالون|بد|شك|غنى|بأس|مفر|محالة|ريب)|لم (?:يزل|تزل)|ليس فقط|"
    r"ليس (?:هذا )?فحسب|(?:لا|لم|لن|ليس|ليست)\b.*\b(?:إلا|الا|سوى)\b",
    "zh": r"不得不|不能不|不可不|无不|是不是|能不能|会不会|有没有|要不要|不仅|不但|不只|不光|不单|"
    r"不过|不管|不论|不断|不同|不少|不久|不错|不禁|不妨|不愧|不料|不惜|不满|不足|不如|不然|"
    r"不止|差不多|了不起|对不起|不一会|忍不住|非常|不非|无论|无数|无疑|无愧|未来|未必不|没想到|"
    r"不是.{0,12}吗|不.{0,3}不",
}
_DENYING = {
    "fr": r"\b(?:ne\b|n['’])(?=[^.,;:!?]{1,40}?\b(?:pas|plus|jamais|rien|personne|aucune?|guère|"
    r"nullement)\b)|\b(?:jamais|rien|aucune?|personne) (?:ne\b|n['’])|\bne (?:pas|plus|jamais|"
    r"rien)\b",
    "de": r"\b(?:nicht|kein(?:e[rsnm]?)?|nie|niemals|niemand(?:e[nm])?|nichts|keinesfalls|"
    r"keineswegs|kaum|nirgends|nirgendwo)\b",
    "es": r"(?<![¿\w])\b(?:no|nunca|jamás|nadie|ning[uú]n[ao]?|tampoco|apenas)\b(?!\?)",
    "it": r"\b(?:non|nessun[oa]?|neanche|nemmeno|neppure)\b",
    "pt": r"\b(?:não|nunca|jamais|ninguém|nenhuma?|tampouco)\b",
    "nl": r"\b(?:niet|geen|nooit|niemand|niets|nergens|nauwelijks)\b",
    "pl": r"\b(?:nie|nigdy|nikt|nikogo|nikomu|żad(?:en|n\w+)|ledwie)\b",
    "ru": r"\b(?:не|нет|никогда|никто|никого|никому|нельзя|невозможно|едва)\b",
    "uk": r"\b(?:не|немає|нема|ніколи|ніхто|нікого|нікому|неможливо|ледве)\b",
    "ar": r"\b[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا)\b",
    "zh": r"没有|没能|并未|从未|尚未|未能|不会|不能|不是|不再|无法|并不|绝不|不愿|不可以|不想|"
    r"并非|从不|不准|不许|未曾",
}
_HARDLY = re.compile(r"kaum|apenas|nauwelijks|ledwie|едва|ледве|guère")
# Behind the French "ne", or in place of a "not": what English says with another word.
_NEVER = re.compile(
    r"n(?:e |['’])[^.,;:!?]{1,40}?\bjamais\b|jamais|nie\b(?!mand)|niemals|nunca|jamás|nooit|nigdy|"
    r"никогда|ніколи|从未|从不|未曾",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"n(?:e |['’])[^.,;:!?]{1,40}?\bplus\b(?! (?:de|d['’]|que|tard)\b)|nicht mehr|non (?:\w+ )?più|"
    r"não (?:\w+ )?mais\b(?! (?:de|do|que)\b)|niet (?:meer|langer)|不再",
    re.IGNORECASE,
)
_DOUBTING = {
    "fr": r"\b(?:n[ei]|n['’]|pas|non|sans|sauf|hors|peu|rares?|rarement|seul\w*|jamais|rien|"
    r"aucune?|"
    r"avant|avant que|plutôt|trop|moins|contre|refus\w+|rejet\w+|interdi\w+|empêch\w+|évit\w+|"
    r"manqu\w+|perd\w+|échou\w+|échec|ignor\w+|absen\w+|cess\w+|exclu\w+|priv\w+|faute|excep\w+|"
    r"in\w{4,}|im\w{4,}|ir\w{5,}|il\w{5,}|dé\w{4,}|mal\w{3,}|mé\w{4,}|dis\w{3,}|fin|au lieu|"
    r"difficile\w*|"
    r"faibl\w+|neg\w+|nég\w+|défau\w+|annul\w+|suspen\w+|aucun\w*|dout\w+|vain)\b|\?",
    "de": r"\b(?:nicht\w*|kein\w*|nie\w*|ohne|außer|kaum|wenig\w*|selten|nur|erst|bevor|bis|statt|"
    r"anstatt|zu|gegen|un\w{4,}|\w+los\w{0,2}|miss\w+|miß\w+|fehl\w+|mangel\w+|ablehn\w+|abgelehnt|"
    r"lehn\w+|weiger\w+|verweiger\w+|verbot\w*|verbiet\w+|verhinder\w+|vermeid\w+|verzicht\w+|"
    r"verpass\w+|scheiter\w+|schwer\w*|schwierig\w*|aus\w+|ab\w{4,}|vergeb\w+|neg\w+|in\w{5,}|"
    r"weder|noch|leer\w*|allein\w*|ander\w*|sonst|umsonst|bestreit\w+|zweifel\w*|ein\w*stell\w+|"
    r"frei)\b|\?",
    "es": r"\b(?:no|ni|nunca|jamás|nadie|nada|ning\w+|tampoco|sin|salvo|excepto|menos|poc[oa]s?|"
    r"apenas|solo|sólo|antes|contra|rechaz\w+|neg\w+|neg[oó]|nieg\w+|prohib\w+|impid\w+|imped\w+|"
    r"evit\w+|"
    r"falt\w+|fall\w+|fracas\w+|perd\w+|desc\w+|des\w{4,}|dis\w{4,}|in\w{4,}|im\w{4,}|ir\w{4,}|"
    r"ausen\w+|carec\w+|dej\w+|exclu\w+|demasiad\w+|difícil\w*|raro|lejos|en vez|contrari\w+|"
    r"a\w+normal\w*|"
    r"suspen\w+|cancel\w+|hasta|dud\w+|libre)\b|\?",
    "it": r"\b(?:non|no|né|mai|nessun\w*|niente|nulla|senza|salvo|tranne|eccetto|meno|poc\w+|solo|"
    r"soltanto|prima|contro|rifiut\w+|respin\w+|neg\w+|viet\w+|divieto|imped\w+|evit\w+|manc\w+|"
    r"fall\w+|"
    r"per[ds]\w+|dis\w{3,}|in\w{4,}|im\w{4,}|ir\w{4,}|il\w{5,}|s[bcdfgptv]\w{5,}|assen\w+|"
    r"priv\w+|esclu\w+|"
    r"smett\w+|troppo|difficil\w+|raro|rar\w+|anziché|invece|neppure|nemmeno|neanche|a\w+normal\w*|"
    r"sospe\w+|annull\w+|finché|fino|dubb\w+)\b|\?",
    "pt": r"\b(?:não|nem|nunca|jamais|ninguém|nada|nenhum\w*|sem|salvo|exceto|menos|pouc\w+|apenas|"
    r"só|somente|antes|contra|recus\w+|rejeit\w+|neg\w+|proib\w+|imped\w+|evit\w+|falt\w+|falh\w+|"
    r"fracass\w+|perd\w+|des\w{4,}|dis\w{4,}|in\w{4,}|im\w{4,}|ir\w{4,}|ausên\w+|ausen\w+|carec\w+|"
    r"deix\w+|exclu\w+|demais|difícil\w*|difícei\w*|rar\w+|longe|vez de|tampouco|até|suspen\w+|"
    r"cancel\w+|"
    r"dúvid\w+|livre)\b|\?",
    "nl": r"\b(?:niet\w*|geen|nooit|niemand|niets|nergens|noch|zonder|behalve|weinig|zelden|alleen|"
    r"slechts|pas|voordat|tot|tegen|te|on\w{4,}|\w+loos|\w+loze|mis\w+|mist\w*|ontbr\w+|weiger\w+|"
    r"geweiger\w+|verb\w+|voorkom\w+|vermijd\w+|nauwelijks|amper|moeilijk\w*|anders|in plaats|"
    r"afge\w+|"
    r"wijst|wees|in\w{5,}|ont\w{4,}|stop\w*|gestopt|leeg|tevergeefs|twijfel\w*)\b|\?",
    "pl": r"\b(?:nie\w*|ni[ck]\w*|nigdy|bez\w*|poza|oprócz|mało|rzadko|tylko|dopiero|zanim|"
    r"przeciw\w*|"
    r"zbyt|odm\w+|odrzu\w+|zakaz\w*|zabr\w+|unik\w+|brak\w*|stra\w+|żad\w+|ani|trudn\w+|zamiast|"
    r"wy\w+klucz\w+|"
    r"ledwie|ledwo|przesta\w+|zawie\w+|dop[oó]ki|in\w{5,}|dez\w+|wątp\w+)\b|\?",
    "ru": r"\b(?:не\w*|ни\w*|нет|без\w*|бес\w+|кроме|мало\w*|редк\w+|лишь|только|прежде|"
    r"против\w*|слишком|"
    r"отказ\w+|отверг\w+|отклон\w+|отри[цч]\w+|запре\w+|воспре\w+|избе[жг]\w+|отсутств\w+|"
    r"потер\w+|пере\w*ста\w+|"
    r"трудно|сложно|вместо|едва|вряд|лиш\w+|до тех|пропу\w+|провал\w+|ис\w*ключ\w+|прекра\w+|"
    r"сомн\w+|вне|"
    r"из\w*бав\w+|чужд\w*|а|дис\w+|анти\w+|а\w*нормальн\w+|мешa\w+|меша\w+)\b|\?",
    "uk": r"\b(?:не\w*|ні\w*|без\w*|крім|окрім|мало\w*|рідк\w+|лише|тільки|перш|проти\w*|надто|"
    r"відмов\w+|"
    r"відхил\w+|відки\w+|запереч\w+|заборон\w+|уник\w+|відсут\w+|втра\w+|припин\w+|важко|складно|"
    r"замість|"
    r"ледве|ледь|навряд|позбав\w+|доки|поки|бра[кк]\w+|виключ\w+|сумн\w+|поза|перест\w+|дис\w+|"
    r"анти\w+)\b|\?",
    "ar": r"\b[وفب]?(?:لا|لم|لن|ليس\w*|ما|غير|عدم|دون|بدون|إلا|الا|سوى|قبل|رفض\w*|يرفض\w*|"
    r"ترفض\w*|نف[ىت]\w*|"
    r"ينفي\w*|تنفي\w*|منع\w*|يمنع\w*|حظر\w*|يحظر\w*|فشل\w*|نقص|انعدام|قل\w*|نادر\w*|فقط|كلا|لولا|"
    r"بلا|صعب\w*|خال\w*|"
    r"حتى|عجز\w*|استحال\w*|يستحيل|مستحيل|ضد|توقف\w*|امتن\w+|تجن\w+|انكر\w*|أنكر\w*)\b|؟",
    "zh": r"[须防必不没無无未非否别莫勿免缺少难拒禁失止仅只才弃错误缺空毫甭休罢停亏拆除反]|？|吗",
}
# What both sides may say, beside a "not" that only one of them does: before, only, without.
RENDERED = tuple(
    (re.compile(theirs, re.IGNORECASE), re.compile(rf"\b(?:{ours})\b", re.IGNORECASE))
    for theirs, ours in (
        (
            r"\b(?:avant(?: que)?|bevor|antes|prima|voordat|zanim|прежде|перш|قبل)\b",
            "before|prior|earlier|previous(?:ly)?|until|ahead",
        ),
        (
            r"\b(?:seul\w*|nur|solo|sólo|soltanto|só|somente|slechts|tylko|лишь|только|лише|тільки|"
            r"فقط)\b|[仅只才]",
            "only|just|alone|sole(?:ly)?|single|mere(?:ly)?",
        ),
        (
            r"\b(?:sans|ohne|sin|senza|sem|zonder|bez\w*|без\w*|دون|بدون|بلا)\b",
            r"without|free|\w+less",
        ),
        (r"\b(?:contre|gegen|contra|contro|tegen|przeciw\w*|против\w*|проти\w*|ضد)\b", "against"),
        (r"\b(?:hasta|fino|finché|até|bis|tot|доки|поки|حتى)\b", "until|till|to|up"),
    )
)
# "Nonbiologic", "nicht-": what denies the word behind it alone.
_OF_A_NOUN = re.compile(
    r"non (?:\w+(?:ic[aoihe]+|al[ei]|os[aoie]|an[aoie]|ent[ei]|ri[aoe]?|iv[aoie]|lare?)\b)|не-"
)
APPARENT = {lang: re.compile(words, re.IGNORECASE) for lang, words in _APPARENT.items()}
DENYING = {lang: re.compile(words, re.IGNORECASE) for lang, words in _DENYING.items()}
DOUBTING = {lang: re.compile(words, re.IGNORECASE) for lang, words in _DOUBTING.items()}

# Adverbs of manner, which no "not" before a verb stands for: indevidamente, immédiatement.
_MANNER = re.compile(r"\b(?:i[mnrl]|des|dis|dé)\w+mente?\b", re.IGNORECASE)

# English words that may stand for a negation.
_WORDS = frozenset(
    """
    not n't no nor none nobody noone nothing never neither nowhere cannot cant dont doesnt didnt
    without hardly barely scarcely rarely seldom little few fewer only just except excluding unless
    until till than too instead rather despite lest against otherwise else free away beyond nil
    zero empty absent absence missing loss losing lost hard difficult difficulty difficulties last
    longer remain remains remained remaining ever any anyone anybody anything least highest lowest
    stay stays stayed keep keeps kept barring negative negatively null void poor poorly wrong
    wrongly apart aside impossible ex former anti less lesser scarce rare alone merely doubt doubts
    doubted doubtful different differ differs unlike contrary contrast closed dead failure failures
    unknown rid hidden secret false still yet minus exempt mere sole vain weak short shortage off
    before denial refusal ban bans
    """.split()
)
_VERBS = (
    "refus reject declin den(?:y|i) fail avoid prevent prohibit bann forbid forbad exclud ceas "
    "stop miss ignor oppos disput overlook abstain refrain hesitat neglect omit cancel suspend "
    "spar escap depriv defy defi resist hinder imped restrict waiv forgo forget forgot halt "
    "contradict refut reluct struggl insuffici inadequa lack drop quit withdr lift block postpon "
    "delay"
).split()
_VERB = re.compile(rf"(?:{'|'.join(_VERBS)})\w?(?:e[sd]?|s|ing|als?|ions?|an[ct]e?|y|ies|ent)?$")
_NEGATED = re.compile(r"(?:un|in|im|ir|il|dis|mis)-?(\w{3,})$")
_LESS = re.compile(r"\w{3,}less(?:ly|ness)?$")


def denials(text: str, language: str) -> list[re.Match[str]]:
    """What in a source denies something and must leave a trace in its translation."""
    if not (language in DENYING and (found := list(DENYING[language].finditer(text)))):
        return []
    apparent = [match.span() for match in APPARENT[language].finditer(text)]
    return [
        m
        for m in found
        if not any(a <= m.start() < b for a, b in apparent)
        and text[m.end() : m.end() + 1] != "-"
        and not _OF_A_NOUN.match(text, m.start())
    ]


def may_deny(text: str, language: str, translation: str = "") -> bool:
    """Whether a source holds anything that English may say with a "not".

    What the translation has a word of its own for ("before") is not asked for a "not" besides.
    """
    rest = _MANNER.sub("", text)
    for theirs, ours in RENDERED:
        if ours.search(translation):
            rest = theirs.sub("", rest)
    return bool(DOUBTING[language].search(rest))


def denied_with(source: str, denial: re.Match[str]) -> str:
    """What English says for a negation of a source: hardly, never, no longer or not."""
    if _HARDLY.fullmatch(denial[0].lower()):
        return "hardly"
    if _NEVER.match(source, denial.start()):
        return "never"
    return "no longer" if _NO_LONGER.match(source, denial.start()) else "not"


@lru_cache(maxsize=16384)
def leaves_trace(word: str) -> bool:
    """Whether a lower-case English word may stand for a negation."""
    if word in _WORDS or word.rstrip(".") in _WORDS:
        return True
    negated = _NEGATED.match(word)
    if word.startswith("non") or (negated and (is_word(negated[1]) or word[2] == "-")):
        return True
    return bool(_VERB.match(word) or _LESS.match(word)) or (
        word.endswith("est") and parts_of_speech(word) == {"ADJ"}
    )
