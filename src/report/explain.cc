#include "report/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/judge.h"
#include "report/chart.h"
#include "report/clean.h"
#include "report/notice.h"
#include "report/words.h"
#include "text/width.h"
#include "text/wrap.h"

namespace oit::report {
namespace {

constexpr std::size_t kMostWords = 8, kMostOfRival = 3;  // of a list, in a line
constexpr std::size_t kHanging = 2, kNarrowest = 30;     // columns

/// The revision as reports say it.
std::string revision_of(const model::Rulebook& rulebook) {
  constexpr std::size_t kShown = 12;
  return rulebook.year.revision + '+' + rulebook.revision.substr(0, kShown);
}

/// One item's reasoning, section by section.
class Explanation {
 public:
  Explanation(const model::Report& report, const model::Finding& finding,
              const ExplainOptions& options)
      : report_(report), finding_(finding), options_(options), lang_(options.lang) {}

  std::string draw() {
    head();
    looked_for();
    where();
    candidates();
    components();
    period();
    why();
    to_pass();
    return std::move(out_);
  }

 private:
  std::string_view say(std::string_view th, std::string_view en) const {
    return pick(lang_, th, en);
  }
  const std::string& words(const model::LocalText& text) const { return pick(lang_, text); }

  /// One line, or several: those after the first stand a little further in.
  void line(std::size_t depth, std::string_view text) {
    if (text.empty()) return;
    std::size_t indent = 2 * depth;
    const auto room = std::max(options_.width, indent + kNarrowest) - indent;
    for (const auto& part : text::wrap(text::printable(text), room - kHanging)) {
      out_.append(indent, ' ').append(part).append("\n");
      indent = 2 * depth + kHanging;
    }
  }
  void named(std::size_t depth, std::string_view name, std::string_view text) {
    if (!text.empty()) line(depth, fmt::format("{}: {}", name, text));
  }
  void section(std::string_view th, std::string_view en) {
    const auto title = fmt::format("{}. {}", ++sections_, say(th, en));
    out_ += '\n' + (options_.color ? "\x1b[1m" + title + "\x1b[0m" : title) + '\n';
  }
  /// The first `most` of them, and how many more there are.
  std::string joined(const std::vector<std::string>& all, std::size_t most) const {
    std::string out;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
      out.append(out.empty() ? "" : " · ").append(dated(all[i]));
    if (all.size() > most)
      out += fmt::format(" · {} {}", say("และอีก", "and more:"), all.size() - most);
    return out;
  }
  /// Words of the rules with the years they stand for.
  std::string dated(std::string text) const {
    for (const auto& [mark, years] : {std::pair("{fy-1}", -1), {"{fy+1}", 1}, {"{fy}", 0}})
      for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
        text.replace(at, std::string_view(mark).size(),
                     std::to_string(report_.fiscal_year + years));
    return text;
  }

  const model::YearItem* item() const;
  void head();
  void looked_for();
  void topic(const model::YearItem& item, const model::Topic& topic);
  void where();
  void candidates();
  void evidence(std::size_t place, const model::Evidence& one);
  void components();
  void unjudged_components();
  std::string wording() const;
  bool needs_period() const;
  void period();
  void why();
  void first_step();
  void to_pass();

  const model::Report& report_;
  const model::Finding& finding_;
  const ExplainOptions& options_;
  Lang lang_;
  std::size_t sections_ = 0;
  std::string out_;
};

const model::YearItem* Explanation::item() const {
  if (options_.rulebook == nullptr) return nullptr;
  const auto& items = options_.rulebook->year.items;
  const auto at = std::ranges::find(items, finding_.id, &model::YearItem::id);
  return at == items.end() ? nullptr : &*at;
}

void Explanation::head() {
  line(0, fmt::format("{} {}", finding_.id, words(finding_.title)));
  line(0, fmt::format("{} · {}", report_.site_name.empty() ? report_.seed_url : report_.site_name,
                      report_.final_url.empty() ? report_.seed_url : report_.final_url));
  line(0, fmt::format("{} · {} {} · {} {}", report_.rulebook_id, say("ตรวจ ณ", "as of"),
                      day_text(report_.as_of, lang_), say("รอบตรวจ", "run"), report_.run_id));
  line(0, fmt::format("{} {} · {} {:.0f}% · {} {}", sign_of(finding_.status),
                      status_text(finding_.status, lang_), say("ความเชื่อมั่น", "confidence"),
                      finding_.confidence * 100, points_text(finding_.points),
                      say("คะแนน", "points")));
  if (finding_.warns) line(0, warns_text(lang_));
  named(0, say("ยกเว้น", "waived"), waiver_text(finding_.waiver, lang_));
}

void Explanation::topic(const model::YearItem& item, const model::Topic& topic) {
  line(1, fmt::format("{} — {}", topic.id, words(topic.title)));
  named(2, say("ชื่อที่กำหนด", "prescribed names"), joined(topic.names, kMostWords));
  named(2, say("คำที่ยอมรับ", "words accepted"), joined(topic.leads, kMostWords));
  for (const auto& rival : topic.rivals)
    named(2,
          rival.topic == "-"
              ? std::string(say("คำที่คล้ายแต่ไม่ใช่", "looks alike, is not it"))
              : fmt::format("{} {}", say("คำที่เป็นของเรื่อง", "words that belong to"), rival.topic),
          joined(rival.words, kMostOfRival));
  named(2, say("คำที่ยืนยันเนื้อหา", "words that prove content"), joined(topic.proofs, kMostWords));
  std::vector<std::string> kinds;
  for (const auto& kind : topic.evidence) kinds.emplace_back(kind_text(kind, lang_));
  named(2, say("รูปแบบที่ยอมรับ", "kinds of evidence"), joined(kinds, kinds.size()));
  for (const auto& one : topic.components) {
    const bool advised =
        one.advised || std::ranges::find(item.advised, one.id) != item.advised.end();
    line(2, fmt::format("- {} [{}]{}{}", dated(words(one.name)), name_of(one.check),
                        advised ? say(" (แนะนำ ไม่บังคับ)", " (advised only)") : "",
                        one.absence == model::Absence::proven
                            ? say(" – ถ้าไม่มี ข้อนี้ไม่ผ่าน", " – the item fails without it")
                            : ""));
  }
}

void Explanation::looked_for() {
  section("สิ่งที่ตรวจหา", "What was looked for");
  named(1, say("ช่วงเวลาที่กำหนด", "period required"), required_text(finding_.required, lang_));
  const auto* of_year = item();
  if (of_year == nullptr) {
    line(1, say("ไม่มีกติกาของรายงานนี้ในเครื่อง จึงแสดงเท่าที่รายงานบันทึกไว้",
                "The rules of this report are not at hand; this is what the report holds"));
    for (const auto& one : finding_.components) line(1, "- " + words(one.name));
    return;
  }
  const auto now = revision_of(*options_.rulebook);
  if (now != report_.rulebook_revision)
    named(1, say("กติกาเปลี่ยนไปตั้งแต่ตรวจ", "the rules have changed since"),
          report_.rulebook_revision + " → " + now);
  if (of_year->topics.size() > 1)
    line(1, of_year->all_of || !of_year->parts.empty()
                ? say("ต้องมีทุกส่วน:", "all of these are needed:")
                : say("เรื่องใดเรื่องหนึ่ง:", "any of these serves:"));
  for (const auto index : of_year->topics)
    if (index < options_.rulebook->topics.size()) topic(*of_year, options_.rulebook->topics[index]);
  line(1, fmt::format("{} oitcheck rules show {} --rules {}", say("ทุกคำ:", "every word:"),
                      finding_.id, report_.rulebook_id));
  named(1, say("ที่มาของข้อกำหนด", "the rule stands on"), basis_text(finding_.basis, lang_));
  named(1, say("หมายเหตุ", "note"), words(finding_.basis_note));
}

void Explanation::where() {
  section("ที่ที่ค้นหา", "Where it looked");
  named(1, say("ผลการเปิดเว็บไซต์", "outcome"), outcome_text(report_.outcome, lang_));
  line(1, fmt::format(fmt::runtime(say(
                          "อ่านหน้าเว็บ {} หน้า และเอกสาร {} ฉบับ จากหน้าแรก เมนู แผนผังเว็บไซต์ และหน้ารวม",
                          "pages read: {}, documents: {}, from home, menus, sitemaps and "
                          "index pages")),
                      report_.pages, report_.documents));
  if (report_.coverage_waiting > 0)
    named(1, say("ลิงก์ที่ยังไม่ได้อ่าน", "links not read"), std::to_string(report_.coverage_waiting));
  for (const auto& limit : report_.limits_hit)
    named(1, say("ถึงขีดจำกัด", "limit reached"), limit_text(limit, lang_));
  for (const auto& name : report_.notices) line(1, words(notice(name, report_).text));
  std::size_t unread = 0;
  for (const auto& one : report_.problems) {
    if (one.category == "other_list" || one.category == "sector_list")
      line(1, words(one.text));
    else
      ++unread;
  }
  if (unread > 0)
    named(1, say("ปัญหาการเข้าถึงที่พบ (ดูในรายงาน)", "access problems (see the report)"),
          std::to_string(unread));
}

void Explanation::evidence(std::size_t place, const model::Evidence& one) {
  line(1, fmt::format("{}) {}{}", place, place == 1 ? say("ตัดสินจาก ", "decided by ") : "",
                      typed_address(one.url)));
  named(3, say("ชื่อเรื่อง", "title"), one.title);
  std::string path;
  for (const auto& label : one.path) path.append(path.empty() ? "" : " › ").append(label);
  named(3, say("เส้นทางจากหน้าแรก", "path from home"), path);
  std::string how(kind_text(one.kind, lang_));
  if (!one.place.empty()) how.append(" · ").append(place_text(one.place, lang_));
  if (!one.text_from.empty()) how.append(" · ").append(text_from_text(one.text_from, lang_));
  if (one.fetched_at) how.append(" · ").append(minute_text(*one.fetched_at, lang_));
  line(3, how);
  named(3, say("ข้อความ", "quote"), one.quote);
  if (place == 1) {
    named(3, say("ผล", "verdict"), status_text(finding_.status, lang_));
    for (const auto& reason : finding_.reasons) named(3, say("เพราะ", "because"), words(reason));
    line(3, wording());
  }
  named(3, "SHA-256", one.sha256);
}

void Explanation::candidates() {
  section("สิ่งที่พบ เรียงตามลำดับที่พิจารณา", "Candidates, in the order considered");
  if (finding_.evidence.empty() && finding_.near_misses.empty() && !finding_.submitted)
    line(1, say("ไม่พบสิ่งใดที่ตรงหรือใกล้เคียง", "nothing that fits or comes near"));
  std::size_t place = 0;
  for (const auto& one : finding_.evidence) evidence(++place, one);
  if (!finding_.near_misses.empty())
    line(1, say("ใกล้เคียงแต่ไม่นับ เรียงจากใกล้ที่สุด:", "near misses, the nearest first:"));
  for (const auto& one : finding_.near_misses) {
    line(1, fmt::format("{}) {}", ++place, one.label.empty() ? typed_address(one.url) : one.label));
    if (!one.label.empty()) line(3, typed_address(one.url));
    named(3, say("ไม่นับเพราะ", "not counted"), words(one.why));
  }
  if (!finding_.submitted) return;
  line(1, fmt::format("{}: {}", say("ที่อยู่ที่กรอกไว้", "declared address"),
                      typed_address(finding_.submitted->url)));
  line(3, fmt::format("{} – {}", status_text(finding_.submitted->status, lang_),
                      words(finding_.submitted->why)));
}

void Explanation::components() {
  section("องค์ประกอบ", "Components");
  if (finding_.components.empty()) unjudged_components();
  for (const auto& one : finding_.components) {
    const auto met = !one.met   ? say("? อ่านไม่ได้", "? not seen")
                     : *one.met ? say("✓ พบ", "✓ found")
                                : say("✗ ไม่พบ", "✗ not found");
    line(1, fmt::format("{} {}{}", met, words(one.name),
                        one.advised ? say(" (แนะนำ)", " (advised)") : ""));
    named(3, say("ข้อความ", "quote"), one.quote);
  }
}

/// Those of the rules, where the verdict fell before they were looked at.
void Explanation::unjudged_components() {
  std::vector<std::string> names;
  if (const auto* of_year = item())
    for (const auto index : of_year->topics)
      if (index < options_.rulebook->topics.size())
        for (const auto& one : options_.rulebook->topics[index].components)
          names.push_back(dated(words(one.name)));
  if (names.empty()) return line(1, say("ไม่มีองค์ประกอบที่ต้องตรวจ", "none to check"));
  line(1, finding_.evidence.empty()
              ? say("ยังไม่ได้ตรวจ เพราะไม่พบหน้าหรือเอกสารของข้อนี้:",
                    "not looked at, as no page or document of the item was found:")
          : finding_.status == model::Status::unverified
              ? say("ยังไม่ได้ตรวจ เพราะเปิดอ่านหลักฐานไม่ได้:",
                    "not looked at, as the evidence could not be read:")
              : say("ยังไม่ได้ตรวจ เพราะข้อนี้ไม่ผ่านด้วยเหตุอื่นก่อนแล้ว:",
                    "not looked at, as the item fails for another reason:"));
  for (const auto& name : names) line(1, "– " + name);
}

std::string Explanation::wording() const {
  if (finding_.wording == "prescribed")
    return std::string(say("ใช้ชื่อตามที่กำหนด", "the prescribed name is used"));
  if (finding_.wording == "tolerated")
    return std::string(say("ใช้ชื่ออื่นที่ยอมรับได้", "another name that is accepted is used"));
  return "";
}

bool Explanation::needs_period() const {
  const auto& code = finding_.required.code;
  return !code.empty() && code != "CURRENT" && code != "ANY_YEAR";
}

void Explanation::period() {
  section("ช่วงเวลา", "Period");
  named(1, say("กำหนด", "required"), required_text(finding_.required, lang_));
  if (finding_.found) {
    named(1, say("ที่ใช้ตัดสิน", "the one that won"), period_text(*finding_.found, lang_));
    if (!finding_.read_from.empty())
      named(1, say("อ่านจาก", "read from"), place_text(finding_.read_from, lang_));
  } else {
    line(1, needs_period()
                ? say("ไม่พบช่วงเวลาที่ใช้ตัดสินได้", "no period was read")
                : say("ข้อนี้ไม่ต้องใช้ช่วงเวลา ข้อมูลต้องเป็นปัจจุบัน", "the item needs no period of its own"));
  }
  for (const auto& one : finding_.conflicts)
    named(1, say("พบด้วยแต่ไม่ใช้", "also seen, and lost"), words(one));
  if (!needs_period() && finding_.conflicts.empty()) return;
  line(1,
       say("ลำดับที่เชื่อ: ชื่อเรื่องในเอกสาร > ตาราง > วันลงนาม > ข้อความลิงก์และแถว > หัวข้อ > ชื่อไฟล์ > "
           "ข้อมูลกำกับไฟล์",
           "order of trust: title in the document > table > signature > link and row > heading > "
           "file name > metadata"));
}

void Explanation::why() {
  section("เหตุผล", "Why");
  if (finding_.cause) {
    line(1, words(finding_.cause->text));
    named(1, say("ผู้แก้ไขได้", "who can lift it"), words(finding_.cause->who));
  }
  for (const auto& one : finding_.reasons)
    if (!finding_.cause || one != finding_.cause->text) line(1, words(one));
  line(1, wording());
  if (finding_.status == model::Status::published)
    line(1, say("ถูกเรื่อง ถูกช่วงเวลา มีเนื้อหา และไม่มีองค์ประกอบที่พิสูจน์ได้ว่าขาด",
                "right subject, right period, with substance, and no component proven absent"));
}

/// The step that the status asks for, before the rules' own words.
void Explanation::first_step() {
  using enum model::Status;
  const auto& evidence = finding_.evidence;
  switch (finding_.status) {
    case stale:
      named(1, say("เผยแพร่ฉบับของ", "publish the one for"), required_text(finding_.required, lang_));
      return;
    case broken:
      if (!evidence.empty())
        named(1, say("แก้ให้เปิดได้ หรือลิงก์ไปที่อยู่อื่น", "make it open, or link to another address"),
              typed_address(evidence.front().url));
      return;
    case missing:
      line(1,
           say("เผยแพร่ภายใต้ชื่อที่กำหนดหรือคำที่ยอมรับข้างต้น และทำลิงก์ให้ไปถึงได้จากหน้าแรก",
               "publish it under a prescribed name or an accepted word of section 1, and link to "
               "it so that it is reached from home"));
      return;
    case unverified:
      if (finding_.cause)
        line(1, fmt::format("{} {}: {}",
                            say("แก้เหตุที่ตรวจไม่ได้แล้วตรวจใหม่ โดย",
                                "lift the cause and scan "
                                "again; to be done by"),
                            words(finding_.cause->who), words(finding_.cause->text)));
      return;
    default:
      return;
  }
}

void Explanation::to_pass() {
  section("ทำอย่างไรจึงผ่าน", "What would make it pass");
  if (finding_.status == model::Status::published) {
    line(1, say("ผ่านแล้ว", "it passes already"));
    return;
  }
  for (const auto& one : finding_.components)
    if (one.met == false && !one.advised) named(1, say("เพิ่ม", "add"), words(one.name));
  first_step();
  named(1, say("วิธีดำเนินการ", "action"), words(finding_.action));
  named(1, say("หน่วยงาน", "unit"), finding_.unit);
  named(1, say("ระยะเวลา", "window"), window_text(finding_, lang_));
  if (finding_.due)
    line(1, fmt::format("{}: {}{}", say("กำหนด", "due"), day_text(*finding_.due, lang_),
                        finding_.overdue ? say(" เลยกำหนดแล้ว", ", past") : ""));
}

}  // namespace

std::string write_explanation(const model::Report& raw, const std::string& id,
                              const ExplainOptions& options) {
  const auto report = clean(raw);
  const auto finding = std::ranges::find(report.findings, id, &model::Finding::id);
  if (finding == report.findings.end()) return {};
  return Explanation(report, *finding, options).draw();
}

}  // namespace oit::report
