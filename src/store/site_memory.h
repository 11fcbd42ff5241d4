#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "crawl/memory.h"
#include "store/database.h"
#include "store/store.h"

namespace oit::store {

/// What servers said of one site's addresses, kept from run to run. Made by Store::memory_of().
///
/// Kept are whole answers that can be asked for conditionally: with an ETag, or a Last-Modified
/// at least two seconds older than the answer; a younger one is weak (RFC 9110, section 8.8.2.2).
/// A failing database loses what was to be remembered, never a site's result: flush() tells.
class SiteMemory final : public crawl::Memory {
 public:
  ~SiteMemory() override;  ///< flushes

  model::Validators validators(const url::Url& url) const override;
  bool recall(model::Response& response) override;
  void keep(const model::Response& response, const std::string& sha256,
            const model::Document* document) override;

  /// Whoever asks and whatever the rules: only the tool's version counts.
  std::optional<model::Recognised> recall_recognised(const std::string& sha256, int page) override;
  void keep_recognised(const std::string& sha256, int page,
                       const model::Recognised& recognised) override;

  /// Writes what waits to be written, one transaction for many answers. The first error since the
  /// last call, also one of earlier writing. Any thread.
  Result<bool> flush();

  std::size_t size() const { return known_.size(); }  ///< addresses with validators

 private:
  friend class Store;

  /// What is known of an address when the run begins: one small text, for there are many.
  struct Known {
    std::uint64_t key = 0;  ///< hash of the address asked for
    std::string words;      ///< final address ("" for the same), ETag, Last-Modified, SHA-256
  };

  /// What is to be written. Ordered, so that two writers on one server never wait for each other.
  struct Waiting {
    std::map<std::string, std::vector<Value>> answers, bodies;  ///< rows by address and by SHA-256
    std::set<std::string> seen;                                 ///< addresses answered 304
    Time seen_at{};
    std::size_t bytes = 0;

    bool is_empty() const { return answers.empty() && seen.empty(); }
  };

  SiteMemory(Store& store, std::string site, std::string revision, std::string version);

  Result<bool> load();
  const Known* find(const url::Url& url) const;
  bool fill(model::Response& response, const model::Validators& sent);
  void forget(const std::string& url, const std::string& body);
  bool has_body(const url::Url& url, const std::string& sha256);
  void write_when_due();
  Result<bool> write(const Waiting& waiting);

  Store& store_;
  const std::string site_, revision_, version_;
  std::vector<Known> known_;  ///< by key; never changes after load()

  std::mutex mutex_;  ///< of all below
  Waiting waiting_;
  std::set<std::string> lost_;  ///< addresses whose body must be written again
  std::optional<Error> trouble_;
};

}  // namespace oit::store
