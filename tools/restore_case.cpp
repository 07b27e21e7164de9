// SPDX-License-Identifier: Apache-2.0
// What the truecaser's first two readings make of texts, for tools/train_case_network.py. Usage: restore_case MODEL TEXTS; the texts are separated by
// NUL. Writes one line of JSON a text: {"text": restored, "words": [[byte where a word begins, its chance of a capital], …]}.
#include <iostream>

#include "base/file.h"
#include "base/json.h"
#include "base/strings.h"
#include "parse/truecase.h"

using namespace sitrep;

int main(int argc, char** argv) try {
  if (argc != 3) throw std::runtime_error("usage: restore_case MODEL TEXTS");
  const ModelFile model(argv[1]);
  const Truecaser truecaser(model);
  const std::string content = read_file(argv[2]);
  for (const std::string_view text : split(content, '\0')) {
    const RestoredText restored = truecaser.restored(text).value_or(RestoredText{std::string(text), {}});
    Json words = Json::array();
    for (const RestoredText::Begin& word : restored.words) words.push_back({word.at, word.chance});
    std::cout << Json{{"text", restored.text}, {"words", words}}.dump() << '\n';
  }
} catch (const std::exception& error) {
  std::cerr << "restore_case: " << error.what() << '\n';
  return 2;
}
