// SPDX-License-Identifier: Apache-2.0
#include "app/exports/event_view.h"

#include <algorithm>

#include "app/exports/format.h"
#include "base/checksum.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep::exports {
namespace {

constexpr std::size_t most_parties = 40;  // of one event on one side; a list of half the world is no list of pairs

const SentenceSpan* sentence_of(const EventView& view) {
  const auto& all = view.reading.sentences;
  const auto after = std::upper_bound(all.begin(), all.end(), view.event.anchor.begin, [](std::uint32_t at, const SentenceSpan& s) { return at < s.span.begin; });
  return after == all.begin() ? nullptr : &*(after - 1);
}

std::vector<const Entity*> parties(const EventView& view, const std::vector<EntityId>& ids) {
  std::vector<const Entity*> list;
  for (const EntityId id : ids)
    if (list.size() < most_parties) list.push_back(&view.entity(id));
  if (list.empty()) list.push_back(nullptr);
  return list;
}

std::string key_of(const Entity* entity) { return entity ? entity->actor.value_or(entity->name) : ""; }

}  // namespace

std::optional<std::string> EventView::day() const {
  const auto& from = event.time ? reading.times[event.time->index].from : report().published;
  const auto days = from ? day_range(*from) : report().published ? day_range(*report().published) : std::nullopt;
  return days ? std::optional(iso_date(days->first)) : std::nullopt;
}

std::int64_t EventView::sentence_number() const {
  const SentenceSpan* sentence = sentence_of(*this);
  return sentence ? sentence - reading.sentences.data() + 1 : 0;
}

std::string EventView::sentence() const {
  const SentenceSpan* sentence = sentence_of(*this);
  return sentence ? std::string(trimmed(sentence->span.of(report().text))) : "";
}

std::int64_t EventView::id(std::string_view more) const {
  // Several events may hang on one word; they stand beside each other in the list.
  const Event* first = &event;
  while (first != reading.events.data() && (first - 1)->anchor == event.anchor) --first;
  const std::string name = format("{}\x1F{}\x1F{}\x1F{}\x1F{}\x1F{}", report().id, event.anchor.begin, event.cameo, event.mode.value_or(""), &event - first, more);
  return static_cast<std::int64_t>(checksum(name) >> 11);  // 53 bits
}

std::string EventView::sector(const Entity& entity) const {
  if (entity.actor)
    if (const auto dot = entity.actor->find('.'); dot != std::string::npos)
      if (const auto body = codes.body_sectors.find(entity.actor->substr(dot + 1)); body != codes.body_sectors.end()) return body->second;
  if (entity.office) {
    const auto title = codes.title_sectors.find(lowered(entity.office->title));
    return title != codes.title_sectors.end() ? title->second : "";
  }
  const Actor* actor = entity.actor ? actors.find(*entity.actor) : nullptr;
  for (const PeerCodes::Sector& row : codes.sectors)
    if (row.kind == entity.kind && (row.type.empty() || (actor && actor->type == row.type))) return row.sector;
  return "";
}

std::string EventView::raw_name(const Entity& entity) const {
  return entity.mentions.empty() ? entity.name : std::string(entity.mentions.front().of(report().text));
}

std::string EventView::country_name(const std::string& key) const {
  const Actor* actor = actors.find(key);
  return actor ? actor->name : key;
}

std::int64_t DyadView::id() const { return EventView::id(format("{}\x1F{}", key_of(source), key_of(target))); }

bool is_fact(const Event& event) {
  return !event.background && (event.status == EventStatus::happened || event.status == EventStatus::ongoing || event.status == EventStatus::ended);
}

void each_event(Export& job, const std::function<void(const EventView&)>& use) {
  job.each_reading([&](const Reading& reading) {
    const CodePointIndex index(reading.report.text);
    for (const Event& event : reading.events) use({reading, event, index, job.actors(), job.codes()});
  });
}

void each_fact(Export& job, const std::function<void(const EventView&)>& use) {
  each_event(job, [&](const EventView& view) {
    if (is_fact(view.event)) use(view);
    else job.leave_out("events that are history, planned, possible, threatened, attempted or denied, which the format cannot tell from facts");
  });
}

void each_dyad(const EventView& view, const std::function<void(const DyadView&)>& use) {
  for (const Entity* source : parties(view, view.event.actors))
    for (const Entity* target : parties(view, view.event.targets)) use({view, source, target});
}

}  // namespace sitrep::exports
