#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "audit/judge.h"
#include "report/clean.h"
#include "report/highlight.h"
#include "report/html_view.h"
#include "report/markup.h"
#include "report/words.h"

namespace oit::report {
namespace {

/// Where a line of a card is shown: paper keeps to what is needed there.
constexpr std::string_view kShotSource = "data:image/jpeg;base64,";

enum class Shown : std::uint8_t { everywhere, on_screen };

/// A line of a card's definition list; nothing without content.
std::string entry(std::string_view name, const std::string& markup,
                  Shown shown = Shown::everywhere) {
  if (markup.empty()) return {};
  const auto* const kind = shown == Shown::on_screen ? "class=\"screen\"" : "";
  return element("dt", kind, escape(name)) + element("dd", kind, markup) + '\n';
}

std::string quote(const std::string& text, const std::vector<std::string>& words) {
  return text.empty() ? std::string()
                      : element("blockquote", "lang=\"th\"", highlight(text, words));
}

std::string list(const std::vector<std::string>& entries) {
  std::string out;
  for (const auto& one : entries) out += element("li", "", one);
  return entries.empty() ? std::string() : element("ul", "", out);
}

std::string verdict(const HtmlView& view, const model::Finding& finding) {
  std::vector<std::string> lines;
  if (finding.cause) lines.push_back(view.words(finding.cause->text));
  for (const auto& reason : finding.reasons)
    if (!finding.cause || reason != finding.cause->text) lines.push_back(view.words(reason));
  if (finding.cause && !pick(view.lang, finding.cause->who).empty())
    lines.push_back(fmt::format("{} {}", view.say("ผู้แก้ไขได้:", "Who can lift it:"),
                                view.words(finding.cause->who)));
  lines.push_back(
      fmt::format("{} {:.0f}%", view.say("ความเชื่อมั่น", "Confidence"), finding.confidence * 100));
  return list(lines);
}

/// What is asked for, in plain words.
std::string required(const HtmlView& view, const model::Finding& finding) {
  std::vector<std::string> lines;
  if (!finding.required.code.empty())
    lines.push_back(escape(required_text(finding.required, view.lang)));
  for (const auto& one : finding.components)
    lines.push_back(view.words(one.name) +
                    (one.advised ? element("span", "class=\"quiet\"",
                                           view.say(" (แนะนำ ไม่บังคับ)", " (advised only)"))
                                 : ""));
  return lines.empty() ? view.words(finding.title) : list(lines);
}

/// Requirement and verdict beside each other.
std::string pair(const HtmlView& view, const model::Finding& finding) {
  const auto half = [](std::string_view name, const std::string& markup) {
    return element("div", "", element("h4", "", escape(name)) + markup);
  };
  return element("div", "class=\"pair\"",
                 half(view.say("สิ่งที่กำหนด", "Required"), required(view, finding)) +
                     half(view.say("ผลการตรวจ", "Verdict"), verdict(view, finding))) +
         '\n';
}

std::string period_mark(const HtmlView& view, const model::Finding& finding) {
  if (finding.status == model::Status::stale) return std::string(view.say("! ไม่ตรง", "! wrong"));
  return finding.status == model::Status::published ? std::string(view.say("✓ พบ", "✓ found"))
                                                    : std::string(view.say("• อ่านได้", "• read"));
}

/// What was found, what is missing and what is wrong, a row each.
std::string parts(const HtmlView& view, const model::Finding& finding) {
  std::vector<std::vector<std::string>> rows;
  const auto strong = [](std::string_view mark) {
    return element("strong", "class=\"whole\"", escape(mark));
  };
  for (const auto& one : finding.components) {
    const auto met = !one.met   ? view.say("? อ่านไม่ได้ ให้ตรวจด้วยตนเอง", "? not seen, check by hand")
                     : *one.met ? view.say("✓ พบ", "✓ found")
                                : view.say("✗ ไม่พบ", "✗ not found");
    auto name = view.words(one.name);
    if (one.advised)
      name += element("span", "class=\"quiet\"", view.say(" (แนะนำ ไม่บังคับ)", " (advised only)"));
    if (one.basis != model::Basis::unstated)
      name += element("span", "class=\"quiet\"",
                      escape(fmt::format(" · {}", basis_text(one.basis, view.lang))));
    rows.push_back({name, one.met ? strong(met) : element("strong", "", escape(met)),
                    one.quote.empty() ? "–" : quote(one.quote, {})});
  }
  if (finding.found) {
    auto where = escape(period_text(*finding.found, view.lang));
    if (!finding.read_from.empty())
      where += fmt::format(" ({} {})", view.say("อ่านจาก", "read from"),
                           escape(place_text(finding.read_from, view.lang)));
    rows.push_back({std::string(view.say("ช่วงที่พบ", "Period found")),
                    strong(period_mark(view, finding)), where});
  }
  for (const auto& one : finding.conflicts)
    rows.push_back({std::string(view.say("ข้อมูลขัดกัน", "Conflict")),
                    strong(view.say("! ไม่ตรง", "! wrong")), view.words(one)});
  return table(view.say("พบ / ไม่พบ / ไม่ตรง", "Found / missing / wrong"),
               {view.say("รายการ", "What"), view.say("ผล", "Result"), view.say("ที่พบ", "As found")},
               rows,
               finding.status == model::Status::published ? "cards parts screen" : "cards parts");
}

/// Pictures of drawn pages, as far as a page should grow by them.
class Shots {
 public:
  explicit Shots(const HtmlView& view) : view_(view) {}

  /// The picture of a page that a browser drew; "" when there is none.
  std::string of(const model::Evidence& one) {
    constexpr std::size_t kMost = 40;
    if (one.text_from != "rendered" || !view_.extras.picture || shown_ == kMost) return "";
    const auto base64 = view_.extras.picture(one.sha256);
    if (base64.empty()) return "";
    ++shown_;
    const auto alt = fmt::format("{}: {}",
                                 view_.say("ภาพย่อของหน้าเว็บตามที่เบราว์เซอร์แสดง (ไม่โหลดภาพในหน้า)",
                                           "Small picture of the page as a browser draws it, its "
                                           "own pictures not loaded"),
                                 one.title.empty() ? typed_address(one.url) : one.title);
    return fmt::format("<img class=\"shot\" width=\"512\" height=\"384\" alt=\"{}\" src=\"{}{}\">",
                       escape(alt), kShotSource, escape(base64));
  }

 private:
  const HtmlView& view_;
  std::size_t shown_ = 0;
};

std::string one_evidence(const HtmlView& view, const model::Evidence& one,
                         const std::vector<std::string>& words, Shots& shots) {
  std::string out = link_to(one.url);
  if (!one.title.empty()) out += element("div", "lang=\"th\"", highlight(one.title, words));
  out += quote(one.quote, words);
  std::string path;
  for (const auto& label : one.path) path += (path.empty() ? "" : " › ") + escape(label);
  if (!path.empty())
    out += element("div", "class=\"quiet screen\"",
                   fmt::format("{} {}", view.say("เส้นทางจากหน้าแรก:", "Path from home:"), path));
  std::string how = escape(kind_text(one.kind, view.lang));
  if (!one.place.empty()) how += " · " + escape(place_text(one.place, view.lang));
  if (!one.text_from.empty()) how += " · " + escape(text_from_text(one.text_from, view.lang));
  if (one.fetched_at) how += " · " + escape(minute_text(*one.fetched_at, view.lang));
  out += element("div", "class=\"quiet screen\"", how);
  if (!one.sha256.empty())
    out += element("div", "class=\"quiet screen\"",
                   "SHA-256 " + element("span", "class=\"hash\"", escape(one.sha256)));
  return out + shots.of(one);
}

std::string near_misses(const HtmlView& view, const model::Finding& finding) {
  std::vector<std::string> lines;
  for (const auto& miss : finding.near_misses)
    lines.push_back(element("span", "lang=\"th\"", escape(miss.label)) + " – " +
                    view.words(miss.why) + "<br>" + link_to(miss.url));
  return list(lines);
}

std::string declared(const HtmlView& view, const model::Finding& finding) {
  if (!finding.submitted) return {};
  const auto& one = *finding.submitted;
  auto out = link_to(one.url) + "<br>" + view.badge(one.status) + ' ' + view.words(one.why);
  if (!one.reachable_from_home)
    out += element("div", "",
                   view.say("ไปถึงจากหน้าแรกของเว็บไซต์ไม่ได้", "Cannot be reached from the home page"));
  return out;
}

/// How sure the rule itself is: its source, and that it may only warn.
std::string basis(const HtmlView& view, const model::Finding& finding) {
  std::vector<std::string> lines;
  if (view.report.provisional)
    lines.push_back(escape(provisional_text(view.report.based_on, view.lang)));
  if (finding.basis != model::Basis::unstated)
    lines.push_back(escape(basis_text(finding.basis, view.lang)));
  if (!finding.basis_note.th.empty()) lines.push_back(view.words(finding.basis_note));
  if (finding.warns) lines.push_back(escape(warns_text(view.lang)));
  return list(lines);
}

std::string card(const HtmlView& view, const model::Finding& finding, Shots& shots) {
  const auto words = matched_words(finding, view.rules());
  std::vector<std::string> evidence;
  for (const auto& one : finding.evidence)
    evidence.push_back(one_evidence(view, one, words, shots));
  const bool done = finding.status == model::Status::published;
  auto details = entry(view.say("ยกเว้น", "Waived"), escape(waiver_text(finding.waiver, view.lang)));
  if (!done)
    details += entry(view.say("วิธีดำเนินการ", "Action"),
                     element("span", "class=\"do\"", view.words(finding.action)));
  details += entry(view.say("หน่วยงาน", "Unit"), escape(finding.unit));
  if (!done)
    details +=
        entry(view.say("ระยะเวลาดำเนินการ", "Window"), escape(window_text(finding, view.lang)));
  details += entry(view.say("หลักฐาน", "Evidence"), list(evidence));
  details += entry(view.say("ที่อยู่ที่กรอกไว้", "Declared address"), declared(view, finding));
  details +=
      entry(view.say("ใกล้เคียงแต่ไม่ใช่", "Near misses"), near_misses(view, finding), Shown::on_screen);
  details += entry(view.say("ที่มาของข้อกำหนด", "What the rule stands on"), basis(view, finding));
  const auto id = escape(finding.id);
  const auto classes = fmt::format(
      "item {} {} {}{}", HtmlView::status_class(finding.status), view.unit_class(finding.unit),
      view.part_class(finding.sub_indicator), audit::needs_work(finding) ? " work" : "");
  const auto head =
      element("header", "",
              element("h3", "id=\"h-" + id + '"', id + ' ' + view.words(finding.title)) +
                  element("p", "",
                          view.badge(finding.status) + ' ' +
                              element("span", "class=\"quiet\"",
                                      fmt::format("{} {}", points_text(finding.points),
                                                  view.say("คะแนน", "points")))));
  return fmt::format(
      "<article id=\"{0}\" class=\"{1}\" aria-labelledby=\"h-{0}\">{2}{3}</article>\n", id, classes,
      head, pair(view, finding) + parts(view, finding) + element("dl", "", details));
}

/// One radio button of a filter; the first of a group is chosen.
std::string choice(std::string_view group, std::string_view id, std::string_view words,
                   bool first) {
  return element("label", "",
                 fmt::format("<input type=\"radio\" name=\"{}\" id=\"f-{}\"{}>", group, id,
                             first ? " checked" : "") +
                     element("span", "", escape(words)));
}

std::string filters(const HtmlView& view) {
  using enum model::Status;
  auto status = choice("status", "all-statuses", view.say("ทุกสถานะ", "All"), true) +
                choice("status", "work", view.say("ต้องดำเนินการ", "Needs work"), false);
  for (const auto one : {published, incomplete, stale, broken, missing, not_due, unverified}) {
    const auto items = std::ranges::count(view.report.findings, one, &model::Finding::status);
    if (items != 0)
      status += choice("status", HtmlView::status_class(one),
                       fmt::format("{} ({})", status_text(one, view.lang), items), false);
  }
  auto unit = choice("unit", "all-units", view.say("ทุกหน่วยงาน", "All"), true);
  for (const auto& one : view.units)
    unit += choice("unit", view.unit_class(one),
                   one.empty() ? view.say("ยังไม่ระบุ", "None named") : one, false);
  auto part = choice("part", "all-parts", view.say("ทุกตัวชี้วัด", "All"), true);
  for (const auto& one : view.parts)
    part += choice(
        "part", view.part_class(one),
        one.empty() ? std::string(view.say("ยังไม่ระบุ", "None named")) : view.part_name(one), false);
  const auto group = [](std::string_view name, const std::string& choices) {
    return element(
        "fieldset", "",
        element("legend", "", escape(name)) + element("div", "class=\"choices\"", choices));
  };
  return element("div", "class=\"filters\"",
                 group(view.say("แสดงตามสถานะ", "Show by status"), status) +
                     group(view.say("แสดงตามหน่วยงาน", "Show by unit"), unit) +
                     group(view.say("แสดงตามตัวชี้วัดย่อย", "Show by sub-indicator"), part));
}

}  // namespace

bool has_pictures(std::string_view content) {
  return content.find(fmt::format("src=\"{}", kShotSource)) != std::string_view::npos;
}

std::string html_items(const HtmlView& view) {
  auto out = filters(view) +
             element("p", "class=\"none\"",
                     view.say("ไม่มีข้อที่ตรงกับที่เลือกทั้งหมด", "No item has all that is chosen")) +
             '\n';
  Shots shots(view);
  for (const auto& finding : view.report.findings) out += card(view, finding, shots);
  return element("section", "id=\"items\" aria-labelledby=\"h-items\"",
                 element("h2", "id=\"h-items\"", view.say("รายละเอียดรายข้อ", "Item by item")) +
                     '\n' + out) +
         '\n';
}

}  // namespace oit::report
