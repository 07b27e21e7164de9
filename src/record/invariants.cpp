// SPDX-License-Identifier: Apache-2.0
// The invariants of a reading, walked over the same list of fields as its JSON.
#include "base/format.h"
#include "record/fields.h"
#include "record/json.h"

namespace sitrep {
namespace {

class Checker {
 public:
  explicit Checker(const Reading& reading) : reading_(reading) {
    CountVisitor count{*this};
    lists(count, reading);
  }

  template <class R>
  void operator()(const char* name, const std::vector<R>& list) {
    for (std::size_t i = 0; i < list.size() && breach_.empty(); ++i) {
      path_ = format("{}[{}]", name, i);
      FieldVisitor visit{*this};
      fields(visit, list[i]);
    }
  }

  void part_of_chains() {
    const auto& casualties = reading_.casualties;
    for (std::size_t i = 0; i < casualties.size(); ++i) {
      std::size_t steps = 0;
      for (auto at = casualties[i].part_of; at && at->index < casualties.size(); at = casualties[at->index].part_of)
        if (++steps > casualties.size()) return note(format("casualties[{}].part_of: goes in a circle", i));
    }
  }

  void figures_in_order() {
    for (std::size_t i = 0; i < reading_.figures.size(); ++i) {
      const Figure& f = reading_.figures[i];
      const std::int64_t low = f.low.value_or(f.best.value_or(f.high.value_or(0)));
      const std::int64_t best = f.best.value_or(low);
      if (low < 0 || low > best || best > f.high.value_or(best) || low > f.high.value_or(low))
        note(format("figures[{}]: low, best and high are not in order", i));
    }
  }

  const std::string& breach() const { return breach_; }

 private:
  struct CountVisitor {
    Checker& checker;
    template <class R>
    void operator()(const char*, const std::vector<R>& list) {
      if constexpr (id_prefix<R> != 0) checker.count_[static_cast<unsigned char>(id_prefix<R>)] = list.size();
    }
  };

  struct FieldVisitor {
    Checker& checker;
    template <class T>
    void operator()(const char* name, const T& member) { checker.value(name, member); }
    void inline_span(Span span) { checker.value("span", span); }
  };

  void note(std::string sentence) {
    if (breach_.empty()) breach_ = std::move(sentence);
  }

  void value(const char* name, Span span) {
    const std::string& text = reading_.report.text;
    const auto inside_code_point = [&](std::uint32_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
    if (span.begin > span.end || span.end > text.size() || inside_code_point(span.begin) || inside_code_point(span.end))
      note(format("{}.{}: bytes {} to {} are no span of the text", path_, name, span.begin, span.end));
  }
  template <class R>
  void value(const char* name, Id<R> id) {
    if (id.index >= count_[static_cast<unsigned char>(id_prefix<R>)])
      note(format("{}.{}: {} does not resolve", path_, name, id_text(id_prefix<R>, id.index)));
  }
  template <class T>
  void value(const char* name, const std::optional<T>& x) {
    if (x) value(name, *x);
  }
  template <class T>
  void value(const char* name, const std::vector<T>& list) {
    for (const T& item : list) value(name, item);
  }
  void value(const char* name, const Office& office) { value(name, office.of); }
  template <class T>
  void value(const char*, const T&) {}

  const Reading& reading_;
  std::size_t count_[128] = {};
  std::string path_;
  std::string breach_;
};

}  // namespace

std::string broken_invariant(const Reading& reading) {
  Checker check(reading);
  lists(check, reading);
  check.part_of_chains();
  check.figures_in_order();
  return check.breach();
}

}  // namespace sitrep
