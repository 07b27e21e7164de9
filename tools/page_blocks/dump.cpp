// SPDX-License-Identifier: Apache-2.0
// Prints the blocks of pages with their features, one page a line: what train.py learns from.
//
//     page_blocks KNOWLEDGE PAGE.html… > blocks.jsonl
#include <iostream>

#include "base/file.h"
#include "base/json.h"
#include "ingest/charset.h"
#include "ingest/html_scan.h"
#include "ingest/page_features.h"
#include "ingest/page_metadata.h"

using namespace sitrep;

int main(int argc, char** argv) {
  const PageKnowledge knowledge = PageKnowledge::load(argv[1]);
  std::cout << to_line({{"features", page_feature_names()}}) << '\n';
  for (int i = 2; i < argc; ++i) {
    const std::filesystem::path path = argv[i];
    const std::string html = decoded(read_file(path));
    const ScannedHtml scanned = scan_html(html);
    const HtmlTree tree(scanned.markup);
    const PageMetadata metadata = page_metadata(tree, scanned, std::nullopt, knowledge);
    const std::vector<Block> blocks = blocks_of(tree);
    const ArticleHints hints{metadata.page.report.title ? *metadata.page.report.title : std::string_view{}, metadata.body, metadata.description};
    const PageLayout layout(tree, blocks, hints, knowledge);
    const FeatureTable features = page_features(layout);
    Json texts = Json::array(), rows = Json::array();
    for (std::size_t block = 0; block < blocks.size(); ++block) {
      if (layout.is_link_apart(block)) continue;
      texts.push_back(blocks[block].text);
      rows.push_back(std::vector<float>(features.row(block).begin(), features.row(block).end()));
    }
    std::cout << to_line({{"id", path.stem().string()}, {"blocks", texts}, {"rows", rows}}) << '\n';
  }
}
