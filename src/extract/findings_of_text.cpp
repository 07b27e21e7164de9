// SPDX-License-Identifier: Apache-2.0
// Checks of the text itself: words that were lost on the way, as in clumsy copies and cut pages.
#include <algorithm>

#include "base/format.h"
#include "extract/finding_checks.h"
#include "extract/phrases_of.h"

namespace sitrep {
namespace {

constexpr std::uint32_t fewest_words = 9;  // of a sentence that has lost its verb: shorter ones may be headings
constexpr std::uint32_t longest_name = 5;

bool is_finite(Tag tag) {
  return tag == Tag::VBD || tag == Tag::VBZ || tag == Tag::VBP || tag == Tag::MD || tag == Tag::VBN || tag == Tag::VBG;
}

bool has_finite_verb(const Document& document, TokenRange s) {
  return std::any_of(document.tokens.begin() + s.begin, document.tokens.begin() + s.end, [](const Token& t) { return is_finite(t.tag); });
}

bool begins_large(const Token& t) { return !t.text.empty() && t.text.front() >= 'A' && t.text.front() <= 'Z'; }

/// Does a paragraph begin with this token?
bool begins_paragraph(const Document& document, std::uint32_t token) {
  if (token == 0) return true;
  const std::uint32_t end = document.tokens[token - 1].span.end;
  return document.text.substr(end, document.tokens[token].span.begin - end).find('\n') != std::string_view::npos || document.tokens[token - 1].text.find('\n') != std::string_view::npos;
}

bool may_be_abbreviation(const Token& t) { return t.tag == Tag::NNP && t.text.size() <= 3; }

/// The sentence before ends with a full stop behind a word, so that this one truly begins here.
bool truly_begins(const Document& document, TokenRange s) {
  if (begins_paragraph(document, s.begin)) return true;
  return s.begin >= 2 && document.tokens[s.begin - 1].text == "." && !may_be_abbreviation(document.tokens[s.begin - 2]);
}

/// An infinitive that does not hang on a noun that may be a misread verb ("The deal aims to fund").
bool has_lone_infinitive(const Document& document, TokenRange s) {
  for (std::uint32_t i = s.begin + 1; i + 1 < s.end; ++i)
    if (document.tokens[i].tag == Tag::TO && document.tokens[i + 1].tag == Tag::VB) return document.tokens[i - 1].tag != Tag::NNS && document.tokens[i - 1].tag != Tag::NNPS;
  return false;
}

}  // namespace

/// A sentence with a full stop whose only verb is an infinitive: "…, the secretary, to talk about the fighting."
void check_lost_verbs(const FindingContext& c, Findings& found) {
  const Document& document = c.tree.document();
  const std::vector<bool> quoted = quoted_tokens(document);
  for (const TokenRange s : document.sentences) {
    if (s.size() < fewest_words || document.tokens[s.end - 1].text != "." || document.tokens[s.begin].tag == Tag::VB) continue;
    if (!begins_large(document.tokens[s.begin]) || !truly_begins(document, s) || has_finite_verb(document, s) || !has_lone_infinitive(document, s)) continue;
    if (std::any_of(quoted.begin() + s.begin, quoted.begin() + s.end, [](bool q) { return q; })) continue;
    found.push_back({"garbled_text", Severity::note, format("A sentence has lost its verb: \"{}\"", document.span_of(s).of(c.reading.report.text)), {}});
  }
}

/// "… the talks ended. Maja Berg. The two sides …": a name with a full stop amid a paragraph.
void check_bare_names(const FindingContext& c, Findings& found) {
  const Document& document = c.tree.document();
  for (std::size_t n = 1; n + 1 < document.sentences.size(); ++n) {
    const TokenRange s = document.sentences[n];
    if (s.size() < 3 || s.size() > longest_name || document.tokens[s.end - 1].text != ".") continue;
    const TokenRange before = document.sentences[n - 1];
    // Amid a paragraph, behind a sentence with a verb whose last word is no abbreviation, which would not end it.
    const bool is_amid = !begins_paragraph(document, s.begin) && !begins_paragraph(document, s.end) && before.size() > 4 && truly_begins(document, s);
    if (!is_amid || !has_finite_verb(document, before) || !has_finite_verb(document, document.sentences[n + 1])) continue;
    const bool is_name = std::all_of(document.tokens.begin() + s.begin, document.tokens.begin() + s.end - 1, [](const Token& t) { return t.tag == Tag::NNP && t.entity == EntityLabel::PERSON && begins_large(t); });
    if (is_name) found.push_back({"garbled_text", Severity::note, format("A name stands alone for a sentence: \"{}\"", document.span_of(s).of(c.reading.report.text)), {}});
  }
}

}  // namespace sitrep
