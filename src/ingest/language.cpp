// SPDX-License-Identifier: Apache-2.0
#include "ingest/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "base/utf8.h"

namespace sitrep {
namespace {

constexpr std::size_t sample_size = 2048;  // a longer text is no plainer
constexpr int least_share = 60;            // per cent of the text in the language
// A longer text full of names is surely in a language that takes less, if no other comes near.
constexpr int long_text = 200;  // bytes of letters
constexpr int least_share_of_long = 45;
constexpr int least_lead = 3;   // times the share of the next

std::string_view sample_of(std::string_view text) {
  std::size_t end = std::min(text.size(), sample_size);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::string language_of(std::string_view utf8) {
  const std::string_view sample = sample_of(utf8);
  CLD2::Language languages[3];
  int shares[3];
  double scores[3];
  int text_bytes = 0;
  bool is_reliable = false;
  const CLD2::CLDHints hints{nullptr, "", CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), true, &hints, 0, languages, shares, scores, nullptr,
                                 &text_bytes, &is_reliable);
  const bool is_sure = is_reliable && shares[0] >= least_share;
  const bool leads = text_bytes >= long_text && shares[0] >= least_share_of_long && shares[0] >= least_lead * shares[1];
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE || !(is_sure || leads)) return "und";
  std::string code = CLD2::LanguageCode(languages[0]);
  if (code == "iw") code = "he";
  if (code == "jw") code = "jv";
  return code.substr(0, code.find('-'));
}

}  // namespace sitrep
