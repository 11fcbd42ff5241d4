#include "match/known_host.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace oit::match {
bool has_host(const url::Url& address, std::string_view name) {
  if (const auto colon = name.rfind(':'); colon != std::string_view::npos) {
    if (name.substr(colon + 1) != std::to_string(address.port())) return false;
    name = name.substr(0, colon);
  }
  const auto host = address.host();
  return host == name || (host.size() > name.size() && host.ends_with(name) &&
                          host[host.size() - name.size() - 1] == '.');
}

const model::Host* known_host(const model::Rulebook& rulebook, const url::Url& address) {
  const model::Host* best = nullptr;
  for (const auto& host : rulebook.hosts) {
    if (!has_host(address, host.name)) continue;
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
  if (host.account_path == "first_segment") return address.path().size() > 1;
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
