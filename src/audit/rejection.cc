#include "audit/rejection.h"

#include <algorithm>

#include "text/match_key.h"

namespace oit::audit {
namespace {

constexpr std::size_t kHeadlineExtra = 30;  // letters a headline has beyond the subject's name

/// A long headline in a list of news is a post, whatever subject it mentions.
bool stands_among_news(const Candidate& candidate, const AssessContext& context) {
  if (candidate.how != How::label || candidate.link == nullptr || candidate.source == nullptr)
    return false;
  const bool news = std::ranges::any_of(context.rulebook.year.items, [&](const auto& item) {
    return item.period == text::PeriodCode::news_fy &&
           std::ranges::any_of(candidate.source->title_topics,
                               [&](const auto& hit) { return of_item(item, hit.topic); });
  });
  return news && text::make_match_key(candidate.link->link.label, false).bytes.size() >
                     candidate.length + kHeadlineExtra;
}

bool is_elsewhere(const model::PageFacts& page, const AssessContext& context) {
  const auto words = context.rulebook.words.find("elsewhere");
  return words != context.rulebook.words.end() &&
         std::ranges::any_of(words->second, [&](const auto& word) {
           return page.title.find(word) != std::string::npos;
         });
}

/// Asking for leave to publish a paper is not publishing it.
bool is_request_to_publish(const model::PageFacts& page, const AssessContext& context) {
  const auto words = context.rulebook.words.find("requests_to_publish");
  return words != context.rulebook.words.end() &&
         std::ranges::any_of(words->second, [&](const auto& word) {
           return page.title.find(word) != std::string::npos;
         });
}

}  // namespace

bool is_rejected(Assessment& out, Subject subject, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  const auto& page = *candidate.target;
  out.verdict = Verdict::rejected;
  if (!page.agencies.empty() && !page.names_own_agency) {
    out.why = {"เป็นเอกสารของหน่วยงานอื่น (" + page.agencies.front() + ")",
               "another agency's document (" + page.agencies.front() + ")"};
    return true;
  }
  if (is_request_to_publish(page, context)) {
    out.why = {"เป็นแบบฟอร์มขอเผยแพร่ข้อมูล ไม่ใช่ตัวข้อมูล", "a request to publish, not what is published"};
    return true;
  }
  const bool headline =
      (candidate.link != nullptr && candidate.link->news && candidate.how != How::child) ||
      page.reads_like_news || stands_among_news(candidate, context) ||
      (page.from_news && candidate.how == How::title);
  const bool is_page =
      page.text_from == model::TextFrom::html ||
      (page.text_from == model::TextFrom::ocr && page.kind == model::BodyKind::html);
  if (headline && !is_activity(context.demand.code) && is_page) {
    out.why = {"เป็นข่าวที่กล่าวถึงเรื่องนี้ ไม่ใช่เอกสารที่กำหนด", "a news post that mentions the subject"};
    return true;
  }
  if (is_activity(context.demand.code) && page.reads_like_news && is_elsewhere(page, context)) {
    out.why = {"เป็นกิจกรรมของหน่วยงานอื่น", "another agency's activity"};
    return true;
  }
  const bool entry = candidate.how == How::child || candidate.how == How::context;
  if (subject == Subject::unclear && entry && is_timeless(context.demand.code)) {
    out.why = {"ทั้งลิงก์และเนื้อหาไม่ระบุเรื่องนี้", "neither the link nor its text names the subject"};
    return true;
  }
  if (subject == Subject::other) {
    const auto* main = main_subject(page);
    if (main == nullptr) {
      out.why = {"เปิดแล้วเป็นเรื่องอื่นที่ชื่อคล้ายกัน: " + page.title,
                 "opens something else of a similar name: " + page.title};
      return true;
    }
    const auto& inside = context.rulebook.topics[main->topic].title;
    out.why = {"เปิดแล้วเป็นเรื่องอื่น: " + inside.th,
               "opens another subject: " + (inside.en.empty() ? inside.th : inside.en)};
    return true;
  }
  return false;
}

}  // namespace oit::audit
