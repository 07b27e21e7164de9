// SPDX-License-Identifier: Apache-2.0
#include "ingest/dates.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "base/format.h"
#include "base/strings.h"
#include "ingest/charset.h"

namespace sitrep {
namespace {

constexpr int first_year = 1900, last_year = 2199;
constexpr std::size_t longest_word = 24;  // bytes; longer ones name no month

struct Token {
  enum Kind { number, name, mark } kind;
  std::uint32_t begin, end;
  long value = 0;          // of a number
  int month = 0;           // of a name that is a month's
  std::string lower = {};  // of a name
  char c = 0;              // of a mark
  int digits() const { return static_cast<int>(end - begin); }
};

struct Day {
  long year = 0, month = 0, day = 0;
  bool is_valid() const {
    using namespace std::chrono;
    return year >= first_year && year <= last_year && month >= 1 && month <= 12 && day >= 1 &&
           year_month_day{std::chrono::year{static_cast<int>(year)}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}}.ok();
  }
  std::string iso() const { return format("{:04}-{:02}-{:02}", year, month, day); }
};

bool is_name_byte(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

std::vector<Token> tokens_of(std::string_view text, std::size_t from, const PageKnowledge& knowledge) {
  std::vector<Token> tokens;
  for (std::size_t at = from; at < text.size();) {
    const std::size_t begin = at;
    Token token{Token::mark, 0, 0};
    if (is_digit(text[at])) {
      token.kind = Token::number;
      for (; at < text.size() && is_digit(text[at]); ++at)
        if (at - begin < 14) token.value = token.value * 10 + (text[at] - '0');
    } else if (is_name_byte(text[at])) {
      token.kind = Token::name;
      while (at < text.size() && is_name_byte(text[at]) && !text.substr(at).starts_with("\xC2\xA0")) ++at;
      if (at == begin) {  // no-break space
        at += 2;
        continue;
      }
      if (at - begin <= longest_word) {
        token.lower = lower_case(text.substr(begin, at - begin));
        if (const auto found = knowledge.months.find(word(token.lower)); found != knowledge.months.end()) token.month = found->second;
      }
    } else {
      ++at;
      if (is_space(text[begin])) continue;
      token.c = text[begin];
    }
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(at);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

struct ZoneName {
  std::string_view name, offset;
};
constexpr ZoneName zone_names[] = {{"z", "Z"},       {"gmt", "Z"},      {"utc", "Z"},      {"est", "-05:00"},  {"edt", "-04:00"}, {"cst", "-06:00"},  {"cdt", "-05:00"},
                                   {"mst", "-07:00"}, {"mdt", "-06:00"}, {"pst", "-08:00"}, {"pdt", "-07:00"}, {"cet", "+01:00"}, {"cest", "+02:00"}, {"bst", "+01:00"},
                                   {"msk", "+03:00"}, {"мск", "+03:00"}, {"eet", "+02:00"}, {"eest", "+03:00"}};

/// Words that stand between the parts of a date: "13 de mayo de 2022", "13th of May".
constexpr std::string_view fillers[] = {"de", "of", "st", "nd", "rd", "th", "er", "del", "do", "of", "den", "º", "ª", "г", "року", "года", "a", "le", "the"};

/// Reads a date that starts at a token; `at` moves behind it.
struct Reader {
  const std::vector<Token>& tokens;
  DateOrder order;
  bool is_exact = true;

  const Token* get(std::size_t at) const { return at < tokens.size() ? &tokens[at] : nullptr; }
  bool is_number(std::size_t at, int least, int most) const {
    const Token* token = get(at);
    return token && token->kind == Token::number && token->digits() >= least && token->digits() <= most;
  }
  bool is_mark(std::size_t at, std::string_view marks) const {
    const Token* token = get(at);
    return token && token->kind == Token::mark && marks.find(token->c) != std::string_view::npos;
  }
  bool is_month(std::size_t at) const {
    const Token* token = get(at);
    return token && token->month > 0;
  }
  bool is_name(std::size_t at, std::string_view name) const {
    const Token* token = get(at);
    return token && token->kind == Token::name && token->lower == name;
  }
  bool touches(std::size_t at) const { return get(at) && at > 0 && tokens[at].begin == tokens[at - 1].end; }

  void skip_fillers(std::size_t& at, std::string_view marks) const {
    for (int skipped = 0; skipped < 3; ++skipped) {
      const Token* token = get(at);
      if (!token) return;
      const bool is_filler = token->kind == Token::name && std::find(std::begin(fillers), std::end(fillers), token->lower) != std::end(fillers);
      if (!is_filler && !is_mark(at, marks)) return;
      ++at;
    }
  }

  std::optional<Day> accept(Day day, std::size_t& at, std::size_t behind) const {
    if (!day.is_valid()) return std::nullopt;
    at = behind;
    return day;
  }

  /// 2022-09-13, 2022/9/13, 2022年9月13日
  std::optional<Day> year_first(std::size_t& at) const {
    if (!is_number(at, 4, 4)) return std::nullopt;
    if (is_name(at + 1, "年") && is_number(at + 2, 1, 2) && is_name(at + 3, "月") && is_number(at + 4, 1, 2))
      return accept({tokens[at].value, tokens[at + 2].value, tokens[at + 4].value}, at, at + 6);
    if (is_mark(at + 1, "-/.") && is_number(at + 2, 1, 2) && is_mark(at + 3, "-/.") && is_number(at + 4, 1, 2) && tokens[at + 1].c == tokens[at + 3].c)
      return accept({tokens[at].value, tokens[at + 2].value, tokens[at + 4].value}, at, at + 5);
    std::size_t next = at + 1;
    skip_fillers(next, ".,-");
    if (is_month(next)) {  // 2022. szeptember 13.
      std::size_t day = next + 1;
      skip_fillers(day, ".-");
      if (is_number(day, 1, 2)) return accept({tokens[at].value, tokens[next].month, tokens[day].value}, at, day + 1);
    }
    return std::nullopt;
  }

  /// 13.09.2022, 9/13/2022, 13. 9. 22
  std::optional<Day> numbers(std::size_t& at) {
    if (!is_number(at, 1, 2) || !is_mark(at + 1, "-/.") || !is_number(at + 2, 1, 2) || !is_mark(at + 3, "-/.") || tokens[at + 1].c != tokens[at + 3].c) return std::nullopt;
    if (!is_number(at + 4, 4, 4) && !is_number(at + 4, 2, 2)) return std::nullopt;
    if (is_number(at + 4, 2, 2) && (is_mark(at + 5, ".:/-") && touches(at + 5) && is_number(at + 6, 1, 4))) return std::nullopt;  // 10.12.13.14
    long day = tokens[at].value, month = tokens[at + 2].value;
    if (month > 12 || (order == DateOrder::month_first && day <= 12)) std::swap(day, month);
    const long year = tokens[at + 4].value + (tokens[at + 4].digits() == 2 ? 2000 : 0);
    is_exact = tokens[at].value == tokens[at + 2].value || tokens[at].value > 12 || tokens[at + 2].value > 12 || tokens[at + 1].c == '.';
    return accept({year, month, day}, at, at + 5);
  }

  /// Sept. 13, 2022
  std::optional<Day> month_first(std::size_t& at) const {
    if (!is_month(at)) return std::nullopt;
    std::size_t day = at + 1;
    skip_fillers(day, ".-/ ");
    if (!is_number(day, 1, 2)) return std::nullopt;
    std::size_t year = day + 1;
    skip_fillers(year, ".,-/");
    if (!is_number(year, 4, 4)) return std::nullopt;
    return accept({tokens[year].value, tokens[at].month, tokens[day].value}, at, year + 1);
  }

  /// 13 September 2022, 13. Sep. 2022, 13-Sep-22, 13 de mayo de 2022
  std::optional<Day> day_first(std::size_t& at) const {
    if (!is_number(at, 1, 2)) return std::nullopt;
    std::size_t month = at + 1;
    skip_fillers(month, ".-/,");
    if (!is_month(month)) return std::nullopt;
    std::size_t year = month + 1;
    skip_fillers(year, ".,-/'");
    if (is_month(year) && tokens[year].month == tokens[month].month) ++year;  // Arabic papers give a month's two names
    if (is_number(year, 4, 4)) return accept({tokens[year].value, tokens[month].month, tokens[at].value}, at, year + 1);
    if (is_number(year, 2, 2) && !is_mark(year + 1, ":")) return accept({2000 + tokens[year].value, tokens[month].month, tokens[at].value}, at, year + 1);
    return std::nullopt;
  }

  /// 20220913, 20220913T140500
  std::optional<Day> compact(std::size_t& at) const {
    if (!is_number(at, 8, 8) && !is_number(at, 14, 14)) return std::nullopt;
    long value = tokens[at].value;
    if (tokens[at].digits() == 14) value /= 1000000;
    return accept({value / 10000, value / 100 % 100, value % 100}, at, at + 1);
  }

  std::optional<Day> day(std::size_t& at) {
    is_exact = true;
    // The rest of a longer row of numbers (10.12.13.14) is no date.
    if (at >= 2 && is_number(at, 1, 14) && touches(at) && is_mark(at - 1, "./-") && touches(at - 1) && is_number(at - 2, 1, 14)) return std::nullopt;
    if (auto found = year_first(at)) return found;
    if (auto found = numbers(at)) return found;
    if (auto found = day_first(at)) return found;
    if (auto found = month_first(at)) return found;
    return compact(at);
  }

  std::string zone(std::size_t& at) const {
    const Token* token = get(at);
    if (!token) return "";
    if (token->kind == Token::name)
      for (const ZoneName& zone : zone_names)
        if (zone.name == token->lower) {
          ++at;
          return std::string(zone.offset);
        }
    if (!is_mark(at, "+-") || !get(at + 1) || tokens[at + 1].begin != token->end) return "";
    if (is_number(at + 1, 4, 4) && tokens[at + 1].value <= 1400) {
      const long value = tokens[at + 1].value;
      const std::string offset = format("{}{:02}:{:02}", token->c, value / 100, value % 100);
      at += 2;
      return offset;
    }
    if (!is_number(at + 1, 2, 2) || tokens[at + 1].value > 14) return "";
    const bool has_minutes = is_mark(at + 2, ":") && is_number(at + 3, 2, 2);
    const std::string offset = format("{}{:02}:{:02}", token->c, tokens[at + 1].value, has_minutes ? tokens[at + 3].value : 0);
    at += has_minutes ? 4 : 2;
    return offset;
  }

  /// "T14:05:00.000+0400", ", 2:05 p.m. EST", " um 14.05 Uhr"; empty if no time follows.
  std::string time(std::size_t& at) const {
    std::size_t next = at;
    if (is_name(next, "t") && is_number(next + 1, 6, 6) && touches(next + 1)) {  // 20220913T140500
      const long value = tokens[next + 1].value;
      at = next + 2;
      return clock(value / 10000, value / 100 % 100, value % 100, at);
    }
    for (int skipped = 0; skipped < 3 && get(next) && !is_number(next, 1, 2); ++skipped) {
      if (tokens[next].month || (tokens[next].kind == Token::mark && std::string_view(",-|/.(@").find(tokens[next].c) == std::string_view::npos)) return "";
      if (tokens[next].kind == Token::name && tokens[next].lower.size() > 12) return "";
      ++next;
    }
    if (!is_number(next, 1, 2) || !(is_mark(next + 1, ":") || is_mark(next + 1, ".") || is_name(next + 1, "h")) || !touches(next + 1) || !is_number(next + 2, 2, 2)) return "";
    long hour = tokens[next].value;
    const long minute = tokens[next + 2].value;
    long second = 0;
    next += 3;
    if (is_mark(next, ":") && is_number(next + 1, 2, 2)) {
      second = tokens[next + 1].value;
      next += 2;
      if (is_mark(next, ".,") && touches(next) && is_number(next + 1, 1, 9) && touches(next + 1)) next += 2;
    }
    half_of_day(next, hour);
    const std::string found = clock(hour, minute, second, next);
    if (!found.empty()) at = next;
    return found;
  }

  std::string clock(long hour, long minute, long second, std::size_t& at) const {
    if (hour > 23 || minute > 59 || second > 59) return "";
    return format("T{:02}:{:02}:{:02}", hour, minute, second) + zone(at);
  }

  void half_of_day(std::size_t& at, long& hour) const {
    std::string half = get(at) && tokens[at].kind == Token::name ? tokens[at].lower : "";
    std::size_t next = at + 1;
    if ((half == "a" || half == "p") && is_mark(at + 1, ".") && is_name(at + 2, "m")) {
      half += 'm';
      next = is_mark(at + 3, ".") ? at + 4 : at + 3;
    }
    if (half != "am" && half != "pm") return;
    if (half == "pm" && hour < 12) hour += 12;
    if (half == "am" && hour == 12) hour = 0;
    at = next;
  }
};

std::optional<std::string> from_epoch(std::string_view text) {
  if ((text.size() != 10 && text.size() != 13) || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  using namespace std::chrono;
  const sys_seconds moment{seconds{std::stoll(std::string(text.substr(0, 10)))}};
  const year_month_day date{floor<days>(moment)};
  const hh_mm_ss time{moment - floor<days>(moment)};
  if (date.year() < year{1990}) return std::nullopt;
  return format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace

std::optional<DateInText> find_date(std::string_view text, const PageKnowledge& knowledge, DateOrder order, std::size_t from) {
  const std::vector<Token> tokens = tokens_of(text, from, knowledge);
  Reader reader{tokens, order};
  for (std::size_t start = 0; start < tokens.size(); ++start) {
    std::size_t at = start;
    const std::optional<Day> day = reader.day(at);
    if (!day) continue;
    const bool is_exact = reader.is_exact;
    std::string iso = day->iso();
    iso += reader.time(at);
    return DateInText{{tokens[start].begin, tokens[std::min(at, tokens.size()) - 1].end}, std::move(iso), is_exact};
  }
  return std::nullopt;
}

std::optional<std::string> parse_date(std::string_view text, const PageKnowledge& knowledge, DateOrder order) {
  text = trimmed(text).substr(0, 120);
  if (auto epoch = from_epoch(text)) return epoch;
  if (auto found = find_date(text, knowledge, order)) return std::move(found->iso);
  return std::nullopt;
}

bool is_next_day(std::string_view day, std::string_view other) {
  using namespace std::chrono;
  const auto days_of = [](std::string_view iso) -> std::optional<sys_days> {
    if (iso.size() < 10) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t size) { return std::stoi(std::string(iso.substr(at, size))); };
    if (!std::all_of(iso.begin(), iso.begin() + 10, [](char c) { return is_digit(c) || c == '-'; })) return std::nullopt;
    return sys_days{year{number(0, 4)} / number(5, 2) / number(8, 2)};
  };
  const auto first = days_of(day), second = days_of(other);
  return first && second && abs(*first - *second) == days{1};
}

std::optional<std::string> date_in_url(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto digits = [&](std::size_t at, std::size_t count) -> long {
    if (at + count > url.size()) return -1;
    long value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (!is_digit(url[i])) return -1;
      value = value * 10 + (url[i] - '0');
    }
    return at + count < url.size() && is_digit(url[at + count]) ? -1 : value;
  };
  for (std::size_t at = 1; at < url.size(); ++at) {
    if (!is_digit(url[at]) || is_digit(url[at - 1])) continue;
    const char mark = at + 4 < url.size() ? url[at + 4] : ' ';
    Day day;
    if (mark == '/' || mark == '-' || mark == '_' || mark == '.') {
      day = {digits(at, 4), digits(at + 5, 2), -1};
      if (at + 7 < url.size() && (url[at + 7] == '/' || url[at + 7] == '-' || url[at + 7] == '_' || url[at + 7] == '.')) {
        day.day = digits(at + 8, 2);
        if (day.day < 0) day.day = digits(at + 8, 1);
      }
    } else if (const long compact = digits(at, 8); compact > 0) {
      day = {compact / 10000, compact / 100 % 100, compact % 100};
    }
    if (day.is_valid()) return day.iso();
  }
  return std::nullopt;
}

}  // namespace sitrep
