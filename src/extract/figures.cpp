// SPDX-License-Identifier: Apache-2.0
#include "extract/figures.h"

#include <algorithm>

#include "base/strings.h"
#include "extract/numbers.h"

namespace sitrep {
namespace {

/// Which bounds a qualifier leaves standing; a figure is given only what its words say.
void set_bounds(Figure& f) {
  const bool open_above = f.qualifier == Qualifier::at_least || f.qualifier == Qualifier::more_than || f.qualifier == Qualifier::about;
  const bool open_below = f.qualifier == Qualifier::nearly || f.qualifier == Qualifier::at_most || f.qualifier == Qualifier::fewer_than ||
                          f.qualifier == Qualifier::about;
  if (f.qualifier == Qualifier::fewer_than) {
    if (f.high) *f.high -= 1;
    f.best.reset();
  }
  if (open_above) f.high.reset();
  if (open_below) f.low.reset();
}

class FigureFinder {
 public:
  FigureFinder(const Tree& tree, const Quantities& quantities, const std::vector<Time>& times)
      : tree_(tree), document_(tree.document()), quantities_(quantities), in_date_(document_.tokens.size(), false) {
    for (const Time& time : times) {
      if (time.type != TimeType::instant && time.type != TimeType::interval) continue;
      const auto first = std::lower_bound(document_.tokens.begin(), document_.tokens.end(), time.span.begin, [](const Token& t, std::uint32_t begin) { return t.span.begin < begin; });
      for (auto at = first; at != document_.tokens.end() && at->span.end <= time.span.end; ++at) in_date_[static_cast<std::size_t>(at - document_.tokens.begin())] = true;
    }
  }

  std::vector<FoundFigure> find() {
    for (const TokenRange sentence : document_.sentences)
      for (std::uint32_t i = sentence.begin; i < sentence.end;) i = step(i, sentence);
    return std::move(found_);
  }

 private:
  /// Looks at token i and returns where to go on.
  std::uint32_t step(std::uint32_t i, TokenRange sentence) {
    if (const auto zero = zero_at(i, sentence)) return add(*zero, sentence);
    if (in_date_[i]) return i + 1;
    std::uint32_t end = i + 1;
    while (end < sentence.end && !in_date_[end]) ++end;
    i = behind_qualifier(i, end);
    const auto number = number_at(document_, quantities_, i, end);
    if (!number) return i + 1;
    return counts_something(*number, sentence) ? add(*number, sentence) : number->tokens.end;
  }

  /// "As many as 1300", "no fewer than ten": the words of a qualifier before a number are no amount of their own.
  std::uint32_t behind_qualifier(std::uint32_t i, std::uint32_t end) const {
    const auto qualifier = quantities_.qualifiers_before.starting_at(document_, i, end, TokenForm::lower);
    const bool has_number = qualifier && qualifier->tokens.size() > 1 && qualifier->tokens.end < end && number_at(document_, quantities_, qualifier->tokens.end, end);
    return has_number ? qualifier->tokens.end : i;
  }

  std::uint32_t add(const Number& number, TokenRange sentence) {
    TokenRange whole = number.tokens;
    Qualifier qualifier = number.qualifier;
    const auto take = [&qualifier](Qualifier found) {
      if (qualifier == Qualifier::exact) qualifier = found;
    };
    const std::uint32_t from = found_.empty() ? sentence.begin : std::max(sentence.begin, found_.back().number.end);
    if (qualifier != Qualifier::none && qualifier != Qualifier::unknown) {
      // Two may stand before a number: "at least another 43".
      for (int i = 0; i < 2; ++i)
        if (const auto before = quantities_.qualifiers_before.ending_at(document_, whole.begin, from, TokenForm::lower)) {
          whole.begin = before->tokens.begin;
          take(*before->value);
        }
      if (const auto behind = quantities_.qualifiers_behind.starting_at(document_, whole.end, sentence.end, TokenForm::lower)) {
        whole.end = behind->tokens.end;
        take(*behind->value);
      }
    }
    Figure figure{document_.span_of(whole), number.low, number.best, number.high, qualifier};
    set_bounds(figure);
    if (is_remainder(whole.begin, from)) figure = {document_.span_of({whole.begin - 2, whole.end}), std::nullopt, std::nullopt, std::nullopt, Qualifier::unknown};
    found_.push_back({figure, number.tokens});
    return whole.end;
  }

  /// "All but two of the hostages": how many were left out, not how many there are.
  bool is_remainder(std::uint32_t begin, std::uint32_t from) const {
    return begin >= from + 2 && token(begin - 1).lower_hash == "but"_w && (token(begin - 2).lower_hash == "all"_w || token(begin - 2).lower_hash == "none"_w);
  }

  const Token& token(std::uint32_t i) const { return document_.tokens[i]; }

  /// "no casualties", "no one", "nobody", "none".
  std::optional<Number> zero_at(std::uint32_t i, TokenRange sentence) const {
    const Token& t = token(i);
    const Number zero{{i, i + 1}, 0, 0, 0, Qualifier::none};
    if (t.lower_hash == "nobody"_w || (t.lower_hash == "none"_w && t.dep != Dep::pobj)) return zero;
    if (t.lower_hash != "no"_w || t.dep != Dep::det || t.head <= i || t.head >= sentence.end) return std::nullopt;
    const Token& noun = token(t.head);
    const bool people = noun.lower_hash == "one"_w || quantities_.loss_nouns.contains(noun.lemma_hash);
    return people ? std::optional(zero) : std::nullopt;
  }

  /// Is the number a count of people or things?
  bool counts_something(const Number& number, TokenRange sentence) const {
    if (names_only(number, sentence) || measures(number, sentence)) return false;
    if (number.qualifier == Qualifier::vague || number.qualifier == Qualifier::unknown) return true;
    const std::uint32_t last = number.tokens.end - 1;
    const Token& t = token(last);
    switch (t.entity) {
      case EntityLabel::MONEY:
      case EntityLabel::PERCENT:
      case EntityLabel::ORDINAL: return false;
      case EntityLabel::DATE:
      case EntityLabel::QUANTITY:
      case EntityLabel::LAW:
        if (!(t.dep == Dep::nummod && counted_noun(last)) && !is_of_losses(last)) return false;
        break;
      default: break;
    }
    if (is_year(number) || is_age(number, sentence)) return false;
    return number.tokens.size() > 1 || t.lower_hash != "one"_w || one_counts(last, sentence);
  }

  /// "The toll was 45": what a word of loss is said to be.
  bool is_of_losses(std::uint32_t last) const {
    if (token(last).dep == Dep::pobj || token(last).dep == Dep::npadvmod || token(last).dep == Dep::nummod) {  // "put the toll at 16 earlier", "put the dead at 46"
      for (std::uint32_t i = last; i > 0 && last - i < 4; --i)
        if (token(i - 1).lower_hash == "toll"_w || (token(i - 1).dep == Dep::dobj && quantities_.loss_nouns.contains(token(i - 1).lower_hash))) return true;
    }
    const auto subject = token(last).dep == Dep::attr ? tree_.child(tree_.head(last), Dep::nsubj) : std::nullopt;
    return subject && quantities_.loss_nouns.contains(token(*subject).lemma_hash);
  }

  /// The noun that the number counts, when it stands behind the number and is no unit.
  std::optional<std::uint32_t> counted_noun(std::uint32_t last) const {
    const std::uint32_t head = tree_.head(last);
    return head > last && is_noun(token(head).tag) && !is_unit(head) ? std::optional(head) : std::nullopt;
  }

  bool is_unit(std::uint32_t i) const {
    return quantities_.units_behind.contains(token(i).lemma_hash) || quantities_.units_behind.contains(token(i).lower_hash);
  }

  /// "20 km", "$50", "15-year-old", "40 percent", "1200 block".
  bool measures(const Number& number, TokenRange sentence) const {
    const std::uint32_t begin = number.tokens.begin;
    if (begin > sentence.begin && (token(begin - 1).tag == Tag::dollar || token(begin - 1).lower_hash == "/"_w)) return true;
    std::uint32_t next = number.tokens.end;
    if (next < sentence.end && (token(next).lower_hash == "-"_w || token(next).lower_hash == "/"_w)) return true;  // "10-member", "40-strong" describe, they count nobody
    if (next < sentence.end && token(next).lower_hash == "more"_w) ++next;
    return next < sentence.end && (token(next).lower_hash == "square"_w || is_unit(next));
  }

  /// "Highway 61", "Resolution 1701", "No. 5", "aged 15".
  bool names_only(const Number& number, TokenRange sentence) const {
    const std::uint32_t begin = number.tokens.begin;
    if (begin == sentence.begin) return false;
    const Token& before = token(begin - 1);
    const Token& t = token(number.tokens.end - 1);
    if (before.lower_hash == "#"_w || before.lower_hash == "aged"_w || before.lower_hash == "age"_w) return true;
    const bool heads_back = t.head == begin - 1;
    if (quantities_.labels_before.contains(before.lemma_hash) || quantities_.labels_before.contains(before.lower_hash))
      return heads_back || is_proper_noun(before.tag);
    return heads_back && is_proper_noun(before.tag) && t.dep == Dep::nummod;
  }

  bool is_year(const Number& number) const {
    if (number.tokens.size() != 1 || !number.best || *number.best < 1800 || *number.best > 2100) return false;
    const Token& t = token(number.tokens.begin);
    const std::uint32_t next = number.tokens.end;
    const bool before_number = next < document_.tokens.size() && !document_.tokens[next].lower.empty() && is_digit(document_.tokens[next].lower.front());  // "May 2017 16 civilians"
    return t.lower.size() == 4 && is_digit(t.lower.front()) && (before_number || !(t.dep == Dep::nummod && counted_noun(number.tokens.begin)));
  }

  /// "John Smith, 34, was killed"; "a man, 60".
  bool is_age(const Number& number, TokenRange sentence) const {
    const std::uint32_t begin = number.tokens.begin;
    const std::uint32_t end = number.tokens.end;
    if (number.tokens.size() != 1 || begin < sentence.begin + 2 || !number.best || *number.best > 110) return false;
    if (token(begin - 1).tag != Tag::comma) return false;
    const bool closed = end >= sentence.end || token(end).pos == Pos::PUNCT || token(end).lower_hash == "and"_w;
    const Token& t = token(begin);
    const bool beside = t.dep == Dep::appos || t.dep == Dep::nummod || t.dep == Dep::npadvmod || t.dep == Dep::conj;
    const Tag before = token(begin - 2).tag;
    return closed && beside && t.head < begin && (is_proper_noun(before) || is_noun(before));
  }

  /// "one soldier", "one was killed", but not "one of the reasons", "no one", "one another", "one day".
  bool one_counts(std::uint32_t i, TokenRange sentence) const {
    const Token& t = token(i);
    if (t.dep == Dep::nummod) return t.head > i;
    if (t.tag != Tag::CD) return false;
    if (i + 1 < sentence.end && (token(i + 1).lower_hash == "another"_w || token(i + 1).lower_hash == "by"_w)) return false;
    const bool argument = t.dep == Dep::nsubj || t.dep == Dep::nsubjpass || t.dep == Dep::dobj || t.dep == Dep::conj;
    return argument && token(t.head).lemma_hash != "be"_w;
  }

  const Tree& tree_;
  const Document& document_;
  const Quantities& quantities_;
  std::vector<bool> in_date_;  // by token
  std::vector<FoundFigure> found_;
};

}  // namespace

std::vector<FoundFigure> find_figures(const Tree& tree, const Quantities& quantities, const std::vector<Time>& times) {
  return FigureFinder(tree, quantities, times).find();
}

}  // namespace sitrep
