// SPDX-License-Identifier: Apache-2.0
#include "reconcile/corrections.h"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <set>

#include "base/dates.h"
#include "base/strings.h"
#include "record/plain_json.h"

namespace sitrep {

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, AccountName>
void fields(V& visit, R& x) {
  visit("report", x.report);
  visit("number", x.number);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Correction>
void fields(V& visit, R& x) {
  visit("number", x.number);
  visit("action", x.action);
  visit("author", x.author);
  visit("reason", x.reason);
  visit("date", x.date);
  visit("accounts", x.accounts);
  visit("others", x.others);
  visit("report", x.report);
  visit("field", x.field);
  visit("value", x.value);
  visit("undone", x.undone);
}

namespace {

template <class E>
E word_of(const std::string& text, std::string_view what) {
  const auto found = from_name<E>(text);
  if (!found) throw Error(format("{} '{}' is unknown; allowed are {}", what, text, fmt::join(VocabularyOf<E>::names, ", ")));
  return *found;
}

std::string date_of(const std::string& text) {
  const auto day = exact_day(text);
  if (!day) throw Error(format("'{}' is no date; give it as YYYY-MM-DD", text));
  return iso_date(*day);
}

struct FieldSetter {
  std::string_view name;
  void (*set)(LedgerIncident&, const std::string&);
};

constexpr FieldSetter setters[] = {
    {"title", [](LedgerIncident& i, const std::string& v) { i.title = v; }},
    {"kind", [](LedgerIncident& i, const std::string& v) { i.kind = v; }},
    {"from", [](LedgerIncident& i, const std::string& v) { i.from = date_of(v); }},
    {"to", [](LedgerIncident& i, const std::string& v) { i.to = date_of(v); }},
    {"status", [](LedgerIncident& i, const std::string& v) { i.status = word_of<IncidentStatus>(v, "status"); }},
    {"event_grade", [](LedgerIncident& i, const std::string& v) { i.event_grade = word_of<Grade>(v, "grade"); }},
    {"responsibility_grade", [](LedgerIncident& i, const std::string& v) { i.responsibility_grade = word_of<Grade>(v, "grade"); }},
    {"figure_grade", [](LedgerIncident& i, const std::string& v) { i.figure_grade = word_of<Grade>(v, "grade"); }},
};

/// "killed.ARM.military": the row's best number; the bounds give way where they must.
void set_figure(LedgerIncident& incident, const std::string& field, const std::string& value) {
  const auto parts = split(field, '.');
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || number < 0) throw Error(format("'{}' is no number of people", value));
  const auto outcome = word_of<Outcome>(std::string(parts[0]), "outcome");
  const auto side = parts.size() > 1 && !parts[1].empty() && parts[1] != "-" ? std::optional(std::string(parts[1])) : std::nullopt;
  const auto victim_class = parts.size() > 2 ? word_of<VictimClass>(std::string(parts[2]), "class") : VictimClass::unknown;
  auto row = std::find_if(incident.casualties.begin(), incident.casualties.end(), [&](const CasualtyRow& r) {
    return r.outcome == outcome && r.side == side && r.victim_class == victim_class;
  });
  if (row == incident.casualties.end()) row = incident.casualties.insert(row, {outcome, side, victim_class, {}, {}, {}, Agreement::single_source, {}});
  row->best = number;
  row->low = std::min(row->low.value_or(number), number);
  if (row->high) row->high = std::max(*row->high, number);
}

}  // namespace

std::string to_json(const Correction& correction) { return to_line(plain_json::written(correction)); }

Correction correction_from_json(std::string_view json, std::string_view where) {
  Correction correction;
  plain_json::read(parse_json(json, where), correction, std::string(where));
  return correction;
}

std::vector<Correction> effective(std::vector<Correction> corrections) {
  std::sort(corrections.begin(), corrections.end(), [](const Correction& a, const Correction& b) { return a.number > b.number; });
  std::set<std::int64_t> undone;
  std::vector<Correction> result;
  for (Correction& correction : corrections) {  // newest first: an undo that is itself undone does nothing
    if (undone.contains(correction.number)) continue;
    if (correction.action == Action::undo) undone.insert(correction.undone.value_or(0));
    else result.push_back(std::move(correction));
  }
  std::reverse(result.begin(), result.end());
  return result;
}

void set_field(LedgerIncident& incident, const std::string& field, const std::string& value) {
  for (const FieldSetter& setter : setters)
    if (setter.name == field) return setter.set(incident, value);
  if (field.find('.') != std::string::npos) return set_figure(incident, field, value);
  std::string allowed;
  for (const FieldSetter& setter : setters) allowed += format("{}, ", setter.name);
  throw Error(format("field '{}' cannot be set; allowed are {}and OUTCOME.SIDE.CLASS as in killed.ARM.military", field, allowed));
}

}  // namespace sitrep
