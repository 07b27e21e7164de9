// SPDX-License-Identifier: Apache-2.0
// `sitrep brief`: a situation report for a period and a place.
#include <iostream>

#include "app/brief_sheet.h"
#include "app/incident_filter.h"
#include "app/output_form.h"
#include "base/dates.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

int run(const Arguments& arguments) {
  Store store = Store::for_reading(*arguments.value("db"));
  const auto since = arguments.value("since");
  if (since && !exact_day(*since)) throw Error(format("--since {}: no date; give it as YYYY-MM-DD", *since));
  std::cout << rendered(brief_sheet(store, {filter_of(arguments), since}), form_of(arguments));
  return exit_done;
}

constexpr Option options[] = {
    db_option, from_option, to_option, place_option, box_option, near_option, side_option, kind_option, dead_option, search_option,
    {"since", "DATE", "tell what changed with reports after this day, that of the last brief"}, markdown_option, html_option,
};
constexpr std::string_view examples[] = {
    "sitrep brief --db war.db --from 2022-09-12 --to 2022-09-18",
    "sitrep brief --db war.db --place Jermuk --since 2022-09-14 --html > brief.html",
};

}  // namespace

extern const Command brief_command;
const Command brief_command{"brief", "a situation report for a period and a place", "", options, examples, run};

}  // namespace sitrep
