// SPDX-License-Identifier: Apache-2.0
#include "app/reading_sheet.h"

#include <algorithm>

#include "base/format.h"
#include "record/json.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_quote = 90;

std::string or_dash(const std::optional<std::int64_t>& number) { return number ? format("{}", *number) : "–"; }

std::string in_words(std::string_view term) {
  std::string text(term);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

class SheetMaker {
 public:
  SheetMaker(const Reading& reading, bool explain) : r_(reading), explain_(explain) {}

  Sheet make() {
    head();
    losses(false);
    claims();
    events();
    relations();
    background();
    places();
    findings();
    if (explain_) reasons();
    return std::move(sheet_);
  }

 private:
  std::string quote(Span span) const { return shortened(span.of(r_.report.text), longest_quote); }
  std::string name(EntityId id) const { return r_.entities[id.index].name; }

  std::string names(const std::vector<EntityId>& ids) const {
    std::string list;
    for (const EntityId id : ids) list += (list.empty() ? "" : ", ") + name(id);
    return list;
  }

  std::string id(char prefix, std::size_t index) const { return explain_ ? id_text(prefix, static_cast<std::uint32_t>(index)) + " " : ""; }

  std::string speaker_of(const std::optional<ClaimId>& claim) const {
    if (!claim) return "the report itself";
    const Claim& c = r_.claims[claim->index];
    if (c.speaker) return name(*c.speaker);
    return c.source ? quote(*c.source) : "not named";
  }

  void head() {
    const Report& report = r_.report;
    std::string line = report.publisher.value_or("publisher not named") + " · " + report.published.value_or("no date").substr(0, 10);
    line += format(" · {} sentences, {} claims, {} events", r_.sentences.size(), r_.claims.size(), r_.events.size());
    sheet_.push_back(Heading{1, report.title.value_or(report.id)});
    sheet_.push_back(Paragraph{line});
  }

  void losses(bool history) {
    Table table{{"LOSSES", "", "low", "best", "high", "says", "in the report"}, {}};
    std::vector<std::size_t> wholes;
    for (std::size_t k = 0; k < r_.casualties.size(); ++k)
      if (r_.casualties[k].background == history && !r_.casualties[k].part_of) wholes.push_back(k);
    for (const std::size_t k : wholes) {
      table.rows.push_back(loss_row(k, false));
      for (std::size_t part = 0; part < r_.casualties.size(); ++part)
        if (r_.casualties[part].part_of && r_.casualties[part].part_of->index == k) table.rows.push_back(loss_row(part, true));
    }
    if (!table.rows.empty()) sheet_.push_back(std::move(table));
  }

  std::vector<std::string> loss_row(std::size_t k, bool is_part) const {
    const Casualty& c = r_.casualties[k];
    std::string who = c.side.value_or("");
    if (c.victim_class != VictimClass::unknown) who += (who.empty() ? "" : " ") + std::string(name_of(c.victim_class));
    if (who.empty() && c.victims) who = shortened(name(*c.victims), 30);
    if (c.place) who += (who.empty() ? "" : ", ") + r_.places[c.place->index].name;
    const Figure none{};
    const Figure& f = c.figure ? r_.figures[c.figure->index] : none;
    return {id('k', k) + (is_part ? "  of which " : "") + in_words(name_of(c.outcome)), who, or_dash(f.low), or_dash(f.best), or_dash(f.high), speaker_of(c.claim),
            c.figure ? "\"" + quote(f.span) + "\"" : "no number"};
  }

  void claims() {
    if (r_.claims.empty()) return;
    Table table{{"WHO SAYS WHAT", "", ""}, {}};
    std::vector<std::size_t> order(r_.claims.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return first_claim_of(a) < first_claim_of(b); });
    std::string last;
    for (const std::size_t i : order) {
      const Claim& c = r_.claims[i];
      const std::string who = speaker_of(ClaimId{static_cast<std::uint32_t>(i)});
      std::string what;
      for (const Span span : c.content) what += (what.empty() ? "" : " … ") + quote(span);
      std::string how = in_words(name_of(c.stance));
      if (c.channel) how += ", " + in_words(*c.channel);
      if (c.about) how += " → " + speaker_of(c.about);
      table.rows.push_back({id('c', i) + (who == last ? "" : who), what, how});
      last = who;
    }
    sheet_.push_back(std::move(table));
  }

  /// The number of the first claim of the same speaker: claims are shown speaker by speaker.
  std::size_t first_claim_of(std::size_t claim) const {
    for (std::size_t i = 0; i < claim; ++i)
      if (r_.claims[i].speaker && r_.claims[i].speaker == r_.claims[claim].speaker) return i;
    return claim;
  }

  void events() {
    Table table{{"EVENTS", "", "", "", ""}, {}};
    for (std::size_t v = 0; v < r_.events.size(); ++v) {
      const Event& e = r_.events[v];
      if (e.background) continue;
      std::string when = e.time ? quote(r_.times[e.time->index].span) : "";
      std::string parties = names(e.actors);
      if (!e.targets.empty()) parties += " → " + names(e.targets);
      std::string what = format("{} ({}{})", quote(e.anchor), name_of(e.type), e.mode ? ", " + *e.mode : "");
      table.rows.push_back({id('v', v) + when, what, parties, e.place ? r_.places[e.place->index].name : "",
                            in_words(name_of(e.status)) + (e.claim ? ", says " + speaker_of(e.claim) : "")});
    }
    if (!table.rows.empty()) sheet_.push_back(std::move(table));
  }

  void relations() {
    Table table{{"RELATIONS", "", "", ""}, {}};
    for (std::size_t i = 0; i < r_.relations.size(); ++i) {
      const Relation& r = r_.relations[i];
      table.rows.push_back({id('r', i) + name(r.from), in_words(name_of(r.kind)), name(r.to), r.claim ? "says " + speaker_of(r.claim) : ""});
    }
    if (!table.rows.empty()) sheet_.push_back(std::move(table));
  }

  void background() {
    const bool any = std::any_of(r_.casualties.begin(), r_.casualties.end(), [](const Casualty& c) { return c.background; }) ||
                     std::any_of(r_.events.begin(), r_.events.end(), [](const Event& e) { return e.background; });
    if (!any) return;
    sheet_.push_back(Heading{2, "BACKGROUND (not counted above)"});
    losses(true);
    Bullets list;
    for (const Event& e : r_.events)
      if (e.background) list.items.push_back(format("{} ({}) {}", quote(e.anchor), name_of(e.type), e.time ? quote(r_.times[e.time->index].span) : ""));
    if (!list.items.empty()) sheet_.push_back(std::move(list));
  }

  void places() {
    Table table{{"PLACES", "", "", ""}, {}};
    std::vector<std::string> seen;
    for (std::size_t p = 0; p < r_.places.size(); ++p) {
      const Place& place = r_.places[p];
      if (std::find(seen.begin(), seen.end(), place.name) != seen.end()) continue;
      seen.push_back(place.name);
      table.rows.push_back({id('p', p) + place.name, place.country.value_or("not placed"), place.admin1.value_or(""),
                            place.lat ? format("{:.3f}, {:.3f} ({})", *place.lat, *place.lon, name_of(place.precision)) : "no entry fits for sure"});
    }
    if (!table.rows.empty()) sheet_.push_back(std::move(table));
  }

  void findings() {
    if (r_.findings.empty()) return;
    Table table{{"CHECK", ""}, {}};
    for (const Finding& f : r_.findings) table.rows.push_back({std::string(f.severity == Severity::note ? "·" : "!") + " " + in_words(f.kind), f.message});
    sheet_.push_back(std::move(table));
  }

  void reasons() {
    Table table{{"WHY", "rule", "words"}, {}};
    for (const Reason& reason : r_.reasons) table.rows.push_back({reason.ref, reason.rule, "\"" + quote(reason.words) + "\""});
    sheet_.push_back(std::move(table));
  }

  const Reading& r_;
  bool explain_;
  Sheet sheet_;
};

}  // namespace

Sheet reading_sheet(const Reading& reading, bool explain) { return SheetMaker(reading, explain).make(); }

}  // namespace sitrep
