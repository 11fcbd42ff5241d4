#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "notify/news.h"
#include "notify/settings.h"

namespace oit::notify {

/// What one recipient is told of one run.
struct Digest {
  Recipient to;
  std::string subject;     ///< one line
  std::string text;        ///< plain text, lines parted by '\n'; long lists are cut, and say so
  std::string short_text;  ///< for LINE: at most 5,000 UTF-16 units
  std::string json;        ///< for webhooks: schema "oitcheck/notify/1"
  std::string hash;        ///< SHA-256 of runs, recipient and text: the same news, the same hash
  std::size_t changes = 0, alerts = 0;
};

/// The digest of `news` for `recipient`, or nothing when nothing in it concerns him: of the
/// changes those that pass his filters and kinds and are not waived; when he wants alerts, also
/// that the run failed or did not finish, and which of his sites could be opened before and not
/// now, or the other way round. Regressions first, then by site and unit, then by item. Words from
/// the web stand on one line, without control characters, personal numbers masked. Pure; any
/// thread.
std::optional<Digest> write_digest(const Settings& settings, const News& news,
                                   const Recipient& recipient);

/// All digests of `news`: one per recipient in the settings' order, then one per mail address of a
/// unit (from the settings and from each site's contacts), named "unit:ADDRESS", with the usual
/// kinds of change of that unit, but for those its address already gets as a recipient's.
std::vector<Digest> write_digests(const Settings& settings, const News& news);

}  // namespace oit::notify
