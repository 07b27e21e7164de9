// SPDX-License-Identifier: Apache-2.0
#include "extract/place_names.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::uint32_t longest_name = 7;  // tokens
constexpr double least_probability = 0.42;  // a missed place costs a report more than a doubtful one, which says so

bool is_place_label(EntityLabel label) { return label == EntityLabel::GPE || label == EntityLabel::LOC || label == EntityLabel::FAC; }

/// Words inside names that need no capital: "Rio de Janeiro", "Stratford-upon-Avon", "Isle of Man".
constexpr std::array<Word, 34> joining = {"-"_w,  "–"_w,   "of"_w,  "de"_w,  "del"_w, "la"_w,  "las"_w, "los"_w, "le"_w,   "les"_w, "da"_w,
                                          "do"_w, "dos"_w, "das"_w, "di"_w,  "du"_w,  "des"_w, "the"_w, "and"_w, "upon"_w, "on"_w,  "al"_w,
                                          "el"_w, "ad"_w,  "ash"_w, "as"_w,  "an"_w,  "ar"_w,  "az"_w,  "'"_w,   "’"_w,    "sur"_w, "'s"_w,
                                          "’s"_w};

/// Arabic articles may start a name in lower case, before a hyphen: "al-Qaim".
constexpr std::array<Word, 9> starting = {"al"_w, "el"_w, "ad"_w, "ash"_w, "as"_w, "an"_w, "ar"_w, "az"_w, "ath"_w};

template <std::size_t N>
bool is_one_of(Word word, const std::array<Word, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

int importance(PlaceClass place_class) {
  constexpr std::array<int, 8> by_class = {0, 7, 6, 5, 2, 4, 3, 1};
  return by_class[static_cast<std::size_t>(place_class)];
}

std::string_view population_bucket(std::uint32_t population) {
  constexpr std::array<std::string_view, 9> buckets = {"0", "1", "2", "3", "4", "5", "6", "7", "8"};
  const int digits = population == 0 ? 0 : static_cast<int>(std::log10(static_cast<double>(population))) + 1;
  return buckets[static_cast<std::size_t>(std::min(digits, 8))];
}

std::string_view count_bucket(std::size_t count) {
  return count == 0 ? "0" : count == 1 ? "1" : count <= 3 ? "2-3" : count <= 10 ? "4-10" : "11+";
}

bool is_all_capitals(std::string_view text) {
  bool letters = false;
  for (const char c : text) {
    if (is_lower(c)) return false;
    letters |= is_upper(c);
  }
  return letters && text.size() > 1;
}

}  // namespace

std::string_view name_of(PlaceClass place_class) {
  constexpr std::array<std::string_view, 8> names = {"none", "country", "continent", "division", "lower_division", "capital", "town", "area"};
  return names[static_cast<std::size_t>(place_class)];
}

PlaceClass class_of(std::string_view feature) {
  if (feature.starts_with("PCL")) return PlaceClass::country;
  if (feature == "CONT") return PlaceClass::continent;
  if (feature == "ADM1") return PlaceClass::division;
  if (feature.starts_with("ADM")) return PlaceClass::lower_division;
  if (feature == "PPLC") return PlaceClass::capital;
  if (feature.starts_with("PPL")) return PlaceClass::town;
  return feature.empty() ? PlaceClass::none : PlaceClass::area;
}

PlaceNameFinder::PlaceNameFinder(const Document& document, const PlaceKnowledge& knowledge)
    : document_(document), knowledge_(knowledge), words_(document, knowledge.base.folding()), entity_of_(document.tokens.size(), 0) {
  for (std::uint32_t e = 0; e < document.entities.size(); ++e)
    for (std::uint32_t t = document.entities[e].tokens.begin; t < document.entities[e].tokens.end; ++t) entity_of_[t] = e + 1;
  count_marks();
  propose();
}

void PlaceNameFinder::count_marks() {
  for (const NamedEntity& entity : document_.entities) {
    const TokenRange bare = trimmed(entity.tokens);
    if (bare.size() == 0) continue;
    Marks& marks = marks_[word(words_.run(bare))];
    if (is_place_label(entity.label)) ++marks.places;
    else if (entity.label == EntityLabel::PERSON) ++marks.persons;
    else if (entity.label == EntityLabel::ORG) ++marks.organisations;
    else ++marks.others;
    if (entity.label == EntityLabel::PERSON && bare.size() > 1) ++surnames_[word(words_.run({bare.end - 1, bare.end}))];
  }
}

/// Without a leading article and a trailing possessive.
TokenRange PlaceNameFinder::trimmed(TokenRange tokens) const {
  while (tokens.size() > 0 && document_.tokens[tokens.begin].lower_hash == "the"_w) ++tokens.begin;
  while (tokens.size() > 0) {
    const Word last = document_.tokens[tokens.end - 1].lower_hash;
    if (last != "'s"_w && last != "’s"_w && last != "'"_w && last != "’"_w) break;
    --tokens.end;
  }
  return tokens;
}

bool PlaceNameFinder::is_capitalised(std::uint32_t token) const {
  const std::string_view text = document_.tokens[token].text;
  if (text.empty()) return false;
  const auto first = static_cast<unsigned char>(text.front());
  return is_upper(text.front()) || (first >= 0xC3 && document_.tokens[token].pos != Pos::PUNCT && document_.tokens[token].pos != Pos::SYM);
}

/// "Ont" and "." of "Ont.", which the tokenizer parts at the end of a sentence.
bool PlaceNameFinder::is_stop_of_abbreviation(TokenRange tokens) const {
  if (tokens.size() < 2 || document_.tokens[tokens.end - 1].text != "." || document_.tokens[tokens.end - 2].space_after) return false;
  return document_.tokens[tokens.end - 2].span.size() <= 6 && looked_up({tokens.begin, tokens.end - 1}).abbreviation;
}

bool PlaceNameFinder::joins(std::uint32_t token) const { return is_one_of(document_.tokens[token].lower_hash, joining); }

void PlaceNameFinder::propose() {
  for (const TokenRange sentence : document_.sentences)
    for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) propose_from(t, sentence.end);
  std::sort(proposals_.begin(), proposals_.end(), [](const PlaceName& a, const PlaceName& b) { return a.tokens < b.tokens; });
  starts_known_.assign(document_.tokens.size(), 0);
  for (const PlaceName& proposal : proposals_)
    if (!proposal.known.empty())
      for (std::uint32_t t = proposal.tokens.begin; t < proposal.tokens.end; ++t)
        starts_known_[t] = std::max<std::uint8_t>(starts_known_[t], static_cast<std::uint8_t>(proposal.tokens.size()));
}

void PlaceNameFinder::propose_from(std::uint32_t begin, std::uint32_t sentence_end) {
  const std::vector<Token>& tokens = document_.tokens;
  const bool article = is_one_of(tokens[begin].lower_hash, starting) && begin + 1 < sentence_end && tokens[begin + 1].text == "-";
  if (!is_capitalised(begin) && !article) return;
  if (tokens[begin].lower_hash == "the"_w) return;
  const std::uint32_t e = entity_of_[begin];
  const TokenRange entity = e == 0 ? TokenRange{} : trimmed(document_.entities[e - 1].tokens);
  const bool starts_run = begin == 0 || !is_capitalised(begin - 1) || tokens[begin].sentence_begins;
  std::uint32_t run_end = begin;  // where the capitalised words end
  while (run_end < sentence_end && is_capitalised(run_end)) ++run_end;

  for (std::uint32_t end = begin + 1; end <= std::min(sentence_end, begin + longest_name); ++end) {
    const TokenRange range{begin, end};
    const bool ends_well = is_capitalised(end - 1) || is_stop_of_abbreviation(range) || (e != 0 && entity == range);
    if (ends_well) {
      PlaceName proposal = looked_up(range);
      const bool is_entity = e != 0 && entity == range;
      const bool is_run = starts_run && end == run_end && tokens[begin].pos == Pos::PROPN;
      if (!proposal.known.empty() || is_entity || is_run) proposals_.push_back(std::move(proposal));
    } else if (!joins(end - 1) && document_.tokens[end - 1].text != "." && !(end == begin + 1 && article)) {
      break;
    }
  }
}

PlaceName PlaceNameFinder::looked_up(TokenRange tokens) const {
  PlaceName name{tokens, {}, false, 0};
  const std::string_view folded = words_.run(tokens);
  if (folded.empty()) return name;
  knowledge_.base.find(word(folded), name.known);
  const std::string_view text = document_.span_of(tokens).of(document_.text);
  if (text.size() <= 8 && is_upper(text.front())) {
    std::array<char, 8> bare{};
    std::size_t size = 0;
    for (const char c : text)
      if (c != '.') bare[size++] = c;
    if (const auto place = knowledge_.base.abbreviated(word({bare.data(), size}))) {
      name.known.insert(name.known.begin(), {*place, NameKind::alternate});
      name.abbreviation = true;
    }
  }
  return name;
}

std::string_view PlaceNameFinder::lower(std::int64_t token) const {
  if (token < 0 || token >= static_cast<std::int64_t>(document_.tokens.size())) return "|";
  const std::string_view text = document_.tokens[static_cast<std::size_t>(token)].lower;
  return text.empty() || is_space(text.front()) ? "¶" : text;
}

void PlaceNameFinder::describe(const PlaceName& proposal, FeatureList& features) const {
  features.add("bias");
  describe_words(proposal, features);
  describe_entity(proposal, features);
  describe_gazetteer(proposal, features);
  describe_neighbours(proposal, features);
  describe_list(proposal, features);
  describe_report(proposal, features);
}

void PlaceNameFinder::describe_words(const PlaceName& proposal, FeatureList& features) const {
  const std::int64_t begin = proposal.tokens.begin;
  const std::int64_t end = proposal.tokens.end;
  const Token& first = document_.tokens[proposal.tokens.begin];
  const Token& last = document_.tokens[proposal.tokens.end - 1];
  const std::string_view known = proposal.known.empty() ? "unknown" : "known";
  features.add("prev", lower(begin - 1));
  features.add("prev2", lower(begin - 2));
  features.add("next", lower(end));
  features.add("next2", lower(end + 1));
  features.add_pair("last", lower(end - 1), known);
  if (proposal.tokens.size() > 1) features.add("first", lower(begin));
  features.add("length", count_bucket(proposal.tokens.size()));
  features.add("case", is_all_capitals(first.text) ? "capitals" : "title");
  if (first.sentence_begins) features.add("sentence", "first");
  features.add("last_tag", name_of(last.tag));
  features.add("dep", name_of(last.dep));
  features.add("head", lower(last.head));
  if (begin > 0) features.add("prev_tag", name_of(document_.tokens[proposal.tokens.begin - 1].tag));
  if (proposal.tokens.end < document_.tokens.size()) {
    const Token& next = document_.tokens[proposal.tokens.end];
    features.add_pair("next_tag", name_of(next.tag), is_upper(next.text.empty() ? ' ' : next.text.front()) ? "capital" : "small");
  }
  for (unsigned kind = 0; kind < place_word_kinds; ++kind) {
    const auto is = [&](std::int64_t token) {
      return token >= 0 && token < static_cast<std::int64_t>(document_.tokens.size()) &&
             knowledge_.words.is(document_.tokens[static_cast<std::size_t>(token)].lower_hash, static_cast<PlaceWordKind>(kind));
    };
    const std::string_view name = name_of(static_cast<PlaceWordKind>(kind));
    if (is(begin - 1)) features.add("prev_kind", name);
    if (is(end)) features.add("next_kind", name);
    if (is(end + 1)) features.add("next2_kind", name);
    if (is(end - 1)) features.add_pair("last_kind", name, known);
  }
}

void PlaceNameFinder::describe_entity(const PlaceName& proposal, FeatureList& features) const {
  std::uint32_t e = 0;
  for (std::uint32_t t = proposal.tokens.begin; t < proposal.tokens.end && e == 0; ++t) e = entity_of_[t];
  if (e == 0) return features.add_pair("entity", "none", proposal.known.empty() ? "unknown" : "known");
  const NamedEntity& entity = document_.entities[e - 1];
  const TokenRange bare = trimmed(entity.tokens);
  const TokenRange name = proposal.tokens;
  const std::string_view relation = bare == name                                          ? "exact"
                                    : name.begin == bare.begin && name.end < bare.end     ? "prefix"
                                    : name.end == bare.end && name.begin > bare.begin     ? "suffix"
                                    : name.begin > bare.begin && name.end < bare.end      ? "inside"
                                    : name.begin <= bare.begin && name.end >= bare.end    ? "covers"
                                                                                          : "crosses";
  const std::string_view label = name_of(entity.label);
  features.add_pair("entity", label, relation);
  std::string both(label);
  both.append("&").append(relation);
  const bool known = !proposal.known.empty();
  features.add_pair("entity_known", both, known ? name_of(class_of(knowledge_.base.feature(proposal.known.front().place))) : "unknown");
  if (relation == "prefix") features.add_pair("prefix_of", label, lower(bare.end - 1));
  features.add_pair("entity_length", both, count_bucket(bare.size()));
}

void PlaceNameFinder::describe_gazetteer(const PlaceName& proposal, FeatureList& features) const {
  if (proposal.abbreviation) features.add("abbreviation");
  if (proposal.known.empty()) return features.add("known", "no");
  PlaceClass best = PlaceClass::none;
  NameKind kind = NameKind::derived;
  std::uint32_t population = 0;
  std::uint16_t fame = 0;
  for (const NamedPlace known : proposal.known) {
    const PlaceClass of = class_of(knowledge_.base.feature(known.place));
    if (importance(of) > importance(best)) best = of;
    kind = std::min(kind, known.kind);
    population = std::max(population, knowledge_.base.entry(known.place).population);
    fame = std::max(fame, knowledge_.base.entry(known.place).name_count);
  }
  features.add_pair("known", name_of(best), name_of(kind));
  features.add_pair("population", population_bucket(population), name_of(kind));
  features.add("namesakes", count_bucket(proposal.known.size()));
  features.add("fame", count_bucket(fame));
  features.add_pair("known_length", count_bucket(proposal.tokens.size()), name_of(best));
  if (starts_known_[proposal.tokens.begin] > proposal.tokens.size()) features.add("in_longer");
}

/// Whether the name after the next word ("Paris, Texas", "Goris in Armenia") holds what this one may mean.
std::string_view PlaceNameFinder::region_behind(const PlaceName& proposal) const {
  const std::uint32_t begin = proposal.tokens.end + 1;
  const auto stop = std::min<std::uint32_t>(begin + 3, static_cast<std::uint32_t>(document_.tokens.size()));
  for (std::uint32_t end = stop; end > begin; --end) {
    const PlaceName region = looked_up({begin, end});
    if (region.known.empty()) continue;
    const auto holds = [&](NamedPlace outer) {
      const std::string_view country = knowledge_.base.entry(outer.place).country();
      const bool is_country = class_of(knowledge_.base.feature(outer.place)) == PlaceClass::country;
      return std::any_of(proposal.known.begin(), proposal.known.end(), [&](NamedPlace inner) {
        const GazetteerEntry& entry = knowledge_.base.entry(inner.place);
        return entry.admin1 == outer.place || entry.admin2 == outer.place || (is_country && entry.country() == country && inner.place != outer.place);
      });
    };
    if (std::any_of(region.known.begin(), region.known.end(), holds)) return "holds";
    return region.abbreviation ? "abbreviation" : "other";
  }
  return "none";
}

void PlaceNameFinder::describe_neighbours(const PlaceName& proposal, FeatureList& features) const {
  const std::vector<Token>& tokens = document_.tokens;
  const std::uint32_t begin = proposal.tokens.begin;
  const std::uint32_t end = proposal.tokens.end;
  const auto label_at = [&](std::uint32_t token) {
    return entity_of_[token] == 0 ? std::string_view("none") : name_of(document_.entities[entity_of_[token] - 1].label);
  };
  const auto is_listing = [&](std::uint32_t token) { return tokens[token].lower == "," || tokens[token].lower == "and" || tokens[token].lower == "or"; };
  if (begin >= 2 && is_listing(begin - 1)) features.add_pair("after", lower(begin - 1), label_at(begin - 2));
  if (end + 1 < tokens.size() && is_listing(end)) features.add_pair("before", lower(end), label_at(end + 1));
  if (end + 1 < tokens.size() && (tokens[end].lower == "," || tokens[end].lower == "in") && is_capitalised(end + 1))
    features.add_pair("then_region", lower(end), region_behind(proposal));
  if (end < tokens.size() && entity_of_[end] != 0 && tokens[end].entity_begins) features.add("entity_behind", label_at(end));
  if (begin > 0 && entity_of_[begin - 1] != 0 && entity_of_[begin - 1] != entity_of_[begin]) features.add("entity_before", label_at(begin - 1));
  if (begin >= 2 && tokens[begin - 1].lower == "," && starts_known_[begin - 2] > 0) features.add("after_known");
}

/// What a list stands under: "the regions of Kalbajar, Lachin and …", "in Aden, Taiz and …", "Barrow and Jackson counties".
void PlaceNameFinder::describe_list(const PlaceName& proposal, FeatureList& features) const {
  const std::vector<Token>& tokens = document_.tokens;
  const TokenRange sentence = document_.sentences[document_.sentence_of[proposal.tokens.begin]];
  const auto separates = [&](std::uint32_t t) { return tokens[t].lower_hash == ","_w || tokens[t].lower_hash == "and"_w || tokens[t].lower_hash == "or"_w; };
  constexpr std::uint32_t furthest = 16;
  std::uint32_t t = proposal.tokens.begin;
  bool listed = false;
  while (t > sentence.begin && proposal.tokens.begin - t < furthest && (separates(t - 1) || is_capitalised(t - 1))) listed |= separates(--t);
  const std::string_view place = listed ? "listed" : "first";
  if (t > sentence.begin + 1 && tokens[t - 1].lower_hash == "of"_w) {
    for (const PlaceWordKind kind : {PlaceWordKind::division, PlaceWordKind::settlement})
      if (knowledge_.words.is(tokens[t - 2].lower_hash, kind)) features.add_pair("list_of", name_of(kind), place);
  } else if (listed && t > sentence.begin && knowledge_.words.is(tokens[t - 1].lower_hash, PlaceWordKind::preposition)) {
    features.add("list_behind", lower(t - 1));
  }
  t = proposal.tokens.end;
  listed = false;
  while (t < sentence.end && t - proposal.tokens.end < furthest && (separates(t) || is_capitalised(t))) listed |= separates(t++);
  if (listed && t < sentence.end && tokens[t].tag == Tag::NNS && knowledge_.words.is(tokens[t].lower_hash, PlaceWordKind::division)) features.add("list_before", "division");
}

void PlaceNameFinder::describe_report(const PlaceName& proposal, FeatureList& features) const {
  const Word name = word(words_.run(proposal.tokens));
  if (const auto at = marks_.find(name); at != marks_.end()) {
    const Marks& marks = at->second;
    const int all = marks.places + marks.persons + marks.organisations + marks.others;
    const auto share = [all](int part) { return part == 0 ? "none" : 2 * part > all ? "most" : "some"; };
    features.add("marked_place", share(marks.places));
    features.add("marked_person", share(marks.persons));
    features.add("marked_organisation", share(marks.organisations));
  } else {
    features.add("marked", "never");
  }
  if (surnames_.contains(name)) features.add("surname");
}

std::vector<PlaceName> PlaceNameFinder::find() const {
  std::vector<PlaceName> chosen;
  FeatureList features;
  for (const PlaceName& proposal : proposals_) {
    features.clear();
    describe(proposal, features);
    const double probability = 1 / (1 + std::exp(-static_cast<double>(knowledge_.name_model.score(features))));
    if (probability < least_probability) continue;
    PlaceName name = proposal;
    name.probability = probability;
    // Of overlapping names the likeliest stays.
    bool beaten = false;
    while (!chosen.empty() && chosen.back().tokens.end > name.tokens.begin && !beaten) {
      if (chosen.back().probability >= name.probability) beaten = true;
      else chosen.pop_back();
    }
    if (!beaten) chosen.push_back(std::move(name));
  }
  return chosen;
}

}  // namespace sitrep
