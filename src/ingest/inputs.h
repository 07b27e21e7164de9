// SPDX-License-Identifier: Apache-2.0
// What stands on the command line as files: folders are walked, globs are matched, both sorted by name.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace sitrep {

struct InputFile {
  std::string path;
  std::string id;  // of the report, if the file holds one: its stem, behind its place in the folder that was given
};

bool is_address(std::string_view input);
/// Throws Error when the input is not there. Hidden files in folders are left out.
void for_each_file(const std::string& input, const std::function<void(const InputFile&)>& use);

}  // namespace sitrep
