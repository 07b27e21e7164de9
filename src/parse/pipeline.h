// SPDX-License-Identifier: Apache-2.0
// The parser of English: text in, Document out, by a converted spaCy model. A Pipeline is immutable and shared by threads;
// each thread brings its own Scratch, and keeps it, since it remembers words. Knows nothing of conflict.
//
//   const Pipeline pipeline = Pipeline::load("build/data/en_core_web_md.model");
//   Pipeline::Scratch scratch = pipeline.new_scratch();
//   const Document document = pipeline.parse(text, scratch);
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/document.h"

namespace sitrep {

struct ParseOptions {
  bool restore_case = true;  // parse a text in capitals as if it were printed in the usual case
};

class Pipeline {
 public:
  class Scratch {
   public:
    ~Scratch();
    Scratch(Scratch&&) noexcept;

   private:
    friend class Pipeline;
    struct Parts;
    explicit Scratch(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
  };

  /// Throws Error when the model file is missing or no good.
  static Pipeline load(const std::filesystem::path& model);
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;

  std::string_view model_name() const;
  std::string_view model_revision() const;
  std::uint64_t model_checksum() const;

  Scratch new_scratch() const;

  /// The text must be valid UTF-8 (base/utf8.h repairs) and outlive the document.
  Document parse(std::string_view text, Scratch& scratch, ParseOptions options = {}) const;

  /// The same documents as one by one; faster for many short texts.
  std::vector<Document> parse(std::span<const std::string_view> texts, Scratch& scratch, ParseOptions options = {}) const;

  /// For a single text. Whoever parses many keeps a Scratch.
  Document parse(std::string_view text) const;

 private:
  struct Parts;
  explicit Pipeline(std::unique_ptr<const Parts> parts);
  std::optional<std::string> restored(std::string_view text, Scratch& scratch) const;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace sitrep
