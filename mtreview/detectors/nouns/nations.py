"""Countries with their adjectives and their people: "Poland", "Polish", "a Pole", "Poles"."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nation:
    """A country, its adjective, one of its people and several of them."""

    country: str
    adjective: str
    person: str
    people: str


# Country, adjective; person and people where they differ from the adjective and its plural.
# States whose name is a family name or another place (Georgia, Chad), and those whose name is used
# as an adjective (Kosovo, Singapore), are left out, as are names of several words.
_TABLE = """
Afghanistan Afghan
Albania Albanian
Algeria Algerian
Angola Angolan
Argentina Argentine Argentine Argentines
Armenia Armenian
Australia Australian
Austria Austrian
Azerbaijan Azerbaijani
Bangladesh Bangladeshi
Belarus Belarusian
Belgium Belgian
Bolivia Bolivian
Bosnia Bosnian
Botswana Botswanan
Brazil Brazilian
Britain British Briton Britons
Bulgaria Bulgarian
Cambodia Cambodian
Cameroon Cameroonian
Canada Canadian
Chile Chilean
China Chinese - -
Colombia Colombian
Croatia Croatian
Cuba Cuban
Cyprus Cypriot
Czechia Czech
Denmark Danish Dane Danes
Ecuador Ecuadorian
Egypt Egyptian
England English - -
Eritrea Eritrean
Estonia Estonian
Ethiopia Ethiopian
Finland Finnish Finn Finns
France French Frenchman -
Germany German
Ghana Ghanaian
Greece Greek
Guatemala Guatemalan
Haiti Haitian
Honduras Honduran
Hungary Hungarian
Iceland Icelandic Icelander Icelanders
India Indian
Indonesia Indonesian
Iran Iranian
Iraq Iraqi
Ireland Irish Irishman -
Israel Israeli
Italy Italian
Jamaica Jamaican
Japan Japanese - -
Kazakhstan Kazakh
Kenya Kenyan
Kuwait Kuwaiti
Kyrgyzstan Kyrgyz - -
Latvia Latvian
Lebanon Lebanese - -
Liberia Liberian
Libya Libyan
Lithuania Lithuanian
Madagascar Malagasy - -
Malaysia Malaysian
Mali Malian
Mauritania Mauritanian
Mexico Mexican
Moldova Moldovan
Mongolia Mongolian
Montenegro Montenegrin
Morocco Moroccan
Mozambique Mozambican
Myanmar Burmese - -
Namibia Namibian
Nepal Nepali
Nicaragua Nicaraguan
Nigeria Nigerian
Norway Norwegian
Oman Omani
Pakistan Pakistani
Panama Panamanian
Paraguay Paraguayan
Peru Peruvian
Poland Polish Pole Poles
Portugal Portuguese - -
Qatar Qatari
Romania Romanian
Russia Russian
Rwanda Rwandan
Scotland Scottish Scot Scots
Senegal Senegalese - -
Serbia Serbian
Slovakia Slovak
Slovenia Slovenian
Somalia Somali
Spain Spanish Spaniard Spaniards
Sudan Sudanese - -
Sweden Swedish Swede Swedes
Switzerland Swiss - -
Syria Syrian
Taiwan Taiwanese - -
Tajikistan Tajik
Tanzania Tanzanian
Thailand Thai
Tunisia Tunisian
Turkey Turkish Turk Turks
Uganda Ugandan
Ukraine Ukrainian
Uruguay Uruguayan
Uzbekistan Uzbek
Venezuela Venezuelan
Vietnam Vietnamese - -
Wales Welsh Welshman -
Yemen Yemeni
Zambia Zambian
Zimbabwe Zimbabwean
"""


def _nation(line: str) -> Nation:
    country, adjective, *people = line.split()
    one, many = people or (adjective, f"{adjective}s")
    return Nation(country, adjective, one.strip("-"), many.strip("-"))


NATIONS = tuple(_nation(line) for line in _TABLE.strip().splitlines())
BY_COUNTRY = {nation.country.lower(): nation for nation in NATIONS}
BY_ADJECTIVE = {nation.adjective.lower(): nation for nation in NATIONS}

SPEECHLESS = frozenset(
    """
    afghan algerian angolan argentine australian austrian bangladeshi belgian bolivian bosnian
    brazilian british cameroonian canadian chilean colombian cuban cypriot ecuadorian egyptian
    eritrean ethiopian ghanaian guatemalan haitian honduran indian iranian iraqi israeli jamaican
    kenyan kuwaiti lebanese liberian libyan malaysian malian mauritanian mexican moroccan mozambican
    namibian nicaraguan nigerian omani pakistani panamanian paraguayan peruvian qatari rwandan
    senegalese sudanese swiss syrian taiwanese tanzanian tunisian ugandan uruguayan venezuelan
    yemeni zambian zimbabwean
    """.split()
)
"""Adjectives that name no language, and so cannot follow a preposition alone."""
