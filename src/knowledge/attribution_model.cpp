// SPDX-License-Identifier: Apache-2.0
#include "knowledge/attribution_model.h"

#include <cstring>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

std::size_t padded(std::size_t bytes) { return (bytes + 63) / 64 * 64; }

class Sections {
 public:
  Sections(const MappedFile& file, std::string path) : bytes_(file.bytes()), path_(std::move(path)), at_(padded(sizeof(AttributionFileHeader))) {}

  /// The next section as an array of T whose bytes are a power of two.
  template <class T>
  std::span<const T> next(std::uint64_t size) {
    if (size == 0 || (size & (size - 1)) != 0 || size < 64 || at_ + size > bytes_.size()) throw Error(format("{}: damaged; build it again with tools/train_claims", path_));
    const auto* data = reinterpret_cast<const T*>(bytes_.data() + at_);
    at_ += padded(size);
    return {data, size / sizeof(T)};
  }

 private:
  std::span<const std::byte> bytes_;
  std::string path_;
  std::size_t at_;
};

}  // namespace

AttributionModel AttributionModel::load(const std::filesystem::path& knowledge) { return from_file(knowledge / "models" / "claims.bin"); }

AttributionModel AttributionModel::from_file(const std::filesystem::path& path) {
  AttributionModel model;
  model.file = std::make_shared<const MappedFile>(path);
  AttributionFileHeader header;
  if (model.file->bytes().size() < sizeof header) throw Error(format("{}: cut short", path.string()));
  std::memcpy(&header, model.file->bytes().data(), sizeof header);
  if (header.magic != AttributionFileHeader::expected_magic) throw Error(format("{}: not the weights of claims, or of another version", path.string()));
  Sections sections(*model.file, path.string());
  model.word_classes.slots = sections.next<std::uint32_t>(header.bytes[0]);
  model.cue_levels.slots = sections.next<std::uint32_t>(header.bytes[1]);
  model.labels.slots = sections.next<LabelWeights::Slot>(header.bytes[2]);
  model.content.slots = sections.next<ChoiceWeights::Slot>(header.bytes[3]);
  model.source.slots = sections.next<ChoiceWeights::Slot>(header.bytes[4]);
  model.labels.scale = header.label_scale;
  model.content.scale = header.content_scale;
  model.source.scale = header.source_scale;
  model.follows = header.follows;
  model.first = header.first;
  return model;
}

}  // namespace sitrep
