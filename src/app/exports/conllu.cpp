// SPDX-License-Identifier: Apache-2.0
// CoNLL-U: the reports as the parser sees them, one document a report. Parsed anew, because the store keeps no trees.
#include "app/data_paths.h"
#include "app/exports/format.h"
#include "app/sheet.h"
#include "base/format.h"
#include "parse/conllu.h"
#include "parse/paragraphs.h"

namespace sitrep::exports {
namespace {

void write(Export& job, std::ostream& out) {
  const Pipeline pipeline = Pipeline::load(find_data().model);
  Pipeline::Scratch scratch = pipeline.new_scratch();
  job.each_reading([&](const Reading& reading) {
    const Report& report = reading.report;
    if (report.language && *report.language != "en" && *report.language != "und") return job.leave_out("reports in other languages than English");
    const std::string_view text = report.text;
    const std::size_t begin = story_begin(report);
    out << format("# newdoc id = {}\n", harmless(report.id));
    for (const Document& document : parse_by_paragraph(pipeline, {&text, 1}, scratch, {&begin, 1})) out << harmless_lines(to_conllu(document));
  });
}

}  // namespace

extern const Format conllu_format;
const Format conllu_format{"conllu", "words, tags and trees of the reports, CoNLL-U", "a word", no_columns, write};

}  // namespace sitrep::exports
