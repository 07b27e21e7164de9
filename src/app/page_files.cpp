// SPDX-License-Identifier: Apache-2.0
#include "app/page_files.h"

#include "base/checksum.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "ingest/inflate.h"

namespace sitrep {
namespace fs = std::filesystem;
namespace {

constexpr std::uintmax_t most_bytes = 256u << 20;

struct Type {
  std::string_view suffix;
  std::string_view type;
  bool is_text;
};
constexpr Type types[] = {
    {".html", "text/html; charset=utf-8", true},      {".js", "text/javascript; charset=utf-8", true},
    {".mjs", "text/javascript; charset=utf-8", true}, {".css", "text/css; charset=utf-8", true},
    {".json", "application/json; charset=utf-8", true}, {".map", "application/json; charset=utf-8", true},
    {".geojson", "application/geo+json", true},       {".webmanifest", "application/manifest+json", true},
    {".svg", "image/svg+xml", true},                  {".txt", "text/plain; charset=utf-8", true},
    {".png", "image/png", false},                     {".jpg", "image/jpeg", false},
    {".webp", "image/webp", false},                   {".ico", "image/vnd.microsoft.icon", false},
    {".woff2", "font/woff2", false},                  {".pbf", "application/x-protobuf", true},
    {".wasm", "application/wasm", true},
};

constexpr std::string_view no_page =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>sitrep</title><p>The page is not built. The data are there: "
    "<a href=\"/api/summary\">/api/summary</a>, <a href=\"/openapi.json\">/openapi.json</a>.</p></html>\n";

PageFile page_file(std::string body, const Type& type) {
  PageFile file{std::string(type.type), format("{:016x}", checksum(body)), nullptr, nullptr};
  if (type.is_text && body.size() > 1024) file.gzipped = std::make_shared<const std::string>(gzipped(body));
  file.body = std::make_shared<const std::string>(std::move(body));
  return file;
}

}  // namespace

PageFiles::PageFiles(const fs::path& folder) {
  std::error_code missing;
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder, missing)) {
    if (!entry.is_regular_file()) continue;
    const std::string suffix = entry.path().extension().string();
    const Type* type = std::find_if(std::begin(types), std::end(types), [&](const Type& t) { return t.suffix == suffix; });
    if (type == std::end(types)) continue;
    if ((bytes += entry.file_size()) > most_bytes) throw Error(format("{}: holds more than {} MB; is it the folder of the page?", folder.string(), most_bytes >> 20));
    files_.emplace("/" + entry.path().lexically_relative(folder).generic_string(), page_file(read_file(entry.path()), *type));
  }
  if (!files_.contains("/index.html")) files_.emplace("/index.html", page_file(std::string(no_page), types[0]));
}

const PageFile* PageFiles::find(const std::string& path) const {
  const auto at = files_.find(path == "/" ? "/index.html" : path);
  return at == files_.end() ? nullptr : &at->second;
}

}  // namespace sitrep
