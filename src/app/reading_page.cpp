// SPDX-License-Identifier: Apache-2.0
// A reading as one self-contained page: its sheet, and the report's text with figures, places, times, actors and events
// marked. No script, no other file; text of the report is escaped.
#include <algorithm>
#include <vector>

#include "app/reading_sheet.h"
#include "base/format.h"

namespace sitrep {
namespace {

struct Mark {
  Span span;
  std::string_view kind;
};

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : harmless(text)) {
    if (c == '&') result += "&amp;";
    else if (c == '<') result += "&lt;";
    else if (c == '>') result += "&gt;";
    else if (c == '"') result += "&quot;";
    else result += c;
  }
  return result;
}

/// Marks in text order without overlaps: the first kind in the list wins.
std::vector<Mark> marks_of(const Reading& r) {
  std::vector<Mark> all;
  for (const Figure& f : r.figures) all.push_back({f.span, "figure"});
  for (const Event& e : r.events) all.push_back({e.anchor, "event"});
  for (const Claim& c : r.claims)
    if (c.cue) all.push_back({*c.cue, "cue"});
  for (const Time& t : r.times) all.push_back({t.span, "time"});
  for (const Place& p : r.places) all.push_back({p.span, "place"});
  for (const Entity& e : r.entities)
    for (const Span m : e.mentions) all.push_back({m, "actor"});
  std::vector<Mark> kept;
  for (const Mark& mark : all)
    if (!mark.span.empty() && std::none_of(kept.begin(), kept.end(), [&](const Mark& k) { return k.span.overlaps(mark.span); })) kept.push_back(mark);
  std::sort(kept.begin(), kept.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  return kept;
}

std::string marked_text(const Reading& r) {
  const std::string& text = r.report.text;
  std::string html = "<p>";
  std::uint32_t at = 0;
  const auto plain = [&](std::uint32_t end) {
    std::string_view piece = std::string_view(text).substr(at, end - at);
    for (std::size_t gap; (gap = piece.find("\n\n")) != std::string_view::npos; piece.remove_prefix(gap + 2)) html += escaped(piece.substr(0, gap)) + "</p>\n<p>";
    html += escaped(piece);
    at = end;
  };
  for (const Mark& mark : marks_of(r)) {
    plain(mark.span.begin);
    html += format("<mark class=\"{}\" title=\"{}\">{}</mark>", mark.kind, mark.kind, escaped(mark.span.of(text)));
    at = mark.span.end;
  }
  plain(static_cast<std::uint32_t>(text.size()));
  return html + "</p>";
}

constexpr std::string_view style = R"(
.report mark{border-radius:3px;padding:0 2px;color:inherit;background:#eee}
.report mark.figure{background:#ffd9a8;font-weight:600}.report mark.event{background:#f6c4c4}.report mark.cue{background:#d5e3f7;font-style:italic}
.report mark.time{background:#e4e0f5}.report mark.place{background:#d3ecd6}.report mark.actor{background:none;border-bottom:2px solid #99a}
@media(prefers-color-scheme:dark){.report mark{color:#111}.report mark.actor{color:inherit}}
.report{max-width:46rem;line-height:1.55}
)";

std::string report_section(const Reading& reading) {
  return format("<style>{}</style>\n<section class=\"report\">\n<h2>The report</h2>\n{}\n</section>\n", style, marked_text(reading));
}

}  // namespace

std::string reading_page(const Reading& reading) {
  std::string page = rendered(reading_sheet(reading, false), Form::html);
  const std::string text = report_section(reading);
  const std::size_t end = page.rfind("</body>");
  return end == std::string::npos ? page + text : page.insert(end, text);
}

std::string reading_page_part(const Reading& reading) {
  return rendered(reading_sheet(reading, false), Form::html_part) + report_section(reading);
}

}  // namespace sitrep
