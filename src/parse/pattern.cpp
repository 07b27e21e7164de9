// SPDX-License-Identifier: Apache-2.0
#include "parse/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

constexpr std::uint32_t most_steps = 200'000;
constexpr std::size_t first_stack = 32 * 1024, largest_stack = 1024 * 1024;

PCRE2_SPTR bytes(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

struct Pattern::Code {
  pcre2_code* code;
};

struct Pattern::Scratch::Memory {
  pcre2_match_data* match;
  pcre2_match_context* context;
  pcre2_jit_stack* stack;
};

Pattern::Scratch::Scratch()
    : memory_(new Memory{pcre2_match_data_create(1, nullptr), pcre2_match_context_create(nullptr), pcre2_jit_stack_create(first_stack, largest_stack, nullptr)}) {
  if (!memory_->match || !memory_->context || !memory_->stack) throw std::bad_alloc();
  pcre2_set_match_limit(memory_->context, most_steps);
  pcre2_jit_stack_assign(memory_->context, nullptr, memory_->stack);
}

Pattern::Scratch::Scratch(Scratch&&) noexcept = default;

Pattern::Scratch::~Scratch() {
  if (!memory_) return;
  pcre2_jit_stack_free(memory_->stack);
  pcre2_match_context_free(memory_->context);
  pcre2_match_data_free(memory_->match);
}

Pattern::Pattern(std::string_view expression, std::string_view name) {
  int error = 0;
  std::size_t offset = 0;
  pcre2_code* code = pcre2_compile(bytes(expression), expression.size(), PCRE2_UTF | PCRE2_UCP, &error, &offset, nullptr);
  if (!code) {
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(error, message, sizeof message);
    throw Error(format("the pattern '{}' is faulty at byte {}: {}", name, offset, reinterpret_cast<const char*>(message)));
  }
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);  // where there is no JIT, matching is interpreted
  code_.reset(new Code{code});
}

Pattern::Pattern(Pattern&&) noexcept = default;

Pattern::~Pattern() {
  if (code_) pcre2_code_free(code_->code);
}

std::optional<Span> Pattern::search(std::string_view text, Scratch& scratch, std::uint32_t from) const {
  const Scratch::Memory& memory = *scratch.memory_;
  const int groups = pcre2_match(code_->code, bytes(text), text.size(), from, PCRE2_NO_UTF_CHECK, memory.match, memory.context);
  if (groups < 0) return std::nullopt;
  const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(memory.match);
  return Span{static_cast<std::uint32_t>(ends[0]), static_cast<std::uint32_t>(ends[1])};
}

}  // namespace sitrep
