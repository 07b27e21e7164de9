// SPDX-License-Identifier: Apache-2.0
#include "app/brief_sheet.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/incident_sheet.h"
#include "base/format.h"
#include "extract/incident_kinds.h"
#include "reconcile/changes.h"

namespace sitrep {
namespace {

constexpr std::size_t most_incidents = 12;
constexpr std::size_t most_background = 6;

std::int64_t dead(const LedgerIncident& incident) {
  std::int64_t sum = 0;
  for (const CasualtyRow& row : incident.casualties)
    if (row.outcome == Outcome::killed && row.agreement != Agreement::superseded) sum += row.best.value_or(row.low.value_or(0));
  return sum;
}

std::string period_text(const Filter& filter) {
  if (filter.from && filter.to) return format("{} to {}", *filter.from, *filter.to);
  if (filter.from) return "from " + *filter.from;
  if (filter.to) return "until " + *filter.to;
  return "all reports";
}

/// What incidents of one side come to together. Two incidents may be one happening told apart, so the deadliest alone is
/// the lower bound and the best figure; all of them together are the upper bound.
struct SideToll {
  std::int64_t low = 0;
  std::int64_t best = 0;
  std::int64_t high = 0;
  bool is_open = false;
  std::set<std::string> notes;  // of the sentences that the figures come from
};

void add_notes(const CasualtyRow& row, EvidenceNotes& notes, std::set<std::string>& into) {
  constexpr std::size_t most = 4;
  for (const FigureClaim& claim : row.claims)
    if (claim.standing == Standing::current && into.size() < most) into.insert(notes.note(claim.evidence));
}

Table losses_by_side(const std::vector<LedgerIncident>& incidents, EvidenceNotes& notes) {
  std::map<std::pair<std::string, std::string>, SideToll> tolls;  // outcome, side
  for (const LedgerIncident& incident : incidents) {
    std::map<std::pair<std::string, std::string>, SideToll> own;  // the incident's rows are of different classes: they add up
    for (const CasualtyRow& row : incident.casualties) {
      if (row.agreement == Agreement::superseded || (!row.best && !row.low)) continue;
      SideToll& toll = own[{in_words(name_of(row.outcome)), row.side.value_or("side not told")}];
      toll.low += row.low.value_or(0);
      toll.best += row.best.value_or(row.low.value_or(0));
      toll.high += row.high.value_or(row.best.value_or(row.low.value_or(0)));
      toll.is_open |= !row.high;
      add_notes(row, notes, toll.notes);
    }
    for (const auto& [key, toll] : own) {
      SideToll& sum = tolls[key];
      sum.low = std::max(sum.low, toll.low);
      sum.best = std::max(sum.best, toll.best);
      sum.high += toll.high;
      sum.is_open |= toll.is_open;
      sum.notes.insert(toll.notes.begin(), toll.notes.end());
    }
  }
  Table table;
  table.head = {"", "", "low", "best", "high", ""};
  for (const auto& [key, toll] : tolls)
    table.rows.push_back({key.first, key.second, format("{}", toll.low), format("{}", toll.best), format("{}{}", toll.high, toll.is_open ? "+" : ""),
                          format("{}", fmt::join(toll.notes, ""))});
  return table;
}

std::string headline(const std::vector<LedgerIncident>& violent) {
  if (violent.empty()) return "No fighting is reported.";
  const LedgerIncident& worst = violent.front();
  std::string text = format("{} incident{}. ", violent.size(), violent.size() == 1 ? "" : "s");
  std::vector<std::string> losses;
  for (const CasualtyRow& row : worst.casualties)
    if (row.outcome == Outcome::killed && row.agreement != Agreement::superseded) losses.push_back(format("{} {}", row_name(row), row_value(row)));
  text += format("The deadliest: {} ({})", in_words(worst.kind), days_text(worst));
  if (!worst.places.empty()) text += ", " + place_names(worst);
  if (!losses.empty()) text += format("; {}", fmt::join(losses, "; "));
  return text + ".";
}

std::string counted(std::size_t n, std::string_view what) { return format("{} {}{}", n, what, n == 1 ? "" : "s"); }

/// What is known of these, with a point between them.
std::string joined(std::vector<std::string> parts) {
  std::erase(parts, "");
  return format("{}", fmt::join(parts, " · "));
}

void add_incident(const LedgerIncident& incident, EvidenceNotes& notes, Sheet& sheet) {
  sheet.push_back(Heading{3, format("{}  {}: {}", incident.id, in_words(incident.kind), incident.title)});
  const std::string reports = counted(incident.reports.size(), "report") + ", " + counted(incident.independent_sources, "independent source");
  sheet.push_back(Paragraph{joined({days_text(incident), place_names(incident), side_names(incident), reports, format("event {}", name_of(incident.event_grade))})});
  if (Table losses = losses_table(incident, notes); !losses.rows.empty()) sheet.push_back(std::move(losses));
  std::vector<std::string> lines = responsibility_lines(incident, notes);
  for (const StatedClaim& claim : incident.claims) {
    const bool is_dispute = claim.stance == Stance::denies || claim.stance == Stance::accuses;
    if (is_dispute && lines.size() < 8)
      lines.push_back(format("{} {}{}: {} {}", claim.claimant, in_words(name_of(claim.stance)), claim.about ? " (" + *claim.about + ")" : "",
                             shortened(notes.sentence(claim.evidence), 110), notes.note(claim.evidence)));
  }
  if (!lines.empty()) sheet.push_back(Bullets{std::move(lines)});
}

void add_changes(const std::vector<LedgerIncident>& incidents, const std::string& since, EvidenceNotes& notes, Sheet& sheet) {
  Bullets bullets;
  for (const LedgerIncident& incident : incidents) {
    if (incident.last_seen && *incident.last_seen <= since) continue;
    std::set<std::string> fresh;
    for (const std::string& report : incident.reports)
      if (const Reading* reading = notes.reading(report); reading && reading->report.published && reading->report.published->substr(0, 10) > since) fresh.insert(report);
    const bool is_new = incident.first_seen && *incident.first_seen > since;
    bullets.items.push_back(format("{} {}: {}{}", incident.id, incident.title, counted(fresh.size(), "new report"), is_new ? ", first reported since then" : ""));
    for (const CasualtyRow& row : incident.casualties)
      for (const FigureClaim& claim : row.claims)
        if (claim.standing == Standing::current && fresh.contains(claim.evidence.report))
          bullets.items.push_back(format("{}: {} says {} {}", row_name(row), claim.claimant, claim.best ? format("{}", *claim.best) : "?", notes.note(claim.evidence)));
  }
  sheet.push_back(Heading{2, format("CHANGED SINCE {}", since)});
  if (bullets.items.empty()) sheet.push_back(Paragraph{"Nothing."});
  else sheet.push_back(std::move(bullets));
}

/// Sentences of history that the reports carry: told apart, never counted.
void add_background(const std::vector<LedgerIncident>& incidents, EvidenceNotes& notes, Sheet& sheet) {
  std::set<std::string> seen;
  Bullets bullets;
  for (const LedgerIncident& incident : incidents)
    for (const std::string& id : incident.reports) {
      const Reading* reading = notes.reading(id);
      if (!reading) continue;
      for (const SentenceSpan& sentence : reading->sentences) {
        const std::string text(sentence.span.of(reading->report.text));
        if (sentence.background && bullets.items.size() < most_background && seen.insert(text).second)
          bullets.items.push_back(format("{} ({})", shortened(text, 200), id));
      }
    }
  if (bullets.items.empty()) return;
  sheet.push_back(Heading{2, "BACKGROUND, NOT COUNTED"});
  sheet.push_back(std::move(bullets));
}

void add_findings(const std::vector<LedgerIncident>& incidents, EvidenceNotes& notes, Sheet& sheet) {
  std::set<std::string> reports;
  for (const LedgerIncident& incident : incidents) reports.insert(incident.reports.begin(), incident.reports.end());
  Bullets sources;
  Bullets findings;
  for (const std::string& report : reports) {
    sources.items.push_back(notes.origin(report));
    if (const Reading* reading = notes.reading(report))
      for (const Finding& finding : reading->findings)
        if (finding.severity != Severity::note) findings.items.push_back(format("{} ({})", finding.message, report));
  }
  if (!findings.items.empty()) {
    sheet.push_back(Heading{2, "CHECK"});
    sheet.push_back(std::move(findings));
  }
  sheet.push_back(Heading{2, "REPORTS"});
  sheet.push_back(std::move(sources));
}

std::string in_brackets(const std::string& text) { return text.empty() ? "" : format(" ({})", text); }

/// Where a list or a sentence names an incident without figures: the sentence that first places or tells it.
std::string first_note(const LedgerIncident& incident, EvidenceNotes& notes) {
  if (!incident.claims.empty()) return notes.note(incident.claims.front().evidence);
  return incident.places.empty() ? "" : notes.note(incident.places.front().evidence);
}

bool is_truce(const LedgerIncident& incident) { return incident.kind == "ceasefire" || incident.kind == "agreement"; }

/// The latest truce, and whether fighting is told of later days: what is reported, not whether it holds.
std::string truce_state(const std::vector<LedgerIncident>& diplomacy, const std::vector<LedgerIncident>& violent, EvidenceNotes& notes) {
  const LedgerIncident* truce = nullptr;
  for (const LedgerIncident& incident : diplomacy)
    if (is_truce(incident) && incident.from && (!truce || *incident.from > *truce->from)) truce = &incident;
  if (!truce) return "No truce is reported.";
  std::vector<std::string> later;
  for (const LedgerIncident& incident : violent)
    if (incident.to && *incident.to > *truce->from) later.push_back(format("{} ({})", incident.id, days_text(incident)));
  return format("Last truce reported: {}, {} {}. {}", days_text(*truce), truce->title, first_note(*truce, notes),
                later.empty() ? "No fighting is reported of days after it." : format("Fighting is reported that reaches beyond that day: {}.", fmt::join(later, ", ")));
}

}  // namespace

Sheet brief_sheet(Store& store, const BriefScope& scope) {
  EvidenceNotes notes(store);
  const std::vector<LedgerIncident> all = store.find(scope.filter);
  std::vector<LedgerIncident> violent;
  std::vector<LedgerIncident> diplomacy;
  for (const LedgerIncident& incident : all) (family_of(incident.kind) == KindFamily::diplomacy ? diplomacy : violent).push_back(incident);
  std::stable_sort(violent.begin(), violent.end(), [](const LedgerIncident& a, const LedgerIncident& b) {
    return std::pair(dead(a), a.reports.size()) > std::pair(dead(b), b.reports.size());
  });

  Sheet sheet{Heading{1, format("Situation report: {}{}", period_text(scope.filter), scope.filter.place ? ", " + *scope.filter.place : "")}};
  sheet.push_back(Paragraph{headline(violent)});
  if (scope.since) add_changes(all, *scope.since, notes, sheet);
  if (Table losses = losses_by_side(violent, notes); !losses.rows.empty()) {
    sheet.push_back(Heading{2, "LOSSES BY SIDE"});
    sheet.push_back(std::move(losses));
    sheet.push_back(Paragraph{"Reports of one happening may stand in several incidents: low and best are those of the deadliest alone, high is all of them together."});
  }
  sheet.push_back(Heading{2, "WHAT HAPPENED"});
  for (std::size_t i = 0; i < std::min(violent.size(), most_incidents); ++i) add_incident(violent[i], notes, sheet);
  if (violent.size() > most_incidents) sheet.push_back(Paragraph{format("and {} more; `sitrep incidents` lists them all", violent.size() - most_incidents)});
  if (!diplomacy.empty()) {
    sheet.push_back(Heading{2, "DIPLOMACY AND CEASEFIRE"});
    sheet.push_back(Paragraph{truce_state(diplomacy, violent, notes)});
    Bullets bullets;
    for (const LedgerIncident& incident : diplomacy)
      bullets.items.push_back(format("{} {} {}{}: {} {}", incident.id, days_text(incident), in_words(incident.kind), in_brackets(side_names(incident)), incident.title, first_note(incident, notes)));
    sheet.push_back(std::move(bullets));
  }
  add_background(all, notes, sheet);
  sheet.push_back(Heading{2, "EVIDENCE"});
  sheet.push_back(notes.footnotes());
  add_findings(all, notes, sheet);
  return sheet;
}

}  // namespace sitrep
