// SPDX-License-Identifier: Apache-2.0
// Checks against what is known (offices, the calendar, the gazetteer) and of what one speaker says against another.
#include <algorithm>
#include <array>

#include "base/dates.h"
#include "base/format.h"
#include "base/strings.h"
#include "extract/finding_checks.h"

namespace sitrep {
namespace {

std::string capitalised(std::string_view word) {
  std::string result(word);
  result.front() = to_upper(result.front());
  return result;
}

/// The token that a span ends with, or nothing.
std::optional<std::uint32_t> last_token(const Document& document, Span span) {
  const auto at = std::partition_point(document.tokens.begin(), document.tokens.end(), [&](const Token& t) { return t.span.end < span.end; });
  return at == document.tokens.end() || at->span.end != span.end ? std::nullopt : std::optional(static_cast<std::uint32_t>(at - document.tokens.begin()));
}

/// Somebody who can speak, and no "the strikes" or "the decision" that was taken for a speaker.
bool can_speak(const FindingContext& c, const Entity& e) {
  if (e.actor || e.office || e.mentions.empty()) return true;
  const Document& document = c.tree.document();
  const auto last = last_token(document, e.mentions.front());
  if (!last) return false;
  const EntityLabel label = document.tokens[*last].entity;
  if (label == EntityLabel::PERSON || label == EntityLabel::ORG || label == EntityLabel::NORP || label == EntityLabel::GPE) return document.tokens[*last].tag != Tag::NN && document.tokens[*last].tag != Tag::NNS;
  const std::uint32_t begin = document.sentences[document.sentence_of[*last]].begin;
  const Actors& actors = c.knowledge.actors;
  return actors.people.ending_at(document, *last + 1, begin, TokenForm::lemma) || actors.institutions.ending_at(document, *last + 1, begin, TokenForm::lower) ||
         actors.titles.ending_at(document, *last + 1, begin, TokenForm::lower) || actors.short_forms.exactly(document.tokens[*last].lower_hash) != nullptr;
}

constexpr std::uint32_t fame = 200'000;  // inhabitants of a place that is likely meant, though the country does not fit

/// A place of that name is famous, and none is in the country.
bool is_famous_elsewhere(const PlaceBase& base, std::string_view name, std::string_view country) {
  std::vector<NamedPlace> all;
  base.find(word(base.folded(name)), all);
  const auto is_there = [&](const NamedPlace& p) { return base.entry(p.place).country() == country; };
  const auto is_famous = [&](const NamedPlace& p) { return base.entry(p.place).population >= fame; };
  return std::any_of(all.begin(), all.end(), is_famous) && std::none_of(all.begin(), all.end(), is_there);
}

/// Does somebody of the denier's party stand in what was said?
bool speaks_of(const Reading& reading, const Claim& claim, EntityId denier) {
  const Entity& own = reading.entities[denier.index];
  return std::any_of(reading.entities.begin(), reading.entities.end(), [&](const Entity& e) {
    if (&e != &own && (!own.country || e.country != own.country)) return false;
    return std::any_of(e.mentions.begin(), e.mentions.end(), [&](Span mention) {
      return std::any_of(claim.content.begin(), claim.content.end(), [&](Span content) { return content.contains(mention); });
    });
  });
}

constexpr std::uint32_t denial_reach = 2;  // sentences between a claim and its denial

bool is_near(const Document& document, const Claim& a, const Claim& b) {
  if (!a.cue || !b.cue) return false;
  const auto sentence = [&](Span cue) {
    const auto at = std::partition_point(document.tokens.begin(), document.tokens.end(), [&](const Token& t) { return t.span.end <= cue.begin; });
    return at == document.tokens.end() ? 0U : document.sentence_of[static_cast<std::size_t>(at - document.tokens.begin())];
  };
  const std::uint32_t x = sentence(*a.cue);
  const std::uint32_t y = sentence(*b.cue);
  return std::max(x, y) - std::min(x, y) <= denial_reach;
}

}  // namespace

void check_inferred_day(const FindingContext& c, Findings& found) {
  if (!c.report_day.is_inferred() || !c.report_day.day) return;
  found.push_back({"date_inferred", Severity::note, format("The report has no date of publication; {} is inferred from what it says.", iso_date(*c.report_day.day)), {}});
}

/// "President Harding of Westland", when another held the office on that day.
void check_office_holders(const FindingContext& c, Findings& found) {
  const Offices& offices = c.knowledge.offices;
  for (std::uint32_t i = 0; i < c.reading.entities.size(); ++i) {
    const Entity& e = c.reading.entities[i];
    if (!e.office || e.office->holds_on_date != false || !c.reading.report.published) continue;
    const auto day = exact_day(*c.reading.report.published);
    const bool has_of = e.office->of && c.reading.entities[e.office->of->index].actor;
    const auto office = offices.find(e.office->title, has_of ? *c.reading.entities[e.office->of->index].actor : e.country.value_or(""));
    if (!office || !day) continue;
    const Holder* holder = offices.holder_on(*office, *day);
    const std::string& title = offices[*office].title;
    const std::string of = title.find(" of the ") != std::string::npos ? "" : " of " + (has_of ? c.reading.entities[e.office->of->index].name : *e.country);
    found.push_back({"office_holder", Severity::warning,
                     format("The report calls {} {}{}; on {} the office was held by {}.", e.name, title, of, c.reading.report.published->substr(0, 10), holder ? holder->person : "somebody else"),
                     {id_text('e', i)}});
  }
}

/// "Tuesday, September 14, 2022", which was a Wednesday.
void check_weekdays(const FindingContext& c, Findings& found) {
  static constexpr std::array<std::string_view, 7> names = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  for (std::uint32_t i = 0; i < c.reading.times.size(); ++i) {
    const Time& time = c.reading.times[i];
    const std::string words = lowered(time.span.of(c.reading.report.text));
    const auto* named = std::find_if(names.begin(), names.end(), [&](std::string_view n) { return words.starts_with(n); });
    const bool has_day = std::any_of(words.begin(), words.end(), is_digit);
    const auto day = exact_day(time.timex3);
    if (named == names.end() || !has_day || !day || words.find(':') != std::string::npos) continue;
    const std::chrono::weekday actual(*day);
    if (actual.c_encoding() == static_cast<unsigned>(named - names.begin())) continue;
    found.push_back({"date_conflict", Severity::warning,
                     format("\"{}\" does not fit: {} is a {}.", time.span.of(c.reading.report.text), iso_date(*day), capitalised(names[actual.c_encoding()])), {id_text('t', i)}});
  }
}

/// "in Varde, Norland" when no Varde lies there. Lists ("Varde, Norland and Sudmark"), neighbours and what stands under a
/// country ("Gibraltar, Britain") are left alone: whose a place is may be what the war is about.
void check_places(const FindingContext& c, Findings& found) {
  const std::string& text = c.reading.report.text;
  for (std::uint32_t i = 0; i + 1 < c.reading.places.size(); ++i) {
    const Place& place = c.reading.places[i];
    const Place& country = c.reading.places[i + 1];
    if (country.precision != PlacePrecision::country || place.precision != PlacePrecision::exact || !place.country || !country.country || *place.country == *country.country) continue;
    if (country.span.begin != place.span.end + 2 || text.compare(place.span.end, 2, ", ") != 0 || country.confidence < 0.8) continue;
    const char behind = country.span.end < text.size() ? text[country.span.end] : '.';
    const bool is_listed = behind == ',' || text.compare(country.span.end, std::min<std::size_t>(5, text.size() - country.span.end), " and ") == 0 || (place.span.begin >= 2 && text[place.span.begin - 2] == ',');
    const PlaceBase& base = c.knowledge.places.base;
    if (is_listed || base.border(*place.country, *country.country) != nullptr || !is_famous_elsewhere(base, place.span.of(text), *country.country)) continue;
    found.push_back({"place_conflict", Severity::warning, format("\"{}, {}\" does not fit: the place known by that name lies in {}.", place.span.of(text), country.span.of(text), *place.country),
                     {id_text('p', i), id_text('p', i + 1)}});
  }
}

void check_denials(const FindingContext& c, Findings& found) {
  const auto& claims = c.reading.claims;
  for (std::uint32_t i = 0; i < claims.size(); ++i) {
    const Claim& denial = claims[i];
    if (denial.stance != Stance::denies || !denial.about || !denial.speaker) continue;
    const Claim& denied = claims[denial.about->index];
    if (!denied.speaker || denied.speaker == denial.speaker || (denied.stance != Stance::asserts && denied.stance != Stance::accuses)) continue;
    const Entity& speaker = c.reading.entities[denied.speaker->index];
    const Entity& denier = c.reading.entities[denial.speaker->index];
    // "rejected the demand" and "dismissed the plan" deny no fact.
    if (!denial.cue || denial.cue->of(c.reading.report.text).find("den") == std::string_view::npos || !is_near(c.tree.document(), denial, denied)) continue;
    if (!can_speak(c, speaker) || !can_speak(c, denier) || !speaks_of(c.reading, denied, *denial.speaker)) continue;
    found.push_back({"claim_denied", Severity::note, format("What {} said is denied by {}.", speaker.name, denier.name), {id_text('c', i), id_text('c', denial.about->index)}});
  }
}

}  // namespace sitrep
