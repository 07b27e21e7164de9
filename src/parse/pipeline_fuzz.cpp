// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: any bytes through repair, truecaser, tokenizer and parser; the document must hold together. The model
// is named by the environment variable SITREP_MODEL, since the fuzzer owns the command line.
#include <cstdlib>

#include "base/utf8.h"
#include "parse/conllu.h"
#include "parse/pipeline.h"

using namespace sitrep;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Document& document) {
  std::uint32_t last_end = 0;
  for (const Token& token : document.tokens) {
    require(token.span.begin >= last_end && token.span.begin < token.span.end && token.span.end <= document.text.size());
    require(token.head < document.tokens.size() && token.text.size() == token.span.size() && !token.lemma.empty());
    last_end = token.span.end;
  }
  require(document.tokens.empty() == document.sentences.empty() && document.sentence_of.size() == document.tokens.size());
  for (const TokenRange sentence : document.sentences)
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) require(sentence.contains(document.tokens[i].head));
  for (const NamedEntity& entity : document.entities) require(entity.tokens.size() > 0 && entity.tokens.end <= document.tokens.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Pipeline pipeline = Pipeline::load(std::getenv("SITREP_MODEL") ? std::getenv("SITREP_MODEL") : "build/data/en_core_web_sm.model");
  static Pipeline::Scratch scratch = pipeline.new_scratch();
  const std::string text = repaired_utf8({reinterpret_cast<const char*>(data), size});
  const Document document = pipeline.parse(text, scratch);
  check(document);
  require(document.tokens.empty() || !to_conllu(document).empty());
  return 0;
}
