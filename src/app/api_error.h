// SPDX-License-Identifier: Apache-2.0
// A request that cannot be answered: the status and one sentence for whoever asked.
#pragma once

#include <string>

#include "base/error.h"

namespace sitrep {

class ApiError : public Error {
 public:
  ApiError(int http_status, const std::string& message) : Error(message), status(http_status) {}
  int status;
};

}  // namespace sitrep
