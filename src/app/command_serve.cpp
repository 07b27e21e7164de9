// SPDX-License-Identifier: Apache-2.0
// `sitrep serve`: the ledger for browsers and programs, over HTTP.
#include <signal.h>

#include <iostream>
#include <thread>

#include "app/api.h"
#include "app/data_paths.h"
#include "app/incident_filter.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

/// SIGINT and SIGTERM, kept from ending the program: whoever waits takes them. Threads started later inherit that.
class EndSignals {
 public:
  EndSignals() {
    ::sigemptyset(&signals_);
    ::sigaddset(&signals_, SIGINT);
    ::sigaddset(&signals_, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  bool wait(long milliseconds) const {
    const timespec time{milliseconds / 1000, milliseconds % 1000 * 1000000};
    return ::sigtimedwait(&signals_, nullptr, &time) > 0;
  }

 private:
  sigset_t signals_{};
};

int run(const Arguments& arguments) {
  const EndSignals signals;
  const long port = arguments.number("port");
  if (port > 65535) throw Error(format("--port {}: ports go up to 65535; 0 takes a free one", port));
  GuardRules rules{.hosts = arguments.values("host"), .token = std::nullopt};
  if (const auto file = arguments.value("token-file")) rules.token = token_from(*file);
  const std::string address = *arguments.value("bind");

  StoreReaders readers(*arguments.value("db"), std::max(4U, 2 * std::thread::hardware_concurrency()));
  Api api(readers, std::move(rules), arguments.value("page").value_or(find_data().page.string()));
  HttpServer server(address, static_cast<int>(port), api.service());
  std::cout << format("http://{}:{}/\n", address.find(':') == std::string::npos ? address : "[" + address + "]", server.port()) << std::flush;

  std::thread listening([&] { server.run(); });
  bool is_asked_to_end = false;
  while (!is_asked_to_end && !server.is_done()) is_asked_to_end = signals.wait(1000);
  server.stop();
  listening.join();
  if (!is_asked_to_end) throw Error("the system gives no more connections; is there a limit on open files?");
  return exit_done;
}

constexpr Option options[] = {
    db_option,
    {"port", "N", "the port to listen on; 0 takes a free one, which is printed", "8080"},
    {"bind", "ADDRESS", "the address to listen on; others than this machine's own let others in", "127.0.0.1"},
    {"host", "NAME", "a name that the server goes by, besides localhost and addresses", "", true},
    {"token-file", "FILE", "take corrections from who has the token that is this file's first line"},
    {"page", "FOLDER", "the files of the page, where they are not those that came with the program"},
};
constexpr std::string_view examples[] = {
    "sitrep serve --db war.db",
    "sitrep serve --db war.db --port 9000 --token-file token.txt",
};

}  // namespace

extern const Command serve_command;
const Command serve_command{"serve", "the ledger over HTTP: a page for people, JSON for programs", "", options, examples, run};

}  // namespace sitrep
