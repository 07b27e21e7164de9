// SPDX-License-Identifier: Apache-2.0
#include "extract/verb_patterns.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr std::uint32_t reach = 25;  // tokens on either side in which a pattern's words are looked for

class PatternMatcher {
 public:
  PatternMatcher(const Tree& tree, std::uint32_t verb, const DictionaryFrames& dictionary) : tree_(tree), verb_(verb), dictionary_(dictionary) {
    const TokenRange sentence = tree.sentence_of(verb);
    // What stands behind the verb must depend on it; what stands before may also govern it ("said it will").
    const std::uint32_t end = std::clamp(tree.subtree(verb).end, verb + 1, sentence.end);
    within_ = {std::max(sentence.begin, verb > reach ? verb - reach : 0), std::min(end, verb + 1 + reach)};
  }

  bool fits(const VerbPattern& pattern) const { return stands_before(pattern.before) && stands_behind(pattern.after); }

 private:
  bool stands_behind(const std::vector<PatternPart>& parts) const {
    std::uint32_t at = verb_ + 1;
    for (const PatternPart& part : parts) {
      std::uint32_t size = 0;
      const std::uint32_t last = part.adjacent ? std::min(at + 1, within_.end) : within_.end;
      while (at < last && (size = run_at(at, part)) == 0) ++at;
      if (size == 0) return false;
      at += size;
    }
    return true;
  }

  bool stands_before(const std::vector<PatternPart>& parts) const {
    std::uint32_t end = verb_;
    for (const PatternPart& part : parts) {
      std::uint32_t size = 0;
      const std::uint32_t first = part.adjacent ? std::max(end, 1U) - 1 : within_.begin;
      while (end > within_.begin && end > first && (size = run_before(end, part)) == 0) --end;
      if (size == 0) return false;
      end -= size;
    }
    return true;
  }

  /// The tokens of the longest of the choices that begins here, or 0.
  std::uint32_t run_at(std::uint32_t begin, const PatternPart& part) const {
    std::uint32_t best = 0;
    for (const std::vector<Word>& words : dictionary_.choices[part.choices])
      if (words.size() > best && begin + words.size() <= within_.end && is_run(begin, words)) best = static_cast<std::uint32_t>(words.size());
    return best;
  }

  std::uint32_t run_before(std::uint32_t end, const PatternPart& part) const {
    std::uint32_t best = 0;
    for (const std::vector<Word>& words : dictionary_.choices[part.choices])
      if (words.size() > best && within_.begin + words.size() <= end && is_run(end - static_cast<std::uint32_t>(words.size()), words)) best = static_cast<std::uint32_t>(words.size());
    return best;
  }

  bool is_run(std::uint32_t begin, const std::vector<Word>& words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Token& t = tree_[begin + static_cast<std::uint32_t>(i)];
      if (t.lower_hash != words[i] && t.lemma_hash != words[i]) return false;
    }
    return true;
  }

  const Tree& tree_;
  std::uint32_t verb_;
  const DictionaryFrames& dictionary_;
  TokenRange within_;
};

const Frame* frame_of(const DictionaryPattern& pattern, const Frames& frames) { return pattern.frame ? &frames.all[*pattern.frame] : nullptr; }

}  // namespace

const Frame* frame_by_dictionary(const Tree& tree, std::uint32_t verb, const Frames& frames) {
  if (frames.dictionary.verbs.empty()) return nullptr;
  auto at = frames.dictionary.verbs.find(tree[verb].lemma_hash);
  if (at == frames.dictionary.verbs.end()) at = frames.dictionary.verbs.find(tree[verb].lower_hash);
  if (at == frames.dictionary.verbs.end()) return nullptr;
  const PatternMatcher matcher(tree, verb, frames.dictionary);
  for (const DictionaryFrames::Verb& candidate : at->second) {
    if (!matcher.fits(candidate.alone.words)) continue;
    for (const DictionaryPattern& pattern : frames.dictionary.blocks[candidate.block])
      if (matcher.fits(pattern.words)) return frame_of(pattern, frames);
    return frame_of(candidate.alone, frames);
  }
  return nullptr;
}

}  // namespace sitrep
