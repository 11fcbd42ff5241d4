#include "audit/wanted_scans.h"

#include <algorithm>
#include <tuple>

#include "audit/assess.h"
#include "audit/cause.h"
#include "audit/conclude.h"
#include "audit/image.h"
#include "audit/scan_text.h"
#include "audit/subject.h"

namespace oit::audit {
namespace {

constexpr int kFirstPages = 3;  // of a document, and pictures of a page; then its last page

/// One candidate worth reading, the smaller the better.
struct Wanted {
  int rank = 0;  ///< right period, none, earlier, later
  double way = 0;
  text::Day last{};  ///< of its period
  std::size_t page = 0;
  bool is_other = false;  ///< what was read of it is about another subject

  auto order() const {
    return std::tuple(is_other, rank, -way, -last.time_since_epoch().count(), page);
  }
};

int rank_of(text::PeriodFit fit) {
  switch (fit) {
    case text::PeriodFit::right:
    case text::PeriodFit::partial:
      return 0;
    case text::PeriodFit::unknown:
      return 1;
    case text::PeriodFit::earlier:
      return 2;
    case text::PeriodFit::later:
      break;
  }
  return 3;
}

/// A worse period than this is no use to an item of that status.
int worst_rank(model::Status status) {
  if (status == model::Status::published) return 0;
  return status == model::Status::stale ? 2 : 1;
}

bool is_scan(const model::PageFacts& page) {
  if (judge_fetch(page)) return false;
  if (is_scan_text(page) || is_picture_page(page)) return true;
  if (page.document != model::DocumentOutcome::image_only) return false;
  return page.kind != model::BodyKind::image || is_photo_of_paper(page);
}

/// Pages of it, or pictures on it.
int pages_of(const model::PageFacts& page) {
  if (page.kind == model::BodyKind::pdf) return std::max(page.page_count, 1);
  return page.kind == model::BodyKind::image ? 1 : page.signals.content_images;
}

/// What was read of it tells its subject and, as far as it matters, its period.
bool is_decided(const Assessment& one, const AssessContext& context) {
  const auto& candidate = *one.candidate;
  if (!is_scan_text(*candidate.target)) return false;
  const auto subject = read_subject(candidate, context);
  if (subject == Subject::unclear || subject == Subject::other) return false;
  if (is_timeless(context.demand.code)) return true;
  if (context.demand.code == text::PeriodCode::monthly_6m_fy && one.months == 0) return false;
  return one.period.inside && one.period.fit != text::PeriodFit::unknown;
}

/// Whether there is a page left that may tell more.
bool has_more(const Assessment& one, const AssessContext& context) {
  const auto& page = *one.candidate->target;
  const int pages = pages_of(page), read = page.pages_recognised;
  if (read < std::min(pages, kFirstPages)) return true;
  const auto code = context.demand.code;
  const bool is_signed = is_activity(code) || code == text::PeriodCode::plan_fy;
  return is_signed && page.kind == model::BodyKind::pdf && pages > kFirstPages &&
         read == kFirstPages && !one.period.inside;
}

class WantedScans {
 public:
  WantedScans(const model::SiteFacts& facts, const model::Rulebook& rulebook,
              const match::PhraseTable& phrases, text::Day as_of)
      : facts_(facts),
        rulebook_(rulebook),
        phrases_(phrases),
        as_of_(as_of),
        candidates_(facts, rulebook) {}

  /// Those of `item`, which `finding` leaves open, best first.
  std::vector<Wanted> of(const model::YearItem& item, const model::Finding& finding) const {
    const AssessContext context{
        rulebook_, item, phrases_, {item.period, rulebook_.year.fiscal_year, as_of_}};
    std::vector<Wanted> all;
    for (const auto topic : item.topics)
      for (const auto& candidate : candidates_.of(topic))
        if (const auto wanted = look_at(candidate, context);
            wanted.rank <= worst_rank(finding.status))
          all.push_back(wanted);
    std::ranges::sort(all, {}, &Wanted::order);
    return all;
  }

 private:
  static constexpr Wanted kNotWanted{9, 0, {}, 0, false};

  Wanted look_at(const Candidate& candidate, const AssessContext& context) const {
    if (candidate.target == nullptr || !is_scan(*candidate.target)) return kNotWanted;
    const auto one = assess(candidate, context);
    const bool is_open = one.image_only || is_scan_text(*candidate.target);
    if (!is_open || one.verdict == Verdict::rejected || !has_more(one, context) ||
        is_decided(one, context))
      return kNotWanted;
    Wanted wanted;
    wanted.is_other =
        is_scan_text(*candidate.target) && read_subject(candidate, context) == Subject::other;
    wanted.rank = rank_of(one.period.fit);
    wanted.way = confidence_of_way(candidate.how);
    if (one.period.mention && one.period.mention->span)
      wanted.last = one.period.mention->span->last;
    wanted.page = static_cast<std::size_t>(candidate.target - facts_.pages.data());
    return wanted;
  }

  const model::SiteFacts& facts_;
  const model::Rulebook& rulebook_;
  const match::PhraseTable& phrases_;
  const text::Day as_of_;
  const CandidateSet candidates_;
};

}  // namespace

std::vector<std::size_t> find_wanted_scans(const model::SiteFacts& facts,
                                           const model::Rulebook& rulebook,
                                           const match::PhraseTable& phrases,
                                           const std::vector<model::Finding>& findings,
                                           text::Day as_of, double sure) {
  std::vector<std::size_t> wanted;
  if (std::ranges::none_of(facts.pages, is_scan)) return wanted;
  const WantedScans scans(facts, rulebook, phrases, as_of);
  std::vector<std::vector<Wanted>> by_item;
  std::size_t most = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto& finding = findings[i];
    const bool is_settled =
        finding.status == model::Status::not_due ||
        (finding.status == model::Status::published && finding.confidence >= sure);
    if (is_settled) continue;
    by_item.push_back(scans.of(rulebook.year.items[i], finding));
    most = std::max(most, by_item.back().size());
  }
  const auto add = [&wanted](std::size_t page) {
    if (std::ranges::find(wanted, page) == wanted.end()) wanted.push_back(page);
  };
  for (const auto& all : by_item)
    for (const auto& one : all)
      if (facts.pages[one.page].pages_recognised > 0 && !one.is_other) add(one.page);
  for (std::size_t place = 0; place < most; ++place)
    for (const auto& all : by_item)
      if (place < all.size()) add(all[place].page);
  return wanted;
}

}  // namespace oit::audit
