// SPDX-License-Identifier: Apache-2.0
// In which form a sheet is printed: the terminal's, or what --markdown and --html ask for.
#pragma once

#include "app/commands.h"
#include "app/sheet.h"

namespace sitrep {

inline constexpr Option markdown_option{"markdown", "", "print Markdown"};
inline constexpr Option html_option{"html", "", "print a page of HTML"};

inline Form form_of(const Arguments& arguments) {
  return arguments.flag("html") ? Form::html : arguments.flag("markdown") ? Form::markdown : Form::terminal;
}

}  // namespace sitrep
