// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution_choice.h"

#include <algorithm>
#include <cmath>

namespace sitrep {
namespace {

std::uint64_t number(Word w) { return static_cast<std::uint64_t>(w); }
template <class E>
  requires std::is_enum_v<E>
std::uint64_t number(E e) { return static_cast<std::uint64_t>(e); }

/// A probability by its order: below .03, .1, .25, .5, .75, .9, .97, above.
std::uint64_t bucket(float p) {
  static constexpr float bounds[] = {.03F, .1F, .25F, .5F, .75F, .9F, .97F};
  return static_cast<std::uint64_t>(std::lower_bound(std::begin(bounds), std::end(bounds), p) - std::begin(bounds));
}

/// Basic features go out alone and crossed; those from the labels alone and with the kind of candidate.
class Features {
 public:
  Features(const CueContext& c, std::uint64_t kind, std::vector<std::uint64_t>& out) : c_(c), p_(c.passage), kind_(kind), out_(out) {}

  void basic(Word question, std::uint64_t a, std::uint64_t b = 0) {
    out_.push_back(feature(question, a, b));
    const std::uint64_t base = out_.back();
    out_.push_back(feature("lemma"_w, base, c_.lemma));
    out_.push_back(feature("frame"_w, base, c_.frame));
    out_.push_back(feature("relation"_w, base, c_.relation));
    out_.push_back(feature("kind"_w, base, kind_));
  }
  void label(Word question, std::uint64_t a, std::uint64_t b = 0) {
    out_.push_back(feature(question, a, b));
    out_.push_back(feature("label kind"_w, out_.back(), kind_));
  }

  std::uint64_t lemma_at(std::int64_t i) const { return inside(i) ? number(p_[static_cast<std::uint32_t>(i)].lemma_hash) : 0; }
  std::uint64_t tag_at(std::int64_t i) const { return inside(i) ? number(p_[static_cast<std::uint32_t>(i)].tag) : 0; }
  std::uint64_t dep_at(std::int64_t i) const { return inside(i) ? number(p_[static_cast<std::uint32_t>(i)].dep) : 0; }
  float content_at(std::int64_t i) const { return inside(i) ? c_.labelled.marginals.content(position(i)) : 0; }
  float source_at(std::int64_t i) const { return inside(i) ? c_.labelled.marginals.source(position(i)) : 0; }
  float label_at(std::int64_t i, Label l) const { return inside(i) ? c_.labelled.marginals.of[position(i)][static_cast<std::size_t>(l)] : 0; }

  /// How the candidate's root hangs together with the cue: relations of root and cue, or of the steps between.
  std::uint64_t way_to(std::uint32_t root) const {
    const std::uint32_t h = c_.cue.head;
    if (root == no_token) return 1;
    const Token& r = p_[root];
    if (r.head == h) return 1000 + number(r.dep);
    if (p_[r.head].head == h) return 100000 + number(p_[r.head].dep) * 64 + number(r.dep);
    std::uint32_t above = h;
    for (std::uint64_t step = 1; step <= 4; ++step) {
      const std::uint32_t below = above;
      above = p_[above].head;
      if (above == root) return 1000000 + step * 64 + number(p_[below].dep);
      if (above == r.head) return 2000000 + (step * 64 + number(p_[below].dep)) * 64 + number(r.dep);
    }
    return 2;
  }

 private:
  bool inside(std::int64_t i) const { return i >= p_.tokens().begin && i < p_.tokens().end; }
  std::size_t position(std::int64_t i) const { return static_cast<std::size_t>(i) - p_.tokens().begin; }

  const CueContext& c_;
  const Passage& p_;
  std::uint64_t kind_;
  std::vector<std::uint64_t>& out_;
};

/// From the cue to the range: 0 touching; side in the last bit.
std::uint64_t gap(const CueCandidate& cue, TokenRange r) {
  const bool is_before = r.end <= cue.tokens.begin;
  const std::uint32_t distance = is_before ? cue.tokens.begin - r.end : r.begin >= cue.tokens.end ? r.begin - cue.tokens.end : 0;
  return distance_class(distance) * 2U + is_before;
}

std::uint64_t length_class(std::uint32_t n) { return n <= 6 ? n : n <= 9 ? 7 : n <= 14 ? 8 : n <= 20 ? 9 : n <= 30 ? 10 : n <= 50 ? 11 : 12; }

/// In quotation marks: none, some, most, all.
std::uint64_t quoted_class(std::uint32_t quoted, std::uint32_t all) {
  return quoted == 0 ? 0 : quoted * 2 < all ? 1 : quoted * 10 < all * 9 ? 2 : 3;
}

std::uint32_t words_in(const Passage& p, TokenRange r) {
  std::uint32_t words = 0;
  for (std::uint32_t i = r.begin; i < r.end; ++i) words += !is_punctuation(p[i]);
  return std::min(words, 9U);
}

float likely(float score) { return 1 / (1 + std::exp(-score)); }

/// The best by the sum of its weights.
template <class Candidate, class FeaturesOf>
std::optional<Choice> best_of(const std::vector<Candidate>& candidates, const ChoiceWeights& weights, FeaturesOf features_of) {
  if (candidates.empty()) return std::nullopt;
  thread_local std::vector<std::uint64_t> features;
  Choice best{0, -1e9F, 0};
  float none = 1;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    features.clear();
    features_of(candidates[c], features);
    for (const std::uint64_t f : features) weights.prefetch(f);
    std::int32_t sum = 0;
    for (const std::uint64_t f : features)
      if (const auto* slot = weights.find(f)) sum += slot->weights[0];
    const float score = static_cast<float>(sum) * weights.scale;
    none *= 1 - likely(score);
    if (score > best.score) best = {c, score, 0};
  }
  best.likely_any = 1 - none;
  return best;
}

}  // namespace

CueContext::CueContext(const LabelledPassage& l, const CueCandidate& c)
    : labelled(l), passage(l.passage), cue(c), sentence(l.passage.sentence_of(c.head)) {
  lemma = number(passage[c.head].lemma_hash);
  frame = frame_of(passage, c.head);
  relation = number(passage[c.head].pos) * 64 + number(passage[c.head].dep);
  content_around = l.content_up_to.back() - l.content_in(c.tokens);
}

void content_features(const CueContext& c, const ContentCandidate& candidate, std::vector<std::uint64_t>& out) {
  Features f(c, number(candidate.kind), out);
  const Passage& p = c.passage;
  const Pieces& pieces = candidate.pieces;
  const std::uint32_t first = pieces.first(), last = pieces.last();
  std::uint32_t quoted = 0;
  float content = 0, source = 0, least = 1;
  TokenRange nearest = pieces.ranges[0];
  for (const TokenRange r : pieces) {
    quoted += p.quoted_in(r);
    content += c.labelled.content_in(r);
    source += c.labelled.source_in(r);
    if ((gap(c.cue, r) >> 1) < (gap(c.cue, nearest) >> 1)) nearest = r;
    least = std::min({least, f.content_at(r.begin), f.content_at(r.end - 1)});
  }
  const std::uint32_t size = pieces.size();
  const std::uint64_t between = gap(c.cue, nearest);
  const std::uint64_t is_before = last < c.cue.tokens.begin ? 1 : first >= c.cue.tokens.end ? 0 : 2;
  float other_cues = 0;
  for (const TokenRange r : pieces)
    if (r.size() <= 60)
      for (std::uint32_t i = r.begin; i < r.end; ++i) other_cues = std::max(other_cues, p.is_quoted(i) ? 0 : c.labelled.marginals.cue(c.labelled.at(i)));

  f.basic("kind"_w, number(candidate.kind));
  f.basic("way"_w, f.way_to(candidate.root));
  f.basic("gap"_w, between, pieces.count);
  f.basic("length"_w, length_class(size), is_before);
  f.basic("quoted"_w, quoted_class(quoted, size), p.is_quoted(c.cue.head));
  f.basic("quoted side"_w, quoted_class(quoted, size) * 3 + is_before, pieces.count);
  f.basic("first"_w, f.lemma_at(first));
  f.basic("first tag"_w, f.tag_at(first), f.dep_at(first));
  f.basic("last tag"_w, f.tag_at(last), f.dep_at(last));
  f.basic("last"_w, f.lemma_at(last));
  f.basic("before"_w, f.lemma_at(static_cast<std::int64_t>(first) - 1));
  f.basic("behind"_w, f.lemma_at(static_cast<std::int64_t>(last) + 1));
  f.basic("behind tags"_w, f.tag_at(static_cast<std::int64_t>(last) + 1), f.tag_at(static_cast<std::int64_t>(last) + 2));
  f.basic("before tag"_w, f.tag_at(static_cast<std::int64_t>(first) - 1), f.tag_at(first));
  f.basic("behind dep"_w, f.dep_at(static_cast<std::int64_t>(last) + 1), f.dep_at(static_cast<std::int64_t>(last) + 2));
  const std::uint32_t root = candidate.root == no_token ? no_token : candidate.root;
  f.basic("root"_w, root == no_token ? 0 : number(p[root].pos) * 64 + number(p[root].dep), root == no_token ? 0 : frame_of(p, root));
  f.basic("left over"_w, first > c.sentence.begin ? words_in(p, {c.sentence.begin, std::min(first, c.cue.tokens.begin)}) : 0, is_before);
  const std::uint32_t rest_from = std::max(last + 1, c.cue.tokens.end);
  f.basic("right over"_w, rest_from < c.sentence.end ? words_in(p, {rest_from, std::min(c.sentence.end, rest_from + 12)}) : 0, is_before);
  f.basic("wraps"_w, first <= c.sentence.begin, last + 2 >= c.sentence.end);

  const std::uint32_t starts = p.starting_here(first), ends = p.ending_here(last);
  f.basic("edges"_w, starts == no_token ? 99 : number(p[starts].dep), ends == no_token ? 99 : number(p[ends].dep));

  const float mean = content / static_cast<float>(size);
  f.label("mean"_w, bucket(mean));
  f.label("least"_w, bucket(least));
  f.label("mean least"_w, bucket(mean), bucket(least));
  f.label("starts"_w, bucket(f.label_at(first, Label::content_first)), is_before);
  f.label("goes on"_w, bucket(f.label_at(static_cast<std::int64_t>(last) + 1, Label::content)));
  f.label("new behind"_w, bucket(f.label_at(static_cast<std::int64_t>(last) + 1, Label::content_first)));
  f.label("came before"_w, bucket(f.content_at(static_cast<std::int64_t>(first) - 1)));
  f.label("edge"_w, bucket(f.content_at(first)), bucket(f.content_at(last)));
  f.label("goes on 2"_w, bucket(f.label_at(static_cast<std::int64_t>(last) + 2, Label::content)), f.tag_at(static_cast<std::int64_t>(last) + 1));
  f.label("share"_w, c.content_around > 0 ? bucket(content / c.content_around) : 9);
  const float in_sentence = c.labelled.content_in(c.sentence) - c.labelled.content_in(c.cue.tokens);
  f.label("share here"_w, in_sentence > 0.5F ? bucket(std::min(content / in_sentence, 1.0F)) : 9);
  f.label("outside"_w, static_cast<std::uint64_t>(std::min(9.0F, std::max(0.0F, in_sentence - content))), bucket(mean));
  f.label("source in"_w, bucket(std::min(source, 1.0F)));
  f.label("cues in"_w, bucket(other_cues), is_before);
  f.label("cue"_w, bucket(c.cue.likely), bucket(mean));
}

void source_features(const CueContext& c, const SourceCandidate& candidate, std::vector<std::uint64_t>& out) {
  Features f(c, number(candidate.kind), out);
  const Passage& p = c.passage;
  const TokenRange r = candidate.tokens;
  const Token& head = p[candidate.head];
  const std::uint32_t first = r.begin, last = r.end - 1;
  const std::uint64_t between = gap(c.cue, r);
  const bool is_before = (between & 1) != 0;
  const bool is_same_sentence = c.sentence.contains(first);

  f.basic("kind"_w, number(candidate.kind), is_same_sentence);
  f.basic("way"_w, f.way_to(candidate.head), is_before);
  f.basic("gap"_w, between);
  f.basic("entity"_w, number(head.entity));
  f.basic("pos"_w, number(head.pos), number(head.dep));
  f.basic("tag"_w, number(head.tag), is_before);
  f.basic("noun"_w, number(head.lemma_hash));
  f.basic("class"_w, p.word_class(candidate.head));
  f.basic("before"_w, f.lemma_at(static_cast<std::int64_t>(first) - 1));
  f.basic("behind"_w, f.lemma_at(static_cast<std::int64_t>(last) + 1));
  f.basic("tags around"_w, f.tag_at(static_cast<std::int64_t>(first) - 1), f.tag_at(static_cast<std::int64_t>(last) + 1));
  f.basic("first"_w, f.lemma_at(first), f.tag_at(first));
  f.basic("quoted"_w, p.is_quoted(candidate.head) * 2U + p.is_quoted(c.cue.head), is_before);
  f.basic("length"_w, length_class(r.size()));

  const float mean = c.labelled.source_in(r) / static_cast<float>(r.size());
  f.label("mean"_w, bucket(mean));
  f.label("edge"_w, bucket(f.source_at(first)), bucket(f.source_at(last)));
  f.label("starts"_w, bucket(f.label_at(first, Label::source_first)));
  f.label("around"_w, bucket(f.source_at(static_cast<std::int64_t>(first) - 1)), bucket(f.source_at(static_cast<std::int64_t>(last) + 1)));
  f.label("head"_w, bucket(f.source_at(candidate.head)), is_same_sentence);
  const TokenRange way = is_before ? TokenRange{r.end, c.cue.tokens.begin} : TokenRange{c.cue.tokens.end, std::max(r.begin, c.cue.tokens.end)};
  float cues = 0;
  for (std::uint32_t i = way.begin; i < std::min(way.end, way.begin + 60); ++i) cues = std::max(cues, c.labelled.marginals.cue(c.labelled.at(i)));
  f.label("cues between"_w, bucket(cues), is_before);
  f.label("sources between"_w, way.size() == 0 ? 9 : bucket(std::min(1.0F, c.labelled.source_in(way))), is_before);
  f.label("cue"_w, bucket(c.cue.likely), bucket(mean));
}

std::optional<Choice> choose_content(const CueContext& context, const std::vector<ContentCandidate>& candidates, const ChoiceWeights& weights) {
  return best_of(candidates, weights, [&](const ContentCandidate& c, std::vector<std::uint64_t>& out) { content_features(context, c, out); });
}

std::optional<Choice> choose_source(const CueContext& context, const std::vector<SourceCandidate>& candidates, const ChoiceWeights& weights) {
  return best_of(candidates, weights, [&](const SourceCandidate& c, std::vector<std::uint64_t>& out) { source_features(context, c, out); });
}

}  // namespace sitrep
