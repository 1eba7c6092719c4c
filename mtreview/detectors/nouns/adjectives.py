"""Adjectives that stand before their noun in English, and words that look like such adjectives.

The ranks say the order before a noun: "the current French national electoral law".
"""

GENERAL, NATIONAL, SCOPE, CLASSIFYING = range(4)

NATIONALITIES = frozenset(
    """
    afghan albanian algerian american andorran angolan argentine argentinian armenian australian
    austrian azerbaijani azeri bahamian bahraini bangladeshi barbadian belarusian belgian belizean
    beninese bhutanese bolivian bosnian brazilian british bruneian bulgarian burkinabe burmese
    burundian cambodian cameroonian canadian chadian chilean chinese colombian comorian congolese
    croatian cuban cypriot czech czechoslovak danish djiboutian dominican dutch ecuadorian
    ecuadorean egyptian emirati english eritrean estonian ethiopian fijian filipino finnish french
    gabonese gambian georgian german ghanaian greek grenadian guatemalan guinean guyanese haitian
    honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian
    jamaican japanese jordanian kazakh kenyan korean kosovan kuwaiti kyrgyz laotian latvian
    lebanese liberian libyan lithuanian luxembourgish macedonian madagascan malagasy malawian
    malaysian maldivian malian maltese mauritanian mauritian mexican moldovan mongolian
    montenegrin moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien norwegian
    omani pakistani palestinian panamanian paraguayan peruvian philippine polish portuguese qatari
    romanian russian rwandan salvadoran salvadorean saudi senegalese serbian singaporean slovak
    slovakian slovene slovenian somali spanish sudanese surinamese swedish swiss syrian taiwanese
    tajik tanzanian thai tibetan togolese trinidadian tunisian turkish turkmen ugandan ukrainian
    uruguayan uzbek venezuelan vietnamese welsh yemeni yugoslav zambian zimbabwean
    african arab arabic asian balkan baltic caribbean european iberian scandinavian soviet ottoman
    andalusian basque bavarian breton catalan chechen corsican flemish galician kurdish neapolitan
    parisian quebecois sardinian scottish sicilian tatar tuscan valencian venetian walloon
    catholic christian islamic jewish muslim buddhist hindu jihadist islamist
    """.split()
)
"""Adjectives of countries, peoples, regions and faiths: written with a capital."""

LANGUAGES = frozenset(
    """
    arabic basque breton catalan chinese czech danish dutch english finnish flemish french german
    greek hungarian irish italian japanese korean nepali norwegian polish portuguese romanian
    russian serbian somali spanish swedish tatar thai tibetan turkish ukrainian vietnamese welsh
    """.split()
)
"""Those that also name a language, and so stand as nouns: "taught the students French"."""

SCOPES = frozenset(
    """
    bilateral communal continental departmental federal global intercontinental
    intergovernmental interministerial international interregional multilateral multinational
    municipal national provincial regional territorial transnational trilateral
    """.split()
)

RELATIONAL = frozenset(
    """
    accidental administrative aerodynamic aeronautical agrarian agri-food agricultural agronomic
    alluvial anatomical antiterrorist archaeological architectural arterial arthritic artificial
    artistic astronomic astronomical atmospheric atomic audiovisual authoritarian automotive
    autumnal bacterial ballistic biblical biochemical biological biomedical biometric botanical
    budgetary bureaucratic cancerous cardiac cardiological cardiovascular cellular cerebral
    ceremonial choral chronic cinematographic civic civil climatic clinical coastal cognitive
    colonial conjugal constitutional consular contagious contractual correctional cosmetic
    criminological cryptographic culinary cultural democratic dermatological developmental
    dietary digital diplomatic disciplinary doctoral domestic ecclesiastical ecological economic
    electoral electric electrical electromagnetic electronic electrotechnical endocrine
    entrepreneurial environmental epidemiological epileptic episcopal ethnic ethnographic
    ethnological evangelical evidentiary evolutionary expeditionary experimental extrajudicial
    federalist filial financial fiscal foreign forensic gastric gastronomic genealogical genetic
    geographic geographical geological geometric geopolitical glacial governmental grammatical
    gynaecological gynecological haematological hepatic historic historical hormonal human
    humanitarian hydraulic hydroelectric ideological immunological imperial indigenous
    industrial infectious inflationary institutional intestinal journalistic judicial juridical
    jurisdictional legal legislative lexical linguistic literary liturgical logistical lunar
    magnetic managerial marital maritime maternal mathematical matrimonial medicinal
    medico-legal medieval mental metabolic metallurgical meteorological methodological
    metropolitan microbiological migratory ministerial missionary molecular monarchic monastic
    monetary monotheistic morphological mortuary muscular mythological nationalistic natural
    naval neonatal neural neurological nuclear nutritional obstetric oceanic oceanographic
    olympic oncological ontological operatic operational ophthalmic ophthalmological orchestral
    organic organizational orthographic orthopaedic orthopedic paediatric palliative papal
    paramilitary parliamentary pastoral paternal pathogenic pathological pedagogical pediatric
    penal personal petrochemical pharmaceutical pharmacological philosophical phonetic
    photographic physical physiological physiotherapeutic planetary poetic polar political
    politico-polyphonic pontifical postal presidential preventive procedural promotional
    psychiatric psycho-social psychological psychosocial pulmonary qualitative quantitative
    racial radioactive regulatory religious renal reproductive residential respiratory
    revolutionary rheumatological rural sanitary scholastic scientific seasonal secondary
    sectoral secular sedimentary seismic semantic senatorial sexual social socio-cultural
    socio-economic sociocultural socioeconomic sociological spatial spiritual statistical
    statutory strategic structural subtropical suburban surgical symphonic syndical systemic
    tactical technical technological tectonic telephonic territorial theatrical thematic
    theological theoretical therapeutic thermal thoracic tidal totalitarian touristic
    toxicological tribal tropical urban urological vascular ventricular verbal veterinary viral
    virological virtual visual vocational volcanic zoological
    """.split()
)
"""Adjectives that say what kind of thing a noun is: English never puts them after it."""

DOUBTFUL = frozenset(
    """
    central chemical classical commercial communist criminal executive local medical military
    musical private public republican socialist solar terrorist
    """.split()
)
"""Adjectives that are nouns as well, after a noun ("a film classical"? "a union local")."""

FRAMES = frozenset(
    """
    action agreement aid aircraft assembly attack bank base budget campaign ceremony company
    conflict convoy cooperation coup court education enterprise exercise force group health
    helicopter hospital industry interest intervention judge junta law leader ministry movement
    network offensive operation organisation organization parade party plane police power
    presence prison property regime research response school sector security service ship
    society spending support system target team television threat transport transportation
    treatment tribunal uniform unit university vehicle victory weapon zone
    """.split()
)
"""Singular nouns after which a doubtful one is an adjective all the same: "the sector public"."""

COMPANIONS = {
    **dict.fromkeys(
        """
        actual ambitious ancient big biggest common current deep first former future grave great
        greatest important largest last latest main major massive new next old
        previous principal profound recent second serious severe similar small strong third
        unprecedented various violent young
        """.split(),
        GENERAL,
    ),
    **dict.fromkeys(
        """
        allied armed chief democrat general high interior joint nationalist outer
        prime royal supreme
        """.split(),
        CLASSIFYING,
    ),
}
"""Adjectives that may follow a noun only beside one of the above: "forces armed Russian"."""

MISTAKEN = {
    # noun: (the adjective that it stands for, a source form)
    "academics": ("academic", "universitaires"),
    "allies": ("allied", "alliées"),
    "ally": ("allied", "alliée"),
    "armies": ("armed", "armées"),
    "army": ("armed", "armée"),
    "capitalists": ("capitalist", "capitalistes"),
    "chemists": ("chemical", "químicos"),
    "civilians": ("civilian", "civils"),
    "communists": ("communist", "communistes"),
    "conservatives": ("conservative", "conservateurs"),
    "criminals": ("criminal", "criminelles"),
    "critics": ("critical", "critiques"),
    "democrats": ("democratic", "démocrates"),
    "doctors": ("medical", "médicos"),
    "electronics": ("electronic", "électroniques"),
    "ethics": ("ethical", "éthiques"),
    "extremists": ("extremist", "extrémistes"),
    "insurgents": ("insurgent", "insurgées"),
    "islamists": ("Islamist", "islamistes"),
    "jihadists": ("jihadist", "jihadistes"),
    "liberals": ("liberal", "libérales"),
    "logistics": ("logistical", "logistiques"),
    "mechanics": ("mechanical", "mécaniques"),
    "mercenaries": ("mercenary", "mercenaires"),
    "militaries": ("military", "militaires"),
    "military": ("military", "militaire"),
    "militants": ("militant", "militantes"),
    "minorities": ("minority", "minoritaires"),
    "musicians": ("musical", "musicales"),
    "nationalists": ("nationalist", "nationalistes"),
    "nationals": ("national", "nationales"),
    "officials": ("official", "officielles"),
    "paramilitaries": ("paramilitary", "paramilitaires"),
    "peasants": ("peasant", "paysannes"),
    "politicians": ("political", "políticos"),
    "politics": ("political", "politiques"),
    "rebels": ("rebel", "rebelles"),
    "republicans": ("republican", "républicaines"),
    "reservists": ("reserve", "réservistes"),
    "royalists": ("royalist", "royalistes"),
    "scientists": ("scientific", "scientifiques"),
    "secrets": ("secret", "secrètes"),
    "separatists": ("separatist", "séparatistes"),
    "socialists": ("socialist", "socialistes"),
    "soldier": ("military", "militaire"),
    "soldiers": ("military", "militaires"),
    "students": ("student", "étudiantes"),
    "statistics": ("statistical", "statistiques"),
    "technicians": ("technical", "techniques"),
    "techniques": ("technical", "techniques"),
    "terrorists": ("terrorist", "terroristes"),
    "volunteers": ("volunteer", "volontaires"),
    "workers": ("workers’", "ouvrières"),
}
"""Nouns that an adjective or a participle of the source was mistaken for: "forces armées"."""

USUAL = {
    "climatic": "climate",
    "juridical": "legal",
    "migratory": "migration",
    "penitentiary": "prison",
    "sanitary": "health",
    "syndical": "union",
    "touristic": "tourist",
}
"""What English mostly says before a noun where the Romance languages have such an adjective."""

INSTITUTIONS = frozenset(
    """
    academy administration agency alliance ambassador army assembly association authority bank
    chamber championship chancellor church coalition commission committee community communities
    confederation congress constitution convention council court directorate embassy federation
    front fund government guard institute kingdom league minister ministry monarchy movement
    office organization organisation parliament party police president presidency republic
    revolution secretary senate society state tribunal union university
    """.split()
)
"""Nouns that are written with a capital as the name of an institution or an office."""

TRIGGERS = NATIONALITIES | SCOPES | RELATIONAL | DOUBTFUL


def rank(word: str) -> int | None:
    """The place of a lower-case adjective before its noun; None for any other word."""
    if word in NATIONALITIES:
        return NATIONAL
    if word in SCOPES:
        return SCOPE
    if word in RELATIONAL or word in DOUBTFUL:
        return CLASSIFYING
    return COMPANIONS.get(word)
