#include "audit/image.h"

#include "audit/components.h"
#include "audit/conclude.h"
#include "audit/subject.h"
#include "audit/substance.h"

namespace oit::audit {
namespace {

constexpr std::size_t kPaperBytes = 6000;  // a page photographed or scanned takes more

std::string_view cause_of(const model::PageFacts& page) {
  if (page.recognise_spent) return "ocr_budget";
  return page.unreadable ? "no_words" : "ocr";
}

}  // namespace

bool is_photo_of_paper(const model::PageFacts& picture) {
  return !picture.truncated && picture.bytes >= kPaperBytes &&
         picture.content_type.find("svg") == std::string::npos;
}

void assess_image(Assessment& out, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  out.image_only = true;
  const bool by_heading = names(candidate.target->title_topics, candidate.topic);
  const bool named =
      (candidate.length > 0 || by_heading) &&  // a number alone is no name
      (candidate.target->kind != model::BodyKind::image || is_photo_of_paper(*candidate.target));
  // Which months a picture shows, only its words can say.
  const bool of_no_month =
      context.demand.code == text::PeriodCode::monthly_6m_fy && out.months == 0 &&
      (out.period.fit == text::PeriodFit::right || out.period.fit == text::PeriodFit::partial);
  if (of_no_month) return conclude(out, Verdict::unverified, cause_of(*candidate.target));
  switch (out.period.fit) {
    case text::PeriodFit::right:
    case text::PeriodFit::partial:
      // What nobody had the time to look at may be last year's, or a cover; on what was looked at
      // and shows no words, it may be anything.
      if (named && !candidate.target->recognise_spent && !candidate.target->unreadable) {
        out.verdict = Verdict::published;
        out.confidence = 0.5;
        out.reasons.push_back(
            {"เป็นภาพหรือไฟล์สแกน ตัดสินจากชื่อลิงก์เท่านั้น ควรทำเป็น PDF ที่ค้นข้อความได้",
             "image only: judged by the words of its link; a searchable PDF is better"});
        return;
      }
      break;
    case text::PeriodFit::earlier:
      // Nor is a scan that nobody had the time to look at as old as its link says.
      if (candidate.target->recognise_spent && !out.period.inside) break;
      out.verdict = Verdict::stale;
      out.confidence = 0.6;
      return;
    case text::PeriodFit::later:
      out.verdict = Verdict::premature;
      return;
    case text::PeriodFit::unknown:
      break;
  }
  conclude(out, Verdict::unverified, cause_of(*candidate.target));
}

bool shows_people_or_contacts(const model::Topic& topic, const model::PageFacts& page) {
  using enum model::CheckKind;
  if (asks_for(topic, person_names)) return page.signals.persons > 0;
  const bool asks_contacts = asks_for(topic, phone) || asks_for(topic, email);
  return asks_contacts && !page.signals.content_contacts.empty();
}

bool is_picture_page(const model::PageFacts& page) {
  return page.text_from == model::TextFrom::html && page.content_letters < kEmptyPage &&
         page.signals.content_images > 0 && page.signals.forms == 0;
}

}  // namespace oit::audit
