// SPDX-License-Identifier: Apache-2.0
#include "nn/hash_embedding.h"

#include <doctest/doctest.h>

#include <vector>

namespace sitrep {
namespace {

TEST_CASE("murmur3 of known keys") {
  CHECK(murmur3(1, 8) == std::array<std::uint32_t, 4>{1161550108U, 2247783286U, 1742325162U, 1224191281U});
  CHECK(murmur3(12345678901234567890U, 8) == std::array<std::uint32_t, 4>{825681028U, 3746740173U, 3386005190U, 3472626611U});
  CHECK(murmur3(42, 13) == std::array<std::uint32_t, 4>{1072765048U, 3367535080U, 2295238714U, 1146325372U});
  CHECK(murmur3(0, 8) == std::array<std::uint32_t, 4>{0, 0, 0, 0});
}

TEST_CASE("an embedding is the sum of four rows") {
  const std::vector<float> table = {1, 10, 2, 20, 4, 40};  // 3 rows of 2
  const HashEmbedding embedding({table.data(), {3, 2, 1, 1}}, 8);
  std::vector<float> out(2);
  embedding.write(0, out.data());  // row 0 four times
  CHECK(out == std::vector<float>{4, 40});
  embedding.write(1, out.data());  // rows 1161550108 % 3 = 1, 2247783286 % 3 = 1, 1742325162 % 3 = 0, 1224191281 % 3 = 1
  CHECK(out == std::vector<float>{7, 70});
}

}  // namespace
}  // namespace sitrep
