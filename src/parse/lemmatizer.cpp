// SPDX-License-Identifier: Apache-2.0
#include "parse/lemmatizer.h"

#include <algorithm>

#include "base/characters.h"
#include "base/error.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep {
namespace {

constexpr std::size_t pos_count = static_cast<std::size_t>(Pos::X) + 1;

/// The hash under which the model's lists have a form: "noun/men".
Word key_of(Pos pos, std::string_view form) { return word(lowered(name_of(pos)) + "/" + std::string(form)); }

bool is_all_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!unicode::is_letter(next_code_point(text, at))) return false;
  return !text.empty();
}

Pos pos_of(std::string_view lower_name) {
  std::string name(lower_name);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return to_upper(c); });
  const std::optional<Pos> pos = pos_from_name(name);
  if (!pos) throw Error(format("the model's lemmatizer has rules for '{}', which is no part of speech", lower_name));
  return *pos;
}

}  // namespace

Lemmatizer::Lemmatizer(std::string_view rules, std::span<const std::uint64_t> index) try : endings_(pos_count), index_(index) {
  const Json json = parse_json(rules, "the model's section lemmatizer.rules");
  for (const auto& [name, lists] : json.items()) {
    const Pos pos = pos_of(name);
    endings_[static_cast<std::size_t>(pos)] = lists.at("rules").get<Endings>();
    for (const Json& exception : lists.at("exceptions"))
      exceptions_.emplace(key_of(pos, exception.at(0).get<std::string>()), exception.at(1).get<std::vector<std::string>>());
  }
} catch (const Json::exception& fault) {
  throw Error(format("the model's section lemmatizer.rules is not what this program reads ({}); convert the model again", fault.what()));
}

bool Lemmatizer::is_known(Pos pos, std::string_view form) const {
  return std::binary_search(index_.begin(), index_.end(), static_cast<std::uint64_t>(key_of(pos, form)));
}

std::string Lemmatizer::lemma(std::string_view text, Pos pos, Inflection inflection) const {
  if (pos == Pos::none || pos == Pos::SPACE || inflection.is_base_form(pos)) return unicode::lowered(text);
  if (!endings_[static_cast<std::size_t>(pos)]) return pos == Pos::PROPN ? std::string(text) : unicode::lowered(text);
  return by_rules(text, pos);
}

/// Candidates in the order in which the model prefers them: its exceptions, then known lemmas, the last ending's first,
/// then what is no plain word; any other word only when there are none of these.
std::string Lemmatizer::by_rules(std::string_view text, Pos pos) const {
  const std::string lower = unicode::lowered(text);
  std::vector<std::string> candidates;
  std::string any_word;
  const auto contains = [&](const std::string& form) { return std::find(candidates.begin(), candidates.end(), form) != candidates.end(); };
  for (const auto& [ending, replacement] : *endings_[static_cast<std::size_t>(pos)]) {
    if (!lower.ends_with(ending)) continue;
    const std::string form = lower.substr(0, lower.size() - ending.size()) + replacement;
    if (form.empty()) continue;
    if (is_known(pos, form)) candidates.insert(candidates.begin(), form);
    else if (!is_all_letters(form)) candidates.push_back(form);
    else if (any_word.empty()) any_word = form;
  }
  if (const auto exception = exceptions_.find(key_of(pos, lower)); exception != exceptions_.end())
    for (const std::string& form : exception->second)
      if (!contains(form)) candidates.insert(candidates.begin(), form);
  if (!candidates.empty()) return candidates.front();
  return any_word.empty() ? std::string(text) : any_word;
}

void Lemmatizer::apply(std::span<Token> tokens, std::span<const Inflection> inflections, Cache& cache) const {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    Token& token = tokens[at];
    if (!token.lemma.empty()) continue;
    const bool is_base = inflections[at].is_base_form(token.pos);
    const std::uint64_t key = static_cast<std::uint64_t>(word(token.text)) * 64 + static_cast<std::uint64_t>(token.pos) * 2 + is_base;
    const auto [entry, is_new] = cache.lemmas_.try_emplace(key);
    if (is_new) {
      entry->second.text = lemma(token.text, token.pos, inflections[at]);
      entry->second.hash = word(entry->second.text);
    }
    token.lemma = entry->second.text;
    token.lemma_hash = entry->second.hash;
  }
}

}  // namespace sitrep
