// SPDX-License-Identifier: Apache-2.0
#include "app/imports/peer_event.h"

#include <array>

#include "base/format.h"
#include "base/strings.h"

namespace sitrep::imports {
namespace {

/// The text of the report, put together piece by piece, so that each fact has its place in it.
class Writer {
 public:
  explicit Writer(Reading& reading) : reading_(reading) {}

  Span put(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += text;
    return {begin, static_cast<std::uint32_t>(text_.size())};
  }
  void end_sentence() {
    text_ += '.';
    reading_.sentences.push_back({{sentence_, static_cast<std::uint32_t>(text_.size())}, false});
    text_ += ' ';
    sentence_ = static_cast<std::uint32_t>(text_.size());
  }
  std::string take() {
    while (text_.ends_with(' ')) text_.pop_back();
    return std::move(text_);
  }

 private:
  Reading& reading_;
  std::string text_;
  std::uint32_t sentence_ = 0;
};

constexpr std::string_view unnamed_place = "a place without a name";

class ReadingMaker {
 public:
  explicit ReadingMaker(const PeerEvent& event) : event_(event), writer_(reading_) {}

  Reading make() {
    name_data_set();
    add_sides();
    add_place_and_time();
    Claim claim;
    claim.speaker = data_set_;
    claim.source = reading_.entities[data_set_.index].mentions.front();
    for (std::size_t i = 0; i < event_.figures.size(); ++i) add_figure(event_.figures[i], i, claim);
    if (!claim.content.empty()) reading_.claims.push_back(std::move(claim));
    for (Casualty& casualty : reading_.casualties) casualty.claim = ClaimId{0};
    add_incident();
    reading_.report.id = event_.id;
    reading_.report.publisher = event_.data_set;
    reading_.report.published = event_.published;
    reading_.report.language = "en";
    reading_.report.title = title();
    reading_.report.text = writer_.take();
    return std::move(reading_);
  }

 private:
  std::string title() const {
    std::string names;
    for (const PeerSide& side : event_.sides) names += format("{}{}", names.empty() ? "" : ", ", side.name);
    return format("{} {}: {}{}{}", event_.data_set, event_.id.substr(event_.id.find(':') + 1), names, names.empty() || event_.place.empty() ? "" : ", ", event_.place);
  }

  EntityId add_entity(EntityKind kind, const std::string& name, const std::optional<std::string>& actor) {
    const Span mention = writer_.put(name);
    Entity entity{kind, name, actor, {}, {}, {mention}};
    if (kind == EntityKind::state) entity.country = actor;
    reading_.entities.push_back(std::move(entity));
    return {static_cast<std::uint32_t>(reading_.entities.size() - 1)};
  }

  void name_data_set() {
    data_set_ = add_entity(EntityKind::organisation, event_.data_set, std::nullopt);
    writer_.put(" has an event of the kind " + event_.kind);
  }

  void add_sides() {
    for (std::size_t i = 0; i < event_.sides.size(); ++i) {
      writer_.put(i == 0 ? " between " : " and ");
      sides_.push_back(add_entity(event_.sides[i].kind, event_.sides[i].name, event_.sides[i].key));
    }
  }

  void add_place_and_time() {
    writer_.put(" at ");
    const Span place = writer_.put(event_.place.empty() ? unnamed_place : std::string_view(event_.place));
    if (!event_.place.empty())
      reading_.places.push_back({event_.place, place, {}, event_.lat, event_.lon, event_.country, event_.admin1, {}, event_.precision, 1.0});
    writer_.put(", ");
    const Span days = writer_.put(event_.from == event_.to ? event_.from : event_.from + " to " + event_.to);
    const bool is_day = event_.from == event_.to;
    reading_.times.push_back({days, is_day ? TimeType::instant : TimeType::interval, event_.from, event_.to, TimePrecision::day, is_day ? event_.from : event_.from + "/" + event_.to});
    writer_.end_sentence();
  }

  void add_figure(const PeerFigure& figure, std::size_t number, Claim& claim) {
    const std::int64_t shown = figure.best.value_or(figure.low.value_or(figure.high.value_or(0)));
    const Span start = writer_.put("Killed: ");
    const Span digits = writer_.put(format("{}", shown));
    if (figure.low && figure.high && figure.low != figure.high) writer_.put(format(" (low {}, high {})", *figure.low, *figure.high));
    if (figure.victim_class != VictimClass::unknown) writer_.put(format(", {}", name_of(figure.victim_class)));
    if (figure.side) writer_.put(" of " + event_.sides[*figure.side].name);
    const Span end = writer_.put("");
    claim.content.push_back(start.joined(end));
    writer_.end_sentence();
    const bool is_exact = figure.low == figure.best && figure.best == figure.high;
    reading_.figures.push_back({digits, figure.low, figure.best, figure.high, is_exact ? Qualifier::exact : figure.high ? Qualifier::range : Qualifier::at_least});
    Casualty casualty;
    casualty.outcome = Outcome::killed;
    casualty.figure = FigureId{static_cast<std::uint32_t>(reading_.figures.size() - 1)};
    casualty.victim_class = figure.victim_class;
    if (figure.side) casualty.side = event_.sides[*figure.side].key;
    if (figure.side && event_.sides[*figure.side].kind == EntityKind::state) casualty.country = casualty.side;
    if (!reading_.places.empty()) casualty.place = PlaceId{0};
    casualty.time = TimeId{0};
    if (figure.is_part && number > 0) casualty.part_of = CasualtyId{0};
    if (event_.is_one_sided) casualty.inflicted_by = {sides_.front()};
    reading_.casualties.push_back(std::move(casualty));
  }

  void add_incident() {
    Incident incident;
    incident.kind = event_.kind;
    if (!reading_.places.empty()) incident.place = PlaceId{0};
    incident.time = TimeId{0};
    incident.perpetrators = sides_;  // parties; who did what to whom is not told by it
    incident.perpetrator_confidence = event_.is_one_sided ? PerpetratorConfidence::accused : PerpetratorConfidence::unknown;
    for (std::uint32_t i = 0; i < reading_.casualties.size(); ++i) incident.casualties.push_back({i});
    reading_.incidents.push_back(std::move(incident));
  }

  const PeerEvent& event_;
  Reading reading_;
  Writer writer_;
  EntityId data_set_;
  std::vector<EntityId> sides_;
};

/// The actor of a name as a whole.
const Actor* actor_named(const Phrases<ActorName>& names, const std::string& name, const Actors& actors) {
  Document document;
  for (const std::string& piece : list_items(tokenized_name(name), ' ')) document.tokens.emplace_back().lower_hash = word(piece);
  const auto end = static_cast<std::uint32_t>(document.tokens.size());
  const auto match = names.starting_at(document, 0, end, TokenForm::lower);
  return match && match->tokens.end == end ? &actors.all[match->value->actor] : nullptr;
}

/// Without "(2003-)" or "(Soviet Union)" at the end.
std::string_view without_brackets(std::string_view name) {
  if (name.ends_with(')'))
    if (const auto open = name.rfind(" ("); open != name.npos) name = name.substr(0, open);
  return trimmed(name);
}

}  // namespace

Reading reading_of(const PeerEvent& event) { return ReadingMaker(event).make(); }

PeerSide side_named(std::string_view name, std::optional<std::int64_t> gw, const Actors& actors, const PeerCodes& codes) {
  PeerSide side{std::string(trimmed(name)), std::nullopt};
  std::string_view bare = without_brackets(side.name);
  bool is_state = false;
  for (const std::string_view prefix : {"Government of ", "Military Forces of ", "Police Forces of "})
    if (bare.starts_with(prefix)) {
      bare.remove_prefix(prefix.size());
      is_state = true;
    }
  if (is_state && gw) side.key = codes.country_of_gw(*gw);
  if (!side.key) {
    const Actor* found = actor_named(actors.names, lowered(bare), actors);
    if (!found) found = actor_named(actors.acronyms, std::string(bare), actors);
    if (found && (found->kind == EntityKind::state) == is_state) side.key = found->key;
  }
  if (is_state) side.kind = EntityKind::state;
  return side;
}

}  // namespace sitrep::imports
