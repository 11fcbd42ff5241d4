#include "audit/checks/form.h"

#include <algorithm>
#include <array>

namespace oit::audit {
namespace {

/// A link that may lead to a form: no file, no menu.
bool leads_on(const model::LinkFact& fact) {
  static constexpr std::array<std::string_view, 6> kFiles = {".pdf", ".doc",  ".docx",
                                                             ".xls", ".xlsx", ".zip"};
  if (fact.link.in_menu || fact.link.dead || fact.back) return false;
  const auto path = fact.link.target.path();
  return std::ranges::none_of(kFiles, [&](auto end) { return path.ends_with(end); }) &&
         path.find("download") == std::string_view::npos;
}

}  // namespace

Seen see_form(const model::Component& /*component*/, const CheckInput& input) {
  const auto& signals = input.page.signals;
  if (signals.forms == 0 && !signals.portal_links.empty())
    return {true, false, signals.portal_links.front()};
  // A way on, or a code to scan, may lead to one.
  const bool may_lead = signals.content_images > 0 || !input.page.embedded.empty() ||
                        std::ranges::any_of(input.page.links, leads_on);
  return {signals.forms > 0, may_lead, signals.form_text};
}

}  // namespace oit::audit
