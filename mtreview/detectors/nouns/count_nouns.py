"""Nouns that a determiner stands before in the singular, for they are always counted."""

PERSONS = frozenset(
    """
    actor actress adviser applicant architect assailant athlete attacker author boxer boy builder
    burglar buyer campaigner candidate citizen cleaner clerk client climber commander composer
    customer cyclist dancer defendant designer detainee diplomat director diver doctor driver
    economist electrician employee employer engineer farmer fighter firefighter fireman fisherman
    girl goalkeeper governor gunman hacker historian inhabitant inspector interpreter investigator
    investor journalist lawmaker lawyer manager mayor mechanic merchant migrant miner minister
    motorcyclist motorist musician negotiator neighbor neighbour nurse official opponent organiser
    organizer passenger passerby patient pedestrian pensioner photographer pilot plumber policeman
    policewoman politician priest prisoner professor prosecutor protester pupil refugee reporter
    researcher resident robber sailor schoolboy schoolgirl scientist sculptor seller senator
    smuggler soldier spectator spokesman spokesperson spokeswoman student surgeon suspect swimmer
    teacher technician teenager thief tourist trader translator traveller vendor veteran viewer
    villager visitor volunteer voter waiter waitress witness woman worker writer
    """.split()
)

BODIES = frozenset(
    """
    airline airport bank brigade bus club committee company consortium corporation embassy
    enterprise explosion factory firm foundation helicopter hospital hotel hurricane incident
    inspectorate institute laboratory manufacturer ministry museum newspaper orchestra plane plant
    publisher refinery restaurant retailer shipyard startup supermarket theatre train tribunal
    university vessel
    """.split()
)
"""Firms, offices and the like, which act as persons do."""

OBJECTS = frozenset(
    """
    academy airport ambulance amendment apartment arena attic auction balcony barn basement
    bathroom battery bicycle boat bomb book booklet bookshop box bridge brochure bus cafe car
    castle cathedral cave cellar cemetery chapel cinema clinic club committee concert contract
    corridor courtyard crane dam depot document dog dormitory elevator embassy factory farm
    ferry festival field film flat fortress foundation fountain gallery garage garden
    greenhouse gun gym harbour helicopter highway hospital hostel hotel house hub husband island
    jetty kindergarten kiosk kitchen knife laboratory lake letter library lorry magazine map
    medal memorandum memorial missile monastery monument mosque motorbike motorcycle motorway
    museum newspaper novel nursery orphanage pavilion petition photo photograph pier pipeline
    plane playground poem pool poster reactor refinery reservoir restaurant river road rocket
    sanatorium satellite scooter seminar shipyard song square stadium stairwell station
    statue street submarine subsidiary suburb subway supermarket tanker temple tent terminal
    tomb tournament tower tractor train tram treaty tribunal truck tunnel turbine valley van
    vessel village wallet warehouse website wife workshop yacht yard zoo
    """.split()
)

ACTS = frozenset(
    """
    agreement appeal assembly award ban bill bid campaign ceremony coalition collection competition
    complaint conference congress contest convention council decision declaration decree delegation
    demonstration department deal directive directorate enterprise exhibition expedition experiment
    explosion fund game idea incident inquest inspection interview invitation job journey
    league licence list loan match meeting message mission mistake model motion movie network
    operation order organisation organization party picture plan platform prize procedure proceeding
    programme program project proposal protocol question raid rally record referendum regulation
    rehearsal resolution route ruling scandal scheme session ship shop solution speech state
    statement strategy summit survey suspect system target team test ticket tour trip vehicle
    verdict victory visit weapon
    """.split()
) - frozenset("campaign collection order party question record state test".split())
"""What is made, held or taken: bare after a preposition, it may be no count noun at all."""

MODIFIED = frozenset(
    """
    building college court firm investigation law mine office port post report room school shop
    sign store study theatre town university video
    """.split()
)
"""Nouns that may stand bare (“leave office”), but not after “new” or “second”."""

SUBJECTS = frozenset(
    """
    accident body boy bridge building case child court crash fire flight girl house road train
    victim woman
    """.split()
)
"""Nouns that nothing else makes the bare subject of a past tense: “Body was found”."""

ROLES = frozenset(
    "author candidate director governor manager mayor minister nurse official patient professor "
    "prosecutor senator spokesman spokesperson spokeswoman suspect".split()
)
"""Persons that “be” may have bare, as there is one of them, or who are adjectives as well."""

LEADERS = frozenset("captain chairman chief head leader owner president secretary".split())
"""Persons who may have no article before a name, and have one before “of the”."""

VEHICLES = frozenset("bus car lorry train tram truck van".split())

PLACES = frozenset("capital city country district province region village".split())

IDIOMS = frozenset(
    "auction bridge chapel club committee concert contract document factory field gallery harbour "
    "hospital house island kindergarten letter map river road song street theatre train "
    "website workshop".split()
)
"""Objects that may stand bare after a preposition: “in hospital”, “from house to house”."""
