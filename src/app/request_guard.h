// SPDX-License-Identifier: Apache-2.0
// Who may ask what: against pages of other sites that make a browser ask (cross-site requests, DNS rebinding), and for
// corrections the token. Pure functions over the head of a request.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/http_server.h"

namespace sitrep {

struct GuardRules {
  std::vector<std::string> hosts = {};       // names that the server goes by, besides localhost and addresses
  std::optional<std::string> token = {};     // without one nobody corrects
};

struct Refusal {
  int status = 0;
  std::string reason;
};

/// A name that an attacker can point at this machine is no name of ours: an address, localhost or a given name must be asked.
bool is_own_host(const std::string& host, const std::vector<std::string>& names);

/// Looks at the head alone, before a body is read.
std::optional<Refusal> refusal_of(const HttpRequest& request, const GuardRules& rules);

/// Takes the same time wherever the texts differ.
bool equal_in_constant_time(const std::string& a, const std::string& b);

/// The token of a file: its first line. Throws Error when it is missing or shorter than 16 characters.
std::string token_from(const std::string& file);

}  // namespace sitrep
