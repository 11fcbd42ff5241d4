#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "dashboard/downloads.h"
#include "dashboard/request.h"
#include "dashboard/scene.h"
#include "dashboard/stores.h"

namespace oit::dashboard {

/// Who may ask, and who is told of failures.
struct Rules {
  std::set<std::string> hosts;  ///< names in a Host field, as host_name() gives them
  std::function<void(const Error&)> on_failure;
  FactsOf facts_of = {};  ///< for papers; any thread
};

/// Pages and JSON over a store: a function from a request to an answer. Reads only. Any thread.
class Dashboard {
 public:
  Dashboard(Stores::Open open, Rules rules) : stores_(std::move(open)), rules_(std::move(rules)) {}

  /// 405 for all but GET and HEAD, 421 for a host that is not ours, 404 for what is not there, 503
  /// when the store fails; of that the asker learns no more.
  Answer answer(const Request& request);

 private:
  Result<Answer> answer_path(store::Store& store, const Request& request);
  Result<Answer> answer_page(const Scene& scene, std::span<const std::string_view> parts);
  using Kept = std::shared_ptr<const RunSites>;
  /// A run's sites. Those of complete runs do not change and are kept, of the few looked at last.
  Result<Kept> sites_of(store::Store& store, const store::Run& run);

  Stores stores_;
  Rules rules_;
  std::mutex mutex_;
  std::vector<std::pair<std::string, Kept>> kept_;  ///< by run; the one looked at last first
};

}  // namespace oit::dashboard
