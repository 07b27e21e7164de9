// SPDX-License-Identifier: Apache-2.0
#include "parse/truecase_features.h"

#include <algorithm>

#include "base/characters.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "parse/lexicon.h"

namespace sitrep {
namespace {

constexpr std::size_t wrapped_line = 55;  // bytes: shorter ones are headlines, datelines, captions

bool is_word_character(char32_t c) { return c < 128 ? is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c)) : unicode::is_letter(c) || unicode::is_digit(c); }

/// Behind a word's first letter: does ".X" follow, as in U.S. or a.m.?
bool continues_abbreviation(std::string_view text, std::size_t begin, std::size_t at) {
  const bool after_one_letter = at == begin + 1 || (at >= begin + 3 && text[at - 2] == '.');
  return after_one_letter && at + 1 < text.size() && text[at] == '.' && is_letter(text[at + 1]) &&
         (at + 2 >= text.size() || !is_word_character(static_cast<unsigned char>(text[at + 2])));
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> signs) {
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return text.find(sign) != text.npos; });
}

/// Is the line long, and does it break off within a sentence, with the next one right below? `between` lies between words.
bool is_wrapped(std::string_view line, std::string_view between) {
  const std::size_t end = between.find('\n');
  if (end == between.npos || between.find('\n', end + 1) != between.npos) return false;
  return line.size() >= wrapped_line && !contains_any(between, {".", "!", "?", ":", "*", "•", "\""});
}

Gap gap_of(std::string_view line, std::string_view between, bool is_first) {
  if (is_first) return Gap::paragraph;
  if (contains_any(between, {"\n", "\r"})) return is_wrapped(line, between) ? Gap::line : Gap::paragraph;
  if (between == " ") return Gap::space;
  const bool has_space = between.find(' ') != between.npos;
  if (!has_space) {
    if (between == "'" || between == "’") return Gap::apostrophe;
    if (between == "-" || between == "/") return Gap::hyphen;
    if (between == ".") return Gap::point;
  }
  if (contains_any(between, {".", "!", "?"})) return Gap::sentence_end;
  if (contains_any(between, {"--", "—", "–", " - "})) return Gap::dash;
  if (contains_any(between, {":", ";"})) return Gap::colon;
  if (between.ends_with('"') || between.ends_with("“") || between.ends_with("‘") || between.ends_with("'") || between.ends_with("`")) return Gap::open_quote;
  if (contains_any(between, {"(", ")", "[", "]", "*", "•"})) return Gap::bracket;
  if (contains_any(between, {"\"", "”", "’"})) return Gap::close_quote;
  return between.find(',') != between.npos ? Gap::comma : Gap::other;
}

std::string with_first_upper(std::string_view lower) {
  std::string title(lower);
  if (!title.empty()) title[0] = to_upper(title[0]);
  return title;
}

std::string all_upper(std::string_view lower) {
  std::string upper(lower);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return to_upper(c); });
  return upper;
}

/// Position in a sorted list; its size when the key is not there.
std::size_t find_sorted(std::span<const std::uint64_t> keys, std::uint64_t key) {
  const auto at = std::lower_bound(keys.begin(), keys.end(), key);
  return at != keys.end() && *at == key ? static_cast<std::size_t>(at - keys.begin()) : keys.size();
}

std::uint32_t feature(std::uint64_t kind, std::uint64_t a, std::uint64_t b = 0) {
  std::uint64_t hash = (a ^ (b * 0x9E3779B97F4A7C15ULL) ^ (kind << 56)) * 0xC6A4A7935BD1E995ULL;
  hash ^= hash >> 29;
  hash *= 0x9E3779B97F4A7C15ULL;
  return static_cast<std::uint32_t>(hash >> 32);
}

const CaseWord no_word{};

const CaseWord& word_at(const std::vector<CaseWord>& words, std::size_t at, std::ptrdiff_t step) {
  const auto there = static_cast<std::ptrdiff_t>(at) + step;
  return there < 0 || there >= static_cast<std::ptrdiff_t>(words.size()) ? no_word : words[static_cast<std::size_t>(there)];
}

std::uint64_t facts_key(const WordFacts& facts) { return facts.cluster * 32ULL + facts.forms * 2ULL + facts.is_place; }

}  // namespace

std::vector<CaseWord> case_words(std::string_view text) {
  std::vector<CaseWord> words;
  std::size_t last_end = 0, line_begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!is_word_character(next_code_point(text, at))) continue;
    while (at < text.size()) {
      std::size_t next = at;
      if (is_word_character(next_code_point(text, next)) || continues_abbreviation(text, begin, at)) at = next;
      else break;
    }
    CaseWord& found = words.emplace_back();
    found.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    found.before = gap_of(text.substr(line_begin, last_end - line_begin), text.substr(last_end, begin - last_end), words.size() == 1);
    if (begins_line(found.before)) line_begin = begin;
    found.lower = unicode::lowered(text.substr(begin, at - begin));
    found.is_number = std::none_of(found.lower.begin(), found.lower.end(), [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 128; });
    found.hash = found.is_number ? "<number>"_w : word(found.lower);
    last_end = at;
  }
  return words;
}

Case case_of(std::string_view printed) {
  std::size_t letters = 0, capitals = 0;
  bool first_is_capital = false;
  for (std::size_t at = 0; at < printed.size();) {
    const char32_t c = next_code_point(printed, at);
    if (!unicode::is_letter(c)) continue;
    const bool is_capital = unicode::is_upper(c);
    if (letters == 0) first_is_capital = is_capital;
    capitals += is_capital;
    ++letters;
  }
  if (capitals == 0) return Case::lower;
  if (capitals == letters) return letters == 1 ? Case::title : Case::upper;
  return capitals == 1 && first_is_capital ? Case::title : Case::mixed;
}

WordFactsReader::WordFactsReader(const ModelFile& model) {
  if (model.has("vectors.keys")) {
    vector_keys_ = model.tensor<std::uint64_t>("vectors.keys").flat();
    vector_rows_ = model.tensor<std::uint32_t>("vectors.rows_of_keys").flat();
  }
  if (model.has("truecase.groups")) groups_ = model.tensor<std::uint16_t>("truecase.groups").flat();
  places_ = model.tensor<std::uint64_t>("truecase.places").flat();
  mixed_keys_ = model.tensor<std::uint64_t>("truecase.mixed.keys").flat();
  mixed_capitals_ = model.tensor<std::uint32_t>("truecase.mixed.capitals").flat();
}

std::uint32_t WordFactsReader::row_of(std::string_view form) const {
  const std::size_t at = find_sorted(vector_keys_, string_hash(form));
  return at < vector_keys_.size() ? vector_rows_[at] + 1 : 0;
}

WordFacts WordFactsReader::read(const CaseWord& word) const {
  WordFacts facts;
  if (word.is_number) return facts;
  const std::uint32_t lower = row_of(word.lower), title = row_of(with_first_upper(word.lower)), upper = row_of(all_upper(word.lower));
  facts.cluster = lower != 0 ? lower : title != 0 ? title : upper;
  if (const std::size_t at = 2 * static_cast<std::size_t>(facts.cluster); at >= 2 && at <= groups_.size()) {
    facts.coarse_group = static_cast<std::uint16_t>(groups_[at - 2] + 1);
    facts.fine_group = static_cast<std::uint16_t>(groups_[at - 1] + 1);
  }
  facts.is_place = find_sorted(places_, static_cast<std::uint64_t>(word.hash)) < places_.size();
  const std::size_t mixed = find_sorted(mixed_keys_, static_cast<std::uint64_t>(word.hash));
  if (mixed < mixed_keys_.size()) facts.capitals = mixed_capitals_[mixed];
  facts.forms = static_cast<std::uint8_t>((lower != 0) | (title != 0) << 1 | (upper != 0) << 2 | (facts.capitals != 0) << 3);
  return facts;
}

const WordFacts& WordFactsReader::of(const CaseWord& word) {
  const auto [entry, is_new] = known_.try_emplace(word.hash);
  if (is_new) entry->second = read(word);
  return entry->second;
}

Case likeliest(const CaseChances& chances) { return static_cast<Case>(std::max_element(chances.begin(), chances.end()) - chances.begin()); }

std::vector<CaseContext> contexts_of(const std::vector<CaseWord>& words, std::span<const CaseChances> first) {
  struct Sum {
    CaseChances chances{};
    std::uint32_t places = 0;
  };
  std::unordered_map<Word, Sum> sums;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Sum& sum = sums[words[i].hash];
    for (std::size_t form = 0; form < case_count; ++form) sum.chances[form] += first[i][form];
    ++sum.places;
  }
  std::vector<CaseContext> contexts(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 < words.size()) contexts[i].right = likeliest(first[i + 1]);
    if (i + 2 < words.size()) contexts[i].right2 = likeliest(first[i + 2]);
    const Sum& sum = sums[words[i].hash];
    if (sum.places < 2 || words[i].is_number) continue;
    CaseChances others = sum.chances;
    for (std::size_t form = 0; form < case_count; ++form) others[form] = (others[form] - first[i][form]) / static_cast<float>(sum.places - 1);
    const auto form = static_cast<std::size_t>(likeliest(others));
    const auto share = static_cast<std::uint32_t>(std::clamp(others[form], 0.0F, 0.999F) * 8);
    contexts[i].opinion = 1 + static_cast<std::uint32_t>(form) + 4 * (share + 8 * std::min<std::uint32_t>(sum.places - 1, 3));
  }
  return contexts;
}

std::span<const std::uint32_t> features_of(const std::vector<CaseWord>& words, std::size_t at, CaseHistory history, const CaseContext* context,
                                           WordFactsReader& reader, FeatureNumbers& numbers) {
  const CaseWord &here = words[at], &left = word_at(words, at, -1), &left2 = word_at(words, at, -2), &right = word_at(words, at, 1), &right2 = word_at(words, at, 2);
  const auto key = [](const CaseWord& w) { return static_cast<std::uint64_t>(w.hash); };
  const std::uint64_t w = key(here), l = key(left), r = key(right);
  const auto before = static_cast<std::uint64_t>(here.before), after = static_cast<std::uint64_t>(right.before);
  const auto last = static_cast<std::uint64_t>(history.last), last2 = last * 4 + static_cast<std::uint64_t>(history.before_last);
  const WordFacts facts = reader.of(here);
  const std::uint64_t facts_here = facts_key(facts), cluster = facts.cluster;
  const WordFacts left_of = &left == &no_word ? WordFacts{} : reader.of(left), right_of = &right == &no_word ? WordFacts{} : reader.of(right);
  const std::uint64_t left_facts = left_of.cluster, right_facts = right_of.cluster;
  const std::uint64_t coarse = facts.coarse_group, fine = facts.fine_group, coarse_right = right_of.coarse_group, fine_right = right_of.fine_group, fine_left = left_of.fine_group, coarse_left = left_of.coarse_group;
  const std::uint64_t kind = facts.forms * 2ULL + facts.is_place;
  const auto ending = [&](std::size_t n) { return static_cast<std::uint64_t>(word(std::string_view(here.lower).substr(here.lower.size() - std::min(n, here.lower.size())))); };
  const std::uint64_t start = static_cast<std::uint64_t>(word(std::string_view(here.lower).substr(0, 3)));
  const std::uint64_t size = std::min<std::size_t>(here.lower.size(), 10) * 2 + here.is_number;
  const CaseContext second = context ? *context : CaseContext{};
  const std::uint64_t next = static_cast<std::uint64_t>(second.right), next2 = next * 4 + static_cast<std::uint64_t>(second.right2), opinion = second.opinion;
  numbers = {
      // the word itself
      feature(1, w), feature(2, w, before), feature(3, w, l), feature(4, w, r), feature(5, w, last), feature(6, w, last * 16 + before),
      feature(7, w, after), feature(8, w, l ^ (r * 3)), feature(9, w, l ^ (key(left2) * 3)), feature(10, w, r ^ (key(right2) * 5)),
      // what stands around it
      feature(11, before, last2), feature(12, l, before), feature(13, l, last), feature(14, r, after), feature(15, r, last * 16 + after), feature(16, l, r),
      // what the vocabulary says of it and of its neighbours
      feature(17, cluster), feature(18, cluster, before), feature(19, cluster, last), feature(20, facts_here), feature(21, cluster, l), feature(22, kind, size * 16 + before),
      feature(23, kind, last2 * 16 + before), feature(24, left_facts, last), feature(25, right_facts, kind), feature(26, kind, l), feature(27, kind, r),
      // its letters
      feature(28, ending(2), before), feature(29, ending(3)), feature(30, ending(4)), feature(31, start, size), feature(32, size, last * 16 + before), feature(33, ending(3), last),
      feature(34, key(left2), l),
      // what alike words do
      feature(61, fine, before), feature(62, fine, last * 16 + before), feature(63, fine, l), feature(64, fine, r), feature(65, fine, fine_left * 4 + last), feature(66, fine, fine_right),
      feature(67, coarse, kind * 16 + before), feature(68, coarse, (coarse_left * 128 + coarse_right) * 4 + last), feature(69, coarse, last2 * 16 + before), feature(70, fine, kind * 4 + last),
      feature(71, w, fine_left), feature(72, w, fine_right),
      // what the first reading made of what follows, and of the word elsewhere
      feature(35, next2, last2), feature(36, w, next), feature(37, kind, next * 4 + last), feature(38, cluster, next * 4 + last), feature(39, r, next * 4 + last), feature(40, next, after * 16 + before),
      feature(41, opinion), feature(42, opinion, before * 16 + last * 4 + next), feature(43, opinion, kind), feature(44, opinion, facts.cluster), feature(45, l, next * 4 + last), feature(46, opinion, next2),
      feature(73, fine, next * 4 + last), feature(74, coarse, next2 * 16 + last2),
  };
  return std::span(numbers).first(context ? second_features : first_features);
}

}  // namespace sitrep
