// SPDX-License-Identifier: Apache-2.0
// Trains the weights of claims (knowledge/models/claims.bin) on articles with marked attributions.
//   train_claims MODEL WORD_CLASSES.tsv TRAIN.jsonl OUT.bin [KEEP]
// MODEL is the converted language model; word_classes.py and export_polnear.py make the other inputs. With KEEP, a file,
// the labels' part is read from there when it exists and kept there when not, so that the choices can be trained alone.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "choice_trainer.h"
#include "label_trainer.h"
#include "model_writer.h"

namespace sitrep::training {
namespace {

constexpr std::uint32_t least_label_count = 6;
constexpr std::uint32_t least_choice_count = 3;
constexpr int label_rounds = 3, choice_rounds = 5;
constexpr std::size_t folds = 4;

std::vector<std::uint32_t> read_word_classes(const char* path) {
  std::vector<std::pair<Word, std::uint8_t>> values;
  const std::string text = read_file(path);
  for (const std::string_view line : split(text, '\n')) {
    const auto cells = split(line, '\t');
    if (cells.size() == 2 && cells[0].size() <= 13 && cells[0].find('-') == std::string_view::npos && values.size() < 209'000)
      values.emplace_back(word(cells[0]), static_cast<std::uint8_t>(std::stoi(std::string(cells[1]))));
  }
  std::fprintf(stderr, "%zu words with classes\n", values.size());
  return word_table(values);
}

/// How often a lemma is in a cue: 4 for more than 60 % of its tokens, 3 from 35 %, 2 from 18 %, 1 from 8 %.
std::vector<std::uint32_t> cue_levels(const std::vector<std::unique_ptr<Article>>& articles) {
  struct Counts {
    double all = 0, cues = 0;
  };
  std::unordered_map<Word, Counts> counts;
  for (const auto& article : articles)
    for (std::size_t i = 0; i < article->labels.size(); ++i) {
      Counts& c = counts[article->document.tokens[i].lemma_hash];
      c.all += 1;
      c.cues += article->labels[i] == Label::cue_first || article->labels[i] == Label::cue;
    }
  std::vector<std::pair<Word, std::uint8_t>> values;
  for (const auto& [lemma, c] : counts) {
    const double share = (c.cues + 0.1) / (c.all + 1);
    const int level = c.cues < 2 ? 0 : share > 0.6 ? 4 : share > 0.35 ? 3 : share > 0.18 ? 2 : share > 0.08 ? 1 : 0;
    if (level > 0) values.emplace_back(lemma, static_cast<std::uint8_t>(level));
  }
  std::sort(values.begin(), values.end());
  std::fprintf(stderr, "%zu lemmas of cues\n", values.size());
  return word_table(values);
}

void keep(const OwnModel& own, const std::vector<Marginals>& marginals, const std::filesystem::path& path) {
  std::string out;
  const auto put = [&](const auto& values) {
    const std::uint64_t count = values.size();
    out.append(reinterpret_cast<const char*>(&count), sizeof count);
    out.append(reinterpret_cast<const char*>(values.data()), count * sizeof values[0]);
  };
  put(own.labels);
  out.append(reinterpret_cast<const char*>(&own.model.labels.scale), sizeof(float));
  out.append(reinterpret_cast<const char*>(&own.model.follows), sizeof own.model.follows);
  out.append(reinterpret_cast<const char*>(&own.model.first), sizeof own.model.first);
  for (const Marginals& m : marginals) put(m.of);
  replace_file(path, out);
}

void bring_back(OwnModel& own, std::vector<Marginals>& marginals, const std::filesystem::path& path) {
  const std::string in = read_file(path);
  const char* at = in.data();
  const auto take = [&](void* to, std::size_t bytes) { std::memcpy(to, at, bytes), at += bytes; };
  const auto get = [&](auto& values) {
    std::uint64_t count = 0;
    take(&count, sizeof count);
    values.resize(count);
    take(values.data(), count * sizeof values[0]);
  };
  get(own.labels);
  take(&own.model.labels.scale, sizeof(float));
  take(&own.model.follows, sizeof own.model.follows);
  take(&own.model.first, sizeof own.model.first);
  own.model.labels.slots = own.labels;
  while (at < in.data() + in.size()) get(marginals.emplace_back().of);
}

/// The labels' weights from all articles, and for each passage of the corpus the marginals of a field that did not see it.
std::vector<Marginals> learn_labels(OwnModel& own, const std::vector<std::unique_ptr<Article>>& articles) {
  const LabelExamples examples = label_examples(articles, own.model, least_label_count);
  std::fprintf(stderr, "%zu features in %zu passages\n", examples.dictionary.features().size(), examples.list.size());
  std::vector<Marginals> marginals(examples.list.size());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const LabelField field = train_labels(examples, label_rounds, folds, fold);
    for (std::size_t e = 0; e < examples.list.size(); ++e)
      if (examples.list[e].article % folds == fold) marginals[e] = marginals_of(examples.list[e], field);
  }
  set_labels(own, train_labels(examples, label_rounds, 1, 0), examples.dictionary);
  return marginals;
}

void run(char** argv, const char* kept) {
  const Pipeline pipeline = Pipeline::load(argv[1]);
  const auto articles = read_corpus(argv[3], pipeline);
  std::fprintf(stderr, "%zu articles\n", articles.size());
  OwnModel own;
  own.word_classes = read_word_classes(argv[2]);
  own.cue_levels = cue_levels(articles);
  own.model.word_classes.slots = own.word_classes;
  own.model.cue_levels.slots = own.cue_levels;
  std::vector<Marginals> marginals;
  if (kept != nullptr && std::filesystem::exists(kept)) {
    bring_back(own, marginals, kept);
  } else {
    marginals = learn_labels(own, articles);
    if (kept != nullptr) keep(own, marginals, kept);
  }
  ChoiceExamples examples(articles, marginals, own.model, least_choice_count);
  set_choice(own.content, own.model.content, train_choice(examples.contents, examples.contents_dictionary.features().size(), choice_rounds), examples.contents_dictionary);
  set_choice(own.source, own.model.source, train_choice(examples.sources, examples.sources_dictionary.features().size(), choice_rounds), examples.sources_dictionary);
  write_model(own, argv[4]);
}

}  // namespace
}  // namespace sitrep::training

int main(int argc, char** argv) {
  try {
    if (argc < 5) throw sitrep::Error("usage: train_claims MODEL WORD_CLASSES.tsv TRAIN.jsonl OUT.bin [KEEP]");
    sitrep::training::run(argv, argc > 5 ? argv[5] : nullptr);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
