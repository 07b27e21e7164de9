// SPDX-License-Identifier: Apache-2.0
#include "parse/paragraphs.h"

#include <algorithm>

#include "base/strings.h"

namespace sitrep {
namespace {

/// The stretches between empty lines, without the white space around them.
void add_paragraphs(std::string_view text, std::vector<std::string_view>& paragraphs) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    while (begin < text.size() && is_space(text[begin])) ++begin;
    std::size_t end = begin;
    for (std::size_t line_end = begin; end == begin && line_end < text.size();) {
      line_end = std::min(text.find('\n', line_end), text.size());
      std::size_t next = line_end;
      while (next < text.size() && is_space(text[next])) ++next;
      const std::string_view gap = text.substr(line_end, next - line_end);
      if (next == text.size() || gap.find('\n', 1) != std::string_view::npos) end = line_end;
      line_end = next;
    }
    if (end > begin) paragraphs.push_back(text.substr(begin, end - begin));
    begin = end == begin ? text.size() : end;
  }
}

constexpr std::uint32_t longest_sentence = 400;  // tokens; people write no longer ones, and what relates all words of a sentence would cost the square of it

/// A list or a table of a hundred thousand words without a full stop is not one sentence: it is cut between names, and words
/// whose head lies in another piece become roots.
void cut_endless_sentences(Document& d) {
  std::vector<TokenRange> pieces;
  for (TokenRange rest : d.sentences) {
    while (rest.size() > longest_sentence) {
      std::uint32_t cut = rest.begin + longest_sentence;
      const auto is_inside_name = [&](std::uint32_t i) { return d.tokens[i].entity != EntityLabel::none && !d.tokens[i].entity_begins; };
      while (cut > rest.begin + 1 && is_inside_name(cut)) --cut;
      pieces.push_back({rest.begin, cut});
      rest.begin = cut;
    }
    pieces.push_back(rest);
  }
  if (pieces.size() == d.sentences.size()) return;
  d.sentences = std::move(pieces);
  for (std::uint32_t s = 0; s < d.sentences.size(); ++s) {
    d.tokens[d.sentences[s].begin].sentence_begins = true;
    for (std::uint32_t i = d.sentences[s].begin; i < d.sentences[s].end; ++i) {
      d.sentence_of[i] = s;
      if (d.sentences[s].contains(d.tokens[i].head)) continue;
      d.tokens[i].head = i;
      d.tokens[i].dep = Dep::root;
    }
  }
}

/// Appends a paragraph's document to the report's.
void join(Document& whole, Document&& part) {
  const auto shift = static_cast<std::uint32_t>(part.text.data() - whole.text.data());
  const auto first = static_cast<std::uint32_t>(whole.tokens.size());
  const auto first_sentence = static_cast<std::uint32_t>(whole.sentences.size());
  for (Token& token : part.tokens) {
    token.span = {token.span.begin + shift, token.span.end + shift};
    token.head += first;
    whole.tokens.push_back(token);
  }
  for (const TokenRange sentence : part.sentences) whole.sentences.push_back({sentence.begin + first, sentence.end + first});
  for (const NamedEntity& entity : part.entities) whole.entities.push_back({{entity.tokens.begin + first, entity.tokens.end + first}, entity.label});
  for (const std::uint32_t sentence : part.sentence_of) whole.sentence_of.push_back(sentence + first_sentence);
  for (auto& strings : part.strings) whole.strings.push_back(std::move(strings));
}

}  // namespace

std::vector<Document> parse_by_paragraph(const Pipeline& pipeline, std::span<const std::string_view> texts, Pipeline::Scratch& scratch, std::span<const std::size_t> story_begins) {
  std::vector<std::string_view> paragraphs;
  std::vector<std::size_t> end_of_dateline, end_of;  // of each text, in `paragraphs`
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::size_t begin = story_begins.empty() ? 0 : story_begins[i];
    add_paragraphs(texts[i].substr(0, begin), paragraphs);
    end_of_dateline.push_back(paragraphs.size());
    add_paragraphs(texts[i].substr(begin), paragraphs);
    end_of.push_back(paragraphs.size());
  }
  std::vector<Document> parts = pipeline.parse(paragraphs, scratch);
  std::vector<Document> documents(texts.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents[i].text = texts[i];
    for (; next < end_of[i]; ++next) {
      if (next == end_of_dateline[i]) documents[i].first_of_story = static_cast<std::uint32_t>(documents[i].sentences.size());
      join(documents[i], std::move(parts[next]));
    }
    cut_endless_sentences(documents[i]);
  }
  return documents;
}

}  // namespace sitrep
