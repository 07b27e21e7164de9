// SPDX-License-Identifier: Apache-2.0
// Compression: gzip as a stream of members (a WARC file has one a record), and whole bodies as HTTP sends them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ingest/ingest.h"
#include "ingest/source.h"

namespace sitrep {

/// Members of gzip one after the other; origin() is the start of the member. Throws Damaged for broken data and for bombs;
/// resume() finds the next member. No read() gives bytes of two members.
std::unique_ptr<ByteStream> gunzipped(std::unique_ptr<ByteStream> compressed, const Limits& limits);

/// A body with gzip or zlib wrapping, or bare deflate (which some servers send for "deflate"). Throws Damaged.
std::string inflated(std::string_view body, const Limits& limits);
enum class Effort : int { quick = 2, usual = 6 };

/// The body with gzip wrapping; the same bytes give the same bytes.
std::string gzipped(std::string_view body, Effort effort = Effort::usual);
/// A body in Brotli. Throws Damaged.
std::string unbrotlied(std::string_view body, const Limits& limits);

}  // namespace sitrep
