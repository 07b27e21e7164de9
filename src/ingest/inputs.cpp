// SPDX-License-Identifier: Apache-2.0
#include "ingest/inputs.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "ingest/ingest.h"
#include "ingest/readers.h"

namespace sitrep {
namespace fs = std::filesystem;
namespace {

void walk(const fs::path& folder, const std::string& prefix, const std::function<void(const InputFile&)>& use) {
  std::error_code unreadable;
  std::vector<fs::directory_entry> entries(fs::directory_iterator(folder, unreadable), fs::directory_iterator{});
  if (unreadable) throw Error(format("{}: cannot be read: {}", folder.string(), unreadable.message()));
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.path().filename() < b.path().filename(); });
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) continue;
    // Links to folders are not followed: they may lead in circles.
    if (entry.is_directory(unreadable) && !entry.is_symlink(unreadable)) walk(entry.path(), prefix + name + "/", use);
    else if (entry.is_regular_file(unreadable)) use({entry.path().string(), id_of_file(prefix + name)});
  }
}

std::vector<std::string> matches(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> paths;
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  return paths;
}

void use_path(const std::string& path, const std::function<void(const InputFile&)>& use) {
  if (fs::is_directory(path)) walk(path, "", use);
  else use({path, path == "-" ? "stdin" : id_of_file(fs::path(path).filename().string())});
}

}  // namespace

bool is_address(std::string_view input) { return input.starts_with("http://") || input.starts_with("https://"); }

void for_each_file(const std::string& input, const std::function<void(const InputFile&)>& use) {
  std::error_code unreadable;
  if (input == "-" || fs::exists(input, unreadable)) return use_path(input, use);
  const bool is_pattern = input.find_first_of("*?[") != std::string::npos;
  const std::vector<std::string> paths = is_pattern ? matches(input) : std::vector<std::string>{};
  if (paths.empty())
    throw Error(format("{}: {}; a file, a folder, a glob, an http or https address or - is needed", input, is_pattern ? "matches no file" : "is not there"));
  for (const std::string& path : paths) use_path(path, use);
}

std::optional<std::uint64_t> size_of_inputs(std::span<const std::string> inputs) {
  std::uint64_t total = 0;
  bool is_known = true;
  for (const std::string& input : inputs) {
    if (is_address(input) || input == "-") {
      is_known = false;
      continue;
    }
    for_each_file(input, [&](const InputFile& file) {
      std::error_code unreadable;
      const std::uintmax_t size = fs::file_size(file.path, unreadable);
      if (!unreadable) total += size;
    });
  }
  return is_known ? std::optional(total) : std::nullopt;
}

}  // namespace sitrep
