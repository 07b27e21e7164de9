// SPDX-License-Identifier: Apache-2.0
#include "knowledge/verb_dictionary.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/format.h"
#include "base/strings.h"
#include "knowledge/petrarch_text.h"

namespace sitrep {
namespace {

constexpr std::size_t most_choices = 2000;  // of a synset, with those that it takes in
constexpr std::size_t most_parts = 20;      // of a pattern

bool is_role(std::string_view word) { return word == "+" || word == "$" || word == "%"; }

/// A word of a pattern, and whether `_` ties it to the one before.
struct Piece {
  std::string text;
  bool tied = false;
};

/// Cuts at blanks and `_`; brackets that only group are left out.
std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> list;
  bool has_tie = false;
  bool has_blank = false;
  std::string current;
  const auto end = [&] {
    if (current.empty()) return;
    list.push_back({std::move(current), has_tie && !has_blank});
    current.clear();
    has_tie = has_blank = false;
  };
  for (const char c : text) {
    const bool is_blank = is_space(c) || c == '(' || c == ')' || c == '{' || c == '}';
    if (c != '_' && !is_blank) {
      current += to_lower(c);
      continue;
    }
    end();
    (is_blank ? has_blank : has_tie) = true;
  }
  end();
  return list;
}

class Reader {
 public:
  explicit Reader(std::string_view file) : problems_(file) { result_.file = file; }

  VerbDictionary read(std::string_view text) {
    for (const PetrarchLine& line : petrarch_lines(text)) {
      line_ = line.number;
      read_line(line.text);
    }
    finish_block();
    result_.problems = problems_.take();
    return std::move(result_);
  }

 private:
  void problem(std::string_view sentence) { problems_.add(line_, sentence); }

  void read_line(std::string_view text) {
    if (text.starts_with("---")) return begin_block(text);
    if (text.front() == '&') return begin_synset(text);
    if (in_synset_ && text.front() == '+') return add_choice(trimmed(text.substr(1)));
    in_synset_ = false;
    if (text.front() == '-') return pattern(text.substr(1));
    if (text.front() == '~') return problem("transformations are not read");
    add_verb(text);
  }

  // ------------------------------------------------------------ synsets

  void begin_synset(std::string_view text) {
    finish_block();
    const std::string name = lowered(text.substr(0, text.find_first_of(" \t_")));
    in_synset_ = name.size() > 1;
    if (!in_synset_) return problem("a synset needs a name: &NAME");
    synset_ = new_choices();
    synsets_[name.substr(1)] = synset_;
  }

  std::uint32_t new_choices() {
    result_.choices.emplace_back();
    return static_cast<std::uint32_t>(result_.choices.size() - 1);
  }

  void add_choice(std::string_view text) {
    Choices& own = result_.choices[synset_];
    if (text.starts_with("&")) {
      const auto other = synset_named(text.substr(1));
      if (!other || *other == synset_) return problem(format("synset {} is not defined before this line", text));
      const Choices& theirs = result_.choices[*other];
      if (own.size() + theirs.size() > most_choices) return problem(format("a synset holds at most {} choices", most_choices));
      own.insert(own.end(), theirs.begin(), theirs.end());
      return;
    }
    std::vector<Word> words;
    for (const std::string& w : petrarch_words(text)) words.push_back(word(w));
    if (words.empty() || words.size() > most_parts) return problem("a choice of a synset is a few words: +WORD");
    if (own.size() >= most_choices) return problem(format("a synset holds at most {} choices", most_choices));
    own.push_back(std::move(words));
  }

  /// By its name, also in the plural ("&TIES" for "&TIE").
  std::optional<std::uint32_t> synset_named(std::string_view name) const {
    std::string key = lowered(name);
    while (!key.empty() && key.back() == '_') key.pop_back();
    auto at = synsets_.find(key);
    if (at == synsets_.end() && key.ends_with("s")) at = synsets_.find(key.substr(0, key.size() - 1));
    return at == synsets_.end() ? std::nullopt : std::optional(at->second);
  }

  // ------------------------------------------------------------ blocks and verbs

  void begin_block(std::string_view text) {
    finish_block();
    in_synset_ = false;
    block_code_.clear();
    if (const auto code = code_in(text)) block_code_ = *code;
    else problem("a block begins with --- NAME [code] ---");
  }

  /// The text between brackets: "163", "013:012" is "013", "---" is "". nullopt without brackets.
  static std::optional<std::string> code_in(std::string_view text) {
    const std::size_t open = text.rfind('[');
    const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
    if (close == std::string_view::npos) return std::nullopt;
    std::string_view code = trimmed(text.substr(open + 1, close - open - 1));
    code = trimmed(code.starts_with(":") ? code.substr(1) : code.substr(0, code.find(':')));
    return code.find_first_not_of("-+") == std::string_view::npos ? std::string() : std::string(code);
  }

  /// "FREEZE {FREEZES FROZE}", "+BREAK_OFF [164]", "SET_+UP"
  void add_verb(std::string_view text) {
    const std::string_view words = text.substr(0, text.find_first_of("[{"));
    std::vector<Piece> list = pieces(words);
    const auto marked = std::find_if(list.begin(), list.end(), [](const Piece& p) { return p.text.size() > 1 && p.text.front() == '+'; });
    if (list.empty() || list.size() > most_parts || (list.size() > 1 && marked == list.end())) return problem("a line of a verb is its form, of several words with + before the verb itself");
    const std::size_t at = marked == list.end() ? 0 : static_cast<std::size_t>(marked - list.begin());
    if (marked != list.end()) marked->text.erase(0, 1);
    DictionaryVerb verb;
    verb.forms.push_back(word(list[at].text));
    if (const std::size_t brace = text.find('{'); brace != std::string_view::npos)
      for (const std::string& form : petrarch_words(text.substr(brace + 1, text.find('}', brace) - brace - 1))) verb.forms.push_back(word(form));
    verb.alone.code = code_in(text).value_or(block_code_);
    verb.alone.line = line_;
    for (std::size_t i = at; i-- > 0;) verb.alone.before.push_back({one_word(list[i].text), true});
    for (std::size_t i = at + 1; i < list.size(); ++i) verb.alone.after.push_back({one_word(list[i].text), true});
    block_.verbs.push_back(std::move(verb));
  }

  std::uint32_t one_word(std::string_view text) {
    const auto [at, is_new] = words_.emplace(std::string(text), 0);
    if (is_new) {
      at->second = new_choices();
      result_.choices.back().push_back({word(text)});
    }
    return at->second;
  }

  // ------------------------------------------------------------ patterns

  void pattern(std::string_view text) {
    if (block_.verbs.empty()) return problem("a pattern stands below its verb");
    const auto code = code_in(text);
    if (!code) return problem("a pattern ends with its code: - * TALKS WITH + [036]");
    const std::vector<Piece> list = pieces(text.substr(0, text.rfind('[')));
    const auto star = std::find_if(list.begin(), list.end(), [](const Piece& p) { return p.text == "*"; });
    if (star == list.end() || list.size() > most_parts) return problem(format("a pattern has a * for its verb and at most {} words", most_parts));
    VerbPattern made;
    made.code = *code;
    made.line = line_;
    const auto at = static_cast<std::size_t>(star - list.begin());
    for (std::size_t i = at; i-- > 0;)
      if (!add_part(list, i, list[i + 1].tied, made.before, made)) return;
    for (std::size_t i = at + 1; i < list.size(); ++i)
      if (!add_part(list, i, list[i].tied, made.after, made)) return;
    block_.patterns.push_back(std::move(made));
  }

  bool add_part(const std::vector<Piece>& list, std::size_t i, bool tied, std::vector<PatternPart>& side, VerbPattern& made) {
    const std::string& text = list[i].text;
    if (text == "%") made.has_partners = true;
    if (text == "+" && &side == &made.after && i > 0 && !is_role(list[i - 1].text) && list[i - 1].text != "*" && list[i - 1].text.front() != '&') made.target = word(list[i - 1].text);
    if (is_role(text)) return true;
    if (text.front() != '&') {
      side.push_back({one_word(text), tied});
      return true;
    }
    const auto synset = synset_named(std::string_view(text).substr(1));
    if (!synset) problem(format("synset {} is not defined before this line", text));
    else side.push_back({*synset, tied});
    return synset.has_value();
  }

  void finish_block() {
    const auto size = [](const VerbPattern& p) { return p.before.size() + p.after.size(); };
    std::stable_sort(block_.patterns.begin(), block_.patterns.end(), [&](const VerbPattern& a, const VerbPattern& b) { return size(a) > size(b); });
    if (!block_.verbs.empty()) result_.blocks.push_back(std::move(block_));
    block_ = {};
  }

  PetrarchProblems problems_;
  VerbDictionary result_;
  std::unordered_map<std::string, std::uint32_t> synsets_;
  std::unordered_map<std::string, std::uint32_t> words_;
  std::uint32_t synset_ = 0;
  bool in_synset_ = false;
  std::string block_code_;
  VerbBlock block_;
  long line_ = 0;
};

}  // namespace

VerbDictionary VerbDictionary::read(std::string_view text, std::string_view file) { return Reader(file).read(text); }

}  // namespace sitrep
