#include "store/store.h"

#include <array>
#include <utility>

#include "store/migrations.h"
#include "store/site_memory.h"
#include "store/times.h"

namespace oit::store {

std::string_view name_of(RunState state) {
  switch (state) {
    case RunState::running:
      return "running";
    case RunState::complete:
      return "complete";
    case RunState::stopped:
      return "stopped";
    case RunState::failed:
      return "failed";
  }
  return "failed";
}

std::optional<RunState> read_run_state(std::string_view name) {
  using enum RunState;
  for (const auto state : {running, complete, stopped, failed})
    if (name_of(state) == name) return state;
  return std::nullopt;
}

std::string_view name_of(DeliveryState state) {
  switch (state) {
    case DeliveryState::sent:
      return "sent";
    case DeliveryState::failed:
      return "failed";
    case DeliveryState::held:
      return "held";
  }
  return "failed";
}

namespace {

constexpr std::string_view kDeliveryColumns =
    "run, previous, recipient, digest_hash, state, tries, last_error, noted_at";

DeliveryState read_delivery_state(std::string_view name) {
  using enum DeliveryState;
  for (const auto state : {sent, held})
    if (name_of(state) == name) return state;
  return failed;
}

Delivery read_delivery(const Row& row) {
  return {row.text(0),
          row.text(1),
          row.text(2),
          row.text(3),
          read_delivery_state(row.text(4)),
          static_cast<int>(row.integer(5)),
          row.text(6),
          read_time(row.text(7))};
}

}  // namespace

Store::Store(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& where, const Patience& patience) {
  auto database = open_database(where, patience);
  if (!database) return pass_on(database);
  if (const auto ready = migrate(**database); !ready) return pass_on(ready);
  return std::unique_ptr<Store>(new Store(std::move(*database)));
}

const std::string& Store::where() const { return database_->name(); }

Result<bool> Store::note_delivery(const Delivery& delivery) {
  const std::lock_guard lock(mutex_);
  const auto noted = database_->execute(
      "insert into delivery (" + std::string(kDeliveryColumns) +
          ") values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (run, previous, recipient) "
          "do update set digest_hash = excluded.digest_hash, state = excluded.state, "
          "tries = excluded.tries, last_error = excluded.last_error, "
          "noted_at = excluded.noted_at where delivery.state <> 'sent'",
      {delivery.run, delivery.previous, delivery.recipient, delivery.digest_hash,
       std::string(name_of(delivery.state)), std::int64_t{delivery.tries}, delivery.last_error,
       write_time(delivery.when)});
  if (!noted) return pass_on(noted);
  return true;
}

Result<std::optional<Delivery>> Store::delivery(const std::string& run, const std::string& previous,
                                                const std::string& recipient) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query("select " + std::string(kDeliveryColumns) +
                                         " from delivery where run = ?1 and previous = ?2 and "
                                         "recipient = ?3",
                                     {run, previous, recipient});
  if (!rows) return pass_on(rows);
  if (rows->empty()) return std::optional<Delivery>();
  return std::optional<Delivery>(read_delivery(rows->front()));
}

Result<std::vector<Delivery>> Store::deliveries(DeliveryState state) {
  const std::lock_guard lock(mutex_);
  const auto rows =
      database_->query("select " + std::string(kDeliveryColumns) +
                           " from delivery where state = ?1 order by noted_at, run, recipient",
                       {std::string(name_of(state))});
  if (!rows) return pass_on(rows);
  std::vector<Delivery> deliveries;
  for (const auto& row : *rows) deliveries.push_back(read_delivery(row));
  return deliveries;
}

Result<std::unique_ptr<SiteMemory>> Store::memory_of(const std::string& site,
                                                     const std::string& rulebook_revision,
                                                     const std::string& tool_version) {
  std::unique_ptr<SiteMemory> memory(new SiteMemory(*this, site, rulebook_revision, tool_version));
  if (const auto loaded = memory->load(); !loaded) return pass_on(loaded);
  return memory;
}

}  // namespace oit::store
