// SPDX-License-Identifier: Apache-2.0
#include "knowledge/actor_dictionary.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/format.h"
#include "base/strings.h"
#include "knowledge/petrarch_text.h"

namespace sitrep {
namespace {

constexpr std::size_t most_choices = 200;  // of one "!WORDS!"

std::string joined(std::string_view name) { return fmt::format("{}", fmt::join(petrarch_words(name), " ")); }

bool is_code(std::string_view code) {
  return code.size() >= 3 && std::all_of(code.begin(), code.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '/'; });
}

/// "19950601", or "950601", whose century is the one that makes it a day from 1930 to 2029.
std::optional<Day> day_of(std::string_view digits) {
  if ((digits.size() != 6 && digits.size() != 8) || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  int year = number / 10000;
  if (digits.size() == 6) year += year < 30 ? 2000 : 1900;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number / 100 % 100)), std::chrono::day(static_cast<unsigned>(number % 100))};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(std::string_view file) : problems_(file) { result_.file = file; }

  ActorDictionary read(std::string_view text) {
    for (const PetrarchLine& line : petrarch_lines(text)) {
      line_ = line.number;
      if (line.text.front() == '!' && line.text.find('=') != std::string_view::npos) choices(line.text);
      else entry_line(line.text);
    }
    finish();
    result_.problems = problems_.take();
    return std::move(result_);
  }

 private:
  void problem(std::string_view sentence) { problems_.add(line_, sentence); }

  /// "!PEOPLE! = MAN, WOMAN"
  void choices(std::string_view text) {
    finish();
    const std::size_t end = text.find('!', 1);
    const std::size_t equals = text.find('=');
    std::vector<std::string> words = list_items(text.substr(equals + 1), ',');
    if (end == std::string_view::npos || end > equals || words.empty()) return problem("a line of choices is written !NAME! = WORD, WORD");
    if (words.size() > most_choices) return problem(format("at most {} words can be chosen from", most_choices));
    choices_[std::string(text.substr(0, end + 1))] = std::move(words);
  }

  /// A name with its codes, another name of the same actor (+), or codes alone.
  void entry_line(std::string_view text) {
    const std::size_t bracket = text.find('[');
    std::string_view name = trimmed(text.substr(0, bracket));
    const bool is_synonym = !name.empty() && name.front() == '+';
    if (!name.empty() && !is_synonym) begin(name);
    if (!open_) return problem("a name is missing before this line");
    if (is_synonym && !joined(name.substr(1)).empty()) actor_.names.push_back(joined(name.substr(1)));
    for (std::string_view rest = bracket == std::string_view::npos ? "" : text.substr(bracket); !rest.empty();) {
      const std::size_t open = rest.find('[');
      if (open == std::string_view::npos) break;
      const std::size_t close = rest.find(']', open);
      if (close == std::string_view::npos) {
        has_code_ = true;
        return problem("a ']' is missing");
      }
      code(trimmed(rest.substr(open + 1, close - open - 1)));
      rest.remove_prefix(close + 1);
    }
  }

  void begin(std::string_view name) {
    finish();
    open_ = true;
    opened_at_ = line_;
    const std::size_t brace = name.find('{');
    plural_ = brace == std::string_view::npos ? std::nullopt : std::optional(joined(name.substr(brace + 1, name.find('}', brace) - brace - 1)));
    head_ = trimmed(name.substr(0, brace));
    if (joined(head_).empty()) return problem("an entry needs a name");
    actor_.names.push_back(joined(head_));
  }

  /// "NORGOV", "NORGOV <20280101", "NORGOV >20311231", "NORGOV 20280101-20311231", "~MIL"
  void code(std::string_view text) {
    if (const std::size_t mark = text.find('~'); mark != std::string_view::npos) {
      std::string own(trimmed(text.substr(0, mark)));
      own += trimmed(text.substr(mark + 1));
      if (!is_code(own)) return problem(format("'{}' is no code of an agent; write [~MIL]", text));
      agent_code_ = own;
      return;
    }
    const std::size_t size = std::min(text.find_first_of(" \t<>"), text.size());
    CodedPeriod period{std::string(text.substr(0, size)), {}, {}};
    has_code_ = true;
    if (period.code.find_first_not_of("-+") == std::string::npos) period.code.clear();  // [---]: nobody
    else if (!is_code(period.code)) return problem(format("'{}' is no code of an actor; write [NORGOV] or [NORGOV 20280101-20311231]", text));
    if (!dates(trimmed(text.substr(size)), period)) return problem(format("'{}' has no dates that can be read; write <20280101, >20280101 or 20280101-20311231", text));
    actor_.codes.push_back(std::move(period));
  }

  static bool dates(std::string_view text, CodedPeriod& period) {
    if (text.empty()) return true;
    const std::optional<Day> limit = day_of(trimmed(text.substr(1)));
    if (text.front() == '<' && limit) period.to = *limit - std::chrono::days(1);
    if (text.front() == '>' && limit) period.from = *limit + std::chrono::days(1);
    if (text.front() == '<' || text.front() == '>') return limit.has_value();
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return false;
    period.from = day_of(trimmed(text.substr(0, dash)));
    period.to = day_of(trimmed(text.substr(dash + 1)));
    return period.from && period.to && *period.from <= *period.to;
  }

  void finish() {
    if (open_ && !actor_.names.empty()) {
      if (!agent_code_.empty()) add_agent();
      else if (!actor_.codes.empty()) add_actor();
      else if (!has_code_) problems_.add(opened_at_, format("{} has no code; write it in brackets behind the name", head_));
    }
    actor_ = {};
    agent_code_.clear();
    open_ = has_code_ = false;
  }

  void add_actor() {
    if (head_.find('!') != std::string::npos) return problems_.add(opened_at_, "words to choose from (!NAME!) stand in agents only");
    actor_.line = opened_at_;
    std::stable_partition(actor_.codes.begin(), actor_.codes.end(), [](const CodedPeriod& p) { return p.from || p.to; });
    result_.actors.push_back(std::move(actor_));
  }

  void add_agent() {
    DictionaryAgent agent{{}, agent_code_, opened_at_};
    for (std::size_t i = 0; i < actor_.names.size(); ++i) {
      std::vector<std::string> singulars = {actor_.names[i]};
      if (i == 0 && head_.find('!') != std::string::npos && !chosen(singulars)) return;
      for (const std::string& name : singulars) {
        agent.names.push_back(name);
        if (i > 0 || !plural_) agent.names.push_back(plural_of(name));
      }
    }
    if (plural_ && !plural_->empty()) agent.names.push_back(*plural_);
    result_.agents.push_back(std::move(agent));
  }

  /// Puts each of the words in the place of "!NAME!".
  bool chosen(std::vector<std::string>& names) {
    const std::size_t begin = head_.find('!');
    const std::size_t end = head_.find('!', begin + 1);
    const auto at = end == std::string::npos ? choices_.end() : choices_.find(head_.substr(begin, end + 1 - begin));
    if (at == choices_.end()) {
      problems_.add(opened_at_, format("{} asks for words that no line !NAME! = WORD, WORD before it gives", head_));
      return false;
    }
    names.clear();
    for (const std::string& word : at->second) names.push_back(joined(head_.substr(0, begin) + word + head_.substr(end + 1)));
    return true;
  }

  static std::string plural_of(const std::string& name) {
    const bool by_consonant = name.size() > 1 && name.back() == 'y' && std::string_view("aeiou").find(name[name.size() - 2]) == std::string_view::npos;
    return by_consonant ? name.substr(0, name.size() - 1) + "ies" : name + "s";
  }

  PetrarchProblems problems_;
  ActorDictionary result_;
  std::unordered_map<std::string, std::vector<std::string>> choices_;
  DictionaryActor actor_;
  std::string agent_code_;
  std::string head_;                   // the entry's name as written
  std::optional<std::string> plural_;  // {}: "", none
  bool open_ = false;
  bool has_code_ = false;
  long opened_at_ = 0;
  long line_ = 0;
};

}  // namespace

ActorDictionary ActorDictionary::read(std::string_view text, std::string_view file) { return Reader(file).read(text); }

}  // namespace sitrep
