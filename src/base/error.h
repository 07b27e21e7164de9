// SPDX-License-Identifier: Apache-2.0
// The one exception type. It is thrown when the program cannot go on, and caught once, in main. What is merely odd in a
// report is a finding in its reading; what is not stated is std::optional.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace sitrep {

/// One sentence for the user: what is wrong, where, and what to do or what is allowed.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  /// `file:line: message`, the form that editors understand.
  Error(std::string_view file, long line, std::string_view message)
      : std::runtime_error(std::string(file) + ":" + std::to_string(line) + ": " + std::string(message)) {}
};

}  // namespace sitrep
