#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "model/report.h"

namespace oit::model {

/// One item's verdict in one run, as far as runs are compared.
struct Verdict {
  std::string site;  ///< id of the inventory
  std::string item;  ///< "O12"
  std::string topic;
  Status status = Status::unverified;
  std::string url, sha256;  ///< of what decided; empty when nothing did
  std::string period;       ///< the one found: its first and last day, "2022-10-01/2023-09-30"
  std::string unit;
  std::string reason;  ///< Thai, one sentence

  bool operator==(const Verdict&) const = default;
};

/// What happened to an item between two runs.
enum class ChangeKind : std::uint8_t {
  appeared,       ///< published, and nothing was there before
  repaired,       ///< published, and was broken, stale or incomplete before
  lost,           ///< was there in some form, and is missing now
  went_stale,     ///< was published, and is of an earlier period now
  broke,          ///< was anything else, and is broken now
  fell_short,     ///< was published, and is incomplete now
  moved,          ///< published before and after, at another address
  file_replaced,  ///< the same address, another content
  out_of_sight,   ///< could be checked before, not now: nothing is said of the item
  in_sight,       ///< could not be checked before; is checked now, and is not published
  other,          ///< any other change of status
};

std::string_view name_of(ChangeKind kind);  ///< as in JSON
std::string_view thai_of(ChangeKind kind);  ///< as officers read it

/// True for what makes a site worse: lost, went_stale, broke, fell_short.
bool is_regression(ChangeKind kind);

struct Change {
  std::string site, item, topic;
  ChangeKind kind = ChangeKind::other;
  Status before = Status::unverified, after = Status::unverified;
  std::string url_before, url_after;
  std::string unit;    ///< that should act, as in the later run
  std::string reason;  ///< Thai, of the later run
};

}  // namespace oit::model
