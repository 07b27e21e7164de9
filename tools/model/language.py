"""The language half of the model: tokenizer rules, lexeme norms, attribute ruler, lemmatizer. Readers are in src/parse.

    tokenizer.rules         JSON   patterns in the dialect of PCRE2, exceptions, reserved strings, norms (tokenizer_rules.cpp)
    attribute_ruler.rules   JSON   token patterns and what they set                                      (attribute_ruler.cpp)
    lemmatizer.rules        JSON   by part of speech: endings to replace, exceptions                     (lemmatizer.cpp)
    lemmatizer.index        u64    sorted hashes of "pos/lemma": the lemmas that are known
"""

import re
from re import _constants as pattern_constants
from re import _parser as pattern_parser

import numpy
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import get_string_id
from spacy.symbols import IDS, NORM, ORTH

from model.file_format import json_bytes
from model.hashes import word

LONGEST_SUFFIX = 16  # characters; tokenizer_rules.cpp looks at the last 64 bytes
UNBOUNDED_SUFFIXES = (r"\.\.+$",)  # a run of one character, for which the tokenizer looks further back


def add_language(file, nlp):
    lemmatizer = nlp.get_pipe("lemmatizer")
    file.add_blob("tokenizer.rules", json_bytes(tokenizer_rules(nlp)))
    file.add_blob("attribute_ruler.rules", json_bytes(attribute_rules(nlp.get_pipe("attribute_ruler"))))
    file.add_blob("lemmatizer.rules", json_bytes(lemma_rules(lemmatizer)))
    file.add_tensor("lemmatizer.index", lemma_index(lemmatizer))


def tokenizer_rules(nlp):
    tokenizer = nlp.tokenizer
    if tokenizer.token_match is not None:
        raise SystemExit("this tokenizer has a token_match pattern, which sitrep does not know")
    suffix = tokenizer.suffix_search.__self__.pattern
    check_suffixes(suffix)
    norms = {get_string_id(form): get_string_id(norm) for form, norm in BASE_NORMS.items()}
    norms |= {orth: get_string_id(norm) for orth, norm in nlp.vocab.lookups.get_table("lexeme_norm").items()}
    return {
        "prefix": translated(tokenizer.prefix_search.__self__.pattern),
        "suffix": translated(suffix),
        "infix": translated(tokenizer.infix_finditer.__self__.pattern),
        "url": translated(tokenizer.url_match.__self__.pattern),
        "exceptions": [[text, [exception_token(token) for token in tokens]] for text, tokens in sorted(tokenizer.rules.items())],
        "symbols": sorted(IDS.items()),
        "norms": sorted(norms.items()),
    }


def exception_token(token):
    """[form] or [form, norm]."""
    return [token[ORTH]] + ([token[NORM]] if NORM in token else [])


def translated(pattern):
    """Python's pattern in the dialect of PCRE2. Chunks have no white space inside, so \\S is any character."""
    pattern = pattern.removeprefix("(?u)").replace(r"\S", r"[\s\S]")
    pattern = re.sub(r"\\u([0-9A-Fa-f]{4})", r"\\x{\1}", pattern)
    return re.sub(r"\\U([0-9A-Fa-f]{8})", r"\\x{\1}", pattern)


def check_suffixes(pattern):
    """The tokenizer looks for suffixes in a chunk's end only, so that its time is linear: they must be short."""
    for alternative in split_alternatives(pattern):
        longest = pattern_parser.parse(alternative).getwidth()[1]
        if longest > LONGEST_SUFFIX and alternative not in UNBOUNDED_SUFFIXES:
            raise SystemExit(f"suffix pattern {alternative!r} may be {longest} characters long; {LONGEST_SUFFIX} are allowed")


def split_alternatives(pattern):
    """The alternatives at the outermost level."""
    depth, in_class, start, at = 0, False, 0, 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
            at += pattern.startswith("[]", at) or pattern.startswith("[^]", at) and 2
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
        at += 1
    yield pattern[start:]


def attribute_rules(ruler):
    """Each rule: the token patterns (any of them), what to set, on which of the matched tokens."""
    return [{"patterns": [[token_test(token) for token in pattern] for pattern in rule["patterns"]], "set": rule["attrs"], "index": rule["index"]}
            for rule in ruler.patterns]


def token_test(token):
    """{attribute: value or test} as {attribute: {"in" or "not_in": [values]}}; IS_SPACE stays true or false."""
    return {attribute: test if attribute == "IS_SPACE" else value_test(attribute, test) for attribute, test in token.items()}


def value_test(attribute, test):
    if isinstance(test, str):
        return {"in": [test]}
    ((operator, values),) = test.items()
    if operator == "REGEX":
        return {"in": sorted(set(words_of(pattern_parser.parse(values))))}
    if operator in ("IN", "NOT_IN"):
        return {operator.lower(): values}
    raise SystemExit(f"the attribute ruler tests {attribute} by {operator}, which sitrep does not know")


def words_of(nodes):
    """The words that a small regular expression matches: letters, sets of letters, optional letters."""
    words = [""]
    for operator, argument in nodes:
        if operator is pattern_constants.AT:
            parts = [""]
        elif operator is pattern_constants.LITERAL:
            parts = [chr(argument)]
        elif operator is pattern_constants.IN and all(kind is pattern_constants.LITERAL for kind, _ in argument):
            parts = [chr(letter) for _, letter in argument]
        elif operator is pattern_constants.MAX_REPEAT and argument[:2] == (0, 1):
            parts = ["", *words_of(argument[2])]
        else:
            raise SystemExit(f"the attribute ruler has a pattern with {operator}, which sitrep does not know")
        words = [word + part for word in words for part in parts]
    return words


POS_WITH_LEMMA_RULES = "adj adp adv aux cconj det intj noun num part pron propn punct sconj sym verb x".split()


def lemma_rules(lemmatizer):
    if lemmatizer.mode != "rule":
        raise SystemExit(f"this lemmatizer works by {lemmatizer.mode}; sitrep knows the mode 'rule'")
    rules, exceptions = lemmatizer.lookups.get_table("lemma_rules"), lemmatizer.lookups.get_table("lemma_exc")
    return {
        pos: {"rules": rules.get(pos, []), "exceptions": sorted(exceptions.get(pos, {}).items())}
        for pos in POS_WITH_LEMMA_RULES
        if pos in rules or pos in exceptions or pos in lemmatizer.lookups.get_table("lemma_index")
    }


def lemma_index(lemmatizer):
    """Known lemmas: sorted hashes of "pos/lemma"."""
    index = lemmatizer.lookups.get_table("lemma_index")
    hashes = sorted(word(f"{pos}/{form}") for pos in POS_WITH_LEMMA_RULES for form in index.get(pos, ()))
    return numpy.array(hashes, dtype="uint64")
