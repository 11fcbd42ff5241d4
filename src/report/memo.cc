#include "report/memo.h"

#include <fmt/format.h>

#include <map>

#include "report/words.h"

namespace oit::report {
namespace {

constexpr std::string_view kDots = "......................................";
constexpr int kWordPoints = 26;  // of the word บันทึกข้อความ

const model::SigningChain* chain_of(const PaperSource& source) {
  for (const auto& chain : source.facts.rules.chains)
    if (chain.agency_type == source.report.agency_type) return &chain;
  return nullptr;
}

/// How many items have which status, in the order of the statuses.
std::string counts_text(const model::Report& report) {
  std::map<model::Status, std::size_t> counts;
  for (const auto& finding : report.findings) ++counts[finding.status];
  std::string out;
  for (const auto& [status, count] : counts)
    out += fmt::format("{}{} {} ข้อ", out.empty() ? "" : " ", status_text(status, Lang::th), count);
  return out;
}

std::string checked_text(const model::Report& report) {
  if (!is_checked(report))
    return fmt::format("เมื่อวันที่ {} เปิดเว็บไซต์ {} ไม่ได้ ({}) จึงยังไม่ได้ตรวจข้อใด",
                       day_text(report.as_of, Lang::th), report.seed_url,
                       outcome_text(report.outcome, Lang::th));
  return fmt::format("ได้ตรวจการเปิดเผยข้อมูลบนเว็บไซต์ {} เมื่อวันที่ {} จำนวน {} ข้อ ผลการตรวจ: {}",
                     report.final_url.empty() ? report.seed_url : report.final_url,
                     day_text(report.as_of, Lang::th), report.findings.size(), counts_text(report));
}

/// Last year's total, its band, and how far it moved and is from the standard.
std::string total_text(const OfficeFacts& facts) {
  const auto total = facts.scores.find("total"), before = facts.scores.find("previous");
  if (total == facts.scores.end()) return {};
  const auto band = band_of(facts, total->second);
  auto out = fmt::format("ผลการประเมิน ITA ครั้งก่อน {} คะแนน", score_text(total->second));
  if (!band.empty()) out += " อยู่ในระดับ " + band;
  if (before != facts.scores.end() && total->second != before->second) {
    const double moved = total->second - before->second;
    out += fmt::format(" {} {} คะแนน จาก {} คะแนน", moved > 0 ? "เพิ่มขึ้น" : "ลดลง",
                       score_text(moved > 0 ? moved : -moved), score_text(before->second));
  }
  if (total->second < facts.rules.pass_mark)
    out += fmt::format(" ต่ำกว่าเกณฑ์มาตรฐาน {} คะแนน", mark_text(facts.rules.pass_mark));
  return out;
}

/// A place to sign; with `post` also one for what its holder thinks of the matter.
PaperCell signature(std::string_view post) {
  PaperCell cell;
  cell.align = Align::center;
  if (!post.empty()) cell.lines.push_back("ความเห็น" + std::string(kDots));
  cell.lines.push_back("(ลงชื่อ)" + std::string(kDots));
  cell.lines.push_back("(" + std::string(kDots) + ")");
  cell.lines.push_back(post.empty() ? "ตำแหน่ง" + std::string(kDots) : std::string(post));
  return cell;
}

/// Officer, then the chain in pairs, the head of the office last.
Table signatures(const PaperSource& source) {
  Table table;
  table.has_borders = false;
  table.widths_cm = {8, 8};
  std::vector<std::string> posts(4, "ตำแหน่ง" + std::string(kDots));
  if (const auto* chain = chain_of(source); chain != nullptr) posts = chain->posts;
  table.rows = {{text_cell(""), signature("")}};
  for (std::size_t i = 0; i + 1 < posts.size(); i += 2)
    table.rows.push_back({signature(posts[i]), signature(posts[i + 1])});
  return table;
}

std::string head_of_office(const PaperSource& source) {
  const auto* chain = chain_of(source);
  return chain == nullptr || chain->posts.empty() ? "หัวหน้าหน่วยงาน" : chain->posts.back();
}

}  // namespace

Section draw_memo(const PaperSource& source, const Memo& memo) {
  const auto& report = source.report;
  Section page;
  page.is_memo = true;
  auto& out = page.blocks;
  out.emplace_back(Line{"บันทึกข้อความ", Align::center, true, kWordPoints});
  out.emplace_back(Line{"ส่วนราชการ  " + office_name(report)});
  out.emplace_back(Line{fmt::format("ที่ {}  วันที่ {}", kDots, kDots)});
  out.emplace_back(Line{"เรื่อง  " + memo.subject});
  out.emplace_back(Line{"เรียน  " + (memo.to.empty() ? head_of_office(source) : memo.to)});
  out.emplace_back(heading_line("เรื่องเดิม"));
  out.emplace_back(
      body_line(fmt::format("หน่วยงานเข้ารับการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. {} "
                            "ซึ่งตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) บนเว็บไซต์หลัก",
                            report.fiscal_year)));
  out.emplace_back(heading_line("ข้อเท็จจริง"));
  if (const auto total = total_text(source.facts); !total.empty())
    out.emplace_back(body_line(total));
  out.emplace_back(body_line(checked_text(report)));
  if (report.provisional) out.emplace_back(body_line(provisional_text(report.based_on, Lang::th)));
  for (const auto& fact : memo.facts) out.emplace_back(body_line(fact));
  out.emplace_back(heading_line("ข้อเสนอเพื่อพิจารณา"));
  for (const auto& proposal : memo.proposals) out.emplace_back(body_line(proposal));
  out.emplace_back(body_line("จึงเรียนมาเพื่อโปรดพิจารณา"));
  out.emplace_back(signatures(source));
  return page;
}

}  // namespace oit::report
