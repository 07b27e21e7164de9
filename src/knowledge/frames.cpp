// SPDX-License-Identifier: Apache-2.0
#include "knowledge/frames.h"

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "knowledge/cells.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view keys = "frame, cameo, mode, contexts, incident, weapons, verbs, nouns, target, unless, effect, reciprocal, yes, no";

double decimal(const Tsv::Row& row, std::string_view cell) {
  char* end = nullptr;
  const std::string text(cell);
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0') row.fail(format("'{}' is no number", cell));
  return value;
}

class FrameLoader {
 public:
  explicit FrameLoader(fs::path knowledge) : knowledge_(std::move(knowledge)) {}

  Frames load() {
    ontology();
    support_verbs();
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(knowledge_ / "frames"))
      if (entry.path().extension() == ".frames") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) read(file);
    return std::move(frames_);
  }

 private:
  void ontology() {
    const Tsv table(knowledge_ / "ontology" / "cameo.tsv", {"code", "plover", "mode", "goldstein"});
    for (const Tsv::Row& row : table.rows())
      check_new(row, frames_.cameo.emplace(row[0], CameoCode{term<EventType>(row, row[1]), std::string(row[2]), decimal(row, row[3])}).second);
  }

  void support_verbs() {
    const Tsv table(knowledge_ / "frames" / "support_verbs.tsv", {"verb", "subject"});
    for (const Tsv::Row& row : table.rows()) {
      if (row[1] != "acts" && row[1] != "suffers") row.fail("subject is acts or suffers");
      check_new(row, frames_.support_verbs.emplace(word(row[0]), row[1] == "acts" ? Support::acts : Support::suffers).second);
    }
  }

  void read(const fs::path& path) {
    file_ = path.string();
    const std::string text = read_file(path);
    line_ = 0;
    for (std::string_view line : split(text, '\n')) {
      ++line_;
      if (const std::size_t comment = line.find('#'); comment != std::string_view::npos) line = line.substr(0, comment);
      line = trimmed(line);
      if (line.empty()) continue;
      const std::size_t space = line.find(' ');
      set(line.substr(0, space), space == std::string_view::npos ? "" : trimmed(line.substr(space)));
    }
    finish();
  }

  [[noreturn]] void fail(std::string_view message) const { throw Error(file_, line_, message); }

  void set(std::string_view key, std::string_view value) {
    if (key == "frame") return begin(value);
    if (!open_) fail("a block begins with 'frame ID'");
    Frame& f = frames_.all.back();
    if (value.empty() && key != "reciprocal") fail(format("'{}' needs a value", key));
    if (key == "cameo") set_cameo(f, value);
    else if (key == "mode") f.mode = value;
    else if (key == "contexts") f.contexts = list_items(value, ' ');
    else if (key == "incident") f.incident = value;
    else if (key == "weapons") f.weapons = list_items(value, ' ');
    else if (key == "verbs") add_triggers(frames_.verbs, value);
    else if (key == "nouns") add_triggers(frames_.nouns, value);
    else if (key == "target") f.targets = words(value);
    else if (key == "unless") set_unless(f, value);
    else if (key == "effect") set_effect(f, value);
    else if (key == "reciprocal") f.is_reciprocal = true;
    else if (key == "yes" || key == "no") f.examples.push_back({std::string(value), key == "yes", line_});
    else fail(format("unknown key '{}'; keys are {}", key, keys));
  }

  void begin(std::string_view id) {
    finish();
    if (id.empty()) fail("'frame' needs an id");
    for (const Frame& f : frames_.all)
      if (f.id == id) fail(format("frame {} is there twice, first at {}", id, f.where));
    frames_.all.emplace_back();
    frames_.all.back().id = id;
    frames_.all.back().file = file_;
    frames_.all.back().where = format("{}:{}", file_, line_);
    open_ = true;
  }

  void finish() {
    if (!open_) return;
    const Frame& f = frames_.all.back();
    if (f.cameo.empty()) throw Error(format("{}: frame {} has no cameo code", f.where, f.id));
    const auto has = [&](bool fires) { return std::any_of(f.examples.begin(), f.examples.end(), [&](const Example& e) { return e.fires == fires; }); };
    if (!has(true) || !has(false)) throw Error(format("{}: frame {} needs a 'yes' and a 'no' example", f.where, f.id));
    open_ = false;
  }

  void set_cameo(Frame& f, std::string_view code) {
    const auto at = frames_.cameo.find(std::string(code));
    if (at == frames_.cameo.end()) fail(format("CAMEO code {} is not in knowledge/ontology/cameo.tsv", code));
    f.cameo = code;
    f.type = at->second.type;
    f.goldstein = at->second.goldstein;
    if (f.mode.empty()) f.mode = at->second.mode;
  }

  void set_effect(Frame& f, std::string_view value) {
    const auto effect = from_name<DamageEffect>(value);
    if (!effect) fail(format("'{}' is no effect of damage; effects are {}", value, fmt::join(VocabularyOf<DamageEffect>::names, ", ")));
    f.effect = *effect;
  }

  static std::vector<Word> words(std::string_view value) {
    std::vector<Word> list;
    for (const std::string& w : list_items(value, ' ')) list.push_back(word(w));
    return list;
  }

  void set_unless(Frame& f, std::string_view value) {
    std::vector<std::string> items = list_items(value, ' ');
    if (items.size() < 2 || items.front() != "object") fail("write 'unless object LEMMA…'");
    for (std::size_t i = 1; i < items.size(); ++i) f.unless_objects.insert(word(items[i]));
  }

  void add_triggers(std::unordered_map<Word, std::vector<Trigger>>& map, std::string_view value) {
    const auto number = static_cast<std::uint32_t>(frames_.all.size() - 1);
    for (const std::string& item : list_items(value, ' ')) {
      const std::size_t mark = item.find_first_of("+:");
      std::string head = item.substr(0, mark);
      std::string with = mark == std::string::npos ? "" : item.substr(mark + 1);
      if (&map == &frames_.nouns && !with.empty()) head.swap(with);  // "air+strike": a strike with a modifier
      const Trigger trigger{number, with.empty() ? Word{} : word(with), mark != std::string::npos && item[mark] == ':'};
      auto& list = map[word(head)];
      ++frames_.senses;
      // What asks for more stands first: "open+fire" before "open".
      list.insert(trigger.with == Word{} ? list.end() : list.begin(), trigger);
    }
  }

  fs::path knowledge_;
  std::string file_;
  long line_ = 0;
  bool open_ = false;
  Frames frames_;
};

}  // namespace

Frames Frames::load(const fs::path& knowledge) { return FrameLoader(knowledge).load(); }

}  // namespace sitrep
