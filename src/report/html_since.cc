#include <fmt/format.h>

#include "report/html_view.h"
#include "report/markup.h"
#include "report/words.h"
#include "text/mask.h"
#include "text/width.h"

namespace oit::report {
namespace {

std::string kind_text(model::ChangeKind kind, Lang lang) {
  if (lang == Lang::th) return escape(model::thai_of(kind));
  std::string name(model::name_of(kind));
  for (char& c : name)
    if (c == '_') c = ' ';
  return escape(name);
}

std::string kind_cell(model::ChangeKind kind, Lang lang) {
  using enum model::ChangeKind;
  const bool is_better = kind == appeared || kind == repaired;
  const auto* const sign = model::is_regression(kind) ? "▼ " : is_better ? "▲ " : "• ";
  return element("strong", "", sign + kind_text(kind, lang));
}

/// A text the store kept, as it may be shown.
std::string shown(const std::string& text) {
  return escape(text::mask_personal(text::printable(text), false));
}

}  // namespace

std::string html_since(const HtmlView& view) {
  const auto* const since = view.extras.since;
  if (since == nullptr) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : since->changes)
    rows.push_back({element("a", "href=\"#" + escape(one.item) + '"', escape(one.item)),
                    kind_cell(one.kind, view.lang), view.badge(one.before), view.badge(one.after),
                    one.after == model::Status::published ? "" : shown(one.reason)});
  const auto content =
      rows.empty()
          ? element("p", "", view.say("ไม่มีข้อใดเปลี่ยนแปลง", "No item has changed"))
          : table(view.say("ข้อที่เปลี่ยนแปลง", "Items that changed"),
                  {view.say("ข้อ", "Item"), view.say("การเปลี่ยนแปลง", "Change"),
                   view.say("เดิม", "Before"), view.say("ครั้งนี้", "Now"), view.say("เหตุผล", "Reason")},
                  rows);
  return fmt::format(
      "<section id=\"since\" aria-labelledby=\"h-since\"><h2 id=\"h-since\">{}</h2>\n"
      "<p class=\"quiet\">{} {} ({} {})</p>\n{}</section>\n",
      view.say("สิ่งที่เปลี่ยนจากครั้งก่อน", "What changed since the last run"),
      view.say("เทียบกับการตรวจเมื่อ", "Compared with the run of"),
      escape(day_text(since->day, view.lang)), view.say("รอบตรวจ", "run"),
      escape(text::printable(since->run)), content);
}

}  // namespace oit::report
