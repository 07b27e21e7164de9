// SPDX-License-Identifier: Apache-2.0
// The HTTP API of a store and the files of the page: which path leads to which answer, with tags, compression, a cache that
// a new state of the ledger empties, and headers that let a browser do nothing but what the page needs. docs/api.md is its
// description for people, /openapi.json for programs.
#pragma once

#include <atomic>
#include <list>
#include <mutex>
#include <unordered_map>

#include "app/http_server.h"
#include "app/ledger_watch.h"
#include "app/page_files.h"
#include "app/request_guard.h"
#include "app/store_readers.h"

namespace sitrep {

/// Answers of one state of the ledger, newest use first, up to a number of bytes.
class AnswerCache {
 public:
  struct Entry {
    std::shared_ptr<const std::string> body;
    std::shared_ptr<const std::string> gzipped;
    std::string type;
  };
  std::optional<Entry> find(const std::string& key, const std::string& version);
  void put(const std::string& key, const std::string& version, Entry entry);

 private:
  void drop_oldest();
  std::mutex mutex_;
  std::string version_;
  std::size_t bytes_ = 0;
  std::list<std::pair<std::string, Entry>> entries_;
  std::unordered_map<std::string, decltype(entries_)::iterator> places_;
};

struct Endpoint;

class Api {
 public:
  Api(StoreReaders& readers, GuardRules rules, const std::filesystem::path& page);

  /// The Api must outlive the service.
  HttpService service();

 private:
  std::optional<HttpAnswer> refuse(const HttpRequest& request) const;
  HttpAnswer answer(const HttpRequest& request);
  HttpAnswer answer_from_store(const HttpRequest& request, const Endpoint& endpoint);
  HttpAnswer corrected(const HttpRequest& request);
  HttpAnswer event_stream(const HttpRequest& request);
  HttpAnswer page_answer(const HttpRequest& request) const;

  StoreReaders& readers_;
  GuardRules rules_;
  PageFiles page_;
  std::string build_;  // another program, or one that takes corrections, may answer otherwise
  AnswerCache cache_;
  AnswerCache::Entry description_;  // by OpenAPI
  LedgerWatch watch_;
  std::mutex correcting_;
  std::atomic<int> streams_ = 0;
};

}  // namespace sitrep
