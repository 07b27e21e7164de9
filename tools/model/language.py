"""The language half of the model: tokenizer rules, lexeme norms, attribute ruler, lemmatizer. Readers are in src/parse."""


def add_language(file, nlp):
    pass
