#include "audit/settle.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>

#include "audit/cause.h"
#include "audit/conclude.h"
#include "audit/empty_parts.h"
#include "audit/few_parts.h"
#include "audit/months_of.h"

namespace oit::audit {
namespace {

using model::Status;

bool claims_right(const Assessment& one) {
  return one.period.fit == text::PeriodFit::right || one.period.fit == text::PeriodFit::partial;
}

bool claims_other(const Assessment& one) {
  return one.period.fit == text::PeriodFit::earlier || one.period.fit == text::PeriodFit::later;
}

/// Readable, but of no stated period or subject: a known older paper says more.
bool is_vague(const Assessment& one) {
  return one.is_unclear || (one.cause && (one.cause->code == "period_unclear" ||
                                          one.cause->code == "subject_unclear"));
}

/// The best of `all` that `fits`; the earlier found wins ties.
template <class Fits>
const Assessment* best(const std::vector<Assessment>& all, Fits fits) {
  const Assessment* chosen = nullptr;
  for (const auto& one : all)
    if (fits(one) && (chosen == nullptr || one.confidence > chosen->confidence)) chosen = &one;
  return chosen;
}

/// The months the item asks one piece each for, or a report on all of them.
unsigned months_asked(const model::YearItem& item, const ItemContext& context) {
  if (item.period != text::PeriodCode::monthly_fy) return kFirstHalf;
  return text::months_asked(item.period, context.rulebook.year.fiscal_year, context.as_of);
}

/// Pieces that together cover what one paper should: evidence in the order of their months.
bool assemble_months(const std::vector<Assessment>& all, unsigned asked, Outcome& out) {
  unsigned months = 0;
  for (const auto& one : all) {
    const bool counts = one.verdict == Verdict::published || one.piece ||
                        (one.verdict == Verdict::incomplete && one.months != 0 && one.cause &&
                         (one.cause->code == "half_only" || one.cause->code == "component_absent"));
    if (!counts || (one.months & ~months) == 0) continue;
    months |= one.months;
    out.evidence.push_back(&one);
  }
  std::ranges::stable_sort(out.evidence, {},
                           [](const Assessment* one) { return std::countr_zero(one->months); });
  return asked != 0 && (months & asked) == asked;
}

unsigned covered(const std::vector<const Assessment*>& evidence) {
  unsigned months = 0;
  for (const auto* one : evidence) months |= one->months;
  return months;
}

/// Those of `asked` that are not among `months`.
model::LocalText missing_months(unsigned months, unsigned asked) {
  static constexpr std::array<std::string_view, 12> kTh = {"ต.ค.", "พ.ย.", "ธ.ค.",  "ม.ค.",
                                                           "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.",
                                                           "มิ.ย.", "ก.ค.", "ส.ค.",  "ก.ย."};
  static constexpr std::array<std::string_view, 12> kEn = {
      "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"};
  std::string th, en;
  for (unsigned month = 0; month < kTh.size(); ++month) {
    if ((asked >> month & 1U) == 0 || (months >> month & 1U) != 0) continue;
    th.append(th.empty() ? "" : " ").append(kTh[month]);
    en.append(en.empty() ? "" : " ").append(kEn[month]);
  }
  return {"ยังไม่พบของเดือน " + th, "months not found: " + en};
}

/// "Missing" is said only when everything that could hold the item was read.
void say_missing(const model::YearItem& item, const ItemContext& context, Outcome& out) {
  const auto& coverage = context.facts.coverage;
  const bool topic_waits = std::ranges::any_of(item.topics, [&](model::TopicIndex topic) {
    return std::ranges::binary_search(coverage.waiting_topics, topic);
  });
  const bool cancelled =
      std::ranges::find(coverage.limits_hit, "cancelled") != coverage.limits_hit.end();
  if (topic_waits || coverage.waiting_collecting || coverage.waiting_menu || cancelled) {
    out.status = Status::unverified;
    out.cause = cause(cancelled ? "cancelled" : "limit");
    out.reason = {
        fmt::format("ยังมีลิงก์ที่ไม่ได้อ่าน {} ลิงก์ จึงยังบอกไม่ได้ว่าไม่มี", coverage.waiting),
        fmt::format("{} links were not read, so absence is not proven", coverage.waiting)};
    return;
  }
  if (!coverage.gap.empty()) {
    out.status = Status::unverified;
    out.cause = cause(coverage.gap);
    out.reason = {
        "หน้าแรกหรือหน้ารวมอ่านได้ไม่ครบหรือไม่ใช่หน้าเว็บไซต์จริง จึงยังบอกไม่ได้ว่าไม่มี",
        "the home page or an index could not be read in full, or is no real home page, so "
        "absence is not proven"};
    return;
  }
  out.status = Status::missing;
  out.confidence = 0.85;
  out.reason = {
      fmt::format("อ่านหน้าแรก เมนู และหน้ารวมแล้ว {} หน้า ไม่พบข้อมูลข้อนี้", coverage.read),
      fmt::format("home, menus and index pages read ({} addresses): nothing found", coverage.read)};
}

void take(Outcome& out, Status status, const Assessment* one) {
  out.status = status;
  out.evidence.insert(out.evidence.begin(), one);
  out.cause = one->cause;
  out.confidence = status == Status::unverified ? 0.3 : std::clamp(one->confidence, 0.6, 0.95);
  if (one->cause) out.reason = one->cause->text;
}

/// A page whose own title names the subject.
bool is_own_page(const Assessment& one) {
  const auto* page = one.candidate->target;
  return page != nullptr && std::ranges::find(page->title_topics, one.candidate->topic,
                                              &model::TopicHit::topic) != page->title_topics.end();
}

/// Nothing is published: which defect does the office hear of?
void settle_unpublished(const model::YearItem& item, const std::vector<Assessment>& all,
                        const ItemContext& context, Outcome& out) {
  const bool timeless = is_timeless(item.period);
  const auto of = [](Verdict verdict) {
    return [verdict](const Assessment& one) { return one.verdict == verdict; };
  };
  const auto required = [timeless](Verdict verdict) {
    return [verdict, timeless](const Assessment& one) {
      return one.verdict == verdict && (timeless || claims_right(one)) && !one.is_unclear &&
             one.candidate->how != How::context;
    };
  };
  const auto maybe = [](Verdict verdict) {
    return [verdict](const Assessment& one) {
      return one.verdict == verdict && !claims_other(one) && !is_vague(one);
    };
  };
  if (const auto* one = best(all, required(Verdict::unverified)))
    return take(out, Status::unverified, one);
  if (const auto* one = best(all, required(Verdict::incomplete)))
    return take(out, Status::incomplete, one);
  if (const auto* one = best(all, required(Verdict::broken))) return take(out, Status::broken, one);
  if (const auto* one = best(all, maybe(Verdict::incomplete)))
    return take(out, Status::incomplete, one);
  if (const auto* one = best(all, maybe(Verdict::unverified)))
    return take(out, Status::unverified, one);
  if (const auto* one = best(all, maybe(Verdict::broken))) return take(out, Status::broken, one);
  if (const auto* one = best(all, of(Verdict::stale))) {
    take(out, Status::stale, one);
    out.reason = one->why;
    return;
  }
  if (const auto* one = best(all, of(Verdict::broken))) return take(out, Status::broken, one);
  if (const auto* one = best(all, of(Verdict::unverified)))
    return take(out, Status::unverified, one);
  const auto is_hollow = [timeless](const Assessment& one) {
    return one.verdict == Verdict::list && (timeless || claims_right(one)) && is_own_page(one);
  };
  if (const auto* one = best(all, is_hollow)) {
    if (one->candidate->target != nullptr && one->candidate->target->holds_unread) {
      take(out, Status::unverified, one);
      out.cause = cause("unread_part");
      out.reason = out.cause->text;
      return;
    }
    take(out, Status::incomplete, one);
    out.cause = cause("empty_page");
    out.reason = {"มีหน้าของข้อนี้ แต่สิ่งที่อยู่ในหน้าไม่ใช่ข้อมูลของข้อนี้",
                  "it has a page, but what the page holds is something else"};
    return;
  }
  say_missing(item, context, out);
}

/// The item is incomplete: `evidence` is without `parts`.
void lack(const Assessment& evidence, const std::vector<const model::Component*>& parts,
          model::LocalText why, Outcome& out) {
  out.status = Status::incomplete;
  out.evidence.push_back(&evidence);
  out.cause = cause("component_absent");
  out.confidence = 0.8;
  out.empty_parts = parts;
  std::string th, en;
  for (const auto* part : parts) {
    th += (th.empty() ? "" : ", ") + part->name.th;
    en += (en.empty() ? "" : ", ") + (part->name.en.empty() ? part->name.th : part->name.en);
  }
  out.reason = {why.th + th, why.en + en};
}

/// Something is published, but a page of the item says itself that a required part is not there, or
/// hardly any part is in it.
bool settle_parts(const model::YearItem& item, const std::vector<Assessment>& all,
                  const Assessment& published, const ItemContext& context, Outcome& out) {
  const AssessContext asked{context.rulebook,
                            item,
                            context.phrases,
                            {item.period, context.rulebook.year.fiscal_year, context.as_of}};
  const auto empty = find_empty_parts(all, asked);
  if (empty.page != nullptr) {
    lack(*empty.page, empty.components,
         {"หน้านี้ระบุเองว่ายังไม่มี: ", "the page itself says that there is none yet: "}, out);
    return true;
  }
  const auto lacking = lacking_parts(all, asked);
  if (!lacking.empty())
    lack(published, lacking,
         {"อ่านครบทุกหน้าแล้วแต่ไม่พบ: ", "read from beginning to end, and it does not show: "}, out);
  return !lacking.empty();
}

/// A notice of a few lines whose own file does not open, and no other file of it does.
bool lost_its_file(const Assessment& published, const std::vector<Assessment>& all) {
  constexpr std::size_t kNotice = 300;  // letters
  const auto* page = published.candidate->target;
  if (page == nullptr || page->text_from != model::TextFrom::html ||
      page->content_letters >= kNotice || page->signals.content_images > 0)
    return false;
  bool is_lost = false;
  for (const auto& one : all) {
    if (one.candidate->source != page || &one == &published) continue;
    if (one.verdict != Verdict::broken) return false;
    is_lost = true;
  }
  return is_lost && page->signals.documents > 0;
}

/// What was only taken for published (a picture by the words of its link, an account in the footer)
/// yields to a page of the item's own in which something was found wanting.
bool is_outdone(const Assessment& published, const std::vector<Assessment>& all) {
  const bool by_signal =
      published.candidate->how == How::signal && published.kind != "outgoing_link";
  if (lost_its_file(published, all)) return true;
  if (!published.image_only && !by_signal) return false;
  return std::ranges::any_of(all, [&](const Assessment& one) {
    const bool named = one.candidate->how == How::label || one.candidate->how == How::row;
    const bool absent = one.verdict == Verdict::incomplete && one.cause &&
                        one.cause->code == "component_absent" && claims_right(one);
    return named && (absent || (by_signal && one.verdict == Verdict::broken && claims_right(one)));
  });
}

/// A list that pieces were found in has further pages which no link leads to.
bool hides_further_pages(const std::vector<Assessment>& all) {
  return std::ranges::any_of(all, [](const Assessment& one) {
    const auto* list = one.months != 0 ? one.candidate->source : nullptr;
    return list != nullptr && std::ranges::any_of(list->links, [](const model::LinkFact& fact) {
             return fact.link.post_back && !fact.link.in_menu && fact.generic;
           });
  });
}

}  // namespace

Outcome settle(const model::YearItem& item, const std::vector<Assessment>& all,
               const ItemContext& context) {
  Outcome out;
  const bool monthly = is_monthly(item.period);
  const unsigned asked = months_asked(item, context);
  const auto is_published = [](const Assessment& one) { return one.verdict == Verdict::published; };
  if (!monthly) {
    const auto* one = best(all, is_published);
    if (one != nullptr && is_outdone(*one, all)) one = nullptr;
    if (one != nullptr && settle_parts(item, all, *one, context, out)) return out;
    if (one != nullptr) {
      out.status = Status::published;
      out.evidence.push_back(one);
      out.confidence = one->confidence;
      return out;
    }
  }
  if (monthly || item.period == text::PeriodCode::report_6m_fy) {
    if (assemble_months(all, asked, out)) {
      out.status = Status::published;
      out.confidence = 1;
      for (const auto* one : out.evidence)
        out.confidence = std::min(out.confidence, std::max(one->confidence, 0.5));
      return out;
    }
    if (covered(out.evidence) != 0) {
      const auto pieces = out.evidence;
      out.status = Status::incomplete;
      out.confidence = 0.85;
      out.cause = cause("half_only");
      out.reason = missing_months(covered(pieces), asked);
      if (hides_further_pages(all)) {
        out.status = Status::unverified;
        out.cause = cause("post_back");
        out.confidence = 0.3;
        return out;
      }
      unsigned open = 0;
      for (const auto& one : all)
        if (one.verdict == Verdict::unverified) open |= one.months;
      if (((covered(pieces) | open) & asked) == asked) {
        const auto* one = best(all, [](const auto& a) { return a.verdict == Verdict::unverified; });
        out.status = Status::unverified;
        out.cause = one->cause;
        out.confidence = 0.3;
      }
      return out;
    }
  }
  settle_unpublished(item, all, context, out);
  return out;
}

bool is_due(const model::YearItem& item, const ItemContext& context) {
  if (item.period == text::PeriodCode::monthly_fy) return months_asked(item, context) != 0;
  if (item.period != text::PeriodCode::report_6m_fy &&
      item.period != text::PeriodCode::monthly_6m_fy &&
      item.period != text::PeriodCode::progress_fy)
    return true;
  const auto year = std::chrono::year(context.rulebook.year.fiscal_year - 543);
  return context.as_of >= text::Day(year / std::chrono::April / 1);
}

}  // namespace oit::audit
