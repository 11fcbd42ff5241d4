#include "store/capture.h"

#include <algorithm>

#include "store/moment.h"

namespace oit::store {

bool is_site_id(std::string_view id) {
  constexpr std::size_t kLongest = 128;
  constexpr std::string_view kSigns = "._-";
  const auto may_stand = [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           kSigns.find(c) != std::string_view::npos;
  };
  return !id.empty() && id.size() <= kLongest && id[0] != '.' && id[0] != '-' &&
         std::ranges::all_of(id, may_stand);
}

std::string capture_name(const SiteHead& head) {
  return head.site + '-' + Moment(head.started_at).fourteen_digits() + ".warc.gz";
}

}  // namespace oit::store
