// SPDX-License-Identifier: Apache-2.0
#include "extract/extract.h"

#include "extract/entities.h"
#include "extract/figures.h"
#include "extract/times.h"
#include "parse/tree.h"

namespace sitrep {

Reading read(const Report& report, const Document& document, const Knowledge& knowledge) {
  Reading reading;
  reading.report = report;
  const Tree tree(document);
  for (const TokenRange sentence : document.sentences) reading.sentences.push_back({document.span_of(sentence), false});
  for (const FoundFigure& found : find_figures(tree, knowledge.quantities)) reading.figures.push_back(found.figure);
  Entities entities = find_entities(tree, report, knowledge);
  reading.entities = std::move(entities.list);
  reading.times = find_times(tree, report, knowledge).times;
  return reading;
}

}  // namespace sitrep
