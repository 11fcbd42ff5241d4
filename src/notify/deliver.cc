#include "notify/deliver.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "base/sha256.h"
#include "net/post.h"
#include "net/retry.h"
#include "notify/mail.h"
#include "notify/secret.h"
#include "text/width.h"

namespace oit::notify {
namespace {

constexpr std::string_view kMailWay = "mail:";

std::vector<std::string> ways_of(const Recipient& to) {
  std::vector<std::string> ways;
  for (const auto& address : to.mail) ways.push_back(std::string(kMailWay) + address);
  if (!to.line.empty()) ways.emplace_back("line");
  if (!to.webhook.empty()) ways.emplace_back("webhook");
  return ways;
}

/// One digest on one way.
struct Message {
  const Digest& digest;
  std::string way;  ///< as in Trouble

  std::string recipient() const { return digest.to.name + ' ' + way; }
};

Tried read_answer(const net::PostAnswer& answer, std::chrono::system_clock::time_point now) {
  using enum model::FetchOutcome;
  if (answer.outcome == ok) return {TryEnd::arrived, {}, {}};
  const bool is_nobody =
      answer.status == 0 && (answer.outcome == refused || answer.outcome == timeout ||
                             answer.outcome == no_such_host || answer.outcome == no_network);
  Tried tried{TryEnd::refused, answer.why, net::read_retry_after(answer.retry_after, now)};
  if (is_nobody)
    tried.end = TryEnd::unreachable;
  else if (answer.status >= 500 || net::is_worth_retrying(answer.outcome, answer.status))
    tried.end = TryEnd::later;
  return tried;
}

class Postman {
 public:
  Postman(const Settings& settings, const RunCard& run, DeliveryLog& log, const Clock& clock,
          const Patience& patience, Told& told)
      : settings_(settings),
        run_(run),
        log_(log),
        clock_(clock),
        patience_(patience),
        allowed_(settings.allow_private, {}),
        told_(told) {}

  void bring(const Digest& digest, const std::set<std::string>* only) {
    for (const auto& way : ways_of(digest.to)) {
      const Message message{digest, way};
      if (only == nullptr || only->contains(message.recipient())) bring(message);
    }
  }

 private:
  std::string server_of(const Message& message) const;
  Tried try_once(const Message& message) const;
  Tried bring_mail(const Message& message) const;
  Tried bring_line(const Digest& digest) const;
  Tried bring_webhook(const Digest& digest) const;
  void bring(const Message& message);
  Tried try_all(const Message& message, int& tries);
  bool pause_before(const Message& message, const Tried& tried, int next) const;
  void note(const Message& message, DeliveryState state, int tries, const std::string& error);
  bool is_stopped() const { return patience_.is_stopped && patience_.is_stopped(); }

  const Settings& settings_;
  const RunCard& run_;
  DeliveryLog& log_;
  const Clock& clock_;
  const Patience& patience_;
  const net::AllowList allowed_;
  Told& told_;
};

std::string Postman::server_of(const Message& message) const {
  if (message.way == "line") return settings_.line.endpoint.origin();
  if (message.way == "webhook") return message.digest.to.webhook.origin();
  return settings_.mail.server;
}

Tried Postman::try_once(const Message& message) const {
  if (message.way == "line") return bring_line(message.digest);
  if (message.way == "webhook") return bring_webhook(message.digest);
  return bring_mail(message);
}

Tried Postman::bring_mail(const Message& message) const {
  const auto& digest = message.digest;
  return send_mail(settings_.mail, {message.way.substr(kMailWay.size()), digest.subject,
                                    digest.text, retry_key(digest, message.way), clock_.now()});
}

Tried Postman::bring_line(const Digest& digest) const {
  constexpr int kKnownKey = 409;  // "The retry key is already accepted"
  constexpr std::size_t kMostWords = 200;
  const nlohmann::json body{
      {"to", digest.to.line},
      {"messages", nlohmann::json::array({{{"type", "text"}, {"text", digest.short_text}}})}};
  net::PostRequest request;
  request.url = settings_.line.endpoint;
  request.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  request.fields = {{"Authorization", "Bearer " + settings_.line.token},
                    {"X-Line-Retry-Key", retry_key(digest, "line")}};
  const auto answer = net::post(request, allowed_);
  if (answer.status == kKnownKey) return {TryEnd::arrived, {}, {}};
  auto tried = read_answer(answer, clock_.now());
  if (tried.end != TryEnd::arrived && !answer.body.empty())
    tried.why += ": " + text::fit_to(text::printable(answer.body), kMostWords);
  tried.why = hide_secret(std::move(tried.why), settings_.line.token);
  return tried;
}

Tried Postman::bring_webhook(const Digest& digest) const {
  net::PostRequest request;
  request.url = digest.to.webhook;
  request.body = digest.json;
  request.fields = {{"X-Oitcheck-Delivery", retry_key(digest, "webhook")}};
  if (!settings_.webhook_secret.empty())
    request.fields.emplace_back("X-Oitcheck-Signature",
                                "sha256=" + hmac_sha256_hex(settings_.webhook_secret, digest.json));
  return read_answer(net::post(request, allowed_), clock_.now());
}

void Postman::bring(const Message& message) {
  if (is_stopped()) return;
  const auto before = log_.find(run_.id, run_.previous, message.recipient());
  if (!before) {
    // Better silence now, told to the caller, than the same message every night.
    told_.troubles.push_back({message.digest.to.name, "log", before.error().message});
    return;
  }
  if (*before && (*before)->state == DeliveryState::sent) {
    ++told_.already;
    return;
  }
  int tries = *before ? (*before)->tries : 0;
  const auto& quiet = message.digest.to.quiet;
  if (quiet && quiet->holds(clock_.now())) {
    ++told_.held;
    return note(message, DeliveryState::held, tries, {});
  }
  const Tried tried = try_all(message, tries);
  if (tried.end == TryEnd::arrived) {
    ++told_.sent;
    return note(message, DeliveryState::sent, tries, {});
  }
  told_.troubles.push_back({message.digest.to.name, message.way, tried.why});
  note(message, DeliveryState::failed, tries, tried.why);
}

/// Tries until it arrives or no further try makes sense now; counts them in `tries`.
Tried Postman::try_all(const Message& message, int& tries) {
  const std::string server = server_of(message);
  if (told_.unreachable.contains(server)) {
    ++tries;
    return {TryEnd::unreachable, "not tried: its server could not be reached just before", {}};
  }
  for (int number = 1;; ++number) {
    Tried tried = try_once(message);
    ++tries;
    if (tried.end == TryEnd::arrived || tried.end == TryEnd::refused) return tried;
    if (number >= patience_.tries || !pause_before(message, tried, number + 1)) {
      if (tried.end == TryEnd::unreachable) told_.unreachable.insert(server);
      return tried;
    }
  }
}

/// Waits before try number `next`; false when there is to be none now.
bool Postman::pause_before(const Message& message, const Tried& tried, int next) const {
  const auto pause =
      tried.wait.value_or(net::retry_pause(patience_.pause, next, stable_hash(message.way)));
  if (pause > patience_.longest || is_stopped()) return false;
  if (patience_.wait)
    patience_.wait(pause);
  else
    std::this_thread::sleep_for(pause);
  return !is_stopped();
}

void Postman::note(const Message& message, DeliveryState state, int tries,
                   const std::string& error) {
  const auto noted = log_.note({run_.id, run_.previous, message.recipient(), message.digest.hash,
                                state, tries, error, clock_.now()});
  if (!noted) told_.troubles.push_back({message.digest.to.name, "log", noted.error().message});
}

}  // namespace

void deliver(const Settings& settings, const RunCard& run, const std::vector<Digest>& digests,
             DeliveryLog& log, const Clock& clock, const Patience& patience, Told& told,
             const std::set<std::string>* only) {
  Postman postman(settings, run, log, clock, patience, told);
  for (const auto& digest : digests) postman.bring(digest, only);
}

std::vector<std::string> deliveries_of(const Digest& digest) {
  std::vector<std::string> out;
  for (const auto& way : ways_of(digest.to)) out.push_back(digest.to.name + ' ' + way);
  return out;
}

std::string retry_key(const Digest& digest, const std::string& way) {
  std::string hex = sha256_hex(digest.hash + '\n' + way);
  hex[12] = '8';
  hex[16] = "89ab"[hex[16] % 4];
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20, 12));
}

}  // namespace oit::notify
