// SPDX-License-Identifier: Apache-2.0
// Annotated articles, parsed: what people marked as attributions, as tokens.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "extract/attribution_labels.h"
#include "parse/pipeline.h"

namespace sitrep::training {

struct GoldAttribution {
  std::set<std::uint32_t> source, cue, content;  // tokens
};

struct Article {
  std::string id;
  std::string text;
  Document document;
  std::unique_ptr<Tree> tree;
  std::vector<GoldAttribution> gold;
  std::vector<Label> labels;  // by token; where attributions overlap, cue before source before content
};

/// Articles stay where they are: trees and documents point into them.
std::vector<std::unique_ptr<Article>> read_corpus(const std::filesystem::path& lines, const Pipeline& pipeline);

}  // namespace sitrep::training
