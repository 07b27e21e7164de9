// SPDX-License-Identifier: Apache-2.0
#include "parse/conllu.h"

#include <charconv>

#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep {
namespace {

constexpr std::size_t columns = 10;

std::string or_underscore(std::string_view text) { return std::string(text.empty() ? "_" : text); }

/// Tabs and line ends inside a form would break the format; whitespace tokens are written by their kind.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : std::string(1, c);
  return or_underscore(result);
}

class ConlluReader {
 public:
  ConlluReader(std::string_view text, std::string_view where) : where_(where) { document_.text = text; }

  Document read(std::string_view conllu) {
    for (const std::string_view line : split(conllu, '\n')) {
      ++line_;
      if (trimmed(line).empty())
        begin_sentence();
      else if (!line.starts_with('#'))
        add_token(split(line, '\t'));
    }
    begin_sentence();
    own_strings();
    return std::move(document_);
  }

 private:
  [[noreturn]] void fail(std::string_view message) const { throw Error(where_, line_, message); }

  template <class Label>
  Label known(std::optional<Label> label, std::string_view name) const {
    if (!label) fail(format("unknown label '{}'", name));
    return *label;
  }

  void begin_sentence() {
    const auto end = static_cast<std::uint32_t>(document_.tokens.size());
    if (end > sentence_begin_) document_.sentences.push_back({sentence_begin_, end});
    for (std::uint32_t i = sentence_begin_; i < end; ++i)
      if (document_.tokens[i].head >= end) fail("a head lies outside of its sentence");
    sentence_begin_ = end;
  }

  void add_token(const std::vector<std::string_view>& cells) {
    if (cells.size() != columns) fail(format("has {} columns, CoNLL-U has {}", cells.size(), columns));
    Token token;
    const std::size_t at = document_.text.find(cells[1], position_);
    if (at == std::string_view::npos) fail(format("'{}' is not in the text after byte {}", cells[1], position_));
    token.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + cells[1].size())};
    if (at > position_ && !document_.tokens.empty()) document_.tokens.back().space_after = true;
    position_ = token.span.end;
    const auto number = static_cast<std::uint32_t>(document_.tokens.size());
    std::uint32_t head = 0;
    if (std::from_chars(cells[6].data(), cells[6].data() + cells[6].size(), head).ptr != cells[6].data() + cells[6].size())
      fail(format("head '{}' is no number", cells[6]));
    token.head = head == 0 ? number : sentence_begin_ + head - 1;
    token.pos = known(pos_from_name(cells[3] == "_" ? "" : cells[3]), cells[3]);
    token.tag = known(tag_from_name(cells[4] == "_" ? "" : cells[4]), cells[4]);
    token.dep = known(dep_from_name(cells[7] == "_" ? "" : cells[7]), cells[7]);
    token.sentence_begins = number == sentence_begin_;
    lemmas_.emplace_back(cells[2] == "_" ? cells[1] : cells[2]);
    document_.tokens.push_back(token);
    document_.sentence_of.push_back(static_cast<std::uint32_t>(document_.sentences.size()));
    read_entity(cells[9], number);
  }

  void read_entity(std::string_view misc, std::uint32_t number) {
    for (std::string_view item : split(misc, '|')) {
      if (!item.starts_with("entity=")) continue;
      item.remove_prefix(7);
      if (item.size() < 3) fail("entity= needs B-LABEL or I-LABEL");
      Token& token = document_.tokens[number];
      token.entity = known(entity_label_from_name(item.substr(2)), item);
      token.entity_begins = item.front() == 'B';
      if (token.entity_begins)
        document_.entities.push_back({{number, number + 1}, token.entity});
      else if (!document_.entities.empty() && document_.entities.back().tokens.end == number)
        document_.entities.back().tokens.end = number + 1;
      else
        fail("I- entity without a beginning");
    }
  }

  void own_strings() {
    std::size_t size = 0;
    for (std::size_t i = 0; i < lemmas_.size(); ++i) size += lemmas_[i].size() + document_.tokens[i].span.size();
    document_.strings.push_back(std::make_unique<char[]>(size));
    char* next = document_.strings.back().get();
    const auto keep = [&next](std::string_view text) {
      std::copy(text.begin(), text.end(), next);
      next += text.size();
      return std::string_view(next - text.size(), text.size());
    };
    for (std::size_t i = 0; i < lemmas_.size(); ++i) {
      Token& token = document_.tokens[i];
      token.text = token.span.of(document_.text);
      token.lower = keep(lowered(token.text));
      token.lemma = keep(lemmas_[i]);
      token.lower_hash = word(token.lower);
      token.lemma_hash = word(token.lemma);
    }
  }

  std::string where_;
  long line_ = 0;
  std::size_t position_ = 0;
  std::uint32_t sentence_begin_ = 0;
  std::vector<std::string> lemmas_;
  Document document_;
};

}  // namespace

std::string to_conllu(const Document& document) {
  const CodePointIndex index(document.text);
  std::string result;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const TokenRange sentence = document.sentences[s];
    result += format("# sent_id = {}\n", s + 1);
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const Token& t = document.tokens[i];
      std::string misc = format("start={}|end={}", index.code_point_at(t.span.begin), index.code_point_at(t.span.end));
      if (!t.space_after) misc = "SpaceAfter=No|" + misc;
      if (t.entity != EntityLabel::none) misc += format("|entity={}-{}", t.entity_begins ? 'B' : 'I', name_of(t.entity));
      result += format("{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}\n", i - sentence.begin + 1, cell(t.text), cell(t.lemma),
                       or_underscore(name_of(t.pos)), or_underscore(name_of(t.tag)), t.head == i ? 0 : t.head - sentence.begin + 1,
                       or_underscore(name_of(t.dep)), misc);
    }
    result += '\n';
  }
  return result;
}

Document document_from_conllu(std::string_view text, std::string_view conllu, std::string_view where) {
  return ConlluReader(text, where).read(conllu);
}

}  // namespace sitrep
