#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace oit::dashboard {

/// Connections to one store, so that pages are drawn side by side: a Store works for one caller at
/// a time. Any thread.
class Stores {
 public:
  using Open = std::function<Result<std::unique_ptr<store::Store>>()>;
  using Returned = std::function<void(store::Store*)>;
  using Lease = std::unique_ptr<store::Store, Returned>;

  explicit Stores(Open open) : open_(std::move(open)) {}

  /// A store for the caller alone; it comes back when the lease ends, and must before this goes.
  /// Errors: as Store::open.
  Result<Lease> take();

 private:
  Open open_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<store::Store>> idle_;
};

}  // namespace oit::dashboard
