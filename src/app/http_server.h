// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 for one service: connections, limits on size, time and number, and nothing that knows what is served. The limits
// hold against clients that send or take their bytes slowly, send too much, or open too many connections.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sitrep {

struct HttpRequest {
  std::string method;
  std::string path;                                          // percent-decoded
  std::vector<std::pair<std::string, std::string>> parameters;  // decoded
  std::map<std::string, std::string> headers;                // names in lower case
  std::string body;

  std::optional<std::string> header(const std::string& name) const;
};

struct HttpAnswer {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::shared_ptr<const std::string> body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// For an answer that goes on: called again and again. Gives the next piece, waiting for it a second at most; an empty piece
  /// when there is none yet; nullopt at the end.
  std::function<std::optional<std::string>()> pieces = {};
};

struct HttpService {
  /// Looks at the request before its body is read; an answer refuses it.
  std::function<std::optional<HttpAnswer>(const HttpRequest&)> refuse;
  std::function<HttpAnswer(const HttpRequest&)> answer;
  std::vector<std::pair<std::string, std::string>> headers = {};  // of every answer
};

struct HttpLimits {
  std::size_t connections = 256;
  std::size_t requests_a_connection = 1000;
  std::size_t head_bytes = 32u << 10;
  std::size_t body_bytes = 64u << 10;
  std::chrono::milliseconds idle{15000};   // between two requests of a connection
  std::chrono::milliseconds head{5000};    // from a head's first byte to its last
  std::chrono::milliseconds body{5000};
  std::chrono::milliseconds stall{10000};  // in which a client takes not a byte
  std::chrono::milliseconds answer{120000};  // to take a whole answer
};

class HttpServer {
 public:
  /// Binds; port 0 takes a free one. Throws Error.
  HttpServer(const std::string& address, int port, HttpService service, HttpLimits limits = {});
  ~HttpServer();

  int port() const;
  /// Answers until stop(), which another thread may call once run() is called or about to be.
  void run();
  void stop();
  /// Has run() ended, by stop() or because the system gave no more connections?
  bool is_done() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace sitrep
