#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "notify/news.h"
#include "notify/settings.h"

namespace oit::notify {

enum class AlertKind : std::uint8_t {
  run_failed,  ///< nothing reliable came of it
  run_unfinished,
  site_closed,  ///< could be opened before, not now
  site_opened,  ///< the other way round
};

struct Alert {
  AlertKind kind = AlertKind::run_failed;
  const SiteCard* site = nullptr;  ///< none for the run's
};

/// A change with the site it happened on.
struct Item {
  const model::Change* change = nullptr;
  const SiteCard* site = nullptr;
};

/// What a recipient is to hear, in the order of telling; points into the news.
struct Draft {
  const News& news;
  const Settings& settings;
  report::Lang lang = report::Lang::th;
  std::string recipient;
  std::vector<Alert> alerts;
  std::vector<Item> items;
};

std::string draw_subject(const Draft& draft);
std::string draw_text(const Draft& draft);

/// The same in at most 5,000 UTF-16 units. Source: LINE Messaging API, text message.
std::string draw_short_text(const Draft& draft);

/// For programs; `text` holds the short form, which chat services show as it stands.
std::string draw_json(const Draft& draft);

}  // namespace oit::notify
