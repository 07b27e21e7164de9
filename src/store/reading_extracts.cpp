// SPDX-License-Identifier: Apache-2.0
#include "store/reading_extracts.h"

#include "base/dates.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "reconcile/claimants.h"

namespace sitrep {
namespace {

/// Deeds of force and what armed forces do alone are no dealings.
bool is_dealing(const Event& event) {
  if (event.background) return false;
  if (event.status != EventStatus::happened && event.status != EventStatus::ongoing && event.status != EventStatus::ended) return false;
  switch (event.type) {
    case EventType::ASSAULT:
    case EventType::COERCE:
    case EventType::MOBILIZE:
    case EventType::PROTEST:
    case EventType::RETREAT: return false;
    default: return true;
  }
}

/// The day of the event, or of the report where the event's is not told to the day.
std::optional<std::string> day_of(const Reading& reading, const Event& event) {
  if (event.time)
    if (const auto& from = reading.times[event.time->index].from)
      if (const auto day = exact_day(*from)) return iso_date(*day);
  if (!reading.report.published) return std::nullopt;
  const auto day = exact_day(*reading.report.published);
  return day ? std::optional(iso_date(*day)) : std::nullopt;
}

struct Party {
  std::string key;
  const Entity* entity;
};

std::vector<Party> parties_of(const Reading& reading, const std::vector<EntityId>& ids) {
  std::vector<Party> parties;
  for (const EntityId id : ids)
    if (const auto key = side_of(reading, id)) {
      bool is_known = false;
      for (const Party& party : parties) is_known |= party.key == *key;
      if (!is_known) parties.push_back({*key, &reading.entities[id.index]});
    }
  return parties;
}

void file_dealings(Database& database, std::int64_t report, const Reading& reading, const CodePointIndex& index) {
  for (const Event& event : reading.events) {
    if (!is_dealing(event)) continue;
    const auto day = day_of(reading, event);
    for (const Party& from : parties_of(reading, event.actors))
      for (const Party& to : parties_of(reading, event.targets)) {
        if (from.key == to.key) continue;
        database.query("INSERT INTO dealings (report, day, from_key, from_name, from_kind, to_key, to_name, to_kind, type, mode, start, end)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(report).bind(day).bind(from.key).bind(from.entity->name).bind(name_of(from.entity->kind)).bind(to.key).bind(to.entity->name)
            .bind(name_of(to.entity->kind)).bind(name_of(event.type)).bind(event.mode).bind(std::int64_t{index.code_point_at(event.anchor.begin)})
            .bind(std::int64_t{index.code_point_at(event.anchor.end)}).run();
      }
  }
}

}  // namespace

void file_extracts(Database& database, std::int64_t report, const Reading& reading) {
  const CodePointIndex index(reading.report.text);
  file_dealings(database, report, reading, index);
  for (const SentenceSpan& sentence : reading.sentences) {
    if (!sentence.background) continue;
    database.query("INSERT INTO history (report, start, end, text) VALUES (?, ?, ?, ?)")
        .bind(report).bind(std::int64_t{index.code_point_at(sentence.span.begin)}).bind(std::int64_t{index.code_point_at(sentence.span.end)})
        .bind(trimmed(sentence.span.of(reading.report.text))).run();
  }
}

void drop_extracts(Database& database, std::int64_t report) {
  for (const char* sql : {"DELETE FROM dealings WHERE report = ?", "DELETE FROM history WHERE report = ?"}) database.query(sql).bind(report).run();
}

}  // namespace sitrep
