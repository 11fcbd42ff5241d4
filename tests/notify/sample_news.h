#pragma once
#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/clock.h"
#include "notify/deliver.h"
#include "notify/news.h"
#include "notify/settings.h"

namespace oit::notify {

/// A clock that stands still until a test moves it.
class StillClock final : public Clock {
 public:
  using Time = std::chrono::system_clock::time_point;
  explicit StillClock(Time at) : time(at) {}
  Time now() const override { return time; }
  std::chrono::steady_clock::time_point steady_now() const override { return {}; }

  Time time;
};

/// 28 November 2026 (B.E. 2569), `hour` o'clock in Bangkok.
inline std::chrono::system_clock::time_point bangkok(int hour) {
  using namespace std::chrono;
  return sys_days(year(2026) / 11 / 28) + hours(hour - 7);
}

inline model::Change change_of(const std::string& site, const std::string& item,
                               model::ChangeKind kind, const std::string& unit) {
  using enum model::Status;
  model::Change change;
  change.site = site;
  change.item = item;
  change.topic = "topic-" + item;
  change.kind = kind;
  const bool is_worse = model::is_regression(kind);
  change.before = is_worse ? published : missing;
  change.after = is_worse ? missing : published;
  change.url_before = "https://" + site + ".example.go.th/" + item;
  if (!is_worse) change.url_after = change.url_before;
  change.unit = unit;
  change.reason = "เหตุของ " + item;
  return change;
}

/// Two sites: ban-a lost O12 and had O2 repaired, ban-b's O10 broke; a replaced file; ban-c closed.
inline News sample_news() {
  using enum model::ChangeKind;
  News news;
  news.run = {"r2", "r1", bangkok(1), true, ""};
  SiteCard a, b, c;
  a.id = "ban-a", a.name = "เทศบาลตำบลบ้านเอ", a.url = "https://ban-a.example.go.th/";
  a.province = "จันทบุรี", a.tags = {"เทศบาล"}, a.outcome_before = a.outcome_after = "ok";
  b.id = "ban-b", b.name = "อบต.บ้านบี", b.url = "https://ban-b.example.go.th/";
  b.province = "ตราด", b.tags = {"อบต"}, b.outcome_before = b.outcome_after = "ok";
  c.id = "ban-c", c.name = "อบต.บ้านซี", c.url = "https://ban-c.example.go.th/";
  c.province = "ตราด", c.outcome_before = "ok", c.outcome_after = "home_failed";
  news.sites = {a, b, c};
  news.changes = {
      change_of("ban-b", "O10", broke, "สำนักปลัด"), change_of("ban-a", "O2", repaired, "สำนักปลัด"),
      change_of("ban-a", "O12", lost, "กองคลัง"), change_of("ban-a", "O9", lost, "กองคลัง"),
      change_of("ban-b", "O3", file_replaced, "สำนักปลัด")};
  news.titles = {{"O12", {"แผนการใช้จ่ายงบประมาณประจำปี", "Spending plan"}},
                 {"O10", {"แผนดำเนินงานประจำปี", "Action plan"}},
                 {"O2", {"ข้อมูลผู้บริหาร", "Executives"}}};
  return news;
}

inline Recipient recipient_named(const std::string& name) {
  Recipient to;
  to.name = name;
  to.kinds = usual_kinds();
  return to;
}

/// What the store keeps, in memory.
class FakeLog final : public DeliveryLog {
 public:
  Result<std::optional<Delivery>> find(const std::string& run, const std::string& previous,
                                       const std::string& recipient) override {
    if (is_broken) return fail(ErrorCode::io, "the log is gone");
    for (const auto& delivery : kept)
      if (std::tie(delivery.run, delivery.previous, delivery.recipient) ==
          std::tie(run, previous, recipient))
        return std::optional(delivery);
    return std::optional<Delivery>();
  }

  Result<bool> note(const Delivery& delivery) override {
    if (is_broken) return fail(ErrorCode::io, "the log is gone");
    std::erase_if(kept, [&](const Delivery& old) {
      return std::tie(old.run, old.previous, old.recipient) ==
             std::tie(delivery.run, delivery.previous, delivery.recipient);
    });
    kept.push_back(delivery);
    return true;
  }

  Result<std::vector<Delivery>> waiting() override {
    if (is_broken) return fail(ErrorCode::io, "the log is gone");
    std::vector<Delivery> out;
    std::ranges::copy_if(kept, std::back_inserter(out),
                         [](const auto& d) { return d.state != DeliveryState::sent; });
    return out;
  }

  std::vector<Delivery> kept;
  bool is_broken = false;
};

}  // namespace oit::notify
