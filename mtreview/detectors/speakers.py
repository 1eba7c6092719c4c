"""Who speaks in the news: nouns of people and bodies that an attribution may name."""

_ONE = frozenset(
    """
    activist actor actress administration administrator adviser advisor agency agent airline
    alderman ambassador analyst archaeologist archbishop architect army artist association
    astronomer attorney author authority bank bishop board brigade bureau cabinet campaigner
    candidate captain carrier chair chairman chairperson chairwoman chancellor charity chief
    church clinic club coach coalition coastguard colonel columnist commander commission
    commissioner committee company conductor congressman congresswoman constable consultant
    contractor coroner council councillor councilor counsel court critic daily defence
    defendant defense delegate delegation department deputy designer detective developer
    diplomat director doctor driver economist editor employee employer engineer envoy executive
    expert family farmer federation firefighter firm fisherman foundation general geologist
    government governor guard headmaster headmistress historian hospital inspector inspectorate
    institute institution investigator investor judge judiciary jury lawmaker lawyer leader
    lieutenant magazine magistrate major management manager manufacturer mayor mechanic medic
    meteorologist midwife minister ministry museum narrator neighbor neighbour newspaper
    novelist nun nurse officer official operator opposition organisation organiser organization
    organizer owner paramedic parent parliament party pastor patriarch pilot plaintiff player
    policeman policewoman pope premier president priest principal producer professor
    prosecution prosecutor publisher radio referee regiment regulator reporter representative
    researcher resident sailor scientist secretariat secretary senator sergeant shepherd
    sheriff shipowner shopkeeper society soldier source speaker spokesman spokesperson
    spokeswoman staff striker student supervisor surgeon surveyor teacher technician tenant
    trader trainer treasurer trustee union university vet victim villager watchdog weekly widow
    witness worker writer
    """.split()
)
_SEVERAL = {
    noun[:-1] + "ies"
    if noun[-2:] in ("cy", "my", "ny", "ry", "ty")
    else noun + ("es" if noun.endswith(("s", "ch")) else "s")
    for noun in _ONE
}
SPEAKERS = _ONE | _SEVERAL | {"churches", "police", "people", "spokesmen", "spokeswomen"}
TITLES = frozenset("mr mr. mrs mrs. ms ms. dr dr. prof. gen. capt. col. lt. sen. rep. gov.".split())
SAID = frozenset(
    """
    added admitted affirmed announced argued asserted assured claimed commented complained
    concluded confessed confirmed declared explained indicated insisted lamented mentioned
    noted pointed promised recalled remarked replied reported responded retorted revealed said
    stated stressed suggested told underlined warned
    """.split()
)
