#include "match/known_host.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace oit::match {
namespace {

bool ends_with_name(std::string_view host, std::string_view name) {
  return host == name || (host.size() > name.size() && host.ends_with(name) &&
                          host[host.size() - name.size() - 1] == '.');
}

}  // namespace

const model::Host* known_host(const model::Rulebook& rulebook, const url::Url& address) {
  const model::Host* best = nullptr;
  for (const auto& host : rulebook.hosts) {
    if (!ends_with_name(address.host(), host.name)) continue;
    if (!host.path.empty() && !address.path().starts_with(host.path)) continue;
    const auto weight = [](const model::Host& h) { return h.name.size() + h.path.size(); };
    if (best == nullptr || weight(host) > weight(*best)) best = &host;
  }
  return best;
}

bool is_account(const model::Host& host, const url::Url& address) {
  const auto& text = address.text();
  for (const auto& fragment : host.not_account)
    if (text.find(fragment) != std::string::npos) return false;
  if (host.account_path == "none") return false;
  return address.path().size() > 1 || !address.query().empty();
}

bool shows_a_post(const model::Host& host, const url::Url& address) {
  static constexpr std::string_view kPosts[] = {"/posts/",  "/permalink", "story_fbid", "/photo",
                                                "/videos/", "/watch",     "/reel/",     "/album"};
  return (host.kind == "social" || host.kind == "video") &&
         std::ranges::any_of(
             kPosts, [&](auto part) { return address.text().find(part) != std::string::npos; });
}

}  // namespace oit::match
