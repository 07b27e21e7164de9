// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <algorithm>
#include <charconv>

#include "base/checksum.h"
#include "base/error.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "reconcile/reconcile.h"
#include "reconcile/sources.h"
#include "record/json.h"
#include "store/ledger_update.h"
#include "store/reading_extracts.h"
#include "store/schema.h"

namespace sitrep {
namespace {

constexpr std::int64_t mapped_most = std::int64_t{4} << 30;  // of the file, by readers


/// What the user typed, as a full-text query: each word must be there. Nothing in it is taken for the query's own signs; a
/// text without words finds nothing.
std::string match_of(std::string words) {
  std::replace_if(words.begin(), words.end(), [](char c) { return c == '\0' || c == '"' || is_space(c); }, ' ');
  std::string match;
  for (const std::string_view word : split(words, ' '))
    if (!word.empty()) match += format("{}\"{}\"", match.empty() ? "" : " ", word);
  return match.empty() ? "\"\"" : match;
}

/// The great circle from the middle to the nearest point of the incident's area.
constexpr std::string_view within_circle =
    " AND i.id IN (SELECT id FROM areas WHERE north >= ?6 AND south <= ?7 AND east >= ?8 AND west <= ?9 AND 12742 * asin(min(1, sqrt("
    "pow(sin(radians(max(south, min(north, ?14)) - ?14) / 2), 2) + cos(radians(?14)) * cos(radians(max(south, min(north, ?14))))"
    " * pow(sin(radians(max(west, min(east, ?15)) - ?15) / 2), 2)))) <= ?16)";

std::string sql_of(std::string_view what, const Filter& filter, Order order) {
  std::string sql = format("SELECT {} FROM incidents i", what) + " WHERE is_visible = 1 AND (?1 IS NULL OR last_day >= ?1) AND (?2 IS NULL OR first_day <= ?2)"
                    " AND (?3 IS NULL OR kind = ?3) AND dead >= ?4";
  if (filter.contested_only) sql += " AND contested = 1";
  if (filter.side) sql += " AND EXISTS (SELECT 1 FROM sides s WHERE s.key = ?5 AND s.incident = i.id)";
  if (filter.box) sql += " AND i.id IN (SELECT id FROM areas WHERE north >= ?6 AND south <= ?7 AND east >= ?8 AND west <= ?9)";
  if (filter.circle) sql += within_circle;
  if (filter.place) sql += " AND i.id IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?10)";
  if (filter.words)
    sql += " AND (i.id IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?11) OR i.id IN (SELECT a.incident FROM accounts a WHERE a.report IN"
           " (SELECT rowid FROM report_words WHERE report_words MATCH ?11)))";
  constexpr std::string_view by_order[] = {"first_day, i.id", "first_day DESC, i.id DESC", "dead DESC, first_day DESC, i.id DESC"};
  return sql + format(" ORDER BY {} LIMIT ?12 OFFSET ?13", by_order[static_cast<std::size_t>(order)]);
}

/// Fills the parameters of sql_of().
void bind(Query& query, const Filter& filter, const Listing& listing) {
  query.bind(filter.from).bind(filter.to).bind(filter.kind).bind(filter.least_dead).bind(filter.side);
  const Filter::Box box = filter.box.value_or(Filter::Box{});
  query.bind(box.south).bind(box.north).bind(box.west).bind(box.east);
  query.bind(filter.place ? std::optional("places : (" + match_of(*filter.place) + ")") : std::nullopt);
  query.bind(filter.words ? std::optional(match_of(*filter.words)) : std::nullopt);
  query.bind(listing.most).bind(listing.offset);
  const Filter::Circle circle = filter.circle.value_or(Filter::Circle{});
  query.bind(circle.lat).bind(circle.lon).bind(circle.km);
}

/// Of the columns revision, cause, changes, ledger, at.
Revision revision_of(const Query& row, const std::string& file) {
  Revision revision{static_cast<std::uint32_t>(row.number(0)), row.text(1), {}, row.number(3), row.optional_text(4)};
  for (const Json& change : parse_json(row.text(2), file)) revision.changes.push_back(change.get<std::string>());
  return revision;
}

/// Writes the report, in place of an older one of its name; gives its row.
std::int64_t write_report(Database& database, const NewReport& item) {
  const Report& report = item.reading.report;
  Query known = database.query("SELECT id, reading FROM reports WHERE name = ?");
  std::optional<std::int64_t> id;
  if (known.bind(report.id).next()) {
    id = known.number(0);
    const Reading old = reading_from_json(known.text(1), database.file());
    database.query("INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', ?, ?, ?)")
        .bind(*id).bind(old.report.title).bind(old.report.text).run();
    drop_extracts(database, *id);
    database.query("UPDATE reports SET content = ?, published = ?, publisher = ?, title = ?, reading = ? WHERE id = ?")
        .bind(static_cast<std::int64_t>(item.content)).bind(report.published).bind(report.publisher).bind(report.title).bind(to_json(item.reading)).bind(*id).run();
  } else {
    database.query("INSERT INTO reports (name, content, published, publisher, title, reading) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(report.id).bind(static_cast<std::int64_t>(item.content)).bind(report.published).bind(report.publisher).bind(report.title)
        .bind(to_json(item.reading)).run();
    id = database.last_row_id();
  }
  database.query("INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)").bind(*id).bind(report.title).bind(report.text).run();
  file_extracts(database, *id, item.reading);
  return *id;
}

}  // namespace

std::string incident_id(std::int64_t number) { return format("I{}", number); }

std::int64_t incident_number(const std::string& id) {
  std::int64_t number = 0;
  const char* begin = id.data() + (id.starts_with('I') || id.starts_with('i') ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, id.data() + id.size(), number);
  if (error != std::errc{} || end != id.data() + id.size()) throw Error(format("'{}' is no incident; ids look like I17, `sitrep incidents` lists them", id));
  return number;
}

Store Store::for_writing(const std::filesystem::path& file) {
  auto database = std::make_unique<Database>(file, Database::Mode::write);
  prepare_schema(*database);
  return Store(std::move(database));
}

Store Store::for_reading(const std::filesystem::path& file) {
  auto database = std::make_unique<Database>(file, Database::Mode::read);
  database->execute("PRAGMA query_only = ON");
  database->execute(format("PRAGMA mmap_size = {}", mapped_most));
  check_schema(*database);
  return Store(std::move(database));
}

bool Store::has(const std::string& report, std::uint64_t content) {
  return database_->query("SELECT 1 FROM reports WHERE name = ? AND content = ?").bind(report).bind(static_cast<std::int64_t>(content)).next();
}

void Store::add(const std::vector<NewReport>& batch, const std::optional<std::string>& at) {
  Transaction transaction(*database_);
  if (std::all_of(batch.begin(), batch.end(), [&](const NewReport& item) { return has(item.reading.report.id, item.content); })) return;
  std::string cause = batch.size() == 1 ? "report " + batch.front().reading.report.id : format("{} reports", batch.size());
  LedgerUpdate update(*database_, *accounts_, std::move(cause), at);
  for (const NewReport& item : batch)
    if (!has(item.reading.report.id, item.content)) update.put(write_report(*database_, item), accounts_of(item.reading, item.provenance));
  update.finish();
  transaction.commit();
}

void Store::for_each_row(std::string_view what, const Filter& filter, const Listing& listing, const std::function<void(Query&)>& use) {
  Query query = database_->query(sql_of(what, filter, listing.order));
  bind(query, filter, listing);
  while (query.next()) use(query);
}

void Store::for_each_reading(const Filter& filter, const std::function<void(const std::string&)>& use) {
  const Listing all;
  Query query = database_->query(format("SELECT reading FROM reports WHERE id IN (SELECT a.report FROM accounts a WHERE a.incident IN ({})) ORDER BY id",
                                        sql_of("i.id", filter, all.order)));
  bind(query, filter, all);
  while (query.next()) use(query.text(0));
}

void Store::for_each(const Filter& filter, const std::function<void(const std::string&)>& use, const Listing& listing) {
  for_each_row("body", filter, listing, [&](Query& row) { use(row.text(0)); });
}

void Store::for_each_summary(const Filter& filter, const std::function<void(const std::string&)>& use, const Listing& listing) {
  for_each_row("(SELECT cells FROM summaries WHERE incident = i.id)", filter, listing, [&](Query& row) { use(row.text(0)); });
}

std::int64_t Store::count(const Filter& filter) {
  std::int64_t number = 0;
  for_each_row("count(*)", filter, {}, [&](Query& row) { number = row.number(0); });
  return number;
}

Overview Store::overview() {
  Overview overview;
  Query whole = database_->query("SELECT count(*), min(first_day), max(last_day) FROM incidents WHERE is_visible = 1");
  whole.next();
  overview.incidents = whole.number(0);
  overview.first = whole.optional_text(1);
  overview.last = whole.optional_text(2);
  Query kinds = database_->query("SELECT kind, count(*) FROM incidents WHERE is_visible = 1 GROUP BY kind");
  while (kinds.next()) overview.kinds[kinds.text(0)] = kinds.number(1);
  Query sides = database_->query("SELECT key, count(*) FROM sides JOIN incidents i ON i.id = incident WHERE is_visible = 1 GROUP BY key");
  while (sides.next()) overview.sides[sides.text(0)] = sides.number(1);
  overview.reports = count_reports();
  overview.ledger_revision = ledger_revision();
  return overview;
}

std::vector<LedgerIncident> Store::find(const Filter& filter) {
  std::vector<LedgerIncident> incidents;
  for_each(filter, [&](const std::string& body) { incidents.push_back(incident_from_json(body, database_->file())); });
  return incidents;
}

std::int64_t Store::resolved(const std::string& id) {
  const std::int64_t number = incident_number(id);
  Query query = database_->query("SELECT new FROM redirects WHERE old = ?");
  return query.bind(number).next() ? query.number(0) : number;
}

LedgerIncident Store::incident(const std::string& id) {
  Query query = database_->query("SELECT body FROM incidents WHERE id = ?");
  if (!query.bind(resolved(id)).next()) throw Error(format("{}: there is no incident {}; `sitrep incidents` lists them", database_->file(), id));
  return incident_from_json(query.text(0), database_->file());
}

std::vector<Revision> Store::revisions(const std::string& id) {
  std::vector<Revision> revisions;
  Query query = database_->query("SELECT revision, r.cause, changes, ledger, at FROM revisions r LEFT JOIN ledger_revisions ON number = ledger"
                                 " WHERE incident = ? ORDER BY revision");
  query.bind(resolved(id));
  while (query.next()) revisions.push_back(revision_of(query, database_->file()));
  return revisions;
}

std::int64_t Store::ledger_revision() {
  Query query = database_->query("SELECT coalesce(max(number), 0) FROM ledger_revisions");
  query.next();
  return query.number(0);
}

std::string Store::ledger_mark() {
  Query query = database_->query("SELECT number, at, cause FROM ledger_revisions ORDER BY number DESC LIMIT 1");
  if (!query.next()) return "0";
  return format("{}-{:016x}", query.number(0), checksum(query.text(1) + query.text(2)));
}

std::vector<LedgerChange> Store::changes_since(std::int64_t ledger_revision, std::int64_t most) {
  return changes("SELECT revision, r.cause, changes, ledger, at, incident FROM revisions r JOIN ledger_revisions ON number = ledger"
                 " WHERE ledger > ? ORDER BY ledger, incident, revision LIMIT ?", ledger_revision, most);
}

std::vector<LedgerChange> Store::latest_changes(std::int64_t most) {
  return changes("SELECT revision, r.cause, changes, ledger, at, incident FROM revisions r JOIN ledger_revisions ON number = ledger"
                 " WHERE ledger > ? ORDER BY ledger DESC, incident DESC, revision DESC LIMIT ?", 0, most);
}

std::vector<LedgerChange> Store::changes(std::string_view sql, std::int64_t after, std::int64_t most) {
  std::vector<LedgerChange> changes;
  Query query = database_->query(sql);
  query.bind(after).bind(most);
  while (query.next()) changes.push_back({incident_id(query.number(5)), revision_of(query, database_->file())});
  return changes;
}

std::vector<Correction> Store::corrections(const std::string& id) {
  const std::vector<AccountName> names = account_names(id);
  std::vector<Correction> all = read_corrections(*database_);
  std::vector<std::int64_t> shown;
  std::erase_if(all, [&](const Correction& correction) {
    bool concerns = correction.undone && std::find(shown.begin(), shown.end(), *correction.undone) != shown.end();
    for (const auto* list : {&correction.accounts, &correction.others})
      for (const AccountName& name : *list) concerns |= std::find(names.begin(), names.end(), name) != names.end();
    if (concerns) shown.push_back(correction.number);
    return !concerns;
  });
  return all;
}

std::vector<std::string> Store::merged_ids(const std::string& id) {
  std::vector<std::string> ids;
  Query query = database_->query("SELECT old FROM redirects WHERE new = ? ORDER BY old");
  query.bind(resolved(id));
  while (query.next()) ids.push_back(incident_id(query.number(0)));
  return ids;
}

std::optional<Reading> Store::reading(const std::string& report) {
  Query query = database_->query("SELECT reading FROM reports WHERE name = ?");
  if (!query.bind(report).next()) return std::nullopt;
  return reading_from_json(query.text(0), format("{}: report {}", database_->file(), report));
}

std::optional<Reading> Store::outline(const std::string& report) {
  Query query = database_->query("SELECT json_object('report', json_extract(reading, '$.report'), 'sentences', json_extract(reading, '$.sentences')) FROM reports"
                                 " WHERE name = ?");
  if (!query.bind(report).next()) return std::nullopt;
  return outline_from_json(query.text(0), format("{}: report {}", database_->file(), report));
}

std::int64_t Store::count_reports() {
  Query query = database_->query("SELECT count(*) FROM reports");
  query.next();
  return query.number(0);
}

std::map<std::string, std::uint32_t> Store::source_groups(const std::string& id) {
  std::vector<Account> accounts;
  Query query = database_->query("SELECT body FROM accounts WHERE incident = ? ORDER BY id");
  query.bind(resolved(id));
  while (query.next()) accounts.push_back(account_from_json(query.text(0), database_->file()));
  std::vector<const Account*> pointers;
  for (const Account& account : accounts) pointers.push_back(&account);
  const Sources sources = sources_of(pointers);
  std::map<std::string, std::uint32_t> groups;
  for (std::size_t i = 0; i < accounts.size(); ++i) groups.emplace(accounts[i].report, sources.group[i]);
  return groups;
}

std::vector<std::string> Store::incidents_of_report(const std::string& report) {
  std::vector<std::string> ids;
  Query query = database_->query("SELECT DISTINCT i.id FROM reports r JOIN accounts a ON a.report = r.id JOIN incidents i ON i.id = a.incident"
                                 " WHERE r.name = ? AND i.is_visible = 1 ORDER BY i.id");
  query.bind(report);
  while (query.next()) ids.push_back(incident_id(query.number(0)));
  return ids;
}

std::vector<Dealing> Store::dealings(const Days& days) {
  std::vector<Dealing> dealings;
  Query query = database_->query("SELECT from_key, from_name, from_kind, to_key, to_name, to_kind, type, mode, name, start, end FROM dealings d"
                                 " JOIN reports r ON r.id = d.report WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2)"
                                 " ORDER BY day, r.name, start, end, from_key, to_key");
  query.bind(days.from).bind(days.to);
  while (query.next())
    dealings.push_back({{query.text(0), query.text(1), query.text(2)}, {query.text(3), query.text(4), query.text(5)}, query.text(6), query.optional_text(7),
                        {query.text(8), static_cast<std::uint32_t>(query.number(9)), static_cast<std::uint32_t>(query.number(10))}});
  return dealings;
}

std::vector<ToldHistory> Store::history(const Days& days, const Listing& listing) {
  std::vector<ToldHistory> sentences;
  Query query = database_->query("SELECT name, start, end, h.text FROM history h JOIN reports r ON r.id = h.report WHERE (?1 IS NULL OR substr(published, 1, 10) >= ?1)"
                                 " AND (?2 IS NULL OR substr(published, 1, 10) <= ?2) ORDER BY published, name, start LIMIT ?3 OFFSET ?4");
  query.bind(days.from).bind(days.to).bind(listing.most).bind(listing.offset);
  while (query.next())
    sentences.push_back({{query.text(0), static_cast<std::uint32_t>(query.number(1)), static_cast<std::uint32_t>(query.number(2))}, query.text(3)});
  return sentences;
}

ReportHeads Store::report_heads(const std::optional<std::string>& words, const Listing& listing) {
  ReportHeads found;
  const std::string condition = words ? " WHERE id IN (SELECT rowid FROM report_words WHERE report_words MATCH ?1)" : " WHERE ?1 IS NULL";
  const std::optional<std::string> match = words ? std::optional(match_of(*words)) : std::nullopt;
  Query count = database_->query("SELECT count(*) FROM reports" + condition);
  count.bind(match).next();
  found.total = count.number(0);
  Query query = database_->query("SELECT name, title, publisher, published, json_extract(reading, '$.report.url') FROM reports" + condition +
                                 " ORDER BY published DESC, name LIMIT ?2 OFFSET ?3");
  query.bind(match).bind(listing.most).bind(listing.offset);
  while (query.next()) found.heads.push_back({query.text(0), query.optional_text(1), query.optional_text(2), query.optional_text(3), query.optional_text(4)});
  return found;
}

bool Store::is_set_aside(const std::string& id) {
  Query query = database_->query("SELECT is_visible FROM incidents WHERE id = ?");
  return query.bind(resolved(id)).next() && query.number(0) == 0;
}

std::vector<AccountName> Store::account_names(const std::string& id) {
  std::vector<AccountName> names;
  Query query = database_->query("SELECT r.name, a.number FROM accounts a JOIN reports r ON r.id = a.report WHERE a.incident = ? ORDER BY a.id");
  query.bind(resolved(id));
  while (query.next()) names.push_back({query.text(0), static_cast<std::uint32_t>(query.number(1))});
  return names;
}

std::int64_t Store::correct(Correction correction, const std::optional<std::string>& at) {
  Transaction transaction(*database_);
  if (correction.action == Action::set) {  // fails here, before anything is stored
    LedgerIncident probe;
    set_field(probe, correction.field.value_or(""), correction.value.value_or(""));
  }
  std::vector<AccountName> concerned = correction.accounts;
  concerned.insert(concerned.end(), correction.others.begin(), correction.others.end());
  if (correction.action == Action::undo)
    for (const Correction& other : read_corrections(*database_))
      if (other.number == correction.undone) {
        concerned.insert(concerned.end(), other.accounts.begin(), other.accounts.end());
        concerned.insert(concerned.end(), other.others.begin(), other.others.end());
      }
  database_->query("INSERT INTO corrections (body) VALUES (?)").bind(to_json(correction)).run();
  const std::int64_t number = database_->last_row_id();
  LedgerUpdate update(*database_, *accounts_, format("correction {} by {}: {}", number, correction.author, correction.reason), at);
  for (const AccountName& name : concerned) {
    Query query = database_->query("SELECT a.id FROM accounts a JOIN reports r ON r.id = a.report WHERE r.name = ? AND a.number = ?");
    if (query.bind(name.report).bind(std::int64_t{name.number}).next()) update.reconsider(query.number(0));
  }
  update.finish();
  transaction.commit();
  return number;
}

}  // namespace sitrep
