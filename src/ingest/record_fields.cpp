// SPDX-License-Identifier: Apache-2.0
#include "ingest/record_fields.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"
#include "ingest/html_text.h"
#include "ingest/plain_text.h"

namespace sitrep {
namespace {

struct Names {
  Field field;
  std::string_view names;  // in the order of preference, as name_key() makes them
};

constexpr Names known_names[] = {
    {Field::id, "id|docid|documentid|articleid|uuid|uid|guid|_id"},
    {Field::text, "text|maintext|articletext|fulltext|articlebody|body|bodytext|content|plaintext|cleanedtext|story"},
    {Field::title, "title|headline|titlepage|titlerss|webtitle"},
    {Field::published, "published|datepublish|datepublished|publishdate|publisheddate|publishedat|pubdate|publicationdate|date|datetime|webpublicationdate|timestamp"},
    {Field::updated, "updated|datemodify|datemodified|modified|updatedat|lastmodified"},
    {Field::dateline, "dateline"},
    {Field::url, "url|link|uri|permalink|canonicalurl|requestedurl|weburl"},
    {Field::publisher, "publisher|sitename|outlet|source|sourcename|publication|newspaper|sourcedomain|domain|hostname"},
    {Field::language, "language|lang"},
    {Field::byline, "byline|author|authors|creator"},
};

std::string name_key(std::string_view name) {
  std::string key;
  for (const char c : name)
    if (c != ' ' && c != '-' && (c != '_' || key.empty())) key += to_lower(c);
  return key;
}

bool looks_like_html(std::string_view text) {
  for (const std::string_view mark : {"</p>", "<br", "</div>", "</a>"})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

}  // namespace

FieldTable::FieldTable(std::span<const FieldName> map) {
  for (const Names& row : known_names) {
    int rank = 1;
    for (const std::string_view name : split(row.names, '|')) slots_.try_emplace(word(name), FieldSlot{row.field, rank++});
  }
  for (const FieldName& name : map) slots_[word(name_key(name.theirs))] = {*from_name<Field>(name.ours), 0};
}

std::optional<FieldSlot> FieldTable::find(std::string_view their_name) const {
  const auto at = slots_.find(word(name_key(their_name)));
  return at == slots_.end() ? std::nullopt : std::optional(at->second);
}

std::vector<FieldName> parse_field_map(std::string_view text) {
  std::vector<FieldName> map;
  for (const std::string& pair : list_items(text, ',')) {
    const std::size_t equals = pair.find('=');
    const std::string_view ours = trimmed(std::string_view(pair).substr(0, equals));
    const std::string_view theirs = equals == std::string::npos ? "" : trimmed(std::string_view(pair).substr(equals + 1));
    if (!from_name<Field>(ours) || theirs.empty())
      throw Error(format("--map {}: OURS=THEIRS is needed, and ours are {}", pair, fmt::join(VocabularyOf<Field>::names, ", ")));
    map.push_back({std::string(ours), std::string(theirs)});
  }
  return map;
}

void RecordFields::clear() {
  rank_.fill(unset);
  for (std::string& value : values_) value.clear();
}

void RecordFields::offer(FieldSlot slot, std::string_view value) {
  const auto field = static_cast<std::size_t>(slot.field);
  if (slot.rank >= rank_[field] || trimmed(value).empty()) return;
  rank_[field] = slot.rank;
  values_[field] = value;
}

std::optional<std::string> RecordFields::take(Field field) {
  if (!has(field)) return std::nullopt;
  rank_[static_cast<std::size_t>(field)] = unset;
  return std::exchange(values_[static_cast<std::size_t>(field)], {});
}

Page RecordFields::page(const PageKnowledge& knowledge) {
  Page page;
  Report& report = page.report;
  const auto date = [&](Field field) -> std::optional<std::string> {
    const std::optional<std::string> text = take(field);
    if (!text) return std::nullopt;
    if (std::optional<std::string> iso = iso_of_epoch(*text)) return iso;
    return iso_date(*text, knowledge);
  };
  report.id = take(Field::id).value_or("");
  report.title = take(Field::title);
  report.published = date(Field::published);
  page.updated = date(Field::updated);
  report.dateline = take(Field::dateline);
  report.url = take(Field::url);
  report.publisher = take(Field::publisher);
  report.byline = take(Field::byline);
  if (std::optional<std::string> language = take(Field::language)) {
    const std::string code = lowered(split(split(*language, '-').front(), '_').front());
    if (code.size() == 2) report.language = code;
  }
  report.text = take(Field::text).value_or("");
  if (looks_like_html(report.text)) report.text = text_of_html(report.text);
  clean_report(report, knowledge);
  if (report.published) page.published_from = DateSource::meta;
  return page;
}

std::optional<std::string> iso_of_epoch(std::string_view digits) {
  std::int64_t number = 0;
  digits = digits.substr(0, digits.find('.'));
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (digits.size() == 13) number /= 1000;
  else if (digits.size() < 9 || digits.size() > 10) return std::nullopt;
  using namespace std::chrono;
  const sys_seconds time{seconds{number}};
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  return format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace sitrep
