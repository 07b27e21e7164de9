// SPDX-License-Identifier: Apache-2.0
// Parses texts from standard input, separated by NUL, and prints what tools/parity.py compares: for each text a line
// "# tokens" and for each token "begin end tag head dep S|- entity lemma", in bytes. Case is not restored.
//   parity_dump MODEL [BATCH] <TEXTS
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "parse/pipeline.h"

namespace {

using namespace sitrep;

std::string entity_of(const Token& token) {
  if (token.entity == EntityLabel::none) return "-";
  return format("{}-{}", token.entity_begins ? "B" : "I", name_of(token.entity));
}

void print(const Document& document) {
  std::string out = format("# {}\n", document.tokens.size());
  for (const Token& token : document.tokens) {
    std::string lemma(token.lemma);
    for (char& c : lemma) c = is_space(c) ? '_' : c;
    out += format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", token.span.begin, token.span.end, name_of(token.tag), token.head,
                  name_of(token.dep), token.sentence_begins ? "S" : "-", entity_of(token), lemma);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
}

void run(const char* model, std::size_t batch) {
  const Pipeline pipeline = Pipeline::load(model);
  Pipeline::Scratch scratch = pipeline.new_scratch();
  const std::string input = read_file("-");
  const std::vector<std::string_view> texts = split(input, '\0');
  for (std::size_t first = 0; first < texts.size(); first += batch) {
    const auto some = std::span(texts).subspan(first, std::min(batch, texts.size() - first));
    for (const Document& document : pipeline.parse(some, scratch, {.restore_case = false})) print(document);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 2) throw Error("usage: parity_dump MODEL [BATCH] <TEXTS");
    run(argv[1], argc > 2 ? std::stoul(argv[2]) : 1000);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
