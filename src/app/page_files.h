// SPDX-License-Identifier: Apache-2.0
// The files of the page, read once when the server starts: what is asked for is looked up by its whole name, so that no path
// leads out of the folder.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace sitrep {

struct PageFile {
  std::string type;
  std::string tag;  // of its content
  std::shared_ptr<const std::string> body;
  std::shared_ptr<const std::string> gzipped;  // null where it gains nothing
};

class PageFiles {
 public:
  /// Of a folder that may be missing: then there is one page, which says so. Throws Error for a folder of more than 256 MB.
  explicit PageFiles(const std::filesystem::path& folder);

  /// By the path of a request; "/" is index.html. Null when there is none.
  const PageFile* find(const std::string& path) const;

 private:
  std::map<std::string, PageFile, std::less<>> files_;
};

}  // namespace sitrep
