// SPDX-License-Identifier: Apache-2.0
#include "ingest/readers.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "base/format.h"
#include "base/strings.h"
#include "base/word.h"

namespace sitrep {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t head_size = 8192;

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return text.starts_with(mark); });
}

std::size_t find_ignoring_case(std::string_view text, std::string_view lower_case) {
  const auto at = std::search(text.begin(), text.end(), lower_case.begin(), lower_case.end(), [](char a, char b) { return to_lower(a) == b; });
  return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> lower_case) {
  return std::any_of(lower_case.begin(), lower_case.end(),
                     [&](std::string_view mark) { return find_ignoring_case(text, mark) != std::string_view::npos; });
}

std::string_view behind_white_space(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

bool has_utf16_mark(std::string_view head) { return starts_with_any(head, {"\xFF\xFE"sv, "\xFE\xFF"sv}); }

bool is_gzip(const Sight& sight) { return sight.head.starts_with("\x1F\x8B"sv); }

bool is_archive(const Sight& sight) {
  return starts_with_any(sight.head, {"PK\x03\x04"sv, "PK\x05\x06"sv, "\x28\xB5\x2F\xFD"sv, "\xFD""7zXZ\0"sv, "BZh"sv, "7z\xBC\xAF\x27\x1C"sv}) ||
         (sight.head.size() > 262 && sight.head.substr(257, 5) == "ustar");
}

bool is_warc(const Sight& sight) { return sight.start.starts_with("WARC/"); }

bool is_json(const Sight& sight) {
  if (sight.start.empty() || (sight.start.front() != '{' && sight.start.front() != '[')) return false;
  const std::string_view next = behind_white_space(sight.start.substr(1));
  return next.empty() || (sight.start.front() == '{' ? next.front() == '"' || next.front() == '}' : next.front() == '{' || next.front() == ']');
}

bool is_feed(const Sight& sight) {
  if (!sight.start.starts_with('<')) return false;
  const std::size_t root = std::min({find_ignoring_case(sight.start, "<rss"), find_ignoring_case(sight.start, "<feed"), find_ignoring_case(sight.start, "<rdf:rdf")});
  return root != std::string_view::npos && root < find_ignoring_case(sight.start, "<html");
}

bool is_html(const Sight& sight) {
  if (sight.info.media_type && contains_any(*sight.info.media_type, {"html"})) return true;
  const std::string name = lowered(sight.info.name);
  const bool is_named_so = name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml");
  if (has_utf16_mark(sight.head)) {
    std::string narrow;
    std::copy_if(sight.head.begin() + 2, sight.head.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
    return is_named_so || contains_any(narrow, {"<html", "<!doctype html", "<body", "<head"});
  }
  if (!sight.start.starts_with('<')) return is_named_so;
  return is_named_so || contains_any(sight.start, {"<html", "<!doctype html", "<body", "<head", "<div", "<p>", "<article", "<meta"});
}

bool is_text(const Sight& sight) {
  if (has_utf16_mark(sight.head)) return true;
  if (starts_with_any(sight.head, {"%PDF", "{\\rtf", "<?xml"})) return false;
  const auto controls = std::count_if(sight.head.begin(), sight.head.end(), [](char c) { return static_cast<unsigned char>(c) < 32 && !is_space(c) && c != '\x1B'; });
  return static_cast<std::size_t>(controls) * 100 <= sight.head.size();
}

bool is_anything(const Sight&) { return true; }

constexpr std::array table = {
    Reader{"gzip", is_gzip, read_gzip},       Reader{"archive", is_archive, read_archive}, Reader{"WARC", is_warc, read_warc},
    Reader{"JSON", is_json, read_json},       Reader{"feed", is_feed, read_feed},          Reader{"HTML", is_html, read_html},
    Reader{"table", is_table, read_table},    Reader{"text", is_text, read_text},          Reader{"unknown", is_anything, read_unknown},
};

}  // namespace

std::span<const Reader> readers() { return table; }

const Reader& reader_for(Source& source, const FieldTable& fields) {
  const std::string_view head = source.peek(head_size);
  const Sight sight{head, behind_white_space(head), source.info, fields};
  return *std::find_if(table.begin(), table.end(), [&](const Reader& reader) { return reader.recognises(sight); });
}

void read_unknown(Source& source, Intake& intake) {
  intake.skip(source, source.offset(), "is of no format that can be read; allowed are text, HTML, feeds, WARC, JSON, CSV/TSV and archives of them");
}

void Intake::read(Source source) {
  if (depth_ >= options.limits.depth) return skip(source, 0, format("lies in more than {} archives in one another", options.limits.depth));
  ++depth_;
  try {
    if (source.at_end()) pass_over();
    else reader_for(source, fields).read(source, *this);
  } catch (const Damaged& damage) {
    skip(source, source.offset(), damage.what());
  }
  --depth_;
}

void Intake::report(Page page, const Source& source, std::uint64_t offset, std::size_t number) {
  Report& report = page.report;
  if (trimmed(report.text).empty() && !report.title) return pass_over();
  if (report.id.empty()) report.id = unused(number == 0 ? source.info.id : format("{}#{}", source.info.id, number));
  ++counts_.reports;
  sink_.report({std::move(report), source.info.name, offset, page.published_from, std::move(page.updated), std::move(page.captions)});
}

void Intake::skip(const Source& source, std::uint64_t offset, std::string_view reason) { skip(source.info.name, offset, reason); }

void Intake::skip(const std::string& name, std::uint64_t offset, std::string_view reason) {
  ++counts_.skipped;
  if (sink_.skipped) sink_.skipped({name, offset, std::string(reason)});
}

void Intake::advance(std::uint64_t bytes) {
  bytes_ += bytes;
  if (sink_.progress) sink_.progress(bytes_);
}

std::string Intake::unused(std::string id) {
  std::string candidate = id;
  for (int copy = 2; !made_ids_.insert(static_cast<std::uint64_t>(word(candidate))).second; ++copy) candidate = format("{}~{}", id, copy);
  return candidate;
}

std::string id_of_file(std::string_view name) {
  constexpr std::array<std::string_view, 5> compressions = {".gz", ".zst", ".xz", ".bz2", ".br"};
  constexpr std::array<std::string_view, 16> formats = {".html", ".htm", ".xhtml", ".txt", ".md", ".warc", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".rss", ".atom", ".rdf", ".text"};
  const auto drop = [&name](std::span<const std::string_view> suffixes) {
    for (const std::string_view suffix : suffixes)
      if (name.size() > suffix.size() && name.ends_with(suffix) && name[name.size() - suffix.size() - 1] != '/') return name.remove_suffix(suffix.size());
  };
  drop(compressions);
  drop(formats);
  return std::string(name);
}

}  // namespace sitrep
