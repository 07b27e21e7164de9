// SPDX-License-Identifier: Apache-2.0
// The one file that knows cpp-httplib. The library parses requests and writes answers; connections, their threads and all
// limits are ours, because the library's time-outs start anew with every byte.
#include "app/http_server.h"

#include <httplib.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <atomic>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// The accepted encodings under a name that the library does not act on: it would compress what is compressed already.
constexpr const char* accepted_encodings = "sitrep-accept-encoding";
constexpr std::size_t drained_most = 256u << 10;
constexpr milliseconds drained_for{1000};
constexpr int waiting_most = 256;

int milliseconds_until(Clock::time_point end) {
  return static_cast<int>(std::max<std::int64_t>(0, std::chrono::duration_cast<milliseconds>(end - Clock::now()).count()));
}

bool wait_for(int socket, short events, Clock::time_point end) {
  for (;;) {
    pollfd entry{socket, events, 0};
    const int ready = ::poll(&entry, 1, milliseconds_until(end));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

/// A socket whose reads end at a deadline and a number of bytes that are set for a whole head or body, not for one read.
class Connection : public httplib::Stream {
 public:
  Connection(int socket, const HttpLimits& limits) : socket_(socket), limits_(limits) {}

  bool wait_for_request(milliseconds most) {
    return used_ < filled_ || wait_for(socket_, POLLIN, Clock::now() + most);
  }
  void expect_head(milliseconds most) { allow(limits_.head_bytes, most); }
  void expect_body() { allow(limits_.body_bytes + 4096, limits_.body); }  // chunks have lines of their own

  bool is_readable() const override { return used_ < filled_ || wait_for(socket_, POLLIN, read_end_); }
  /// Asked while an answer goes on: does the client still listen?
  bool is_writable() const override {
    if (!wait_for(socket_, POLLOUT, Clock::now() + limits_.stall)) return false;
    char next = 0;  // a client that has gone reads as the end
    return ::recv(socket_, &next, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
  }

  ssize_t read(char* into, std::size_t size) override {
    if (used_ == filled_ && !fill()) return -1;
    const std::size_t count = std::min(size, filled_ - used_);
    std::copy_n(buffer_.data() + used_, count, into);
    used_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* data, std::size_t size) override {
    for (;;) {
      if (!wait_to_send()) return -1;
      const ssize_t sent = ::send(socket_, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent >= 0 || (errno != EAGAIN && errno != EINTR)) return sent;
    }
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

  /// Says that no more comes and lets the client read what was sent: closing at once would take it away from him.
  void close() {
    ::shutdown(socket_, SHUT_WR);
    const auto end = Clock::now() + drained_for;
    std::size_t drained = 0;
    while (drained < drained_most && wait_for(socket_, POLLIN, end)) {
      const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
      if (got <= 0) break;
      drained += static_cast<std::size_t>(got);
    }
    ::close(socket_);
  }

 private:
  void allow(std::size_t bytes, milliseconds time) {
    allowed_ = bytes;
    read_end_ = Clock::now() + time;
    sending_left_ = limits_.answer;
  }
  /// Only the time that the client keeps us waiting counts, so that a stream of events may go on for ever.
  bool wait_to_send() {
    const auto start = Clock::now();
    const bool is_ready = wait_for(socket_, POLLOUT, start + std::min(limits_.stall, sending_left_));
    sending_left_ -= std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    return is_ready;
  }
  bool fill() {
    if (allowed_ == 0 || !wait_for(socket_, POLLIN, read_end_)) return false;
    const ssize_t got = ::recv(socket_, buffer_.data(), std::min(allowed_, buffer_.size()), 0);
    if (got <= 0) return false;
    allowed_ -= static_cast<std::size_t>(got);
    used_ = 0;
    filled_ = static_cast<std::size_t>(got);
    return true;
  }

  int socket_;
  const HttpLimits& limits_;
  std::array<char, 8192> buffer_;
  std::size_t used_ = 0;
  std::size_t filled_ = 0;
  std::size_t allowed_ = 0;
  Clock::time_point read_end_{};
  milliseconds sending_left_{};
};

/// A thread a connection, made when they are needed, up to a number; beyond it the task is run with `is_refused` set.
class ConnectionThreads : public httplib::TaskQueue {
 public:
  explicit ConnectionThreads(std::size_t most) : most_(most) {}

  void enqueue(std::function<void()> task) override {
    std::unique_lock lock(mutex_);
    if (idle_ == 0 && threads_.size() == most_) {
      lock.unlock();
      is_refused = true;
      task();
      is_refused = false;
      return;
    }
    tasks_.push_back(std::move(task));
    if (idle_ > 0) --idle_;
    else threads_.emplace_back([this] { work(); });
    changed_.notify_one();
  }
  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      is_ended_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  /// On the accepting thread: no thread is free for this connection.
  static thread_local bool is_refused;

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return !tasks_.empty() || is_ended_; });
      if (tasks_.empty()) return;
      const std::function<void()> task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
      lock.lock();
      ++idle_;
    }
  }

  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool is_ended_ = false;
};

thread_local bool ConnectionThreads::is_refused = false;

HttpRequest request_of(const httplib::Request& from) {
  HttpRequest request{from.method, from.path, {}, {}, from.body};
  for (const auto& [name, value] : from.params) request.parameters.emplace_back(name, value);
  for (const auto& [name, value] : from.headers) {
    std::string& all = request.headers[lowered(name)];
    all += all.empty() ? value : ", " + value;
  }
  if (auto found = request.headers.extract(accepted_encodings)) {
    found.key() = "accept-encoding";
    request.headers.insert(std::move(found));
  }
  return request;
}

void write_answer(const HttpAnswer& answer, httplib::Response& response) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) {
    response.headers.erase(name);
    response.set_header(name, value);
  }
  if (answer.pieces) {
    response.set_chunked_content_provider(answer.type, [pieces = answer.pieces](std::size_t, httplib::DataSink& sink) {
      const std::optional<std::string> piece = pieces();
      if (!piece) sink.done();
      else if (!piece->empty()) sink.write(piece->data(), piece->size());
      return sink.is_writable();
    });
  } else if (answer.body && !answer.body->empty()) {
    response.set_content(*answer.body, answer.type);
  }
}

class Listener : public httplib::Server {
 public:
  Listener(HttpService service, HttpLimits limits) : service_(std::move(service)), limits_(limits) {
    new_task_queue = [this] { return new ConnectionThreads(limits_.connections); };
    set_tcp_nodelay(true);
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits_.idle).count());  // which it tells clients
    set_keep_alive_max_count(limits_.requests_a_connection);
    set_payload_max_length(limits_.body_bytes);
    set_socket_options([](socket_t socket) {  // not SO_REUSEPORT: two servers must not share a port unseen
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    httplib::Headers headers;
    for (const auto& [name, value] : service_.headers) headers.emplace(name, value);
    set_default_headers(std::move(headers));
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) { return before_body(request, response); });
    Post("/.+", [this](const httplib::Request& request, httplib::Response& response) { write_answer(service_.answer(request_of(request)), response); });
    set_error_handler([](const httplib::Request&, httplib::Response& response) {  // what the library itself refuses
      if (response.body.empty() && response.content_length_ == 0)
        response.set_content(format("{{\"error\": \"the request cannot be answered (HTTP {})\"}}", response.status), "application/json; charset=utf-8");
    });
    set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) { response.status = 500; });
  }

  int bind(const std::string& address, int port) {
    const int bound = port == 0 ? bind_to_any_port(address) : bind_to_port(address, port) ? port : -1;
    if (bound > 0) ::listen(svr_sock_, waiting_most);  // the library lets no more than five wait
    return bound;
  }

 private:
  HandlerResponse before_body(const httplib::Request& from, httplib::Response& response) {
    const HttpRequest request = request_of(from);
    if (const auto refusal = service_.refuse(request)) {
      write_answer(*refusal, response);
      return HandlerResponse::Handled;
    }
    if (request.method == "POST") return HandlerResponse::Unhandled;
    write_answer(service_.answer(request), response);
    return HandlerResponse::Handled;
  }

  bool is_crowded() const { return open_ > limits_.connections * 3 / 4; }

  bool process_and_close_socket(socket_t socket) override {
    if (ConnectionThreads::is_refused) {
      constexpr std::string_view busy = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      ::send(socket, busy.data(), busy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      ::close(socket);
      return false;
    }
    ++open_;
    Connection connection(socket, limits_);
    for (std::size_t left = limits_.requests_a_connection; left > 0 && svr_sock_ != INVALID_SOCKET; --left)
      if (!wait_for_next(connection) || !answer_one(connection, left == 1 || is_crowded())) break;
    connection.close();
    --open_;
    return true;
  }

  /// In small steps, so that a connection that waits does not hold up the end, nor others when there are many.
  bool wait_for_next(Connection& connection) {
    const auto end = Clock::now() + limits_.idle;
    while (svr_sock_ != INVALID_SOCKET && Clock::now() < end) {
      if (connection.wait_for_request(milliseconds(200))) return true;
      if (is_crowded()) return false;
    }
    return false;
  }

  bool answer_one(Connection& connection, bool is_last) {
    connection.expect_head(is_crowded() ? limits_.head / 4 : limits_.head);
    bool is_closed = false;
    bool has_head = false;  // without one, nobody knows where the next request begins
    const bool is_answered = process_request(connection, is_last, is_closed, [&](httplib::Request& request) {
      has_head = true;
      connection.expect_body();
      request.ranges.clear();
      request.headers.erase("REMOTE_ADDR");
      if (auto found = request.headers.extract("Accept-Encoding")) request.headers.emplace(accepted_encodings, found.mapped());
      request.headers.erase("Accept-Encoding");
      // A body that nobody reads would be taken for the next request.
      if (request.headers.count("Content-Length") + request.headers.count("Transfer-Encoding") > 0) {
        request.headers.erase("Connection");
        request.headers.emplace("Connection", "close");
        is_closed = true;
      }
    });
    return is_answered && has_head && !is_closed;
  }

  HttpService service_;
  HttpLimits limits_;
  std::atomic<std::size_t> open_ = 0;
};

}  // namespace

std::optional<std::string> HttpRequest::header(const std::string& name) const {
  const auto at = headers.find(name);
  return at == headers.end() ? std::nullopt : std::optional(at->second);
}

struct HttpServer::Parts {
  Listener listener;
  int port = 0;
  std::atomic<bool> is_done = false;
  Parts(HttpService service, HttpLimits limits) : listener(std::move(service), limits) {}
};

HttpServer::HttpServer(const std::string& address, int port, HttpService service, HttpLimits limits)
    : parts_(std::make_unique<Parts>(std::move(service), limits)) {
  parts_->port = parts_->listener.bind(address, port);
  if (parts_->port < 0) throw Error(format("{}:{}: cannot be listened on; another program may have the port, or the address is not this machine's", address, port));
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return parts_->port; }

void HttpServer::run() {
  parts_->listener.listen_after_bind();
  parts_->is_done = true;
}

bool HttpServer::is_done() const { return parts_->is_done; }

void HttpServer::stop() {
  while (!parts_->listener.is_running() && !parts_->is_done) std::this_thread::sleep_for(milliseconds(5));  // run() is about to begin
  parts_->listener.stop();
}

}  // namespace sitrep
