// SPDX-License-Identifier: Apache-2.0
#include "extract/background.h"

#include <algorithm>
#include <unordered_set>

namespace sitrep {
namespace {

/// What happened within so many days before the report is news, even if it is told as past.
constexpr std::chrono::days news_age{45};

bool names_when(Word preposition) {
  static const std::unordered_set<Word> known = {"in"_w, "during"_w, "on"_w, "at"_w, "of"_w, "between"_w, "from"_w, "by"_w, "through"_w, "throughout"_w, "around"_w, "until"_w, "to"_w, "for"_w};
  return known.contains(preposition);
}

bool is_attribute(Dep dep) { return dep == Dep::compound || dep == Dep::nummod || dep == Dep::amod || dep == Dep::nmod || dep == Dep::poss; }
bool is_subject(Dep dep) { return dep == Dep::nsubj || dep == Dep::nsubjpass; }
bool hangs_on_a_noun(Dep dep) { return dep == Dep::relcl || dep == Dep::acl; }

}  // namespace

Background::Background(const Tree& tree, const std::vector<Time>& times, std::optional<Day> report_day, const Knowledge& knowledge)
    : tree_(tree), knowledge_(knowledge), report_day_(report_day), token_age_(tree.document().tokens.size(), Age::unknown), is_long_now_(tree.document().tokens.size(), false),
      sentences_(tree.document().sentences.size(), false) {
  note_times(times);
  fill_sentences();
}

void Background::note_times(const std::vector<Time>& times) {
  const auto& tokens = tree_.document().tokens;
  for (const Time& time : times) {
    const auto at = std::lower_bound(tokens.begin(), tokens.end(), time.span.begin, [](const Token& t, std::uint32_t begin) { return t.span.end <= begin; });
    if (at == tokens.end() || is_age(static_cast<std::uint32_t>(at - tokens.begin()))) continue;
    token_age_[static_cast<std::size_t>(at - tokens.begin())] = age_of(time);
    is_long_now_[static_cast<std::size_t>(at - tokens.begin())] = is_long_now(time);
  }
}

/// "A man in his late fifties": years of a life, no date.
bool Background::is_age(std::uint32_t token) const {
  constexpr std::uint32_t reach = 2;
  const std::uint32_t begin = std::max(tree_.sentence_of(token).begin + reach, token) - reach;
  for (std::uint32_t i = begin; i < std::min(token + reach, tree_.sentence_of(token).end); ++i)
    if (tree_[i].tag == Tag::PRP_poss) return true;
  return false;
}

/// "This year", "2031 so far": a long time that the report's day is in.
bool Background::is_long_now(const Time& time) const {
  if (!time.from || !time.to || !report_day_) return false;
  const auto first = day_range(*time.from);
  const auto last = day_range(*time.to);
  return first && last && last->last - first->first > news_age && first->first <= *report_day_ && *report_day_ <= last->last;
}

Background::Age Background::age_of(const Time& time) const {
  if (time.type == TimeType::duration || time.type == TimeType::set || !time.to || !report_day_) return Age::unknown;
  const auto last = day_range(*time.to);
  if (!last) return Age::unknown;
  if (is_long_now(time)) return Age::unknown;  // "this year" says neither
  return last->last + news_age < *report_day_ ? Age::old : Age::current;
}

bool Background::is_of_conflict(std::uint32_t token) const {
  const Document& document = tree_.document();
  const TokenRange noun = tree_.subtree(token);
  for (std::uint32_t i = noun.begin; i < noun.end; ++i) {
    const auto match = knowledge_.history.phrases.starting_at(document, i, noun.end, TokenForm::lower);
    if (match && *match->value == TellsOf::conflict) return true;
  }
  return false;
}

bool Background::dates(std::uint32_t time, std::uint32_t clause) const {
  bool is_of_noun = false;  // so far, the time only tells a noun apart from others like it
  for (std::uint32_t at = time; at != clause;) {
    const Token& token = tree_[at];
    const std::uint32_t head = tree_.head(at);
    if (head == at) return true;  // another tree: no way to tell
    if (token.dep == Dep::prep && !names_when(token.lower_hash)) return false;
    if (hangs_on_a_noun(token.dep) && (head == clause || !is_subject(tree_[head].dep) || !is_of_conflict(head))) return false;
    if (is_attribute(token.dep) && is_noun(tree_[head].tag)) is_of_noun = head != clause;
    if (is_subject(token.dep) || token.dep == Dep::prep) is_of_noun = false;
    if (is_of_noun && (token.dep == Dep::dobj || token.dep == Dep::attr)) return false;
    at = head;
  }
  return true;
}

Background::Age Background::sentence_age(std::uint32_t sentence) const {
  const Document& document = tree_.document();
  const TokenRange range = document.sentences[sentence];
  const auto root = [&](std::uint32_t token) {
    while (!tree_.is_root(token)) token = tree_.head(token);
    return token;
  };
  bool old = false;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (token_age_[i] == Age::current) return Age::current;
    old |= token_age_[i] == Age::old && dates(i, root(i));
    if (const auto match = knowledge_.history.phrases.starting_at(document, i, range.end, TokenForm::lower)) {
      if (*match->value == TellsOf::current) return Age::current;
      old |= *match->value == TellsOf::history;
    }
  }
  return old ? Age::old : Age::unknown;
}

void Background::fill_sentences() {
  const Document& document = tree_.document();
  bool before = false;
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const TokenRange range = document.sentences[s];
    const Age age = sentence_age(s);
    const bool starts_paragraph = s == 0 || document.text.substr(document.tokens[document.sentences[s - 1].end - 1].span.end,
                                                                 document.tokens[range.begin].span.begin - document.tokens[document.sentences[s - 1].end - 1].span.end).find('\n') != std::string_view::npos ||
                                  document.tokens[document.sentences[s - 1].end - 1].text.find('\n') != std::string_view::npos;
    // Only what is told as past goes on with history: "More than 6,600 people were killed." after "They fought a war in 2020."
    const std::uint32_t root = [&] {
      for (std::uint32_t i = range.begin; i < range.end; ++i)
        if (tree_.is_root(i) && is_verb(document.tokens[i].tag)) return i;
      return range.begin;
    }();
    const Tag tense = document.tokens[root].tag;
    const bool told_as_past = tense == Tag::VBD || tense == Tag::VBN;
    sentences_[s] = age == Age::old || (age == Age::unknown && before && !starts_paragraph && told_as_past);
    before = sentences_[s];
  }
}

bool Background::is_of_whole_conflict(std::uint32_t token) const {
  const Document& document = tree_.document();
  const TokenRange sentence = tree_.sentence_of(token);
  bool since = false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (document.tokens[i].lower_hash == "since"_w && i + 1 < sentence.end) since |= token_age_[i] == Age::old || token_age_[i + 1] == Age::old || (i + 2 < sentence.end && token_age_[i + 2] == Age::old);
    const auto match = knowledge_.history.phrases.starting_at(document, i, sentence.end, TokenForm::lower);
    if (match && *match->value == TellsOf::conflict) return true;
  }
  return since;
}

/// "The deadliest since", "the first clash since": measures, counts nobody.
bool Background::compares(std::uint32_t since) const {
  constexpr std::uint32_t reach = 4;
  for (std::uint32_t i = std::max(tree_.sentence_of(since).begin + reach, since) - reach; i < since; ++i)
    if (tree_[i].tag == Tag::JJS || tree_[i].lower_hash == "first"_w || tree_[i].lower_hash == "time"_w) return true;
  return false;
}

bool Background::is_running_count(std::uint32_t verb) const {
  const TokenRange clause = tree_.subtree(verb);
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    if (is_long_now_[i] && dates(i, verb)) return true;
    if (tree_[i].lower_hash != "since"_w || !is_verb(tree_[tree_.head(i)].tag) || compares(i)) continue;
    const TokenRange start = tree_.subtree(i + 1 < clause.end && tree_[i].dep == Dep::mark ? tree_.head(i) : i);
    for (std::uint32_t at = i; at < start.end; ++at)
      if (token_age_[at] == Age::old) return true;
  }
  return false;
}

bool Background::at(std::uint32_t token) const {
  const std::uint32_t sentence = tree_.document().sentence_of[token];
  // The nearest clause upwards that holds a time decides: in "… said on Tuesday that the war in 2020 killed 6,600" the war's.
  for (std::uint32_t up = token, steps = 0; steps < 6; ++steps) {
    const TokenRange range = tree_.subtree(up);
    Age age = Age::unknown;
    for (std::uint32_t i = range.begin; i < range.end; ++i)
      if (token_age_[i] != Age::unknown && age != Age::current && (token_age_[i] == Age::current || dates(i, up))) age = token_age_[i];
    if (age != Age::unknown) return age == Age::old;
    if (tree_.is_root(up)) break;
    up = tree_.head(up);
  }
  return sentences_[sentence];
}

}  // namespace sitrep
