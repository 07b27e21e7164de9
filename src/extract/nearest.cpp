// SPDX-License-Identifier: Apache-2.0
#include "extract/nearest.h"

#include <algorithm>

namespace sitrep {
namespace {

std::uint32_t gap(Span a, Span b) { return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0; }

/// "the Britain-based Observatory", "the US-led coalition", "US warplanes": where somebody comes from.
bool says_whose(const Tree& tree, std::uint32_t token) {
  static constexpr Word origins[] = {"based"_w, "led"_w, "backed"_w, "born"_w, "made"_w, "allied"_w, "supported"_w, "sponsored"_w, "trained"_w, "funded"_w, "brokered"_w, "supplied"_w};
  static constexpr Word states[] = {"us"_w, "u.s."_w, "u.s"_w, "uk"_w, "u.k."_w, "usa"_w, "eu"_w};
  const auto& tokens = tree.document().tokens;
  const auto is_among = [](const auto& list, Word w) { return std::find(std::begin(list), std::end(list), w) != std::end(list); };
  std::uint32_t next = token + 1;
  if (next < tokens.size() && tokens[next].lower_hash == "-"_w) ++next;
  const bool is_joined = next < tokens.size() && (next > token + 1 || tokens[next].dep == Dep::amod);
  if (is_joined && is_among(origins, tokens[next].lower_hash)) return true;
  return is_among(states, tokens[token].lower_hash) && tokens[token].dep == Dep::compound && tokens[token].head > token;
}

/// A place that acts, owns or is acted upon ("Azerbaijan attacked", "with France") does not say where.
bool says_where(const Tree& tree, Span place) {
  const auto& tokens = tree.document().tokens;
  const auto at = std::lower_bound(tokens.begin(), tokens.end(), place.end, [](const Token& t, std::uint32_t end) { return t.span.end < end; });
  if (at == tokens.end()) return true;
  const auto token = static_cast<std::uint32_t>(at - tokens.begin());
  if (token + 1 < tokens.size() && tokens[token + 1].lower_hash == "time"_w) return false;  // "9 a.m. Moscow time"
  if (says_whose(tree, token)) return false;
  switch (tree[token].dep) {
    case Dep::nsubj:
    case Dep::nsubjpass:
    case Dep::poss:
    case Dep::dative: return false;
    case Dep::conj: return token + 1 >= tokens.size() || tokens[token + 1].tag != Tag::CD;  // "and Azerbaijan 50": who counts
    case Dep::pobj: {
      const Word preposition = tree[tree.head(token)].lower_hash;
      return preposition != "by"_w && preposition != "with"_w && preposition != "against"_w;
    }
    default: return true;
  }
}

/// "who took over in May"
bool tells_of_person(const Tree& tree, std::uint32_t verb) {
  const auto subject = tree.child(verb, Dep::nsubj);
  return subject && tree[*subject].lower_hash == "who"_w;
}

/// "The deadliest since the war in 2020", "under a 1997 treaty", "the general, who took over in May,": a time that is not that
/// of the word, though it stands in its sentence.
bool is_of_another(const Tree& tree, Span time, std::uint32_t token) {
  static constexpr Word from_afar[] = {"since"_w, "under"_w, "than"_w, "like"_w, "unlike"_w};
  const auto& tokens = tree.document().tokens;
  const auto first = std::lower_bound(tokens.begin(), tokens.end(), time.begin, [](const Token& t, std::uint32_t begin) { return t.span.end <= begin; });
  if (first == tokens.end()) return false;
  std::uint32_t below = 0;
  for (auto at = static_cast<std::uint32_t>(first - tokens.begin()); !tree.is_root(at) && !tree.dominates(at, token); below = at, at = tree.head(at)) {
    const Token& t = tree[at];
    if (t.lower_hash == "since"_w && time.contains(tree[below].span)) continue;  // "killed since Tuesday" is dated by it
    if (t.dep == Dep::relcl && tells_of_person(tree, at)) return true;
    if (t.dep == Dep::prep && std::find(std::begin(from_afar), std::end(from_afar), t.lower_hash) != std::end(from_afar)) return true;
  }
  return false;
}

/// Position of the item in `items` with the least cost in the token's sentence; a negative cost rules an item out.
template <class Items, class Cost>
std::optional<std::uint32_t> cheapest(const Tree& tree, const Items& items, std::uint32_t token, Cost cost) {
  const Document& document = tree.document();
  const Span sentence = document.span_of(tree.sentence_of(token));
  std::optional<std::uint32_t> best;
  long least = 0;
  const auto first = std::partition_point(items.begin(), items.end(), [&](const auto& item) { return item.span.begin < sentence.begin; });
  for (auto i = static_cast<std::uint32_t>(first - items.begin()); i < items.size() && items[i].span.begin < sentence.end; ++i) {
    if (!sentence.contains(items[i].span)) continue;
    const long extra = cost(items[i]);
    if (extra < 0) continue;
    const long sum = extra + gap(items[i].span, document.tokens[token].span);
    if (!best || sum < least) {
      best = i;
      least = sum;
    }
  }
  return best;
}

}  // namespace

std::optional<TimeId> nearest_time(const Tree& tree, const std::vector<Time>& times, std::uint32_t token) {
  const auto best = cheapest(tree, times, token, [&](const Time& t) {
    const bool dates = t.type != TimeType::duration && t.type != TimeType::set && t.from && !is_of_another(tree, t.span, token);
    return dates ? 0L : -1L;
  });
  return best ? std::optional(TimeId{*best}) : std::nullopt;
}

std::optional<PlaceId> nearest_place(const Tree& tree, const std::vector<Place>& places, std::uint32_t token) {
  // A town tells more than its country, though it may stand further off.
  const auto best = cheapest(tree, places, token, [&](const Place& p) { return !says_where(tree, p.span) ? -1L : p.precision == PlacePrecision::country ? 200L : 0L; });
  return best ? std::optional(PlaceId{*best}) : std::nullopt;
}

}  // namespace sitrep
