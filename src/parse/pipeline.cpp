// SPDX-License-Identifier: Apache-2.0
// The steps from text to document, over batches that fill the matrix products.
#include "parse/pipeline.h"

#include <cstring>
#include <optional>
#include <utility>

#include "nn/model_file.h"
#include "parse/attribute_ruler.h"
#include "parse/lemmatizer.h"
#include "parse/network.h"
#include "parse/tokenizer.h"
#include "parse/truecase.h"

namespace sitrep {

namespace {

constexpr std::size_t sure_of_capital = capital_chances - 1;  // as at the beginning of a sentence
constexpr std::size_t batch_bytes = 6000;  // about 1,200 tokens: several matrix blocks, and buffers of some megabytes

}  // namespace

struct Pipeline::Parts {
  explicit Parts(const std::filesystem::path& path) : model(path), network(model), tokenizer(model.blob("tokenizer.rules")), ruler(model.blob("attribute_ruler.rules")),
        lemmatizer(model.blob("lemmatizer.rules"), model.tensor<std::uint64_t>("lemmatizer.index").flat()), truecaser(model) {}

  ModelFile model;
  Network network;
  Tokenizer tokenizer;
  AttributeRuler ruler;
  Lemmatizer lemmatizer;
  Truecaser truecaser;
};

struct Pipeline::Scratch::Parts {
  explicit Parts(const Tokenizer& tokenizer) : words(tokenizer) {}

  Tokenizer::Cache words;
  Network::Memory network;
  Lemmatizer::Cache lemmas;
  std::vector<Inflection> inflections;
  std::vector<std::vector<RawToken>> tokens;         // of the batch's documents
  std::vector<std::optional<std::string>> restored;  // their texts, where case was restored
  std::vector<RawToken> first_tokens;                // of a text before the case network has read it
};

Pipeline::Scratch::Scratch(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Pipeline::Scratch::~Scratch() = default;
Pipeline::Scratch::Scratch(Scratch&&) noexcept = default;

Pipeline::Pipeline(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;

Pipeline Pipeline::load(const std::filesystem::path& model) { return Pipeline(std::make_unique<const Parts>(model)); }

std::string_view Pipeline::model_name() const { return parts_->model.name(); }
std::string_view Pipeline::model_revision() const { return parts_->model.revision(); }
std::uint64_t Pipeline::model_checksum() const { return parts_->model.checksum(); }

Pipeline::Scratch Pipeline::new_scratch() const { return Scratch(std::make_unique<Scratch::Parts>(parts_->tokenizer)); }

namespace {

/// `printed` is the report's text, `parsed` the same with its case restored.
void add_tokens(std::string_view printed, std::string_view parsed, const std::vector<RawToken>& raw, Document& document) {
  document.text = printed;
  document.tokens.resize(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    Token& token = document.tokens[i];
    token.span = raw[i].span;
    token.space_after = raw[i].space_after;
    token.text = token.span.of(parsed);
    token.lower = raw[i].lexeme->lower;
    token.lower_hash = raw[i].lexeme->lower_hash;
  }
}

/// Each token's hint is of the word that begins in it, or else of the word that it is part of.
void note_case_hints(const RestoredText& restored, std::vector<RawToken>& tokens) {
  std::size_t word = 0;
  std::uint8_t chance = 0;
  for (RawToken& token : tokens) {
    bool is_first = true;
    for (; word < restored.words.size() && restored.words[word].at < token.span.end; ++word)
      if (restored.words[word].at < token.span.begin || std::exchange(is_first, false)) chance = restored.words[word].chance;
    token.case_hint = static_cast<std::uint8_t>(chance + capital_chances * static_cast<std::size_t>(case_of(token.span.of(restored.text))));
  }
}

/// Copies what must outlive this batch into the document's own strings: words in lower case, lemmas, restored text.
void own_strings(Document& document) {
  std::size_t size = 0;
  for (const Token& token : document.tokens) size += token.text.size() + token.lower.size() + token.lemma.size();
  document.strings.push_back(std::make_unique_for_overwrite<char[]>(size));
  char* to = document.strings.back().get();
  const auto owned = [&to](std::string_view text, std::string_view same) {
    if (text == same) return same;
    std::memcpy(to, text.data(), text.size());
    to += text.size();
    return std::string_view(to - text.size(), text.size());
  };
  for (Token& token : document.tokens) {
    token.text = owned(token.text, token.span.of(document.text));
    token.lower = owned(token.lower, token.text);
    token.lemma = owned(token.lemma, token.lemma_hash == token.lower_hash ? token.lower : token.text);
  }
}

void add_sentences(Document& document) {
  document.sentence_of.resize(document.tokens.size());
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    if (i == 0 || document.tokens[i].sentence_begins) document.sentences.push_back({i, i});
    document.sentences.back().end = i + 1;
    document.sentence_of[i] = static_cast<std::uint32_t>(document.sentences.size() - 1);
  }
}

}  // namespace

/// The text in its usual case where it is printed otherwise: as the truecaser has it, but where the model has a case network,
/// tokens of which the truecaser is not sure are as that finds them.
std::optional<std::string> Pipeline::restored(std::string_view text, Scratch& scratch) const {
  std::optional<RestoredText> restored = parts_->truecaser.restored(text);
  if (!restored) return std::nullopt;
  Scratch::Parts& memory = *scratch.parts_;
  if (!parts_->network.knows_case()) return std::move(restored->text);
  parts_->tokenizer.tokenize(restored->text, memory.words, memory.first_tokens);
  note_case_hints(*restored, memory.first_tokens);
  const CaseChances* scores = parts_->network.case_scores(memory.first_tokens, memory.network);
  for (const RawToken& token : memory.first_tokens) {
    const std::size_t chance = token.case_hint % capital_chances;
    if (chance != 0 && chance != sure_of_capital) rewrite(restored->text, text, token.span, likeliest(*scores));
    ++scores;
  }
  return std::move(restored->text);
}

std::vector<Document> Pipeline::parse(std::span<const std::string_view> texts, Scratch& scratch, ParseOptions options) const {
  Scratch::Parts& memory = *scratch.parts_;
  std::vector<Document> documents(texts.size());
  for (std::size_t first = 0; first < texts.size();) {
    if (memory.words.trim()) {
      memory.network.forget_words();
      memory.lemmas.clear();
    }
    std::size_t end = first;
    for (std::size_t bytes = 0; end < texts.size() && bytes < batch_bytes; ++end) bytes += texts[end].size();
    if (memory.tokens.size() < end - first) {
      memory.tokens.resize(end - first);
      memory.restored.resize(end - first);
    }
    for (std::size_t i = first; i < end; ++i) {
      std::vector<RawToken>& raw = memory.tokens[i - first];
      std::optional<std::string>& restored_text = memory.restored[i - first];
      restored_text = options.restore_case ? restored(texts[i], scratch) : std::nullopt;
      const std::string_view parsed = restored_text ? std::string_view(*restored_text) : texts[i];
      parts_->tokenizer.tokenize(parsed, memory.words, raw);
      add_tokens(texts[i], parsed, raw, documents[i]);
    }
    const auto batch = std::span(documents).subspan(first, end - first);
    parts_->network.annotate(std::span(memory.tokens).first(end - first), batch, memory.network);
    for (std::size_t i = first; i < end; ++i) {
      Document& document = documents[i];
      parts_->ruler.apply(memory.tokens[i - first], document.tokens, memory.inflections);
      parts_->lemmatizer.apply(document.tokens, memory.inflections, memory.lemmas);
      own_strings(document);
      add_sentences(document);
    }
    first = end;
  }
  return documents;
}

Document Pipeline::parse(std::string_view text, Scratch& scratch, ParseOptions options) const {
  return std::move(parse(std::span(&text, 1), scratch, options)[0]);
}

Document Pipeline::parse(std::string_view text) const {
  Scratch scratch = new_scratch();
  return parse(text, scratch);
}

}  // namespace sitrep
