// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution_features.h"

#include <algorithm>

namespace sitrep {
namespace {

std::uint64_t number(Word w) { return static_cast<std::uint64_t>(w); }
template <class E>
  requires std::is_enum_v<E>
std::uint64_t number(E e) { return static_cast<std::uint64_t>(e); }

/// Xxxxx, x.x, dd, by code of at most five signs; letters beyond ASCII count as small.
std::uint64_t shape_of(std::string_view text) {
  std::uint64_t shape = 0;
  std::uint64_t last = 0;
  int signs = 0;
  for (const char c : text) {
    const std::uint64_t sign = c >= 'A' && c <= 'Z' ? 1 : c >= '0' && c <= '9' ? 3 : (c >= 'a' && c <= 'z') || (c & 0x80) ? 2 : 4 + static_cast<unsigned char>(c);
    if (sign == last) continue;
    shape = shape * 263 + sign;
    last = sign;
    if (++signs == 5) break;
  }
  return shape;
}

std::uint64_t suffix_of(std::string_view lower) {
  std::uint64_t suffix = 0;
  for (const char c : lower.substr(lower.size() > 3 ? lower.size() - 3 : 0)) suffix = suffix << 8 | static_cast<unsigned char>(c);
  return suffix;
}

class LabelFeatures {
 public:
  LabelFeatures(const Passage& p, std::uint32_t i, std::vector<std::uint64_t>& out) : p_(p), t_(p[i]), i_(i), out_(out) {}

  void all() {
    words();
    relation();
    frame();
    edges();
    route();
    cues_around();
    quotation();
  }

 private:
  void add(Word question, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) { out_.push_back(feature(question, a, b, c)); }

  /// The token at a distance; tokens beyond the passage are nullptr.
  const Token* near(int distance) const {
    const std::int64_t at = static_cast<std::int64_t>(i_) + distance;
    return at < p_.tokens().begin || at >= p_.tokens().end ? nullptr : &p_[static_cast<std::uint32_t>(at)];
  }
  std::uint64_t word_at(int d) const { const Token* t = near(d); return t ? number(t->lower_hash) : 0; }
  std::uint64_t lemma_at(int d) const { const Token* t = near(d); return t ? number(t->lemma_hash) : 0; }
  std::uint64_t tag_at(int d) const { const Token* t = near(d); return t ? number(t->tag) : 0; }
  std::uint64_t class_at(int d) const { return near(d) ? p_.word_class(i_ + static_cast<std::uint32_t>(d)) : 0; }
  std::uint64_t entity_at(int d) const { const Token* t = near(d); return t ? number(t->entity) * 2 + t->entity_begins : 99; }

  void words() {
    add("word-2"_w, word_at(-2));
    add("word-1"_w, word_at(-1));
    add("word"_w, word_at(0));
    add("word+1"_w, word_at(1));
    add("word+2"_w, word_at(2));
    add("lemma-3"_w, lemma_at(-3));
    add("lemma"_w, lemma_at(0));
    add("lemma+3"_w, lemma_at(3));
    add("lemmas-"_w, lemma_at(-1), lemma_at(0));
    add("lemmas+"_w, lemma_at(0), lemma_at(1));
    add("tag-2"_w, tag_at(-2));
    add("tag-1"_w, tag_at(-1));
    add("tag"_w, tag_at(0));
    add("tag+1"_w, tag_at(1));
    add("tag+2"_w, tag_at(2));
    add("tags-"_w, tag_at(-1), tag_at(0));
    add("tags+"_w, tag_at(0), tag_at(1));
    add("tags"_w, tag_at(-1), tag_at(0), tag_at(1));
    add("shape"_w, shape_of(t_.text));
    add("suffix"_w, suffix_of(t_.lower));
    add("entity-"_w, entity_at(-1), entity_at(0));
    add("entity+"_w, entity_at(0), entity_at(1));
    add("lemma tag"_w, lemma_at(0), tag_at(0));
    add("class-1"_w, class_at(-1));
    add("class"_w, class_at(0));
    add("class+1"_w, class_at(1));
  }

  void relation() {
    const Token& head = p_[t_.head];
    const Token& grand = p_[head.head];
    const std::uint64_t dep = number(t_.dep), side = t_.head < i_;
    add("dep"_w, dep);
    add("dep tag"_w, dep, number(t_.tag));
    add("dep head"_w, dep, number(head.lemma_hash));
    add("head side"_w, number(head.lemma_hash), side);
    add("dep head tag"_w, dep, number(head.tag), side);
    add("deps grand"_w, dep, number(head.dep), number(grand.lemma_hash));
    add("deps grand tag"_w, dep, number(head.dep), number(grand.tag));
    add("dep lemma"_w, dep, number(t_.lemma_hash));
    add("dep head class"_w, dep, p_.word_class(t_.head));
  }

  void frame() {
    const std::uint64_t frame = frame_of(p_, i_);
    add("frame"_w, frame, number(t_.pos));
    add("frame lemma"_w, frame, number(t_.lemma_hash));
    add("frame class"_w, frame, p_.word_class(i_));
    for (const std::uint32_t child : p_.tree().children(i_)) {
      const Token& c = p_[child];
      add("child"_w, number(c.dep), number(t_.pos));
      if (c.dep == Dep::nsubj || c.dep == Dep::nsubjpass) {
        add("subject"_w, number(c.lemma_hash));
        add("subject entity"_w, number(c.entity), number(t_.lemma_hash));
        add("subject tag"_w, number(c.tag));
        add("subject class"_w, p_.word_class(child));
      }
      if (c.dep == Dep::ccomp) {
        const auto marker = p_.tree().child(child, Dep::mark);
        add("clause side"_w, child < i_, number(t_.lemma_hash));
        add("clause tag"_w, number(c.tag), marker ? number(p_[*marker].lemma_hash) : 0);
      }
    }
  }

  void edge(Word question, std::uint32_t root) {
    if (root == no_token) return;
    const std::uint64_t q = number(question), dep = number(p_[root].dep);
    const std::uint32_t head = p_[root].head;
    add("edge head"_w, q, dep, number(p_[head].lemma_hash));
    add("edge tag"_w, q, dep, number(p_[root].tag));
    add("edge class"_w, q, dep, p_.word_class(head));
    add("edge level"_w, q, dep, p_.may_be_cue(head) ? p_.cue_level(head) : 0);
  }
  void edges() {
    edge("starts"_w, p_.starting_here(i_));
    edge("ends"_w, p_.ending_here(i_));
  }

  void route() {
    const RouteToCue& route = p_.route(i_);
    if (route.cue == no_token) return add("no route"_w, number(t_.pos));
    const Token& cue = p_[route.cue];
    const Token& child = p_[route.child];
    const std::uint64_t way = number(child.dep) * 2 + (route.child < route.cue);
    const std::uint64_t quoted = p_.is_quoted(i_) * 2U + p_.is_quoted(route.cue);
    const TokenRange part = p_.tree().subtree(route.child);
    const std::uint64_t edge = (part.begin == i_) + 2U * (part.end - 1 == i_);
    add("route cue"_w, way, number(cue.lemma_hash));
    add("route level"_w, way, p_.cue_level(route.cue));
    add("route class"_w, way, p_.word_class(route.cue));
    add("route pos"_w, way, number(cue.pos));
    add("route tags"_w, way, number(cue.tag), number(child.tag));
    add("route child"_w, way, number(child.lemma_hash));
    add("route dep"_w, way, number(cue.dep));
    add("route below"_w, way, number(route.below_child), number(t_.pos));
    add("route edge"_w, way, edge);
    add("route edge cue"_w, way, edge, number(cue.lemma_hash));
    add("route distance"_w, way, distance_class(route.cue > i_ ? route.cue - i_ : i_ - route.cue));
    add("route path"_w, route.path, std::min(route.steps, 6U));
    add("route quoted"_w, way, quoted);
    add("route path quoted"_w, route.path, quoted);
  }

  void cue_near(Word question, std::uint32_t cue) {
    const std::uint64_t q = number(question);
    if (cue == no_token) return add("no cue near"_w, q);
    const std::uint32_t distance = cue > i_ ? cue - i_ : i_ - cue;
    const std::uint64_t same = p_.tree().document().sentence_of[cue] == p_.tree().document().sentence_of[i_];
    const std::uint64_t state = same * 4 + p_.is_quoted(i_) * 2U + p_.is_quoted(cue);
    add("cue near"_w, q, distance_class(distance), state);
    add("cue near lemma"_w, q, number(p_[cue].lemma_hash), state);
    add("cue near level"_w, q, p_.cue_level(cue) * 64 + number(p_[cue].tag), distance_class(distance));
  }
  void cues_around() {
    cue_near("before"_w, p_.cue_before(i_));
    cue_near("behind"_w, p_.cue_behind(i_));
    std::uint64_t below = 0;
    for (const std::uint32_t child : p_.tree().children(i_)) {
      if (p_.may_be_cue(child)) add("cue child"_w, number(p_[child].lemma_hash), number(p_[child].dep));
      for (const std::uint32_t grandchild : p_.tree().children(child)) below |= p_.may_be_cue(grandchild);
    }
    add("cue grandchild"_w, below, number(t_.pos));
    add("open cue"_w, p_.sentence_has_open_cue(i_), p_.is_quoted(i_));
    const std::uint64_t level = p_.cue_level(i_) * 2U + p_.may_be_cue(i_);
    add("level pos"_w, level, number(t_.pos));
    add("level quoted"_w, level, p_.is_quoted(i_));
    add("level dep"_w, level, number(t_.dep));
  }

  std::uint64_t quote_state(std::int64_t at) const {
    if (at < p_.tokens().begin || at >= p_.tokens().end) return 3;
    const auto i = static_cast<std::uint32_t>(at);
    return p_.is_mark(i) ? 2 : p_.is_quoted(i);
  }
  void quotation() {
    const TokenRange sentence = p_.sentence_of(i_);
    const std::uint64_t state = quote_state(i_);
    add("quoted"_w, state);
    add("mark before"_w, state, distance_class(p_.mark_before(i_)));
    add("mark behind"_w, state, distance_class(p_.mark_behind(i_)));
    add("quoted around"_w, state, quote_state(static_cast<std::int64_t>(i_) - 1), quote_state(static_cast<std::int64_t>(i_) + 1));
    add("starts quoted"_w, state, p_.is_mark(p_.tokens().begin));
    add("share"_w, number(p_.quoted_share(i_)), state, (i_ == sentence.begin) + 2U * (i_ + 1 == sentence.end));
  }

  const Passage& p_;
  const Token& t_;
  std::uint32_t i_;
  std::vector<std::uint64_t>& out_;
};

}  // namespace

std::uint32_t distance_class(std::uint32_t d) { return d <= 5 ? d : d <= 8 ? 6 : d <= 12 ? 7 : d <= 20 ? 8 : d <= 40 ? 9 : 10; }

std::uint32_t frame_of(const Passage& p, std::uint32_t i) {
  std::uint32_t frame = 0;
  for (const std::uint32_t child : p.tree().children(i)) {
    const Dep dep = p[child].dep;
    if (dep == Dep::nsubj || dep == Dep::nsubjpass) frame |= 1;
    if (dep == Dep::ccomp) frame |= 2;
    if (dep == Dep::xcomp) frame |= 4;
    if (dep == Dep::dobj) frame |= 8;
    if (dep == Dep::mark) frame |= 16;
  }
  return frame;
}

void label_features(const Passage& passage, std::uint32_t i, std::vector<std::uint64_t>& features) { LabelFeatures(passage, i, features).all(); }

}  // namespace sitrep
