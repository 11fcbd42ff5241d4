#include "render/browser_flags.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace oit::render {
namespace {

namespace fs = std::filesystem;

bool can_run(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return value == nullptr ? "" : value;
}

/// Where a shell would find `program`; empty when nowhere.
std::string in_path(std::string_view program) {
  const auto path = variable("PATH");
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find(':', begin), path.size());
    const auto file = fs::path(path.substr(begin, end - begin)) / program;
    if (file.is_absolute() && can_run(file)) return file;
    begin = end + 1;
  }
  return {};
}

Result<std::string> named(const std::string& file, std::string_view by) {
  if (file.find('/') == std::string::npos)
    if (auto found = in_path(file); !found.empty()) return found;
  std::error_code error;
  const auto path = fs::absolute(file, error);
  if (!error && can_run(path)) return path.string();
  return fail(ErrorCode::bad_argument, fmt::format("{} {}: no such program", by, file));
}

}  // namespace

Result<std::string> find_browser(const std::string& given) {
  if (!given.empty()) return named(given, "--browser");
  if (const auto other = variable("OITCHECK_CHROMIUM"); !other.empty())
    return named(other, "OITCHECK_CHROMIUM");
  for (const std::string_view name : {"chromium", "chromium-browser"})
    if (auto found = in_path(name); !found.empty()) return found;
  return fail(ErrorCode::process,
              "no browser to draw pages with: install Debian's package chromium, or name one with "
              "--browser");
}

std::vector<std::string> browser_arguments(int proxy_port, const std::string& user_agent) {
  return {
      "--headless",
      "--remote-debugging-pipe",
      "--user-data-dir=FOLDER/profile",
      fmt::format("--proxy-server=http://127.0.0.1:{}", proxy_port),
      "--proxy-bypass-list=<-loopback>",  // without it, loopback would be asked past the proxy
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
      "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
      "--user-agent=" + user_agent,
      "--lang=th",
      "--accept-lang=th,en",
      "--window-size=1280,2000",
      "--js-flags=--max-old-space-size=512",
      "--disk-cache-size=67108864",
      "--block-new-web-contents",
      "--deny-permission-prompts",
      "--disable-background-networking",
      "--disable-background-timer-throttling",
      "--disable-backgrounding-occluded-windows",
      "--disable-breakpad",
      "--disable-client-side-phishing-detection",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-domain-reliability",
      "--disable-extensions",
      "--disable-features=IsolateOrigins,site-per-process,Translate,MediaRouter,OptimizationHints,"
      "NetworkTimeServiceQuerying,AutofillServerCommunication,InterestFeedContentSuggestions,"
      "CertificateTransparencyComponentUpdater",
      "--disable-gpu",
      "--disable-notifications",
      "--disable-quic",
      "--disable-renderer-backgrounding",
      "--disable-site-isolation-trials",
      "--disable-speech-api",
      "--disable-sync",
      "--metrics-recording-only",
      "--mute-audio",
      "--no-default-browser-check",
      "--no-first-run",
      "--no-pings",
      "--password-store=basic",
  };
}

}  // namespace oit::render
