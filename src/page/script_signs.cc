#include "page/script_signs.h"

#include <algorithm>
#include <array>

#include "base/find_text.h"
#include "page/ascii.h"

namespace oit::page {
namespace {

constexpr std::array<std::string_view, 14> kRoots{
    "app",      "root",      "__next",  "__nuxt", "___gatsby", "q-app",       "app-root",
    "main-app", "react-app", "vue-app", "svelte", "ember-app", "mount-point", "react-root"};

constexpr std::array<std::string_view, 10> kAsks{
    "fetch(",  "XMLHttpRequest", "$.ajax(",      "$.getJSON(", "$.get(",
    "$.post(", "axios",          "jQuery.ajax(", ".load('",    ".load(\""};

constexpr std::array<std::string_view, 4> kWrites{"document.write(", "document.writeln(",
                                                  ".innerHTML", "insertAdjacentHTML("};

template <class Words>
bool has_any(std::string_view text, const Words& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return has_text(text, word); });
}

}  // namespace

bool names_app_root(std::string_view id) { return std::ranges::find(kRoots, id) != kRoots.end(); }

bool draws_content(std::string_view code) {
  if (has_any(code, kAsks)) return true;
  return has_any(code, kWrites) && (has_text(code, "<a ") || has_text(code, "href="));
}

bool fills_page(std::string_view code) {
  constexpr std::array<std::string_view, 9> kFills{
      ".innerHTML", "insertAdjacentHTML", ".appendChild(", ".append(",   "attachShadow",
      "createApp(", ".textContent",       ".html(",        "createRoot("};
  return has_any(code, kFills);
}

bool reloads_page(std::string_view code) {
  constexpr std::array<std::string_view, 3> kOpens{"location.reload", "location.href", "location="};
  return has_text(code, "document.cookie") && has_any(code, kOpens);
}

bool checks_for_robots(std::string_view script) {
  constexpr std::array<std::string_view, 5> kChecks{"recaptcha/api.js", "hcaptcha.com/",
                                                    "challenges.cloudflare.com/",
                                                    "/orchestrate/chl", "navigator.webdriver"};
  return has_any(script, kChecks);
}

bool says_loading(std::string_view text) {
  constexpr std::size_t kShort = 160;  // bytes
  return text.size() < kShort && (has_text(text, "กำลังโหลด") || has_text(text, "oading") ||
                                  has_text(text, "โปรดรอ") || has_text(text, "กรุณารอ"));
}

bool is_own_script(std::string_view address) {
  constexpr std::array<std::string_view, 2> kLibraries{"jquery", "bootstrap"};
  const bool is_elsewhere = address.starts_with("//") || has_text(address, "://");
  return !is_elsewhere && has_text(address, ".js") && !has_any(address, kLibraries);
}

bool asks_for_script(std::string_view words) {
  return find_word(words, "javascript") != std::string_view::npos || has_text(words, "จาวาสคริปต์") ||
         has_text(words, "จาวาสคริปท์");
}

bool has_templates(std::string_view text) {
  constexpr int kMany = 2;
  int holes = 0;
  for (auto at = text.find("{{"); at != std::string_view::npos && holes < kMany;
       at = text.find("{{", at + 2))
    if (const auto end = text.find("}}", at); end != std::string_view::npos && end - at < 120)
      ++holes;
  return holes >= kMany;
}

}  // namespace oit::page
