// SPDX-License-Identifier: Apache-2.0
#include "knowledge/role_model.h"

#include <cstring>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {

RoleModel RoleModel::load(const std::filesystem::path& knowledge) { return from_file(knowledge / "models" / "roles.bin"); }

RoleModel RoleModel::from_file(const std::filesystem::path& path) {
  RoleModel model;
  model.file = std::make_shared<const MappedFile>(path);
  const std::span<const std::byte> bytes = model.file->bytes();
  RoleFileHeader header;
  if (bytes.size() < sizeof header) throw Error(format("{}: cut short", path.string()));
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != RoleFileHeader::expected_magic) throw Error(format("{}: not the weights of roles, or of another version", path.string()));
  std::size_t at = (sizeof header + 63) / 64 * 64;
  Part* const parts[] = {&model.report, &model.sentence, &model.mention, &model.entity, &model.incident, &model.filler};
  static_assert(std::size(parts) == RoleFileHeader::parts);
  for (std::size_t p = 0; p < RoleFileHeader::parts; ++p) {
    const std::uint64_t size = header.bytes[p];
    if (size < 64 || (size & (size - 1)) != 0 || at + size > bytes.size()) throw Error(format("{}: damaged; build it again with tools/train_roles", path.string()));
    parts[p]->weights.slots = {reinterpret_cast<const RoleWeights::Slot*>(bytes.data() + at), size / sizeof(RoleWeights::Slot)};
    parts[p]->weights.scale = header.scale[p];
    parts[p]->bias = header.bias[p];
    at += size;
  }
  return model;
}

}  // namespace sitrep
