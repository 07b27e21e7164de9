// SPDX-License-Identifier: Apache-2.0
// The readers: each takes a source of one format and hands on what it finds in it, reports or further sources. The table in
// readers.cpp says which is chosen by which first bytes. New format: a row there and a file reader_<name>.cpp.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "ingest/ingest.h"
#include "ingest/record_fields.h"
#include "ingest/source.h"

namespace sitrep {

/// One run over all inputs: what readers hand their finds to.
class Intake {
 public:
  Intake(const ReadOptions& read_options, const ReadSink& sink) : options(read_options), fields(read_options.map), sink_(sink) {}

  const ReadOptions& options;
  const FieldTable fields;

  /// Chooses a reader and lets it read. Damage ends the source, not the run.
  void read(Source source);
  /// A report from the place `offset` of `source`. An empty id becomes the source's, with `#number` when `number` is given.
  void report(Page page, const Source& source, std::uint64_t offset, std::size_t number = 0);
  void skip(const Source& source, std::uint64_t offset, std::string_view reason);
  void skip(const std::string& name, std::uint64_t offset, std::string_view reason);
  /// The source, or a record in it, is sound but no news.
  void pass_over() { ++counts_.passed_over; }
  void advance(std::uint64_t bytes);

  const ReadCounts& counts() const { return counts_; }

 private:
  std::string unused(std::string id);

  const ReadSink& sink_;
  ReadCounts counts_;
  std::unordered_set<std::uint64_t> made_ids_;  // hashes of ids that we made up
  int depth_ = 0;
  std::uint64_t bytes_ = 0;
};

void read_gzip(Source& source, Intake& intake);
void read_archive(Source& source, Intake& intake);
void read_warc(Source& source, Intake& intake);
void read_json(Source& source, Intake& intake);
void read_feed(Source& source, Intake& intake);
void read_html(Source& source, Intake& intake);
void read_table(Source& source, Intake& intake);
void read_text(Source& source, Intake& intake);
/// Names the format and skips it.
void read_unknown(Source& source, Intake& intake);

/// What a reader is chosen by.
struct Sight {
  std::string_view head;        // the first bytes
  std::string_view start;       // the same behind a byte order mark and white space
  const SourceInfo& info;
  const FieldTable& fields;
};

struct Reader {
  std::string_view name;
  bool (*recognises)(const Sight&);
  void (*read)(Source&, Intake&);
};

/// In the order in which they are asked; the last one takes everything.
std::span<const Reader> readers();
const Reader& reader_for(Source& source, const FieldTable& fields);

/// Does the first line of a table name a column for the text? In reader_table.cpp.
bool is_table(const Sight& sight);

/// "day1/a.html.gz" → "day1/a": the name of a report in a file of this name.
std::string id_of_file(std::string_view name);

}  // namespace sitrep
