// SPDX-License-Identifier: Apache-2.0
// The learned parts, one after another, over a batch of documents.
#include "parse/network.h"

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"

namespace sitrep {

/// The model's section "network.json".
struct Network::Plan {
  EmbeddingPlan syntax, entities;
  std::vector<Tag> tags;
  std::vector<std::string> parser_moves, entity_moves;
};

namespace {

WordFeature feature_named(const std::string& name) {
  constexpr std::string_view names[] = {"NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"};
  for (std::size_t i = 0; i < std::size(names); ++i) {
    if (names[i] == name) return static_cast<WordFeature>(i);
  }
  throw Error(format("the language model embeds words by '{}', which sitrep does not know", name));
}

EmbeddingPlan embedding_plan(const Json& json) {
  EmbeddingPlan plan;
  for (const auto& name : json.at("attributes")) plan.features.push_back(feature_named(name.get<std::string>()));
  plan.seeds = json.at("seeds").get<std::vector<std::uint32_t>>();
  plan.vectors = json.at("vectors").get<bool>();
  return plan;
}

std::vector<Tag> tags_named(const Json& names) {
  std::vector<Tag> tags;
  for (const auto& name : names) {
    const auto tag = tag_from_name(name.get<std::string>());
    if (!tag) throw Error(format("the language model has an unknown tag '{}'", name.get<std::string>()));
    tags.push_back(*tag);
  }
  return tags;
}

Affine tagger_of(const ModelFile& model, std::size_t tags) {
  return Affine(model.floats("tagger.W", {tags, token_width, 1, 1}), token_width, model.floats("tagger.b", {tags, 1, 1, 1}));
}

std::size_t count_tokens(std::span<const Document> documents) {
  std::size_t count = 0;
  for (const Document& document : documents) count += document.tokens.size();
  return count;
}

void note_spaces(const std::vector<RawToken>& tokens, std::vector<char>& is_space) {
  is_space.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) is_space[i] = tokens[i].lexeme->is_space;
}

}  // namespace

Network::Network(const ModelFile& model) : Network(model, [&] {
  const Json json = parse_json(model.blob("network.json"), "network.json of the language model");
  return Plan{embedding_plan(json.at("tok2vec")), embedding_plan(json.at("ner")), tags_named(json.at("tagger")),
              json.at("parser").get<std::vector<std::string>>(), json.at("entities").get<std::vector<std::string>>()};
}()) {}

Network::Network(const ModelFile& model, const Plan& plan)
    : syntax_encoder_(model, "tok2vec", "tok2vec", plan.syntax),
      entity_encoder_(model, "ner", "ner", plan.entities),
      tagger_(tagger_of(model, plan.tags.size())),
      tags_(plan.tags),
      parser_(model, plan.parser_moves),
      recogniser_(model, plan.entity_moves) {
  if (model.has("case.scores.W")) {
    case_encoder_.emplace(model, "case", "ner", plan.entities);
    case_scores_.emplace(model.floats("case.scores.W", {case_count, token_width, 1, 1}), token_width, model.floats("case.scores.b", {case_count, 1, 1, 1}));
  }
}

const CaseChances* Network::case_scores(const std::vector<RawToken>& tokens, Memory& memory) const {
  memory.case_scores.resize(Affine::room_for(tokens.size()));
  if (tokens.empty()) return memory.case_scores.data();
  case_scores_->apply(case_encoder_->encode(std::span(&tokens, 1), memory.case_encoder), tokens.size(), memory.case_scores.data()->data());
  return memory.case_scores.data();
}

void Network::annotate(std::span<const std::vector<RawToken>> tokens, std::span<Document> documents, Memory& memory) const {
  if (count_tokens(documents) == 0) return;
  const float* vectors = syntax_encoder_.encode(tokens, memory.syntax_encoder);
  tag(vectors, documents, memory);
  parse(vectors, tokens, documents, memory);
  vectors = entity_encoder_.encode(tokens, memory.entity_encoder);
  find_entities(vectors, tokens, documents, memory);
}

void Network::tag(const float* vectors, std::span<Document> documents, Memory& memory) const {
  const std::size_t count = count_tokens(documents);
  memory.tag_scores.resize(Affine::room_for(count) * tags_.size());
  tagger_.apply(vectors, count, memory.tag_scores.data());
  const float* scores = memory.tag_scores.data();
  for (Document& document : documents) {
    for (Token& token : document.tokens) {
      token.tag = tags_[first_of_greatest(scores, 0, tags_.size())];
      scores += tags_.size();
    }
  }
}

void Network::parse(const float* vectors, std::span<const std::vector<RawToken>> tokens, std::span<Document> documents,
                    Memory& memory) const {
  parser_.network().prepare(vectors, count_tokens(documents), memory.contributions);
  std::size_t first = 0;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    std::vector<Token>& annotated = documents[d].tokens;
    note_spaces(tokens[d], memory.is_space);
    parser_.parse(annotated.size(), parser_.network().document_at(memory.contributions, first), memory.parser);
    build_trees(memory.parser.state, memory.is_space, memory.trees);
    for (std::size_t i = 0; i < annotated.size(); ++i) {
      annotated[i].head = memory.trees.heads[i];
      annotated[i].dep = memory.trees.deps[i];
      annotated[i].sentence_begins = memory.trees.sentence_begins[i] != 0;
    }
    first += annotated.size();
  }
}

void Network::find_entities(const float* vectors, std::span<const std::vector<RawToken>> tokens, std::span<Document> documents,
                            Memory& memory) const {
  recogniser_.network().prepare(vectors, count_tokens(documents), memory.contributions);
  std::size_t first = 0;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    Document& document = documents[d];
    note_spaces(tokens[d], memory.is_space);
    memory.sentence_begins.resize(document.tokens.size());
    for (std::size_t i = 0; i < document.tokens.size(); ++i) memory.sentence_begins[i] = document.tokens[i].sentence_begins;
    recogniser_.find(memory.is_space, memory.sentence_begins, recogniser_.network().document_at(memory.contributions, first),
                     memory.entity_scores, document.entities);
    for (const NamedEntity& entity : document.entities) {
      for (std::uint32_t i = entity.tokens.begin; i < entity.tokens.end; ++i) document.tokens[i].entity = entity.label;
      document.tokens[entity.tokens.begin].entity_begins = true;
    }
    first += document.tokens.size();
  }
}

}  // namespace sitrep
