// SPDX-License-Identifier: Apache-2.0
// The way in: whatever people have of news (pages, feeds, archives, exports, addresses) to clean reports, one at a time and
// in the order of the inputs. Memory does not grow with the size of an input. How a format is read is in reader_*.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ingest/page.h"
#include "record/report.h"

namespace sitrep {

/// A report with what is known of how it came in.
struct IngestedReport {
  Report report;
  std::string source;        // the input it was read from: "news.warc.gz", "export.zip/a.html"
  std::uint64_t offset = 0;  // where in it: of the first byte, or of the compressed member
  DateSource published_from = DateSource::none;
  std::optional<std::string> updated;
  std::vector<std::string> captions;
};

/// A record that could not be read.
struct Skipped {
  std::string source;
  std::uint64_t offset = 0;
  std::string reason;
};

struct Limits {
  std::size_t record_bytes = 32u << 20;  // of one report as it comes, decompressed
  std::size_t expansion = 200;           // decompressed bytes for each compressed one, beyond the first record_bytes
  int depth = 8;                         // archives in archives
  std::chrono::seconds patience{30};     // for one address on the network
};

/// `--map text=body`: their name for one of our fields.
struct FieldName {
  std::string ours;
  std::string theirs;
};
/// "text=body,published=date". Throws Error that lists our fields.
std::vector<FieldName> parse_field_map(std::string_view text);

struct ReadOptions {
  const PageKnowledge& knowledge;
  Limits limits;
  std::vector<FieldName> map;
};

struct ReadCounts {
  std::size_t reports = 0;
  std::size_t passed_over = 0;  // sound, but no news: requests, redirects, pictures, pages without text
  std::size_t skipped = 0;      // damaged
};

/// Who takes what is read. Only `report` must be set.
struct ReadSink {
  std::function<void(IngestedReport)> report;
  std::function<void(const Skipped&)> skipped;
  std::function<void(std::uint64_t bytes)> progress;  // bytes of the inputs read so far, as they lie on the disk
};

/// Reads files, folders (recursively, sorted), globs, addresses (http, https) and "-". Throws Error only if an input is not
/// there.
ReadCounts read_reports(std::span<const std::string> inputs, const ReadOptions& options, const ReadSink& sink);

/// The same of bytes at hand, in any of the formats; `name` stands in for the file's and ends in its suffix ("page.html").
ReadCounts read_reports_in(const std::string& name, std::string bytes, const ReadOptions& options, const ReadSink& sink);

/// Bytes on the disk behind the inputs, for a progress bar; nothing when one cannot be known beforehand. Throws Error if an
/// input is not there, so that a run can fail before it starts.
std::optional<std::uint64_t> size_of_inputs(std::span<const std::string> inputs);

}  // namespace sitrep
