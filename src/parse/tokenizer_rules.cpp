// SPDX-License-Identifier: Apache-2.0
#include "parse/tokenizer_rules.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/json.h"

namespace sitrep {
namespace {

constexpr std::size_t suffix_window = 64;  // bytes at a chunk's end in which a suffix lies; checked when the model is converted
constexpr std::size_t longest_url = 2048;  // what is longer is cut like a word: the pattern's steps grow with the square

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Where the search for a suffix begins: a window before the end, or before a longer run of dots, which is one suffix.
std::uint32_t suffix_search_begin(std::string_view text) {
  if (text.size() <= suffix_window) return 0;
  std::size_t begin = text.size() - suffix_window;
  if (text.back() == '.') begin = std::min(begin, text.find_last_not_of('.') + 1);  // npos + 1 is 0
  while (begin > 0 && is_continuation(text[begin])) --begin;
  return static_cast<std::uint32_t>(begin);
}

StringRules string_rules(const Json& json) {
  std::unordered_map<Word, StringId> symbols;
  for (const Json& entry : json.at("symbols")) symbols.emplace(word(entry.at(0).get<std::string>()), entry.at(1).get<StringId>());
  std::unordered_map<StringId, StringId> norms;
  for (const Json& entry : json.at("norms")) norms.emplace(entry.at(0).get<StringId>(), entry.at(1).get<StringId>());
  return {std::move(symbols), std::move(norms)};
}

Pattern pattern(const Json& json, const char* name) { return {json.at(name).get<std::string>(), name}; }

}  // namespace

struct TokenizerRules::Section {
  Pattern prefix, suffix, infix, url;
  StringRules strings;
  std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>> exceptions;  // text, {form} or {form, norm} of its tokens
};

TokenizerRules::Section TokenizerRules::read(std::string_view text) try {
  const Json json = parse_json(text, "the model's section tokenizer.rules");
  return {pattern(json, "prefix"), pattern(json, "suffix"), pattern(json, "infix"), pattern(json, "url"), string_rules(json),
          json.at("exceptions").get<decltype(Section::exceptions)>()};
} catch (const Json::exception& fault) {
  throw Error(std::string("the model's section tokenizer.rules is not what this program reads (") + fault.what() + "); convert the model again");
}

TokenizerRules::TokenizerRules(std::string_view json) : TokenizerRules(read(json)) {}

TokenizerRules::TokenizerRules(Section&& section)
    : prefix_(std::move(section.prefix)), suffix_(std::move(section.suffix)), infix_(std::move(section.infix)), url_(std::move(section.url)), strings_(std::move(section.strings)) {
  for (const auto& [spelling, tokens] : section.exceptions) add_exception(spelling, tokens);
  Pattern::Scratch scratch;
  for (const auto& [text, pieces] : exceptions_) add_sequence(text, scratch);
}

void TokenizerRules::add_exception(const std::string& spelling, const std::vector<std::vector<std::string>>& tokens) {
  char* text = texts_.emplace_back(std::make_unique_for_overwrite<char[]>(spelling.size())).get();
  std::memcpy(text, spelling.data(), spelling.size());
  std::vector<Piece> pieces;
  std::size_t at = 0;
  for (const std::vector<std::string>& token : tokens) {
    if (token.empty() || spelling.compare(at, token[0].size(), token[0]) != 0)
      throw Error("the model's tokenizer exception '" + spelling + "' is not what its tokens spell; convert the model again");
    pieces.push_back({{text + at, token[0].size()}, token.size() > 1 ? strings_.id_of(token[1]) : 0});
    at += token[0].size();
  }
  longest_exception_ = std::max(longest_exception_, spelling.size());
  exceptions_.emplace(std::string_view(text, spelling.size()), std::move(pieces));
}

const std::vector<Piece>* TokenizerRules::exception(std::string_view text) const {
  if (text.size() > longest_exception_) return nullptr;
  const auto at = exceptions_.find(text);
  return at == exceptions_.end() ? nullptr : &at->second;
}

/// Remembers as which tokens the text would stand if it were no exception, when some rule would cut it.
void TokenizerRules::add_sequence(std::string_view text, Pattern::Scratch& scratch) {
  const bool is_cut = prefix_size(text, scratch) > 0 || suffix_size(text, scratch) > 0 || infix_.search(text, scratch) || text.find(' ') != text.npos;
  if (!is_cut) return;
  std::vector<Piece> pieces;
  split(text, scratch, pieces, false);
  std::uint32_t node = 0;
  for (const Piece& piece : pieces) {
    const auto [at, is_new] = sequences_[node].next.emplace(strings_.id_of(piece.form), static_cast<std::uint32_t>(sequences_.size()));
    node = at->second;
    if (is_new) sequences_.emplace_back();
  }
  sequences_[node].is_exception = true;
}

std::uint32_t TokenizerRules::prefix_size(std::string_view text, Pattern::Scratch& scratch) const {
  const std::optional<Span> found = prefix_.search(text, scratch);
  return found ? found->size() : 0;
}

std::uint32_t TokenizerRules::suffix_size(std::string_view text, Pattern::Scratch& scratch) const {
  const std::optional<Span> found = suffix_.search(text, scratch, suffix_search_begin(text));
  return found ? found->size() : 0;
}

bool TokenizerRules::is_url(std::string_view text, Pattern::Scratch& scratch) const {
  return text.size() <= longest_url && url_.search(text, scratch).has_value();
}

/// A chunk without its prefixes and suffixes; the suffixes from the outermost inwards.
struct TokenizerRules::Affixes {
  std::vector<std::string_view> prefixes, suffixes;
  std::string_view stem;
};

TokenizerRules::Affixes TokenizerRules::affixes_of(std::string_view chunk, Pattern::Scratch& scratch, bool with_exceptions) const {
  Affixes result;
  const auto is_exception = [&](std::string_view text) { return with_exceptions && !text.empty() && exception(text); };
  for (std::size_t last_size = 0; !chunk.empty() && chunk.size() != last_size && !is_exception(chunk);) {
    last_size = chunk.size();
    const std::uint32_t prefix = prefix_size(chunk, scratch);
    const std::string_view behind_prefix = chunk.substr(prefix);
    if (prefix > 0 && is_exception(behind_prefix)) {
      result.prefixes.push_back(chunk.substr(0, prefix));
      chunk = behind_prefix;
      break;
    }
    const std::uint32_t suffix = suffix_size(behind_prefix, scratch);
    const std::string_view before_suffix = chunk.substr(0, chunk.size() - suffix);
    if (suffix > 0) result.suffixes.push_back(chunk.substr(before_suffix.size()));
    if (suffix > 0 && is_exception(before_suffix)) {
      chunk = before_suffix;
      break;
    }
    if (prefix > 0) result.prefixes.push_back(chunk.substr(0, prefix));
    chunk = before_suffix.substr(prefix);
  }
  result.stem = chunk;
  return result;
}

void TokenizerRules::split(std::string_view chunk, Pattern::Scratch& scratch, std::vector<Piece>& pieces, bool with_exceptions) const {
  const Affixes parts = affixes_of(chunk, scratch, with_exceptions);
  for (const std::string_view prefix : parts.prefixes) pieces.push_back({prefix});
  const std::vector<Piece>* known = with_exceptions ? exception(parts.stem) : nullptr;
  if (known)
    pieces.insert(pieces.end(), known->begin(), known->end());
  else if (!parts.stem.empty() && is_url(parts.stem, scratch))
    pieces.push_back({parts.stem});
  else
    split_infixes(parts.stem, scratch, pieces);
  for (auto suffix = parts.suffixes.rbegin(); suffix != parts.suffixes.rend(); ++suffix) pieces.push_back({*suffix});
}

void TokenizerRules::split_infixes(std::string_view stem, Pattern::Scratch& scratch, std::vector<Piece>& pieces) const {
  std::uint32_t begin = 0;
  const auto add = [&](std::uint32_t from, std::uint32_t to) {
    if (from < to) pieces.push_back({stem.substr(from, to - from)});
  };
  for (std::uint32_t from = 0; from < stem.size();) {
    const std::optional<Span> infix = infix_.search(stem, scratch, from);
    if (!infix) break;
    for (from = std::max(infix->end, from + 1); from < stem.size() && is_continuation(stem[from]);) ++from;
    if (infix->begin == 0) continue;  // at the very beginning it cuts nothing off
    add(begin, infix->begin);
    add(infix->begin, infix->end);
    begin = infix->end;
  }
  add(begin, static_cast<std::uint32_t>(stem.size()));
}

}  // namespace sitrep
