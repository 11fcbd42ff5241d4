#pragma once
#include <string>

#include "cli/cli.h"
#include "notify/deliver.h"
#include "notify/settings.h"
#include "store/store.h"

namespace oit::cli {

/// What was delivered, kept in the store. The store outlives it.
class StoreLog final : public notify::DeliveryLog {
 public:
  explicit StoreLog(store::Store& store) : store_(store) {}

  Result<std::optional<notify::Delivery>> find(const std::string& run, const std::string& previous,
                                               const std::string& recipient) override;
  Result<bool> note(const notify::Delivery& delivery) override;
  Result<std::vector<notify::Delivery>> waiting() override;

 private:
  store::Store& store_;
};

/// What changed from run `previous` (its id; "" is the newest complete one before) to `run`.
/// Errors: as Store.
Result<notify::News> news_of(store::Store& store, const store::Run& run, std::string previous);

/// Tells everybody whom `settings` names what changed in `run`, and says on standard error what
/// could not be brought: how many messages; the next run brings them. Errors: as Store.
Result<std::size_t> tell_people(Context& context, store::Store& store,
                                const notify::Settings& settings, const store::Run& run,
                                const std::string& previous);

}  // namespace oit::cli
