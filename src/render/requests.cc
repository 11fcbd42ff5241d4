#include "render/requests.h"

#include <algorithm>
#include <array>

namespace oit::render {
namespace {

constexpr std::array<std::string_view, 10> kNoContent{
    "Media",    "Font",  "Ping",        "TextTrack",      "Manifest",
    "Prefetch", "FedCM", "EventSource", "SignedExchange", "CSPViolationReport"};

bool is_counter(std::string_view host, std::span<const std::string> counters) {
  return std::ranges::any_of(counters, [host](std::string_view name) {
    return host == name || (host.ends_with(name) && host[host.size() - name.size() - 1] == '.');
  });
}

}  // namespace

Treatment treatment_of(std::string_view type, bool is_main_frame, const url::Url& url,
                       std::span<const std::string> counters) {
  if (type == "Image") return Treatment::picture;
  if (type == "Document" && !is_main_frame) return Treatment::refuse;
  if (std::ranges::find(kNoContent, type) != kNoContent.end()) return Treatment::refuse;
  if (url.path() == "/favicon.ico" || is_counter(url.host(), counters)) return Treatment::refuse;
  return Treatment::ask;
}

bool is_awaited(std::string_view type) {
  return type != "Other" && type != "WebSocket" && type != "EventSource" && type != "Ping" &&
         type != "Image" && type != "Media" && type != "Font";
}

}  // namespace oit::render
