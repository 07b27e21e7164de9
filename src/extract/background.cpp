// SPDX-License-Identifier: Apache-2.0
#include "extract/background.h"

#include <algorithm>

namespace sitrep {
namespace {

/// What happened within so many days before the report is news, even if it is told as past.
constexpr std::chrono::days news_age{45};

}  // namespace

Background::Background(const Tree& tree, const std::vector<Time>& times, std::optional<Day> report_day, const Knowledge& knowledge)
    : tree_(tree), knowledge_(knowledge), report_day_(report_day), token_age_(tree.document().tokens.size(), Age::unknown),
      sentences_(tree.document().sentences.size(), false) {
  note_times(times);
  fill_sentences();
}

void Background::note_times(const std::vector<Time>& times) {
  const auto& tokens = tree_.document().tokens;
  for (const Time& time : times) {
    const auto at = std::lower_bound(tokens.begin(), tokens.end(), time.span.begin, [](const Token& t, std::uint32_t begin) { return t.span.end <= begin; });
    if (at != tokens.end()) token_age_[static_cast<std::size_t>(at - tokens.begin())] = age_of(time);
  }
}

Background::Age Background::age_of(const Time& time) const {
  if (time.type == TimeType::duration || time.type == TimeType::set || !time.to || !report_day_) return Age::unknown;
  const auto last = day_range(*time.to);
  if (!last) return Age::unknown;
  return last->last + news_age < *report_day_ ? Age::old : Age::current;
}

Background::Age Background::sentence_age(std::uint32_t sentence) const {
  const Document& document = tree_.document();
  const TokenRange range = document.sentences[sentence];
  bool old = false;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (token_age_[i] == Age::current) return Age::current;
    old |= token_age_[i] == Age::old;
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

bool Background::at(std::uint32_t token) const {
  const std::uint32_t sentence = tree_.document().sentence_of[token];
  // The nearest clause upwards that holds a time decides: in "… said on Tuesday that the war in 2020 killed 6,600" the war's.
  for (std::uint32_t up = token, steps = 0; steps < 6; ++steps) {
    const TokenRange range = tree_.subtree(up);
    Age age = Age::unknown;
    for (std::uint32_t i = range.begin; i < range.end; ++i)
      if (token_age_[i] != Age::unknown) age = age == Age::current ? age : token_age_[i];
    if (age != Age::unknown) return age == Age::old;
    if (tree_.is_root(up)) break;
    up = tree_.head(up);
  }
  return sentences_[sentence];
}

}  // namespace sitrep
