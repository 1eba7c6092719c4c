"""The lines that web pages put around an article, as they and as machine translation word them."""

import re

_NETWORK = (
    r"(?:facebook|twitter|x|whats ?app|linked ?in|telegram|instagram|pinterest|reddit|messenger|"
    r"bluesky|threads|xing|tik ?tok|youtube|viber|vk|vkontakte|mastodon|"
    r"google news|google|e-?mail|mail|social (?:networks?|media)|the (?:social )?networks?)"
)
_NETWORKS = rf"{_NETWORK}(?:(?:,| and| or|, and|, or| ?[/|·])? (?:on )?{_NETWORK})*"
_THIS = r"(?: (?:this|the))?(?: (?:article|story|post|page|news|publication|content|link))?"
_MINUTES = r"(?:about |approx\. ?|~ ?|< ?)?\d{1,2}(?: ?[-–] ?\d{1,2})?[ -]?(?:min(?:ute)?s?|mn)\.?"
_WHEN = (
    r"(?:[\s,.:;/|–-]|(?:\d{1,4}(?:st|nd|rd|th)?|\d{1,2}h\d{2}|on|at|the|in|by|of|to|and|ago|today|"
    r"yesterday|updated|modified|published|last|hours?|minutes?|min|days?|weeks?|am|pm|a\.m|p\.m|"
    r"gmt|utc|clock|cet|est|edt|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|"
    r"tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b)"
)
_LETTER = r"(?:newsletters?|news ?letters?|mailing list|bulletins?|(?:telegram|youtube) channel)"
KINDS = (
    (
        "reading time",
        rf"(?:estimated |average )?(?:reading|read) time ?:? ?{_MINUTES}(?: read)?"
        rf"|time (?:to|of) read(?:ing)? ?:? ?{_MINUTES}"
        rf"|{_MINUTES} (?:read|reading|to read|of reading|reading time)",
    ),
    (
        "comment box",
        r"(?:\(\d{1,4}\) ?)?(?:leave|post|write|add|submit) (?:a|your|us a)"
        r" (?:comment|reply|response|reaction)"
        r"|(?:no|\d{1,4}) comments?(?: yet)?|comments? ?(?:\(\d{1,4}\)|: ?\d{1,4}|are closed)"
        r"|be the first to (?:comment|react)(?: on this article)?|react to (?:this|the) article"
        r"|(?:view|see|show|read) (?:all )?(?:the )?(?:\d{1,4} )?comments(?: ?\(\d{1,4}\))?"
        r"|(?:log|sign) in to (?:leave a |post a |write a )?(?:comment|reply)"
        r"|your e-?mail address will not be published",
    ),
    (
        "share link",
        rf"(?:share|tweet|send|publish|recommend){_THIS}"
        rf" (?:on|via|by|to|with|through) ?:? ?{_NETWORKS}"
        r"|(?:share|tweet|print|send|recommend) (?:this|the) (?:article|story|post|page|news)"
        r"(?: (?:to|with) (?:a|your) friends?)?"
        rf"|(?:follow|find|join|like) us on {_NETWORKS}|follow \w+(?: \w+)? on {_NETWORKS}"
        r"|(?:share|tweet|print|pin|send(?: by e-?mail)?)(?:[ ,|·/]+(?:share|tweet|print|pin|"
        r"e-?mail|send(?: by e-?mail)?))+|copy (?:the )?link(?: of the article)?|follow us",
    ),
    (
        "newsletter or subscription",
        rf"(?:subscribe|sign up|register)(?: now| here| today)? (?:to|for|in)(?: [\w’'-]+){{0,4}}? "
        rf"{_LETTER}"
        rf"|(?:receive|get)(?: our| the| all our)(?: \w+){{0,2}}? {_LETTER}(?: by e-?mail)?"
        r"|(?:this )?(?:article |content )?(?:is )?(?:reserved|exclusive|only) (?:for|to)"
        r"(?: our| the)? subscribers"
        r"|subscribers?[- ]only(?: article| content)?|already (?:a )?subscribe[dr]"
        r"|(?:you have )?(?:\d{1,2}|[\d.]+ ?%) of this article (?:left to read|remains to be read)",
    ),
    (
        "link to another article",
        r"(?:(?:to )?(?:be )?(?:read|see|watch|listen)(?: also| too| as well)|also (?:to )?read|"
        r"(?:read|see) more(?: on (?:this|the) (?:topic|subject))?|related(?: articles?| stories)?|"
        r"on the same (?:subject|topic)|more on (?:this|the same) (?:story|subject|topic))"
        r"(?: ?[:>»|] ?.{2,160})"
        r"|(?:(?:to )?(?:be )?read also|also to (?:be )?read)(?: ?[–—>-] ?.{2,160})?"
        r"|(?-i:R(?:ead also|EAD ALSO) [“\"A-Z].{2,160})"
        r"|related (?:articles|stories|posts)|our (?:other )?articles on the (?:same )?subject"
        r"|to go further|continue reading",
    ),
    (
        "date of publication",
        rf"(?:published|posted|updated|last updated|last modified|modified|created){_WHEN}{{2,40}}"
        rf"|(?:status|as of) ?: ?\d{_WHEN}{{4,30}}",
    ),
    (
        "cookie notice",
        r"(?:accept|refuse|reject|manage)(?: all)?(?: the)? cookies"
        r"|cookies? (?:settings|notice|policy)"
        r"|(?:this|our) (?:web)?site uses cookies\b.{0,140}"
        r"|by continuing (?:to (?:browse|use)|your (?:navigation|visit|browsing))\b.{0,120}"
        r"cookies.{0,40}",
    ),
    (
        "list of tags",
        r"(?:tags?|tagged(?: with| as)?|filed under) ?: ?[\w’'-]+(?:[ ,#|]+[\w’'-]+){0,11}"
        r"|(?-i:Topics ?: ?[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+(?: [\w’'-]+)?){1,6})",
    ),
    (
        "web page",
        r"(?:skip|go|jump) to (?:the )?(?:main )?content|back to (?:the )?top(?: of the page)?"
        r"|listen to (?:this|the) article(?: ?\(\d{1,2} ?min(?:ute)?s?\))?"
        r"|(?:to|back to) the home ?page"
        r"|home(?: ?page)?(?: ?[>»›] ?[\w’-]+(?: [\w’&-]+){0,3}){1,5}"
        r"|(?:report|flag) an? (?:error|mistake)|(?:photo|image|picture) gallery(?: ?\(\d{1,3}\))?"
        r"|\+\+\+ .{5,200} \+\+\+|article continues (?:below|after)[^.]{0,40}"
        r"|.{0,60}\ball rights (?:are )?reserved"
        r"|(?:all )?reproduction (?:is )?(?:prohibited|forbidden).{0,60}",
    ),
    (
        "bare word",
        r"share|tweet|advertisements?|advertising|sponsored(?: content)?|subscribe(?: now)?|"
        r"newsletter|read more|see more|print|send by e-?mail|share \d{1,5}|log in",
    ),
)
LINE = re.compile(
    "|".join(f"(?P<k{n}>(?:{pattern})[.!:…»>]?)" for n, (_, pattern) in enumerate(KINDS)),
    re.IGNORECASE,
)
# The words that such a line begins with; one that begins with no letter may be one as well.
OPENERS = frozenset(
    "accept add advertisement advertisements advertising all already also approx article "
    "average back be by comment comments content continue cookie cookies copy created estimated "
    "exclusive filed find flag follow get go home image join jump last leave like listen log "
    "manage modified more newsletter no on only our photo picture pin post posted print publish "
    "published react read reading receive recommend refuse register reject related report "
    "reproduction reserved see send share show sign skip sponsored status submit subscribe "
    "subscriber subscribers tag tagged tags the this time to topics tweet updated view watch "
    "write you your".split()
)
CREDIT = re.compile(
    r"(?:^|(?<=[\s/(|.]))\(?(?:©|(?:photo|image|picture|video|illustration)s?"
    r"(?: credit| source)?s?(?: ?:|(?= ?©))|(?:photo )?credits? ?:|ph\.(?= ?\w)"
    r"|photo by (?=[^/]{3,40}/))"
    r"\s*(?P<names>[^©]{2,80})$",
    re.IGNORECASE,
)
# A caption that ends in a name in capitals behind a slash.
CAPITALS = re.compile(r".{10,} ?/ (?P<names>[A-ZÀ-Þ]{2,}(?: [A-ZÀ-Þ]{2,}){1,3})")
AGENCY = re.compile(
    r"(?:[A-Z]{2,5}|Reuters|Getty|Getty Images)(?: [Pp]hoto)? ?/ ?(?P<names>.{3,60})"
)
