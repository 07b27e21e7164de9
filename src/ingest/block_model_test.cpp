// SPDX-License-Identifier: Apache-2.0
#include "ingest/block_model.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <string>

#include "base/error.h"
#include "ingest/page_features.h"

using namespace sitrep;

namespace {

const std::string header = "tree\tfeature\tvalue\tleft\tright\n";

/// A model file with these rows, gone with the object.
struct ModelFile {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "sitrep_block_model_test.tsv";
  explicit ModelFile(const std::string& rows) { std::ofstream(path) << header << rows; }
  ~ModelFile() { std::filesystem::remove(path); }
};

std::string failure(const std::string& rows) {
  const ModelFile file(rows);
  try {
    BlockModel model(file.path);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("trees add up") {
  const ModelFile file("0\twords\t2\t1\t2\n0\t\t-1\t\t\n0\t\t3\t\t\n1\t\t0.5\t\t\n");
  const BlockModel model(file.path);
  std::vector<float> row(page_feature_names().size(), 0.0F);
  CHECK(model.chance(row) == doctest::Approx(1 / (1 + std::exp(0.5))));
  row[0] = 2.5F;
  CHECK(model.chance(row) == doctest::Approx(1 / (1 + std::exp(-3.5))));
}

TEST_CASE("a model that does not fit is refused with its line") {
  CHECK(failure("0\tno_such_feature\t2\t1\t2\n0\t\t1\t\t\n0\t\t1\t\t\n").find(":2: unknown feature 'no_such_feature'") != std::string::npos);
  CHECK(failure("0\twords\t2\t1\t9\n0\t\t1\t\t\n").find(":2: a branch leads backward or out") != std::string::npos);
  CHECK(failure("0\twords\t2\t0\t1\n0\t\t1\t\t\n").find(":2: a branch") != std::string::npos);
  CHECK(failure("0\t\tx\t\t\n").find(":2: 'x' is no number") != std::string::npos);
}
