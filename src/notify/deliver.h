#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "notify/digest.h"
#include "notify/settings.h"

namespace oit::notify {

enum class DeliveryState : std::uint8_t {
  sent,    ///< arrived: never again
  failed,  ///< to be tried again by a later run
  held,    ///< waits for the end of quiet hours
};

/// One message by one way: to whom, about which pair of runs, and what became of it.
struct Delivery {
  std::string run, previous;
  std::string recipient;  ///< name and way: "สำนักปลัด mail:palad@example.go.th", "x line"
  std::string digest_hash;
  DeliveryState state = DeliveryState::failed;
  int tries = 0;           ///< in all runs
  std::string last_error;  ///< without secrets
  std::chrono::system_clock::time_point when{};

  bool operator==(const Delivery&) const = default;
};

/// What was sent to whom, kept from run to run. One thread.
class DeliveryLog {
 public:
  virtual ~DeliveryLog() = default;

  /// What was noted of a message; nothing when it was never tried. Errors: the keeper's.
  virtual Result<std::optional<Delivery>> find(const std::string& run, const std::string& previous,
                                               const std::string& recipient) = 0;

  /// Keeps `delivery` in place of what was noted for the same runs and recipient.
  virtual Result<bool> note(const Delivery& delivery) = 0;

  /// Everything held or failed, oldest first.
  virtual Result<std::vector<Delivery>> waiting() = 0;
};

/// A message that did not arrive.
struct Trouble {
  std::string recipient;  ///< as configured
  std::string way;        ///< "mail:ADDRESS", "line", "webhook"; "log" when the log failed
  std::string error;      ///< one English clause without secrets

  bool operator==(const Trouble&) const = default;
};

/// What happened to all messages.
struct Told {
  std::size_t sent = 0, held = 0;
  std::size_t already = 0;  ///< arrived in an earlier run: not sent again
  std::vector<Trouble> troubles;
  std::set<std::string> unreachable;  ///< servers that were not there, and are not asked again
};

/// How patient deliveries are.
struct Patience {
  int tries = 4;                              ///< per message and run
  std::chrono::milliseconds pause{2'000};     ///< before the second try; then doubled
  std::chrono::milliseconds longest{60'000};  ///< a server asking for more gets no try now
  std::function<void(std::chrono::milliseconds)> wait;  ///< instead of sleeping, when set
  std::function<bool()> is_stopped;                     ///< true: no further message, when set
};

/// Sends every digest by every way of its recipient, one message at a time, unless the log says it
/// arrived, and adds what happened to `told`. Mail goes to each address by itself. Failures worth
/// another try are tried again, are noted and told, and stop nothing. In the recipient's quiet
/// hours the message is noted as held instead. `only`, when given, names the Delivery::recipient to
/// send to; others are left alone.
void deliver(const Settings& settings, const RunCard& run, const std::vector<Digest>& digests,
             DeliveryLog& log, const Clock& clock, const Patience& patience, Told& told,
             const std::set<std::string>* only = nullptr);

/// The Delivery::recipient of every message that brings `digest`.
std::vector<std::string> deliveries_of(const Digest& digest);

/// The same key for every try to bring `digest` by `way`, in the form of a UUID. Source: RFC 9562,
/// section 5.8 (version 8); LINE Messaging API, "Retrying an API request".
std::string retry_key(const Digest& digest, const std::string& way);

}  // namespace oit::notify
