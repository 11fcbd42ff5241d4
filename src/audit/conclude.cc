#include "audit/conclude.h"

#include "audit/cause.h"
#include "audit/period_reading.h"

namespace oit::audit {

void conclude(Assessment& out, Verdict verdict, std::string_view code) {
  out.verdict = verdict;
  out.cause = cause(code);
  out.why = out.cause->text;
}

void say_other_period(Assessment& out) {
  const bool earlier = out.period.fit == text::PeriodFit::earlier;
  out.verdict = earlier ? Verdict::stale : Verdict::premature;
  out.confidence = confidence_of_way(out.candidate->how) * weight_of_place(out.period.place);
  const auto what = out.period.mention ? describe(*out.period.mention) : model::LocalText{};
  out.why = earlier ? model::LocalText{"เป็นของช่วงก่อน: " + what.th, "an earlier period: " + what.en}
                    : model::LocalText{"เป็นของช่วงถัดไป: " + what.th, "a later period: " + what.en};
  out.reasons.push_back(out.why);
}

double confidence_of_way(How how) {
  switch (how) {
    case How::label:
      return 0.95;
    case How::row:
      return 0.9;
    case How::title:
      return 0.85;
    case How::child:
    case How::embedded:
      return 0.85;
    case How::number:
      return 0.75;
    case How::context:
      return 0.75;
    case How::signal:
      return 0.8;
    case How::declared:
      return 0.9;
  }
  return 0.5;
}

double weight_of_place(const std::string& place) {
  if (place.empty() || place == "title" || place == "table") return 1.0;
  if (place == "signature" || place == "body") return 0.95;
  if (place == "link") return 0.85;
  if (place == "row") return 0.8;
  if (place == "column" || place == "heading" || place == "index") return 0.72;
  return 0.6;
}

}  // namespace oit::audit
