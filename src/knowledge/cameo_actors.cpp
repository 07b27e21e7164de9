// SPDX-License-Identifier: Apache-2.0
#include "knowledge/cameo_actors.h"

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "knowledge/actor_dictionary.h"
#include "knowledge/cells.h"

namespace sitrep {
namespace {

struct Sector {
  EntityKind kind{};
  VictimClass victim_class{};
  std::string plover;
};

/// What a code says: of which state, and what it is there.
struct Decoded {
  std::string state;               // key; "" when it names none
  const Sector* sector = nullptr;
  bool is_state_itself = false;    // a country's code and no more
};

class CodeBook {
 public:
  CodeBook(const std::filesystem::path& knowledge, const Actors& actors) : actors_(actors) {
    const Tsv sectors(knowledge / "actors" / "cameo_sectors.tsv", {"code", "kind", "class", "sector"});
    for (const Tsv::Row& row : sectors.rows())
      check_new(row, sectors_.emplace(row[0], Sector{term<EntityKind>(row, row[1]), term<VictimClass>(row, row[2]), std::string(row[3])}).second);
    const Tsv countries(knowledge / "actors" / "cameo_countries.tsv", {"code", "state"});
    for (const Tsv::Row& row : countries.rows()) {
      if (actors.find(row[1]) == nullptr) row.fail(format("state {} is in no table of actors", row[1]));
      check_new(row, countries_.emplace(row[0], row[1]).second);
    }
  }

  Decoded decoded(std::string_view code) const {
    Decoded result;
    for (std::size_t i = 0; i + 3 <= code.size(); i += 3) {
      const std::string triple(code.substr(i, 3));
      if (i == 0) result.state = state_of(triple);
      if (i > 0 || result.state.empty())
        if (const auto at = sectors_.find(triple); at != sectors_.end() && result.sector == nullptr) result.sector = &at->second;
    }
    result.is_state_itself = code.size() == 3 && !result.state.empty();
    return result;
  }

 private:
  std::string state_of(const std::string& triple) const {
    if (const auto at = countries_.find(triple); at != countries_.end()) return at->second;
    const Actor* actor = actors_.find(triple);
    return actor != nullptr && actor->kind == EntityKind::state ? triple : "";
  }

  const Actors& actors_;
  std::unordered_map<std::string, Sector> sectors_;
  std::unordered_map<std::string, std::string> countries_;
};

class Adder {
 public:
  Adder(Actors& actors, const std::filesystem::path& knowledge) : actors_(actors), codes_(knowledge, actors) {}

  void add(const ActorDictionary& dictionary) {
    for (const DictionaryActor& entry : dictionary.actors) add_actor(entry, dictionary.file);
    for (const DictionaryAgent& entry : dictionary.agents) add_agent(entry);
  }

 private:
  void add_actor(const DictionaryActor& entry, const std::string& file) {
    std::vector<ActorPeriod> periods;
    bool is_state = false;
    for (const CodedPeriod& coded : entry.codes) {
      periods.push_back({actor_of(entry, coded, file), coded.from, coded.to});
      is_state |= periods.back().actor && actors_.all[*periods.back().actor].kind == EntityKind::state;
    }
    const bool is_timeless = periods.size() == 1 && periods.front().actor && !periods.front().from && !periods.front().to;
    // What a code of a country alone stands for may be a town of it as well: an actor only where it acts.
    ActorName name{periods.front().actor.value_or(0), is_state ? NameForm::seat : NameForm::name};
    if (!is_timeless) {
      name.periods = static_cast<std::uint32_t>(actors_.periods.size());
      actors_.periods.push_back(std::move(periods));
    }
    for (const std::string& words : entry.names) add_name(words, name);
  }

  /// The actor of the base where the code is a state's; else one of the dictionary's own.
  std::optional<std::uint32_t> actor_of(const DictionaryActor& entry, const CodedPeriod& coded, const std::string& file) {
    if (coded.code.empty()) return std::nullopt;
    const Decoded decoded = codes_.decoded(coded.code);
    if (decoded.is_state_itself) return actors_.by_key.at(decoded.state);
    Actor actor;
    actor.key = entry.names.front();
    std::replace(actor.key.begin(), actor.key.end(), ' ', '_');
    actor.name = capitalised(entry.names.front());
    actor.kind = decoded.sector != nullptr ? decoded.sector->kind : EntityKind::organisation;
    actor.type = decoded.sector != nullptr && decoded.sector->victim_class == VictimClass::police ? "police" : "dictionary";
    if (!decoded.state.empty()) actor.countries.push_back(decoded.state);
    if (decoded.sector != nullptr) {
      actor.sector = decoded.sector->plover;
      actor.victim_class = decoded.sector->victim_class;
    }
    actor.coded_at = format("{}:{} {}", file, entry.line, coded.code);
    const auto number = static_cast<std::uint32_t>(actors_.all.size());
    actors_.by_key.emplace(actor.key, number);
    actors_.all.push_back(std::move(actor));
    return number;
  }

  static std::string capitalised(std::string words) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (i == 0 || words[i - 1] == ' ') words[i] = to_upper(words[i]);
    return words;
  }

  /// Dictionaries are in capitals throughout, so a word of up to three letters is taken for an acronym, in exact case.
  void add_name(const std::string& words, const ActorName& name) {
    const bool is_short = words.size() <= 3 || words.find('.') != std::string::npos;
    if (is_short && words.find(' ') == std::string::npos) {
      std::string capitals = words;
      std::transform(capitals.begin(), capitals.end(), capitals.begin(), to_upper);
      actors_.acronyms.add(tokenized_name(capitals), name);
    } else {
      actors_.names.add(tokenized_name(words.starts_with("the ") ? words.substr(4) : words), name);
    }
  }

  void add_agent(const DictionaryAgent& entry) {
    const Decoded decoded = codes_.decoded(entry.code);
    if (decoded.sector == nullptr) return;
    for (std::size_t i = 0; i < entry.names.size(); ++i)
      actors_.people.add(tokenized_name(entry.names[i]), {decoded.sector->kind, decoded.sector->victim_class, decoded.sector->plover, i > 0});
  }

  Actors& actors_;
  CodeBook codes_;
};

}  // namespace

std::vector<std::string> add_dictionaries(Actors& actors, std::span<const std::filesystem::path> files, const std::filesystem::path& knowledge) {
  std::vector<std::string> problems;
  Adder adder(actors, knowledge);  // also without files, so that its tables are checked at each start
  for (const std::filesystem::path& file : files) {
    ActorDictionary dictionary = ActorDictionary::read(read_file(file), file.string());
    if (dictionary.actors.empty() && dictionary.agents.empty())
      throw Error(format("{}: no actor is in this file; an entry is a name with its code, as VARDE_ASSEMBLY [NORLEG]", file.string()));
    adder.add(dictionary);
    problems.insert(problems.end(), std::make_move_iterator(dictionary.problems.begin()), std::make_move_iterator(dictionary.problems.end()));
  }
  return problems;
}

}  // namespace sitrep
