// SPDX-License-Identifier: Apache-2.0
// Checks of losses: parts against totals, one speaker against another, one sentence against a later one, headline against
// body, and totals without a source.
#include <algorithm>
#include <map>
#include <set>

#include "base/format.h"
#include "base/strings.h"
#include "extract/finding_checks.h"
#include "extract/numbers.h"

namespace sitrep {
namespace {

constexpr std::uint32_t near = 4;                  // tokens between a number and the words that say what it is
constexpr std::size_t most_compared = 200;         // losses of a report that are compared with each other

std::string ref(std::size_t casualty) { return id_text('k', static_cast<std::uint32_t>(casualty)); }

const Figure* figure_of(const Reading& reading, const Casualty& k) { return k.figure ? &reading.figures[k.figure->index] : nullptr; }

std::optional<std::int64_t> best(const Reading& reading, const Casualty& k) {
  const Figure* f = figure_of(reading, k);
  if (f == nullptr) return std::nullopt;
  return f->best ? f->best : f->low;
}

bool is_exact(const Figure& f) { return f.qualifier == Qualifier::exact && f.best && !f.span.empty(); }

bool is_exact(const Reading& reading, const Casualty& k) {
  const Figure* f = figure_of(reading, k);
  return f != nullptr && is_exact(*f);
}

std::optional<EntityId> speaker(const Reading& reading, const Casualty& k) { return k.claim ? reading.claims[k.claim->index].speaker : std::nullopt; }

/// The first token at or behind a position.
std::uint32_t token_at(const Document& document, std::uint32_t position) {
  return static_cast<std::uint32_t>(std::partition_point(document.tokens.begin(), document.tokens.end(), [&](const Token& t) { return t.span.end <= position; }) - document.tokens.begin());
}

/// Does a word of that role stand among the tokens?
bool has_role(const FindingContext& c, TokenRange range, CheckRole role) {
  for (std::uint32_t i = range.begin; i < range.end; ++i)
    if (const auto match = c.knowledge.checks.phrases.starting_at(c.tree.document(), i, range.end, TokenForm::lower); match && *match->value == role) return true;
  return false;
}

/// The tokens right before a figure in its sentence.
TokenRange before(const FindingContext& c, Span figure) {
  const std::uint32_t at = token_at(c.tree.document(), figure.begin);
  const std::uint32_t begin = c.tree.sentence_of(at).begin;
  return {std::max(begin, at > near ? at - near : 0), at};
}

TokenRange around(const FindingContext& c, Span figure) {
  const std::uint32_t end = token_at(c.tree.document(), figure.end);
  const TokenRange sentence = c.tree.sentence_of(token_at(c.tree.document(), figure.begin));
  return {before(c, figure).begin, std::min(sentence.end, end + 2)};
}

bool same_sentence(const FindingContext& c, Span a, Span b) {
  const auto& of = c.tree.document().sentence_of;
  return of[token_at(c.tree.document(), a.begin)] == of[token_at(c.tree.document(), b.begin)];
}

/// "including nine": the word right before the number.
bool is_said_to_be_part(const FindingContext& c, Span figure) {
  const std::uint32_t at = token_at(c.tree.document(), figure.begin);
  const auto match = c.knowledge.checks.phrases.ending_at(c.tree.document(), at, c.tree.sentence_of(at).begin, TokenForm::lower);
  return match && *match->value == CheckRole::part;
}

/// The same place by its name, or none for both.
bool same_place(const Reading& reading, const Casualty& a, const Casualty& b) {
  if (!a.place || !b.place) return a.place == b.place;
  return reading.places[a.place->index].name == reading.places[b.place->index].name;
}

bool same_time(const Reading& reading, const Casualty& a, const Casualty& b) {
  if (!a.time || !b.time) return a.time == b.time;
  return reading.times[a.time->index].timex3 == reading.times[b.time->index].timex3;
}

// ------------------------------------------------------------ the headline

/// A headline cut into words, as a document without a parse.
struct Headline {
  explicit Headline(std::string_view title) : lower(lowered(title)) {
    for (std::size_t i = 0; i < lower.size();) {
      const std::size_t begin = i;
      while (i < lower.size() && !is_space(lower[i])) ++i;
      std::string_view text = std::string_view(lower).substr(begin, i - begin);
      while (!text.empty() && (text.back() == ',' || text.back() == ':' || text.back() == '.' || text.back() == ';')) text.remove_suffix(1);
      if (!text.empty()) add(text);
      ++i;
    }
    document.sentences.push_back({0, static_cast<std::uint32_t>(document.tokens.size())});
  }

  void add(std::string_view text) {
    Token t;
    t.text = t.lower = t.lemma = text;
    t.lower_hash = t.lemma_hash = word(text);
    document.tokens.push_back(t);
  }

  std::string lower;
  Document document;
};

/// The dead of a headline, where it gives a plain number of them ("12 killed in …", "… kills 12"); else nothing.
std::optional<std::int64_t> dead_in(std::string_view title, const Knowledge& knowledge) {
  const Headline headline(title);
  const Document& d = headline.document;
  const auto size = static_cast<std::uint32_t>(d.tokens.size());
  const auto has = [&](std::uint32_t i, CheckRole role) {
    const CheckRole* found = i < size ? knowledge.checks.phrases.exactly(d.tokens[i].lower_hash) : nullptr;
    return found != nullptr && *found == role;
  };
  for (std::uint32_t i = 0; i < size; ++i) {
    const auto number = number_at(d, knowledge.quantities, i, size);
    if (!number) continue;
    const bool is_plain = number->qualifier == Qualifier::exact && number->best && !knowledge.quantities.qualifiers_before.ending_at(d, i, 0, TokenForm::lower) && !has(i == 0 ? size : i - 1, CheckRole::anew);
    const bool is_dead = has(number->tokens.end, CheckRole::dead_behind) || (i > 0 && has(i - 1, CheckRole::dead_before));
    if (is_plain && is_dead) return number->best;
    i = number->tokens.end - 1;
  }
  return std::nullopt;
}

/// All that the report counts of the dead, as exact numbers; nothing when one of them is vague or none is there.
std::vector<std::int64_t> dead_in_body(const Reading& reading) {
  std::vector<std::int64_t> counts;
  for (const Casualty& k : reading.casualties) {
    if (k.background || k.outcome != Outcome::killed) continue;
    if (!is_exact(reading, k)) return {};
    counts.push_back(*best(reading, k));
  }
  return counts;
}

bool names_number(const FindingContext& c, std::int64_t number) {
  const Document& d = c.tree.document();
  for (const TokenRange s : d.sentences)
    for (std::uint32_t i = s.begin; i < s.end; ++i)
      if (const auto found = number_at(d, c.knowledge.quantities, i, s.end); found && found->best == number) return true;
  return false;
}

}  // namespace

/// "Four soldiers were killed, including nine officers": a part, said to be one, that is larger than all that the sentence
/// counts before it. Parts may overlap (women, children, villagers), so that their sum proves nothing.
void check_parts(const FindingContext& c, Findings& found) {
  const auto& figures = c.reading.figures;
  for (std::size_t part = 0; part < figures.size(); ++part) {
    if (!is_exact(figures[part]) || !is_said_to_be_part(c, figures[part].span)) continue;
    std::int64_t whole = 0;
    bool is_plain = false;
    for (std::size_t f = 0; f < part; ++f) {
      if (figures[f].span.empty() || !same_sentence(c, figures[f].span, figures[part].span)) continue;
      is_plain = is_exact(figures[f]) && (is_plain || whole == 0);
      whole += figures[f].best.value_or(0);
    }
    const bool counts_losses = std::any_of(c.reading.casualties.begin(), c.reading.casualties.end(), [&](const Casualty& k) {
      return k.figure && !figures[k.figure->index].span.empty() && figures[k.figure->index].span.begin < figures[part].span.begin && same_sentence(c, figures[k.figure->index].span, figures[part].span);
    });
    if (!is_plain || !counts_losses || *figures[part].best <= whole) continue;
    found.push_back({"parts_exceed_total", Severity::error, format("A part of {} exceeds the total of {} that it belongs to.", *figures[part].best, whole),
                     {id_text('q', static_cast<std::uint32_t>(part))}});
  }
}

/// Two named speakers with different exact counts of the same side's dead.
void check_speakers_figures(const FindingContext& c, Findings& found) {
  const Reading& r = c.reading;
  const std::size_t size = std::min(r.casualties.size(), most_compared);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i + 1; j < size; ++j) {
      const Casualty& a = r.casualties[i];
      const Casualty& b = r.casualties[j];
      if (a.background || b.background || a.outcome != b.outcome || !a.side || a.side != b.side || a.part_of || b.part_of) continue;
      const auto x = speaker(r, a);
      const auto y = speaker(r, b);
      if (!x || !y || *x == *y || !best(r, a) || !best(r, b) || *best(r, a) == *best(r, b) || !same_place(r, a, b)) continue;
      found.push_back({"figures_disagree", Severity::note,
                       format("{} and {} differ on the {} of {}: {} and {}.", r.entities[x->index].name, r.entities[y->index].name, name_of(a.outcome), *a.side, *best(r, a), *best(r, b)),
                       {ref(i), ref(j)}});
    }
}

/// "12 people were killed … The 14 dead": one speaker, one incident, the same victims in the same words, another number.
void check_changing_figures(const FindingContext& c, Findings& found) {
  const Reading& r = c.reading;
  const auto comparable = [&](const Casualty& k) {
    return !k.background && !k.part_of && is_exact(r, k) && *best(r, k) > 1 && !has_role(c, around(c, figure_of(r, k)->span), CheckRole::anew) && !has_role(c, before(c, figure_of(r, k)->span), CheckRole::part);
  };
  const auto is_whole = [&](std::size_t n) {
    return std::any_of(r.casualties.begin(), r.casualties.end(), [&](const Casualty& k) { return k.part_of && k.part_of->index == n; });
  };
  for (const Incident& incident : r.incidents)
    for (std::size_t x = 0; x < std::min(incident.casualties.size(), most_compared); ++x)
      for (std::size_t y = x + 1; y < std::min(incident.casualties.size(), most_compared); ++y) {
        const std::size_t i = incident.casualties[x].index;
        const std::size_t j = incident.casualties[y].index;
        const Casualty& a = r.casualties[i];
        const Casualty& b = r.casualties[j];
        if (a.outcome != b.outcome || a.side != b.side || a.victim_class != b.victim_class || speaker(r, a) != speaker(r, b) || !same_place(r, a, b) || !same_time(r, a, b)) continue;
        if (!a.place || !comparable(a) || !comparable(b) || is_whole(i) || is_whole(j) || *best(r, a) == *best(r, b)) continue;
        if (same_sentence(c, figure_of(r, a)->span, figure_of(r, b)->span)) continue;
        found.push_back({"figure_changes", Severity::note, format("The {} are {} first and {} later in the report.", name_of(a.outcome), *best(r, a), *best(r, b)), {ref(i), ref(j)}});
      }
}

/// A headline that has more dead than all of the report's together, or fewer than any.
void check_headline(const FindingContext& c, Findings& found) {
  if (!c.reading.report.title) return;
  const auto headline = dead_in(*c.reading.report.title, c.knowledge);
  const std::vector<std::int64_t> body = dead_in_body(c.reading);
  if (!headline || body.empty() || names_number(c, *headline)) return;
  std::int64_t sum = 0;
  for (const std::int64_t n : body) sum += n;
  const std::int64_t least = *std::min_element(body.begin(), body.end());
  if (*headline <= sum && *headline >= least) return;
  found.push_back({"headline_conflict", Severity::warning, format("The headline has {} killed, the report {} {}.", *headline, *headline > sum ? "no more than" : "no fewer than", *headline > sum ? sum : least), {}});
}

/// "The death toll has reached 120", and nobody is named who says so.
void check_totals(const FindingContext& c, Findings& found) {
  const Reading& r = c.reading;
  std::set<std::int64_t> sourced;  // numbers that somebody gives elsewhere in the report
  for (const Casualty& k : r.casualties)
    if (k.claim && best(r, k)) sourced.insert(*best(r, k));
  for (std::size_t n = 0; n < r.casualties.size(); ++n) {
    const Casualty& k = r.casualties[n];
    const Figure* f = figure_of(r, k);
    const bool is_plain = f != nullptr && !f->span.empty() && best(r, k) && (f->qualifier == Qualifier::exact || f->qualifier == Qualifier::at_least || f->qualifier == Qualifier::more_than);
    if (k.background || k.claim || k.outcome != Outcome::killed || !is_plain || sourced.contains(*best(r, k))) continue;
    const TokenRange sentence = c.tree.sentence_of(token_at(c.tree.document(), f->span.begin));
    const TokenRange next{sentence.end, std::min(sentence.end + 12, static_cast<std::uint32_t>(c.tree.document().tokens.size()))};
    if (!has_role(c, before(c, f->span), CheckRole::total) || has_role(c, sentence, CheckRole::sourced) || has_role(c, next, CheckRole::sourced)) continue;
    found.push_back({"unsourced_total", Severity::note, format("The total of {} {} is given without a source.", *best(r, k), name_of(k.outcome)), {ref(n)}});
  }
}

}  // namespace sitrep
