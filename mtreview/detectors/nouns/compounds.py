"""Compounds that other languages build with “of”: “card of identity”, “machines of payment”."""

# What comes first in English, and the heads that it stands before. The source has the pair the
# other way round, without an article: "permit of residence"; its modifier may be a plural there
# ("camp of refugees", "accident of cars").
_TABLE = """
aid: worker; airline: ticket; apple: harvest; arms: dealer trafficker; austerity: measure package;
awareness: campaign; ballot: box; bank: account card robber transfer; basketball: club match player
team; bicycle: lane path; birth: certificate; blood: bank donor test; book: fair shop; border: guard
police; breast: cancer; budget: committee deficit; building: permit site; bus: company driver
station stop ticket; cabinet: meeting reshuffle; cancer: patient; car: accident bomb crash dealer
dealership factory owner park; cash: machine register; cattle: farm; cement: factory; cherry:
harvest; chicken: farm; child: allowance; climate: activist conference; clothes: shop; clothing:
factory shop store; coal: mine miner; coffee: harvest; conference: room; construction: company site
worker; consumer: association organisation organization; control: tower; copper: mine; corruption:
scandal; cotton: field shirt; credit: card; cruise: ship; customs: officer; cycle: lane path; dance:
school; death: certificate; debit: card; detention: camp center centre; dining: room; disaster:
zone; doping: scandal test; driving: licence license; drug: dealer trafficker; election: campaign;
electricity: bill cut network tariff; emergency: exit room service; employment: agency contract
office; energy: company drink; entrance: exam fee hall; evacuation: order; exchange: office student;
export: licence market; fashion: show; film: director festival; fishing: boat fleet licence port
vessel; food: aid bank; football: club coach match player stadium team; fruit: juice; fuel: station;
furniture: factory shop; garbage: collector truck; gas: bill mask pipeline station; glass: bottle;
gold: medal mine; goods: train; grain: elevator harvest; grape: harvest; hate: speech; health: card
center centre insurance service; heart: attack surgery; holiday: home house resort; horse: race;
hotel: room; housing: crisis; hunger: strike; identity: card document; immigration: office;
insurance: company policy premium; intelligence: agency service; investment: bank fund; kidney:
transplant; language: course; laundry: room; leather: bag jacket; liver: transplant; living: room;
loan: agreement shark; lorry: driver; lottery: ticket; lung: cancer; maternity: leave ward; meat:
factory shop; metro: line station; money: laundering; mortgage: rate; mountain: village; news:
agency; oil: pipeline refinery; olive: harvest; opera: house singer; opinion: poll; orange: harvest;
paper: factory; parking: place space; payment: card machine terminal; peace: agreement negotiation
plan process; pension: fund scheme; petrol: pump station; petroleum: company; phone: bill call;
plane: crash ticket; plastic: bag bottle cup; police: car officer operation patrol spokesman station
union; polling: station; post: office; potato: harvest; power: cut plant station; press: agency card
conference office release; prison: guard; property: market tax; radio: presenter program programme
station; railway: station; reception: center centre; refugee: camp; rescue: helicopter operation
team vehicle worker; research: center centre institute; residence: card permit; retirement: age
home; rice: harvest; road: accident; safety: belt helmet rule; school: bag bus holiday uniform;
search: operation; seat: belt; security: agent camera council force guard measure service;
selection: committee; shipping: company; shoe: factory shop; shopping: center centre; silver: medal;
ski: lift resort; sound: tower; soup: kitchen; speed: limit; sports: center centre club hall; steel:
plant; strike: day; sugar: factory; summer: camp holiday; surveillance: camera; swimming: pool; tax:
collector haven office; taxi: driver; tea: plantation; telephone: bill line; television: channel
presenter programme series station; tennis: match player; textile: factory; ticket: machine office
seller; tobacco: company shop; tomato: harvest; tourism: office; toy: shop; trade: agreement union
unionist; trading: company; traffic: accident controller jam light police; train: driver station
ticket; training: camp center centre; transit: visa; transport: company strike ticket; travel:
agency agent; truck: driver; tyre: factory; vaccination: campaign center centre certificate;
vegetable: market; video: camera game; voting: card; waiting: list room; war: criminal; washing:
machine; water: bill cut park pipe pump; weapon: factory; weather: bulletin forecast; wedding: dress
ring; wheat: harvest; wind: farm turbine; winter: holiday; wool: sweater; work: accident contract
permit visa
"""

COMPOUNDS = {
    modifier.strip(): frozenset(heads.split())
    for modifier, _, heads in (entry.partition(":") for entry in _TABLE.split(";"))
}
"""The heads, as singulars, before which each modifier stands: "driver" for "bus"."""

AGENTS = frozenset(
    "collector dealer director donor driver miner owner robber singer trafficker".split()
)
"""Heads that do something to what “of” names: “drivers of buses” is English, “of bus” is not."""
MASS = frozenset("arms blood coal drug garbage opera tax".split())
"""Modifiers that these may have bare, and in the singular: “donors of blood”."""

# A modifier as engines put it, where English has another word: "licence of conducting".
SYNONYMS = {
    "circulation": "traffic",
    "conduct": "driving",
    "conduction": "driving",
    "formation": "training",
    "hatred": "hate",
    "investigation": "research",
    "labor": "work",
    "labour": "work",
    "salvage": "rescue",
    "subway": "metro",
    "vigilance": "surveillance",
}

BARE_PHRASES = {
    ("agent", "police"): "police officer",
    ("arm", "fire"): "firearm",
    ("weapon", "fire"): "firearm",
    ("project", "law"): "bill",
    ("proposal", "law"): "bill",
    ("house", "wood"): "wooden house",
    ("door", "wood"): "wooden door",
    ("bridge", "wood"): "wooden bridge",
}
"""Pairs with "of" between that English calls otherwise."""

OWNED = frozenset(
    """
    apartment assistant bodyguard bodyguards car cars chauffeur driver flat lawyer lawyers luggage
    passport phone secretary sleep statement statements testimony villa
    """.split()
)
"""What a person has, and English gives with a possessive: "the secretary of the mayor"."""

OWNERS = frozenset(
    """
    accused ambassador boss chancellor couple defendant defendants deputy detainee director driver
    family girl governor journalist king mayor mayoress minister murderer neighbour neighbours
    neighbor neighbors patient pilot politician premier president prosecutor queen singer suspect
    suspects teacher victim victims widow witness witnesses
    """.split()
)

HELD = frozenset(
    """
    aircraft ambulance ambulances boat boats bus buses car cars convoy convoys drone drones
    helicopter helicopters jeep jeeps lorries lorry plane planes tank tanks truck trucks van vans
    vehicle vehicles
    """.split()
)
"""What a force has, and English gives as a compound: "the trucks of the army"."""

FORCES = frozenset("army coastguard gendarmerie military municipality navy police".split())

SET_PHRASES = {
    ("party", "government"): "governing party",
    ("parties", "government"): "governing parties",
    ("villages", "mountain"): "mountain villages",
    ("towns", "mountain"): "mountain towns",
    ("strike", "transports"): "transport strike",
    ("workers", "transports"): "transport workers",
    ("employees", "transports"): "transport employees",
    ("federation", "transports"): "transport federation",
    ("ministry", "transports"): "transport ministry",
    ("minister", "transports"): "transport minister",
    ("union", "transports"): "transport union",
}
"""Pairs of a head and a noun with "of the" between, and their compound."""
