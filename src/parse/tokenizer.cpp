// SPDX-License-Identifier: Apache-2.0
#include "parse/tokenizer.h"

#include <algorithm>

#include "base/characters.h"
#include "base/utf8.h"
#include "parse/chunk_cache.h"
#include "parse/document.h"
#include "parse/tokenizer_rules.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_cached = 64;  // bytes of a chunk
constexpr std::size_t most_lexemes = 300'000, most_chunks = 300'000, most_bytes = 32'000'000;

/// Is there white space at `at`, which moves behind the character?
bool is_space_at(std::string_view text, std::size_t& at) {
  if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) {
    ++at;
    return byte <= ' ' && unicode::is_space(byte);
  }
  return unicode::is_space(next_code_point(text, at));
}

/// Spans of tokens that spell an exception, and how they win over each other.
using Matches = std::vector<TokenRange>;

void keep_longest(Matches& matches, std::vector<bool>& seen, std::size_t token_count) {
  std::sort(matches.begin(), matches.end(), [](TokenRange a, TokenRange b) { return a.size() != b.size() ? a.size() > b.size() : a.begin < b.begin; });
  seen.assign(token_count, false);
  const auto is_taken = [&](TokenRange match) {
    const bool taken = seen[match.begin] || seen[match.end - 1];
    std::fill(seen.begin() + match.begin, seen.begin() + match.end, true);
    return taken;
  };
  matches.erase(std::remove_if(matches.begin(), matches.end(), is_taken), matches.end());
  std::sort(matches.begin(), matches.end());
}

}  // namespace

struct Tokenizer::Rules : TokenizerRules {
  using TokenizerRules::TokenizerRules;
};

struct Tokenizer::Cache::Memory {
  explicit Memory(const StringRules& strings) : lexicon(strings) {}

  /// The lexemes of a chunk, remembered where it has been met before. Valid until the next call.
  std::span<const Lexeme* const> lexemes_of(std::string_view chunk, const TokenizerRules& rules);

  Lexicon lexicon;
  ChunkCache chunks;
  std::vector<bool> begins_exception;  // by lexeme: is it the first of a sequence that spells an exception?
  Pattern::Scratch scratch;
  // Working space of single calls.
  std::vector<Piece> pieces;
  std::vector<const Lexeme*> parts;
  Matches matches;
  std::vector<bool> seen;
  std::vector<RawToken> joined;
};

std::span<const Lexeme* const> Tokenizer::Cache::Memory::lexemes_of(std::string_view chunk, const TokenizerRules& rules) {
  const bool is_short = chunk.size() <= longest_cached;
  if (is_short)
    if (const std::span<const Lexeme* const> known = chunks.find(chunk); !known.empty()) return known;
  pieces.clear();
  parts.clear();
  rules.split(chunk, scratch, pieces);
  for (const Piece& piece : pieces) parts.push_back(&lexicon.find_or_add(piece.form, piece.norm));
  if (is_short) chunks.add(chunk, parts);
  return parts;
}

Tokenizer::Tokenizer(std::string_view rules) : rules_(std::make_unique<const Rules>(rules)) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;

Tokenizer::Cache::Cache(const Tokenizer& tokenizer) : memory_(std::make_unique<Memory>(tokenizer.rules_->strings())) {}
Tokenizer::Cache::~Cache() = default;
Tokenizer::Cache::Cache(Cache&&) noexcept = default;

const Lexicon& Tokenizer::Cache::lexicon() const { return memory_->lexicon; }

bool Tokenizer::Cache::trim() {
  if (memory_->lexicon.size() < most_lexemes && memory_->chunks.size() < most_chunks && memory_->lexicon.bytes() < most_bytes) return false;
  memory_->lexicon.clear();
  memory_->chunks.clear();
  memory_->begins_exception.clear();
  return true;
}

void Tokenizer::tokenize(std::string_view text, Cache& cache, std::vector<RawToken>& tokens) const {
  Cache::Memory& memory = *cache.memory_;
  tokens.clear();
  const auto add_chunk = [&](std::size_t begin, std::size_t end) {
    auto at = static_cast<std::uint32_t>(begin);
    for (const Lexeme* lexeme : memory.lexemes_of(text.substr(begin, end - begin), *rules_)) {
      const auto size = static_cast<std::uint32_t>(lexeme->text.size());
      tokens.push_back({{at, at + size}, lexeme, false});
      at += size;
    }
  };

  std::size_t chunk_begin = 0, first = 0;
  bool in_space = !text.empty() && is_space_at(text, first);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (is_space_at(text, at) == in_space) continue;
    if (chunk_begin < here) add_chunk(chunk_begin, here);
    in_space = !in_space;
    const bool is_separator = text[here] == ' ';  // the one space that is no token
    if (is_separator) tokens.back().space_after = true;
    chunk_begin = is_separator ? at : here;
  }
  if (chunk_begin < text.size()) add_chunk(chunk_begin, text.size());
  join_exceptions(text, cache, tokens);
}

/// The last pass: exceptions whose text the affix rules have torn apart, also over what stood in several chunks' pieces.
void Tokenizer::join_exceptions(std::string_view text, Cache& cache, std::vector<RawToken>& tokens) const {
  Cache::Memory& memory = *cache.memory_;
  find_exceptions(cache, tokens);
  if (memory.matches.empty()) return;
  keep_longest(memory.matches, memory.seen, tokens.size());
  memory.joined.clear();
  std::uint32_t done = 0;
  const auto copy_until = [&](std::uint32_t end) {
    memory.joined.insert(memory.joined.end(), tokens.begin() + done, tokens.begin() + end);
    done = end;
  };
  for (const TokenRange match : memory.matches) {
    const Span span = tokens[match.begin].span.joined(tokens[match.end - 1].span);
    const std::vector<Piece>* pieces = rules_->exception(span.of(text));
    if (!pieces) continue;  // the same forms, but with spaces between them
    copy_until(match.begin);
    std::uint32_t at = span.begin;
    for (const Piece& piece : *pieces) {
      const auto size = static_cast<std::uint32_t>(piece.form.size());
      memory.joined.push_back({{at, at + size}, &memory.lexicon.find_or_add(piece.form, piece.norm), false});
      at += size;
    }
    memory.joined.back().space_after = tokens[match.end - 1].space_after;
    done = match.end;
  }
  copy_until(static_cast<std::uint32_t>(tokens.size()));
  tokens.swap(memory.joined);
}

/// All sequences of tokens that are an exception's tokens.
void Tokenizer::find_exceptions(Cache& cache, const std::vector<RawToken>& tokens) const {
  Cache::Memory& memory = *cache.memory_;
  const auto& nodes = rules_->sequences();
  for (std::uint32_t id = static_cast<std::uint32_t>(memory.begins_exception.size()); id < memory.lexicon.size(); ++id)
    memory.begins_exception.push_back(nodes[0].next.contains(memory.lexicon[id].orth));
  memory.matches.clear();
  for (std::uint32_t begin = 0; begin < tokens.size(); ++begin) {
    if (!memory.begins_exception[tokens[begin].lexeme->id]) continue;
    std::uint32_t node = 0;
    for (std::uint32_t at = begin; at < tokens.size(); ++at) {
      const auto next = nodes[node].next.find(tokens[at].lexeme->orth);
      if (next == nodes[node].next.end()) break;
      node = next->second;
      if (nodes[node].is_exception) memory.matches.push_back({begin, at + 1});
    }
  }
}

}  // namespace sitrep
