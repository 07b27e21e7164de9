// SPDX-License-Identifier: Apache-2.0
#include "extract/place_resolution.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t most_candidates = 120;  // of "San José" there are more, too small to be told apart

std::uint32_t first_division(const PlaceBase& base, PlaceNumber place) {
  return base.feature(place) == "ADM1" ? place : base.entry(place).admin1;
}

std::uint32_t second_division(const PlaceBase& base, PlaceNumber place) {
  return base.feature(place) == "ADM2" ? place : base.entry(place).admin2;
}

float log10_of(double count) { return static_cast<float>(std::log10(1 + count)); }

void to_probabilities(std::vector<PlaceChoice>& candidates) {
  double highest = candidates.front().probability;
  for (const PlaceChoice& c : candidates) highest = std::max(highest, c.probability);
  double sum = 0;
  for (PlaceChoice& c : candidates) sum += c.probability = std::exp(c.probability - highest);
  for (PlaceChoice& c : candidates) c.probability /= sum;
}

}  // namespace

PlaceResolver::PlaceResolver(const Document& document, const Report& report, const PlaceKnowledge& knowledge,
                             const PlaceNameFinder& finder, const std::vector<PlaceName>& names)
    : document_(document), report_(report), knowledge_(knowledge), finder_(finder), names_(names),
      contexts_(place_contexts(document, knowledge.words, names)), masses_(knowledge.base), own_(knowledge.base) {
  group_names();
}

/// One group for a name and the region behind it: "Paris, Texas" and "Paris, France" differ, a bare "Paris" goes with the
/// last one before it.
void PlaceResolver::group_names() {
  struct Key {
    Word name;
    Word region;
    bool division;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, std::uint32_t> numbers;
  std::map<std::pair<Word, bool>, std::uint32_t> latest;
  group_of_.resize(names_.size());
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const Word name = word(finder_.words().run(names_[i].tokens));
    Word region{};
    if (const auto behind = contexts_[i].region; behind && !names_[*behind].known.empty()) {
      const auto& outer = names_[*behind].known;
      const bool fits = std::any_of(names_[i].known.begin(), names_[i].known.end(), [&](NamedPlace inner) {
        return std::any_of(outer.begin(), outer.end(), [&](NamedPlace o) { return holds(o.place, inner.place); });
      });
      if (fits) region = word(finder_.words().run(names_[*behind].tokens));
    }
    const bool division = contexts_[i].kind == PlaceWordKind::division;
    const auto bare = latest.find({name, division});
    const bool joins_latest = bare != latest.end() && region == Word{};
    const auto [at, is_new] = numbers.try_emplace({name, region, division}, static_cast<std::uint32_t>(groups_.size()));
    std::uint32_t number = joins_latest ? bare->second : at->second;
    if (!joins_latest && is_new) {
      groups_.push_back({name, region, {}, candidates_of(i), 0});
      number = at->second;
    } else if (joins_latest && is_new) {
      numbers.erase(at);
    }
    groups_[number].mentions.push_back(i);
    group_of_[i] = number;
    latest[{name, division}] = number;
  }
}

std::vector<PlaceChoice> PlaceResolver::candidates_of(std::uint32_t number) const {
  const PlaceName& name = names_[number];
  std::vector<PlaceChoice> candidates;
  for (const NamedPlace known : name.known) candidates.push_back({known.place, known.kind, false, 0});
  if (contexts_[number].kind && contexts_[number].position == KindPosition::in_name && name.tokens.size() > 1) {
    // "Loudon Co.", "City of Santa Ana": the same without the word for the kind, if it fits the kind.
    TokenRange bare = name.tokens;
    const std::string_view wanted = contexts_[number].feature;
    if (knowledge_.words.kinds_of(document_.tokens[bare.end - 1].lower_hash) != 0) --bare.end;
    else ++bare.begin;
    while (bare.size() > 1 && document_.tokens[bare.begin].lower_hash == "of"_w) ++bare.begin;
    std::vector<NamedPlace> others;
    knowledge_.base.find(word(finder_.words().run(bare)), others);
    for (const NamedPlace other : others) {
      const bool fits = !wanted.empty() && knowledge_.base.feature(other.place).starts_with(wanted);
      const bool known = std::any_of(candidates.begin(), candidates.end(), [&](const PlaceChoice& c) { return c.place == other.place; });
      if (fits && !known) candidates.push_back({other.place, other.kind, true, 0});
    }
  }
  const auto more_people = [&](const PlaceChoice& a, const PlaceChoice& b) {
    return knowledge_.base.entry(*a.place).population > knowledge_.base.entry(*b.place).population;
  };
  std::stable_sort(candidates.begin(), candidates.end(), more_people);
  if (candidates.size() > most_candidates) candidates.resize(most_candidates);
  candidates.push_back({std::nullopt, NameKind::primary, false, 0});
  for (PlaceChoice& candidate : candidates) candidate.probability = 1.0 / static_cast<double>(candidates.size());
  return candidates;
}

bool PlaceResolver::holds(PlaceNumber outer, PlaceNumber inner) const {
  if (outer == inner) return false;
  const GazetteerEntry& entry = knowledge_.base.entry(inner);
  if (entry.admin1 == outer || entry.admin2 == outer) return true;
  return knowledge_.base.feature(outer).starts_with("PCL") && entry.country() == knowledge_.base.entry(outer).country();
}

double PlaceResolver::share_holding(std::uint32_t outer_name, PlaceNumber inner) const {
  double share = 0;
  for (const PlaceChoice& outer : group_of(outer_name).candidates)
    if (outer.place && holds(*outer.place, inner)) share += outer.probability;
  return share;
}

double PlaceResolver::share_in_country(std::uint32_t name, PlaceNumber place) const {
  const std::string_view country = knowledge_.base.entry(place).country();
  double share = 0;
  for (const PlaceChoice& other : group_of(name).candidates)
    if (other.place && !country.empty() && knowledge_.base.entry(*other.place).country() == country) share += other.probability;
  return share;
}

double PlaceResolver::share_in_division(std::uint32_t name, PlaceNumber place) const {
  const std::uint32_t division = first_division(knowledge_.base, place);
  double share = 0;
  for (const PlaceChoice& other : group_of(name).candidates)
    if (other.place && division != GazetteerEntry::none && first_division(knowledge_.base, *other.place) == division) share += other.probability;
  return share;
}

void PlaceResolver::describe_none(const PlaceGroup& group, FeatureList& features) const {
  features.add("none");
  const std::size_t candidates = group.candidates.size() - 1;
  features.add("none_candidates", candidates == 0 ? "0" : candidates == 1 ? "1" : candidates < 4 ? "2-3" : "4+");
  const PlaceContext& context = contexts_[group.mentions.front()];
  if (context.kind) features.add_pair("none_kind", name_of(*context.kind), name_of(context.position));
}

void PlaceResolver::describe_alone(const PlaceGroup& group, const PlaceChoice& candidate, FeatureList& features) const {
  if (!candidate.place) return describe_none(group, features);
  const PlaceBase& base = knowledge_.base;
  const GazetteerEntry& entry = base.entry(*candidate.place);
  const std::string_view place_class = name_of(class_of(base.feature(*candidate.place)));
  features.add("class", place_class);
  features.add_pair("class_kind", place_class, name_of(candidate.kind));
  features.add("population", place_class, log10_of(entry.population));
  features.add("fame", place_class, log10_of(entry.name_count));
  if (entry.population == 0) features.add("no_population", place_class);
  std::size_t rank = 0;
  while (rank < group.candidates.size() && group.candidates[rank].place != candidate.place) ++rank;
  features.add("rank", rank == 0 ? "0" : rank == 1 ? "1" : rank < 4 ? "2-3" : rank < 10 ? "4-9" : "10+");
  if (group.candidates.size() == 2) features.add("only_candidate");
  if (candidate.by_kind) features.add("by_kind", place_class);
  if (names_[group.mentions.front()].abbreviation) features.add("abbreviation", place_class);
  describe_context(group, candidate, features);
}

/// The kind that is asked for is there too, about the same spot: the district for the town.
bool PlaceResolver::has_twin(const PlaceGroup& group, PlaceNumber place, std::string_view feature) const {
  const auto point = knowledge_.base.entry(place).point();
  return point && std::any_of(group.candidates.begin(), group.candidates.end(), [&](const PlaceChoice& other) {
    if (!other.place || !knowledge_.base.feature(*other.place).starts_with(feature)) return false;
    const auto there = knowledge_.base.entry(*other.place).point();
    return there && distance_km(*point, *there) < 100;
  });
}

void PlaceResolver::describe_context(const PlaceGroup& group, const PlaceChoice& candidate, FeatureList& features) const {
  const PlaceBase& base = knowledge_.base;
  const std::string_view feature = base.feature(*candidate.place);
  const std::string_view place_class = name_of(class_of(feature));
  double in_region = 0, in_inside = 0;
  bool has_region = false, has_inside = false;
  const PlaceContext* kind = nullptr;
  for (const std::uint32_t mention : group.mentions) {
    const PlaceContext& context = contexts_[mention];
    if (context.region) {
      has_region = true;
      in_region = std::max(in_region, share_holding(*context.region, *candidate.place));
    }
    if (context.inside) {
      has_inside = true;
      in_inside = std::max(in_inside, share_holding(*context.inside, *candidate.place));
    }
    if (context.kind && (kind == nullptr || context.position < kind->position)) kind = &context;
  }
  if (has_region) features.add("in_region", static_cast<float>(in_region));
  if (has_inside) features.add("in_inside", static_cast<float>(in_inside));
  if (kind != nullptr) {
    const bool in_name = kind->position == KindPosition::in_name;
    features.add_pair(in_name ? "kind_in_name" : "kind_beside", name_of(*kind->kind), place_class);
    if (!kind->feature.empty()) {
      const bool fits = feature.starts_with(kind->feature);
      features.add(in_name ? "kind_in_name_fits" : "kind_beside_fits", fits ? "yes" : "no");
      if (!fits && has_twin(group, *candidate.place, kind->feature)) features.add("kind_fits_twin");
    }
  }
}

void PlaceResolver::describe_in_report(const PlaceGroup& group, const PlaceChoice& candidate, FeatureList& features) const {
  describe_alone(group, candidate, features);
  if (!candidate.place) return;
  const PlaceBase& base = knowledge_.base;
  const GazetteerEntry& entry = base.entry(*candidate.place);
  const std::string_view place_class = name_of(class_of(base.feature(*candidate.place)));
  const double others = std::max(0.0, masses_.total() - own_.total());
  const auto mass = [&](const char* name, double amount) {
    amount = std::max(0.0, amount);
    features.add(name, place_class, log10_of(amount));
    if (others > 0.1) {
      const std::string share = std::string(name) + "_share";
      features.add(share, place_class, static_cast<float>(std::min(1.0, amount / others)));
    }
    if (amount < 0.05 && others > 0.3) {
      const std::string absent = std::string(name) + "_absent";
      features.add(absent, place_class);
    }
  };
  if (!entry.country().empty()) mass("country", masses_.country(entry.country()) - own_.country(entry.country()));
  const std::uint32_t first = first_division(base, *candidate.place);
  const std::uint32_t second = second_division(base, *candidate.place);
  if (first != GazetteerEntry::none) mass("division", masses_.division(first) - own_.division(first));
  if (second != GazetteerEntry::none) mass("lower_division", masses_.division(second) - own_.division(second));
  if (const auto point = entry.point()) mass("near", masses_.near(*point) - own_.near(*point));
  double country = 0, division = 0;
  bool listed = false;
  for (const std::uint32_t mention : group.mentions)
    for (const std::uint32_t sibling : contexts_[mention].siblings) {
      listed = true;
      country = std::max(country, share_in_country(sibling, *candidate.place));
      division = std::max(division, share_in_division(sibling, *candidate.place));
    }
  if (listed) {
    features.add("list_country", static_cast<float>(country));
    features.add("list_division", static_cast<float>(division));
  }
}

PlaceMasses PlaceResolver::masses_of(const PlaceGroup& group) const {
  PlaceMasses masses(knowledge_.base);
  const double weight = std::min(2.0, std::sqrt(static_cast<double>(group.mentions.size())));
  for (const PlaceChoice& candidate : group.candidates)
    if (candidate.place && candidate.probability > 0.01) masses.add(*candidate.place, candidate.probability * weight);
  return masses;
}

void PlaceResolver::focus(std::uint32_t group) {
  own_ = masses_of(groups_[group]);
  for (std::uint32_t other = 0; other < groups_.size(); ++other)
    if (other != group && groups_[other].name == groups_[group].name && groups_[other].region != Word{} && groups_[group].region != Word{})
      own_.add(masses_of(groups_[other]));
}

void PlaceResolver::first_round() {
  FeatureList features;
  const auto judge = [&](PlaceGroup& group) {
    std::vector<PlaceChoice> scored = group.candidates;
    for (std::size_t i = 0; i < scored.size(); ++i) {
      features.clear();
      describe_alone(group, group.candidates[i], features);
      scored[i].probability = static_cast<double>(knowledge_.prior_model.score(features));
    }
    to_probabilities(scored);
    group.candidates = std::move(scored);
  };
  for (PlaceGroup& group : groups_) judge(group);  // regions are judged before they are asked about,
  for (PlaceGroup& group : groups_) judge(group);  // so twice
  weigh_report();
}

void PlaceResolver::weigh_report() {
  masses_ = PlaceMasses(knowledge_.base);
  for (const PlaceGroup& group : groups_) masses_.add(masses_of(group));
  add_hints();
}

/// Demonyms, the dateline and the publisher's name say where the report plays.
void PlaceResolver::add_hints() {
  for (const Token& token : document_.tokens)
    if (token.entity == EntityLabel::NORP)
      if (const auto at = knowledge_.states.demonyms.find(token.lower_hash); at != knowledge_.states.demonyms.end()) masses_.add_country(at->second, 0.3);
  std::vector<NamedPlace> known;
  const auto hint = [&](std::string_view text, double amount) {
    known.clear();
    knowledge_.base.find(word(knowledge_.base.folded(text)), known);
    // San Miguel is rather a town of that name than San Diego, which was once called so.
    const auto rank = [&](const NamedPlace& place) { return std::pair(place.kind == NameKind::primary, knowledge_.base.entry(place.place).population); };
    const auto best = std::max_element(known.begin(), known.end(), [&](const NamedPlace& a, const NamedPlace& b) { return rank(a) < rank(b); });
    if (best != known.end()) masses_.add(best->place, amount);
    return best != known.end();
  };
  if (report_.dateline) hint(std::string_view(*report_.dateline).substr(0, report_.dateline->find_first_of(",(-")), 2.0);
  if (!report_.publisher) return;
  const auto words = split(*report_.publisher, ' ');
  for (std::size_t length = std::min<std::size_t>(3, words.size()); length > 0; --length)
    for (std::size_t i = 0; i + length <= words.size(); ++i) {
      const char* begin = words[i].data();
      const char* end = words[i + length - 1].data() + words[i + length - 1].size();
      if (hint({begin, static_cast<std::size_t>(end - begin)}, 0.5)) return;
    }
}

void PlaceResolver::second_round() {
  FeatureList features;
  std::vector<std::vector<double>> scores(groups_.size());
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    focus(static_cast<std::uint32_t>(g));
    for (const PlaceChoice& candidate : groups_[g].candidates) {
      features.clear();
      describe_in_report(groups_[g], candidate, features);
      scores[g].push_back(static_cast<double>(knowledge_.report_model.score(features)));
    }
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    for (std::size_t i = 0; i < scores[g].size(); ++i) groups_[g].candidates[i].probability = scores[g][i];
    to_probabilities(groups_[g].candidates);
  }
}

void PlaceResolver::resolve() {
  first_round();
  for (int round = 0; round < 2; ++round) {
    second_round();
    weigh_report();
  }
  for (PlaceGroup& group : groups_) {
    // "None" is one candidate against all the others together.
    const std::size_t none = group.candidates.size() - 1;
    group.chosen = none;
    if (group.candidates[none].probability > 0.5) continue;
    for (std::size_t i = 0; i < none; ++i)
      if (group.chosen == none || group.candidates[i].probability > group.candidates[group.chosen].probability) group.chosen = i;
  }
}

}  // namespace sitrep
