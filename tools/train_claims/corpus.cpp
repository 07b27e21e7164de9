// SPDX-License-Identifier: Apache-2.0
#include "corpus.h"

#include "base/file.h"
#include "base/json.h"
#include "base/strings.h"
#include "parse/paragraphs.h"

namespace sitrep::training {
namespace {

std::set<std::uint32_t> tokens_in(const Document& document, const Json& pieces) {
  std::set<std::uint32_t> tokens;
  for (const Json& piece : pieces) {
    const Span span{piece[0].get<std::uint32_t>(), piece[1].get<std::uint32_t>()};
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i)
      if (document.tokens[i].span.overlaps(span)) tokens.insert(i);
  }
  return tokens;
}

void mark(const std::set<std::uint32_t>& tokens, Label first, Label further, std::vector<Label>& labels) {
  for (const std::uint32_t i : tokens) labels[i] = tokens.contains(i - 1) ? further : first;
}

std::unique_ptr<Article> article_of(const Json& line, const Pipeline& pipeline, Pipeline::Scratch& scratch) {
  auto article = std::make_unique<Article>();
  article->id = line["id"];
  article->text = line["text"];
  const std::string_view text = article->text;
  article->document = std::move(parse_by_paragraph(pipeline, std::span(&text, 1), scratch).front());
  article->tree = std::make_unique<Tree>(article->document);
  for (const Json& one : line["attributions"])
    article->gold.push_back({tokens_in(article->document, one["source"]), tokens_in(article->document, one["cue"]), tokens_in(article->document, one["content"])});
  article->labels.resize(article->document.tokens.size(), Label::outside);
  for (const GoldAttribution& g : article->gold) mark(g.content, Label::content_first, Label::content, article->labels);
  for (const GoldAttribution& g : article->gold) mark(g.source, Label::source_first, Label::source, article->labels);
  for (const GoldAttribution& g : article->gold) mark(g.cue, Label::cue_first, Label::cue, article->labels);
  return article;
}

}  // namespace

std::vector<std::unique_ptr<Article>> read_corpus(const std::filesystem::path& path, const Pipeline& pipeline) {
  std::vector<std::unique_ptr<Article>> articles;
  Pipeline::Scratch scratch = pipeline.new_scratch();
  const std::string text = read_file(path);
  for (const std::string_view line : split(text, '\n'))
    if (!trimmed(line).empty()) articles.push_back(article_of(parse_json(line, path.string()), pipeline, scratch));
  return articles;
}

}  // namespace sitrep::training
