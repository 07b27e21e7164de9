// SPDX-License-Identifier: Apache-2.0
#include "extract/findings.h"

#include <algorithm>
#include <array>

#include "base/dates.h"
#include "base/format.h"
#include "base/strings.h"
#include "extract/phrases_of.h"
#include "record/json.h"

namespace sitrep {
namespace {

std::string entity_ref(EntityId id) { return id_text('e', id.index); }
std::string casualty_ref(std::size_t index) { return id_text('k', static_cast<std::uint32_t>(index)); }

class Checker {
 public:
  Checker(const Tree& tree, const Reading& reading, const ReportDay& report_day, const Knowledge& knowledge)
      : tree_(tree), r_(reading), report_day_(report_day), knowledge_(knowledge) {}

  std::vector<Finding> check() {
    inferred_day();
    office_holders();
    parts_and_totals();
    disagreeing_figures();
    weekdays();
    denials();
    lost_verbs();
    return std::move(found_);
  }

 private:
  void add(std::string kind, Severity severity, std::string message, std::vector<std::string> refs) {
    found_.push_back({std::move(kind), severity, std::move(message), std::move(refs)});
  }

  void inferred_day() {
    const bool is_inferred = report_day_.source == ReportDay::Source::heading || report_day_.source == ReportDay::Source::event;
    if (is_inferred && report_day_.day)
      add("date_inferred", Severity::note, format("The report has no date of publication; {} is inferred from what it says.", iso_date(*report_day_.day)), {});
  }

  /// "President Harding of Westland", when another held the office on that day.
  void office_holders() {
    for (std::uint32_t i = 0; i < r_.entities.size(); ++i) {
      const Entity& e = r_.entities[i];
      if (!e.office || e.office->holds_on_date != false || !r_.report.published) continue;
      const auto day = exact_day(*r_.report.published);
      const bool has_of = e.office->of && r_.entities[e.office->of->index].actor;
      const auto office = knowledge_.offices.find(e.office->title, has_of ? *r_.entities[e.office->of->index].actor : e.country.value_or(""));
      if (!office || !day) continue;
      const Holder* holder = knowledge_.offices.holder_on(*office, *day);
      const std::string& title = knowledge_.offices[*office].title;
      const std::string of = title.find(" of the ") != std::string::npos ? "" : " of " + (has_of ? r_.entities[e.office->of->index].name : *e.country);
      add("office_holder", Severity::warning,
          format("The report calls {} {}{}; on {} the office was held by {}.", e.name, title, of, r_.report.published->substr(0, 10), holder ? holder->person : "somebody else"),
          {entity_ref({i})});
    }
  }

  std::optional<std::int64_t> best(const Casualty& k) const {
    if (!k.figure) return std::nullopt;
    const Figure& f = r_.figures[k.figure->index];
    return f.best ? f.best : f.low;
  }

  void parts_and_totals() {
    for (std::size_t whole = 0; whole < r_.casualties.size(); ++whole) {
      const Casualty& total = r_.casualties[whole];
      if (!best(total)) continue;
      const Figure& f = r_.figures[total.figure->index];
      const bool is_open = f.qualifier != Qualifier::exact;
      // Parts may overlap (women, children, villagers): only one part larger than its whole is sure to be wrong.
      for (std::size_t part = 0; part < r_.casualties.size(); ++part) {
        const Casualty& p = r_.casualties[part];
        if (!p.part_of || p.part_of->index != whole || !best(p) || is_open || *best(p) <= *best(total)) continue;
        add("parts_exceed_total", Severity::warning, format("A part of {} exceeds the total of {} {} that it belongs to.", *best(p), *best(total), name_of(total.outcome)),
            {casualty_ref(part), casualty_ref(whole)});
      }
    }
  }

  std::optional<EntityId> speaker(const Casualty& k) const { return k.claim ? r_.claims[k.claim->index].speaker : std::nullopt; }

  /// Two named speakers with different exact counts of the same side's dead.
  void disagreeing_figures() {
    for (std::size_t i = 0; i < r_.casualties.size(); ++i)
      for (std::size_t j = i + 1; j < r_.casualties.size(); ++j) {
        const Casualty& a = r_.casualties[i];
        const Casualty& b = r_.casualties[j];
        if (a.background || b.background || a.outcome != b.outcome || !a.side || a.side != b.side || a.part_of || b.part_of) continue;
        const auto x = speaker(a);
        const auto y = speaker(b);
        if (!x || !y || *x == *y || !best(a) || !best(b) || *best(a) == *best(b) || a.place != b.place) continue;
        add("figures_disagree", Severity::note,
            format("{} and {} differ on the {} of {}: {} and {}.", r_.entities[x->index].name, r_.entities[y->index].name, name_of(a.outcome), *a.side, *best(a), *best(b)),
            {casualty_ref(i), casualty_ref(j)});
      }
  }

  /// "Tuesday, September 14, 2022", which was a Wednesday.
  void weekdays() {
    static constexpr std::array<std::string_view, 7> names = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    for (std::uint32_t i = 0; i < r_.times.size(); ++i) {
      const std::string words = lowered(r_.times[i].span.of(r_.report.text));
      const auto named = std::find_if(names.begin(), names.end(), [&](std::string_view n) { return words.starts_with(n); });
      const bool has_day = std::any_of(words.begin(), words.end(), is_digit);
      const auto day = exact_day(r_.times[i].timex3);
      if (named == names.end() || !has_day || !day || words.find(':') != std::string::npos) continue;
      const std::chrono::weekday actual(*day);
      if (actual.c_encoding() == static_cast<unsigned>(named - names.begin())) continue;
      add("date_conflict", Severity::warning, format("\"{}\" does not fit: {} is a {}.", r_.times[i].span.of(r_.report.text), iso_date(*day), capitalised(names[actual.c_encoding()])),
          {id_text('t', i)});
    }
  }

  static std::string capitalised(std::string_view word) {
    std::string result(word);
    result.front() = to_upper(result.front());
    return result;
  }

  void denials() {
    for (std::uint32_t i = 0; i < r_.claims.size(); ++i) {
      const Claim& denial = r_.claims[i];
      if (denial.stance != Stance::denies || !denial.about || !denial.speaker) continue;
      const Claim& denied = r_.claims[denial.about->index];
      if (!denied.speaker || denied.speaker == denial.speaker) continue;
      add("claim_denied", Severity::note, format("{} denies what {} says.", r_.entities[denial.speaker->index].name, r_.entities[denied.speaker->index].name),
          {id_text('c', i), id_text('c', denial.about->index)});
    }
  }

  /// A sentence with a full stop whose only verb is an infinitive: "…, the secretary, to talk about the fighting."
  void lost_verbs() {
    const Document& document = tree_.document();
    const std::vector<bool> quoted = quoted_tokens(document);
    for (const TokenRange s : document.sentences) {
      if (s.size() < 9 || document.tokens[s.end - 1].text != ".") continue;
      bool has_finite = false;
      bool has_infinitive = false;
      bool has_quote = false;
      for (std::uint32_t i = s.begin; i < s.end; ++i) {
        const Tag tag = document.tokens[i].tag;
        has_finite |= tag == Tag::VBD || tag == Tag::VBZ || tag == Tag::VBP || tag == Tag::MD || tag == Tag::VBN || tag == Tag::VBG;
        has_infinitive |= tag == Tag::TO && i + 1 < s.end && document.tokens[i + 1].tag == Tag::VB;
        has_quote |= quoted[i];
      }
      if (has_finite || !has_infinitive || has_quote || document.tokens[s.begin].tag == Tag::VB) continue;
      add("garbled_text", Severity::note, format("A sentence has lost its verb: \"{}\"", document.span_of(s).of(r_.report.text)), {});
    }
  }

  const Tree& tree_;
  const Reading& r_;
  const ReportDay& report_day_;
  const Knowledge& knowledge_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> find_findings(const Tree& tree, const Reading& reading, const ReportDay& report_day, const Knowledge& knowledge) {
  return Checker(tree, reading, report_day, knowledge).check();
}

}  // namespace sitrep
