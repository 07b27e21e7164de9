// SPDX-License-Identifier: Apache-2.0
#include "extract/place_contexts.h"

#include <algorithm>
#include <array>

namespace sitrep {
namespace {

constexpr std::array kinds_of_places = {PlaceWordKind::division, PlaceWordKind::settlement, PlaceWordKind::water,
                                        PlaceWordKind::land, PlaceWordKind::road, PlaceWordKind::facility};

class ContextReader {
 public:
  ContextReader(const Document& document, const PlaceWords& words, const std::vector<PlaceName>& names)
      : document_(document), words_(words), names_(names) {}

  std::vector<PlaceContext> read() {
    contexts_.resize(names_.size());
    for (std::uint32_t i = 0; i < names_.size(); ++i) {
      read_kind(i);
      if (i + 1 < names_.size()) read_gap(i);
    }
    share_kinds();
    return std::move(contexts_);
  }

 private:
  Word lower(std::uint32_t token) const { return document_.tokens[token].lower_hash; }

  bool take_kind(std::uint32_t name, std::uint32_t token, KindPosition position) {
    PlaceContext& context = contexts_[name];
    for (const PlaceWordKind kind : kinds_of_places) {
      const bool names_thing = kind == PlaceWordKind::road || kind == PlaceWordKind::facility;
      if (!words_.is(lower(token), kind) || (names_thing && position == KindPosition::before)) continue;
      context.kind = kind;
      context.feature = words_.feature_of(lower(token));
      context.position = position;
      return true;
    }
    return false;
  }

  void read_kind(std::uint32_t name) {
    const TokenRange tokens = names_[name].tokens;
    if (tokens.size() > 1 && (take_kind(name, tokens.end - 1, KindPosition::in_name) || take_kind(name, tokens.begin, KindPosition::in_name))) return;
    const TokenRange sentence = document_.sentences[document_.sentence_of[tokens.begin]];
    if (tokens.end < sentence.end && take_kind(name, tokens.end, KindPosition::behind)) return;
    if (tokens.begin > sentence.begin + 1 && lower(tokens.begin - 1) == "of"_w && take_kind(name, tokens.begin - 2, KindPosition::before_of)) return;
    if (tokens.begin > sentence.begin) take_kind(name, tokens.begin - 1, KindPosition::before);
  }

  /// "Barrow and Jackson counties", "the regions of Kalbajar and Lachin": a word in the plural is for the whole list.
  void share_kinds() {
    for (std::uint32_t i = 0; i < names_.size(); ++i) {
      if (!contexts_[i].kind || contexts_[i].position == KindPosition::in_name) continue;
      const TokenRange tokens = names_[i].tokens;
      if (tokens.end < document_.tokens.size() && is_plural_kind(tokens.end))
        for (std::uint32_t j = i; is_listed(j, j - 1) && !contexts_[j - 1].kind; --j) copy_kind(j, j - 1);
      if (tokens.begin >= 2 && is_plural_kind(tokens.begin - 2))
        for (std::uint32_t j = i; is_listed(j, j + 1) && !contexts_[j + 1].kind; ++j) copy_kind(j, j + 1);
    }
  }
  bool is_plural_kind(std::uint32_t token) const { return document_.tokens[token].tag == Tag::NNS && words_.kinds_of(lower(token)) != 0; }
  bool is_listed(std::uint32_t name, std::uint32_t other) const {
    const auto& siblings = contexts_[name].siblings;
    return std::find(siblings.begin(), siblings.end(), other) != siblings.end();
  }
  void copy_kind(std::uint32_t from, std::uint32_t to) {
    contexts_[to].kind = contexts_[from].kind;
    contexts_[to].feature = contexts_[from].feature;
    contexts_[to].position = contexts_[from].position;
  }

  void read_gap(std::uint32_t name) {
    const std::uint32_t begin = names_[name].tokens.end;
    const std::uint32_t end = names_[name + 1].tokens.begin;
    if (end <= begin || end - begin > 5 || document_.sentence_of[begin] != document_.sentence_of[end]) return;
    const std::uint32_t length = end - begin;
    const Word first = lower(begin);
    if (length == 1 && (first == ","_w || first == "("_w)) contexts_[name].region = name + 1;
    const bool only_list = (length == 1 && (first == ","_w || first == "and"_w || first == "or"_w)) ||
                           (length == 2 && first == ","_w && (lower(begin + 1) == "and"_w || lower(begin + 1) == "or"_w));
    if (only_list) {
      contexts_[name].siblings.push_back(name + 1);
      contexts_[name + 1].siblings.push_back(name);
    }
    for (std::uint32_t t = begin; t < end; ++t) {
      if (document_.tokens[t].pos == Pos::VERB || document_.tokens[t].pos == Pos::AUX) return;
      if (lower(t) == "in"_w || lower(t) == "of"_w) contexts_[name].inside = name + 1;
    }
  }

  const Document& document_;
  const PlaceWords& words_;
  const std::vector<PlaceName>& names_;
  std::vector<PlaceContext> contexts_;
};

}  // namespace

std::string_view name_of(KindPosition position) {
  constexpr std::array<std::string_view, 4> names = {"in_name", "behind", "before_of", "before"};
  return names[static_cast<std::size_t>(position)];
}

std::vector<PlaceContext> place_contexts(const Document& document, const PlaceWords& words, const std::vector<PlaceName>& names) {
  return ContextReader(document, words, names).read();
}

}  // namespace sitrep
