// SPDX-License-Identifier: Apache-2.0
// The user's verb dictionaries as a layer under our frames: each code becomes a frame by the ontology's table.
#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "knowledge/frames.h"

namespace sitrep {
namespace {

/// Where whom it concerns stands after a verb, when no pattern says it.
constexpr Word usual_targets[] = {"object"_w, "with"_w, "against"_w, "on"_w, "at"_w, "to"_w};

class VerbAdder {
 public:
  VerbAdder(Frames& frames, std::vector<std::string>& problems) : frames_(frames), own_(frames.dictionary), problems_(problems) {}

  void add(VerbDictionary dictionary) {
    file_ = dictionary.file;
    const auto shift = static_cast<std::uint32_t>(own_.choices.size());
    std::move(dictionary.choices.begin(), dictionary.choices.end(), std::back_inserter(own_.choices));
    for (VerbBlock& block : dictionary.blocks) {
      const auto number = static_cast<std::uint32_t>(own_.blocks.size());
      own_.blocks.emplace_back();
      for (VerbPattern& pattern : block.patterns) own_.blocks.back().push_back(with_frame(std::move(pattern), shift));
      for (DictionaryVerb& verb : block.verbs) {
        const DictionaryPattern alone = with_frame(std::move(verb.alone), shift);
        for (const Word form : verb.forms) own_.verbs[form].push_back({alone, number});
      }
    }
  }

 private:
  DictionaryPattern with_frame(VerbPattern pattern, std::uint32_t shift) {
    for (PatternPart& part : pattern.before) part.choices += shift;
    for (PatternPart& part : pattern.after) part.choices += shift;
    const std::optional<std::uint32_t> frame = frame_of(pattern);
    return {std::move(pattern), frame};
  }

  /// "19" is "190"; statements (01, 02) are claims and no events, so they have no row in the ontology.
  std::optional<std::uint32_t> frame_of(const VerbPattern& pattern) {
    const std::string code = pattern.code.size() == 2 ? pattern.code + "0" : pattern.code;
    if (code.empty() || code.starts_with("01") || code.starts_with("02")) return std::nullopt;
    const auto at = frames_.cameo.find(code);
    if (at == frames_.cameo.end()) {
      problems_.push_back(format("{}:{}: code {} is not in knowledge/ontology/cameo.tsv", file_, pattern.line, pattern.code));
      return std::nullopt;
    }
    Frame frame;
    frame.id = format("{}:{}", file_, pattern.line);
    frame.where = frame.id;
    frame.file = file_;
    frame.cameo = code;
    frame.type = at->second.type;
    frame.mode = at->second.mode;
    frame.goldstein = at->second.goldstein;
    frame.is_reciprocal = pattern.has_partners;
    if (pattern.target != Word{}) frame.targets.push_back(pattern.target);
    frame.targets.insert(frame.targets.end(), std::begin(usual_targets), std::end(usual_targets));
    frames_.all.push_back(std::move(frame));
    return static_cast<std::uint32_t>(frames_.all.size() - 1);
  }

  Frames& frames_;
  DictionaryFrames& own_;
  std::vector<std::string>& problems_;
  std::string file_;
};

}  // namespace

std::vector<std::string> Frames::add_dictionaries(std::span<const std::filesystem::path> files) {
  std::vector<std::string> problems;
  for (const std::filesystem::path& file : files) {
    VerbDictionary read = VerbDictionary::read(read_file(file), file.string());
    if (read.blocks.empty()) throw Error(format("{}: no verb is in this file; a block begins with --- NAME [code] ---, its verbs below", file.string()));
    problems.insert(problems.end(), read.problems.begin(), read.problems.end());
    VerbAdder(*this, problems).add(std::move(read));
  }
  return problems;
}

}  // namespace sitrep
