// SPDX-License-Identifier: Apache-2.0
#include "app/incident_sheet.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "reconcile/changes.h"

namespace sitrep {
namespace {

constexpr std::size_t most_names = 6;
constexpr std::size_t most_statements = 24;

std::string number_text(const std::optional<std::int64_t>& number) { return number ? format("{}", *number) : "–"; }

std::string claim_value(const FigureClaim& claim) {
  const std::string best = claim.best ? format("{}", *claim.best) : claim.low ? format("{}", *claim.low) : claim.high ? format("{}", *claim.high) : "?";
  return claim.best && !claim.high ? best + "+" : best;
}

std::string claimant_text(const FigureClaim& claim) {
  return claim.relation == ClaimantRelation::report ? claim.claimant : format("{} ({})", claim.claimant, in_words(name_of(claim.relation)));
}

/// One line a claimant: its figures in the order of days, and what became of them.
std::vector<std::vector<std::string>> series_of(const CasualtyRow& row, EvidenceNotes& notes) {
  std::map<std::string, std::string> lines;
  std::map<std::string, std::pair<std::string, std::string>> last;  // what was said last, so that copies are one
  for (const FigureClaim& claim : row.claims) {
    const std::string day = claim.as_of ? claim.as_of->substr(0, 10) : "no date";
    const std::string mark = claim.standing == Standing::current ? "" : " " + in_words(name_of(claim.standing));
    const std::string place = claim.place && claim.standing == Standing::part ? " in " + *claim.place : "";
    std::string& line = lines[claimant_text(claim)];
    const std::pair said{day, claim_value(claim) + place + mark};
    if (last[claimant_text(claim)] == said) {
      line += notes.note(claim.evidence);
      continue;
    }
    last[claimant_text(claim)] = said;
    line += format("{}{}: {} {}", line.empty() ? "" : "   ", day, said.second, notes.note(claim.evidence));
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& [claimant, line] : lines) rows.push_back({"  " + claimant, line});
  return rows;
}

void add_figures(const LedgerIncident& incident, EvidenceNotes& notes, Sheet& sheet) {
  sheet.push_back(Heading{2, "FIGURES BY CLAIMANT"});
  Table table;
  table.head = {"", "agreement"};
  for (const auto* rows : {&incident.casualties, &incident.totals})
    for (const CasualtyRow& row : *rows) {
      table.rows.push_back({row_name(row) + (rows == &incident.totals ? " (total, not added)" : ""), in_words(name_of(row.agreement))});
      for (auto& line : series_of(row, notes)) table.rows.push_back(std::move(line));
    }
  if (!table.rows.empty()) sheet.push_back(std::move(table));
}

void add_statements(const LedgerIncident& incident, EvidenceNotes& notes, Sheet& sheet) {
  if (incident.claims.empty()) return;
  sheet.push_back(Heading{2, "WHO SAYS WHAT"});
  Table table;
  for (std::size_t i = 0; i < std::min(incident.claims.size(), most_statements); ++i) {
    const StatedClaim& claim = incident.claims[i];
    std::string stance = in_words(name_of(claim.stance));
    if (claim.about) stance += " → " + *claim.about;
    for (const std::uint32_t other : claim.contradicts) stance += " ⟂ " + incident.claims[other].claimant;
    table.rows.push_back({claim.claimant, shortened(notes.sentence(claim.evidence), 90), stance, notes.note(claim.evidence)});
  }
  table.head = {"speaker", "says", "how", ""};
  sheet.push_back(std::move(table));
  if (incident.claims.size() > most_statements) sheet.push_back(Paragraph{format("and {} more statements", incident.claims.size() - most_statements)});
}

void add_revisions(Store& store, const LedgerIncident& incident, Sheet& sheet) {
  sheet.push_back(Heading{2, "REVISIONS"});
  Bullets bullets;
  for (const Revision& revision : store.revisions(incident.id))
    bullets.items.push_back(format("{}, by {}: {}", revision.revision, revision.cause, fmt::join(revision.changes, "; ")));
  sheet.push_back(std::move(bullets));
}

template <class List, class Name>
std::string joined(const List& list, Name name) {
  std::vector<std::string> names;
  for (const auto& item : list)
    if (names.size() < most_names) names.push_back(name(item));
  std::string text = format("{}", fmt::join(names, ", "));
  return list.size() > most_names ? text + format(" and {} more", list.size() - most_names) : text;
}

}  // namespace

std::string in_words(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string days_text(const LedgerIncident& incident) {
  if (!incident.from) return incident.first_seen ? "reported " + *incident.first_seen : "day not known";
  return incident.to && incident.to != incident.from ? format("{} to {}", *incident.from, *incident.to) : *incident.from;
}

std::string place_names(const LedgerIncident& incident) {
  return joined(incident.places, [](const LedgerPlace& place) { return place.name; });
}

std::string side_names(const LedgerIncident& incident) {
  return joined(incident.sides, [](const LedgerSide& side) { return side.key; });
}

Table losses_table(const LedgerIncident& incident, EvidenceNotes& notes) {
  Table table;
  table.head = {"LOSSES", "low", "best", "high", "says", "agreement", ""};
  for (const CasualtyRow& row : incident.casualties) {
    if (row.agreement == Agreement::superseded) continue;
    std::vector<std::string> claimants;
    std::string marks;
    for (const FigureClaim& claim : row.claims) {
      if (claim.standing != Standing::current) continue;
      if (std::find(claimants.begin(), claimants.end(), claimant_text(claim)) != claimants.end()) continue;
      claimants.push_back(claimant_text(claim));
      marks += notes.note(claim.evidence);
    }
    table.rows.push_back({row_name(row), number_text(row.low), number_text(row.best), number_text(row.high),
                          joined(claimants, [](const std::string& name) { return name; }), in_words(name_of(row.agreement)), marks});
  }
  return table;
}

std::vector<std::string> responsibility_lines(const LedgerIncident& incident, EvidenceNotes& notes) {
  std::vector<std::string> lines;
  for (const ResponsibilityClaim& claim : incident.responsibility) {
    const std::string_view verb = claim.blame == Blame::claimed ? "claimed by" : claim.blame == Blame::denied ? "denied by" : "blamed by";
    lines.push_back(format("{}: {} {} {}", claim.actor, verb, claim.claimant, notes.note(claim.evidence)));
  }
  return lines;
}

Sheet incident_sheet(Store& store, const LedgerIncident& incident) {
  EvidenceNotes notes(store);
  Sheet sheet;
  sheet.push_back(Heading{1, format("{}  {}", incident.id, incident.title)});
  sheet.push_back(Paragraph{format("{} · {} · {} · {}", in_words(incident.kind), days_text(incident), place_names(incident), side_names(incident))});
  sheet.push_back(Paragraph{format("{} reports, {} independent sources · event {}, responsibility {}, figures {} · revision {}", incident.reports.size(),
                                   incident.independent_sources, name_of(incident.event_grade), name_of(incident.responsibility_grade),
                                   name_of(incident.figure_grade), incident.revision)});
  if (!incident.casualties.empty()) {
    sheet.push_back(losses_table(incident, notes));
    add_figures(incident, notes, sheet);
  }
  if (!incident.responsibility.empty()) {
    sheet.push_back(Heading{2, "RESPONSIBILITY"});
    sheet.push_back(Bullets{responsibility_lines(incident, notes)});
  }
  add_statements(incident, notes, sheet);
  sheet.push_back(Heading{2, "EVIDENCE"});
  sheet.push_back(notes.footnotes());
  sheet.push_back(Heading{2, "REPORTS"});
  Bullets reports;
  for (const std::string& report : incident.reports) reports.items.push_back(notes.origin(report));
  sheet.push_back(std::move(reports));
  add_revisions(store, incident, sheet);
  return sheet;
}

}  // namespace sitrep
