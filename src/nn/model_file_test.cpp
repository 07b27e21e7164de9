// SPDX-License-Identifier: Apache-2.0
// Refusals of the model file. The file is made here by hand, so that the test needs no set-up.
#include "nn/model_file.h"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>

#include "base/checksum.h"
#include "base/error.h"

namespace sitrep {
namespace {

template <class T>
void put(std::string& bytes, std::size_t at, T value) { std::memcpy(bytes.data() + at, &value, sizeof(T)); }

void seal(std::string& bytes) {
  put<std::uint64_t>(bytes, 16, bytes.size());
  put<std::uint64_t>(bytes, 24, checksum(std::string_view(bytes).substr(128)));
}

void put_entry(std::string& bytes, int index, const char* name, std::uint32_t type, std::array<std::uint32_t, 2> shape,
               std::uint64_t offset, std::uint64_t size) {
  const std::size_t at = 128 + 112 * index;
  std::memcpy(bytes.data() + at, name, std::strlen(name));
  put(bytes, at + 64, type);
  put<std::uint32_t>(bytes, at + 68, shape[1] ? 2 : 1);
  put(bytes, at + 72, shape[0]);
  put(bytes, at + 76, shape[1]);
  put(bytes, at + 88, offset);
  put(bytes, at + 96, size);
}

/// Two sections: the blob "greeting" and the 2 x 3 floats "weights".
std::string small_model() {
  std::string bytes(512, '\0');
  bytes.replace(0, 8, "SITREPLM");
  put<std::uint32_t>(bytes, 8, 1);
  put<std::uint32_t>(bytes, 12, 2);
  bytes.replace(32, 4, "tiny");
  bytes.replace(80, 3, "1.2");
  put_entry(bytes, 0, "greeting", 0, {5, 0}, 384, 5);
  put_entry(bytes, 1, "weights", 1, {2, 3}, 448, 24);
  bytes.replace(384, 5, "hello");
  for (int i = 0; i < 6; ++i) put(bytes, 448 + 4 * i, static_cast<float>(i));
  seal(bytes);
  return bytes;
}

class Written {
 public:
  explicit Written(std::string_view bytes) { replace_file(path_, bytes); }
  ~Written() { std::filesystem::remove(path_); }
  std::string refusal() const {
    try {
      ModelFile model(path_);
    } catch (const Error& error) {
      return error.what();
    }
    return "accepted";
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_ = std::filesystem::path(SITREP_BUILD_DIR) / "model_file_test.model";
};

bool says(const std::string& message, std::string_view part) { return message.find(part) != std::string::npos; }

TEST_CASE("a model file gives its sections by name") {
  const Written file(small_model());
  const ModelFile model(file.path());
  CHECK(model.name() == "tiny");
  CHECK(model.revision() == "1.2");
  CHECK(model.blob("greeting") == "hello");
  const Floats weights = model.floats("weights", {2, 3, 1, 1});
  CHECK(weights.row(1)[2] == 5.0F);
  CHECK(model.has("weights"));
  CHECK_FALSE(model.has("weight"));
  CHECK_THROWS_AS((void)model.blob("absent"), Error);
  CHECK_THROWS_AS((void)model.blob("weights"), Error);
  CHECK_THROWS_AS((void)model.tensor<std::uint16_t>("weights"), Error);
  CHECK_THROWS_AS((void)model.floats("weights", {3, 2, 1, 1}), Error);
}

TEST_CASE("what is no good model file is refused with the reason") {
  const std::string good = small_model();
  CHECK(says(Written("").refusal(), "no language model"));
  CHECK(says(Written("PK\3\4 something else altogether").refusal(), "no language model"));
  CHECK(says(Written(good.substr(0, 60)).refusal(), "cut short within its header"));
  CHECK(says(Written(good.substr(0, 500)).refusal(), "500 bytes where its header says 512"));
  CHECK(says(Written(good + "x").refusal(), "513 bytes"));
  CHECK(Written(good).refusal() == "accepted");
}

TEST_CASE("another version and a flipped bit are refused") {
  std::string newer = small_model();
  put<std::uint32_t>(newer, 8, 2);
  CHECK(says(Written(newer).refusal(), "has format 2, but this program reads format 1"));
  std::string damaged = small_model();
  damaged[450] ^= 1;
  CHECK(says(Written(damaged).refusal(), "damaged"));
}

TEST_CASE("a directory that points outside the file is refused") {
  const auto changed = [](auto... arguments) {
    std::string bytes = small_model();
    put(bytes, arguments...);
    seal(bytes);
    return Written(bytes).refusal();
  };
  CHECK(says(changed(12, std::uint32_t{1000000}), "directory does not fit"));
  CHECK(says(changed(128 + 112 + 88, std::uint64_t{1} << 40), "section 'weights' does not fit"));
  CHECK(says(changed(128 + 112 + 96, ~std::uint64_t{0}), "section 'weights' does not fit"));
  CHECK(says(changed(128 + 112 + 72, std::uint32_t{0x80000000}), "section 'weights' does not fit"));
  CHECK(says(changed(128 + 112 + 64, std::uint32_t{99}), "section 'weights' does not fit"));
}

}  // namespace
}  // namespace sitrep
