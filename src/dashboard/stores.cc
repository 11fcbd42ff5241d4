#include "dashboard/stores.h"

namespace oit::dashboard {

Result<Stores::Lease> Stores::take() {
  std::unique_ptr<store::Store> store;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      store = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (store == nullptr) {
    auto opened = open_();
    if (!opened) return pass_on(opened);
    store = std::move(*opened);
  }
  return Lease(store.release(), [this](store::Store* used) {
    std::unique_ptr<store::Store> back(used);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(back));
  });
}

}  // namespace oit::dashboard
