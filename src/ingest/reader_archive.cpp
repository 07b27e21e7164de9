// SPDX-License-Identifier: Apache-2.0
// Archives (zip, tar) and single files in zstd, xz or bzip2: each member is read as a source of its own. libarchive is
// included here only.
#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include "base/format.h"
#include "ingest/readers.h"

namespace sitrep {
namespace {

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// The compressed bytes as libarchive asks for them.
struct Feeder {
  std::unique_ptr<ByteStream> bytes;
  std::vector<char> block = std::vector<char>(256 * 1024);

  static la_ssize_t give(archive* reader, void* feeder, const void** block) {
    auto& self = *static_cast<Feeder*>(feeder);
    *block = self.block.data();
    try {
      return static_cast<la_ssize_t>(self.bytes->read(self.block));
    } catch (const Damaged& damage) {
      archive_set_error(reader, EIO, "%s", damage.what());
      return ARCHIVE_FATAL;
    }
  }
};

std::string problem_of(archive* reader) {
  const char* text = archive_error_string(reader);
  return text ? text : "archive is damaged";
}

/// Guards against bombs over all members of one archive.
struct Expansion {
  const Limits& limits;
  std::uint64_t made = 0;
  bool is_bomb = false;

  void add(archive* reader, std::size_t bytes) {
    made += bytes;
    const auto read = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(reader, -1), 1));
    is_bomb = made > limits.record_bytes + read * limits.expansion;
    if (is_bomb) throw Damaged(format("archive expands to more than {} times its size (a decompression bomb?)", limits.expansion));
  }
};

class MemberStream : public ByteStream {
 public:
  MemberStream(archive* reader, Expansion& expansion) : reader_(reader), expansion_(expansion), origin_(static_cast<std::uint64_t>(std::max<la_int64_t>(archive_read_header_position(reader), 0))) {}

  std::size_t read(std::span<char> into) override {
    la_ssize_t got = ARCHIVE_RETRY;
    while (got == ARCHIVE_RETRY) got = archive_read_data(reader_, into.data(), into.size());
    if (got < 0) throw Damaged(problem_of(reader_));
    expansion_.add(reader_, static_cast<std::size_t>(got));
    return static_cast<std::size_t>(got);
  }
  std::uint64_t origin() const override { return origin_; }
  bool is_plain() const override { return false; }

 private:
  archive* reader_;
  Expansion& expansion_;
  std::uint64_t origin_;
};

bool is_junk(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('/') + 1);
  return last.empty() || last.starts_with('.') || name.starts_with("__MACOSX/");
}

void read_member(archive* reader, archive_entry* entry, Expansion& expansion, const Source& source, Intake& intake) {
  const bool is_bare = archive_format(reader) == ARCHIVE_FORMAT_RAW;  // one compressed file, no archive
  const char* path = archive_entry_pathname_utf8(entry);
  if (!path) path = archive_entry_pathname(entry);
  const std::string name = path ? path : "";
  if (!is_bare && (archive_entry_filetype(entry) != AE_IFREG || is_junk(name))) return;
  SourceInfo info{source.info.name, source.info.id, source.info.url, std::nullopt, std::nullopt};
  if (!is_bare) info = {source.info.name + "/" + name, id_of_file(name), std::nullopt, std::nullopt, std::nullopt};
  intake.read(Source(std::move(info), std::make_unique<MemberStream>(reader, expansion)));
}

}  // namespace

void read_archive(Source& source, Intake& intake) {
  const Archive reader(archive_read_new(), archive_read_free);
  for (const auto support : {archive_read_support_filter_zstd, archive_read_support_filter_xz, archive_read_support_filter_bzip2, archive_read_support_format_zip_streamable,
                             archive_read_support_format_tar, archive_read_support_format_raw})
    support(reader.get());
  Feeder feeder{source.release()};
  if (archive_read_open(reader.get(), &feeder, nullptr, Feeder::give, nullptr) != ARCHIVE_OK) return intake.skip(source, 0, problem_of(reader.get()));

  Expansion expansion{intake.options.limits};
  bool is_told = false;  // what ends an archive has often been met in its last member
  for (;;) {
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(reader.get(), &entry);
    if (code == ARCHIVE_EOF) return;
    const auto position = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_read_header_position(reader.get()), 0));
    if (code == ARCHIVE_RETRY) continue;
    if (code < ARCHIVE_WARN) {
      if (!is_told) intake.skip(source, position, problem_of(reader.get()));
      return;
    }
    const std::size_t skipped = intake.counts().skipped;
    read_member(reader.get(), entry, expansion, source, intake);
    if (expansion.is_bomb) return;
    is_told = intake.counts().skipped > skipped;
  }
}

}  // namespace sitrep
