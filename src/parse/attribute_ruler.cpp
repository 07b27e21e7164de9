// SPDX-License-Identifier: Apache-2.0
#include "parse/attribute_ruler.h"

#include <algorithm>

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"

namespace sitrep {
namespace {

constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::open_quote) + 1;
static_assert(tag_count <= 64 && static_cast<std::size_t>(Dep::xcomp) < 64, "label sets are masks of 64 bits");

template <class Label>
constexpr std::uint64_t bit(Label label) {
  return 1ULL << static_cast<unsigned>(label);
}

/// The set that {"in": […]} or {"not_in": […]} means. A label that this program never gives (a tag of another treebank)
/// is in no set.
template <class Label>
std::uint64_t mask(const Json& test, std::optional<Label> (*from_name)(std::string_view)) {
  std::uint64_t labels = 0;
  const bool is_negative = test.contains("not_in");
  for (const Json& name : test.at(is_negative ? "not_in" : "in"))
    if (const auto label = from_name(name.get<std::string>())) labels |= bit(*label);
  return is_negative ? ~labels : labels;
}

template <class Label>
Label required(const Json& name, std::optional<Label> (*from_name)(std::string_view)) {
  const auto label = from_name(name.get<std::string>());
  if (!label) throw Error(format("the model's attribute ruler sets the label '{}', which this program does not know", name.get<std::string>()));
  return *label;
}

}  // namespace

struct AttributeRuler::Reader {
  static Rule rule(const Json& json) {
    Rule rule;
    for (const auto& [key, value] : json.items()) {
      if (key == "POS") rule.pos = required<Pos>(value, pos_from_name);
      else if (key == "TAG") rule.tag = required<Tag>(value, tag_from_name);
      else if (key == "DEP") rule.dep = required<Dep>(value, dep_from_name);
      else if (key == "MORPH") rule.inflection = Inflection(value.get<std::string>());
      else if (key == "LEMMA") rule.lemma = value.get<std::string>();
      else throw Error(format("the model's attribute ruler sets {}; this program knows POS TAG DEP MORPH LEMMA", key));
    }
    rule.lemma_hash = word(rule.lemma);
    return rule;
  }

  static TokenTest test(const Json& json) {
    TokenTest test;
    for (const auto& [key, value] : json.items()) {
      if (key == "TAG") test.tags = mask<Tag>(value, tag_from_name);
      else if (key == "DEP") test.deps = mask<Dep>(value, dep_from_name);
      else if (key == "IS_SPACE") test.is_space = value.get<bool>();
      else if (key == "LOWER") for (const Json& text : value.at("in")) test.words.push_back(word(text.get<std::string>()));
      else throw Error(format("the model's attribute ruler tests {}; this program knows TAG DEP LOWER IS_SPACE", key));
    }
    return test;
  }

  static Pattern pattern(const Json& json, std::uint32_t rule, std::uint32_t target) {
    Pattern pattern{rule, target, 0, {}};
    for (const Json& token : json) pattern.tests.push_back(test(token));
    const auto anchor = std::find_if(pattern.tests.begin(), pattern.tests.end(), [](const TokenTest& t) { return !t.words.empty(); });
    if (anchor != pattern.tests.end()) pattern.anchor = static_cast<std::uint32_t>(anchor - pattern.tests.begin());
    if (target >= pattern.tests.size() || (pattern.tests.size() > 1 && anchor == pattern.tests.end()))
      throw Error("the model's attribute ruler has a pattern of several tokens without a word, or sets a token outside of it");
    return pattern;
  }
};

AttributeRuler::AttributeRuler(std::string_view rules) try : by_tag_(tag_count) {
  for (const Json& json : parse_json(rules, "the model's section attribute_ruler.rules")) {
    for (const Json& pattern : json.at("patterns")) {
      patterns_.push_back(Reader::pattern(pattern, static_cast<std::uint32_t>(rules_.size()), json.at("index").get<std::uint32_t>()));
      index(static_cast<std::uint32_t>(patterns_.size() - 1));
    }
    rules_.push_back(Reader::rule(json.at("set")));
  }
} catch (const Json::exception& fault) {
  throw Error(format("the model's section attribute_ruler.rules is not what this program reads ({}); convert the model again", fault.what()));
}

void AttributeRuler::index(std::uint32_t number) {
  const Pattern& pattern = patterns_[number];
  const TokenTest& anchor = pattern.tests[pattern.anchor];
  for (const Word w : anchor.words) by_word_[w].push_back(number);
  if (!anchor.words.empty()) return;
  for (std::size_t tag = 0; tag < tag_count; ++tag)
    if (anchor.tags >> tag & 1) by_tag_[tag].push_back(number);
}

bool AttributeRuler::matches(const Pattern& pattern, std::size_t anchor, std::span<const RawToken> raw, std::span<const Token> tokens) const {
  if (anchor < pattern.anchor || anchor - pattern.anchor + pattern.tests.size() > tokens.size()) return false;
  std::size_t at = anchor - pattern.anchor;
  for (const TokenTest& test : pattern.tests) {
    const Token& token = tokens[at];
    if (!(test.tags & bit(token.tag)) || !(test.deps & bit(token.dep))) return false;
    if (test.is_space && *test.is_space != raw[at].lexeme->is_space) return false;
    if (!test.words.empty() && std::find(test.words.begin(), test.words.end(), token.lower_hash) == test.words.end()) return false;
    ++at;
  }
  return true;
}

void AttributeRuler::set(const Rule& rule, Token& token, Inflection& inflection) const {
  if (rule.pos) token.pos = *rule.pos;
  if (rule.tag) token.tag = *rule.tag;
  if (rule.dep) token.dep = *rule.dep;
  if (rule.inflection) inflection = *rule.inflection;
  if (rule.lemma.empty()) return;
  token.lemma = rule.lemma;
  token.lemma_hash = rule.lemma_hash;
}

void AttributeRuler::apply(std::span<const RawToken> raw, std::span<Token> tokens, std::vector<Inflection>& inflections) const {
  inflections.assign(tokens.size(), {});
  std::vector<Match> found;
  found.reserve(3 * tokens.size());
  bool is_sorted = true;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::size_t first = found.size();
    const auto collect = [&](const std::vector<std::uint32_t>& candidates) {
      for (const std::uint32_t number : candidates) {
        const Pattern& pattern = patterns_[number];
        if (!matches(pattern, at, raw, tokens)) continue;
        found.push_back({static_cast<std::uint32_t>(at - pattern.anchor + pattern.target), pattern.rule});
        is_sorted = is_sorted && pattern.anchor == pattern.target;
      }
    };
    collect(by_tag_[static_cast<std::size_t>(tokens[at].tag)]);
    if (const auto by_word = by_word_.find(tokens[at].lower_hash); by_word != by_word_.end()) collect(by_word->second);
    std::sort(found.begin() + static_cast<std::ptrdiff_t>(first), found.end());
  }
  // All matches are found before anything is set, and a token's rules act in their order.
  if (!is_sorted) std::sort(found.begin(), found.end());
  for (const Match& match : found) set(rules_[match.rule], tokens[match.token], inflections[match.token]);
}

}  // namespace sitrep
