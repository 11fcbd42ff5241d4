#include "audit/assess.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/cause.h"
#include "audit/components.h"
#include "audit/conclude.h"
#include "audit/drive_answer.h"
#include "audit/image.h"
#include "audit/link_form.h"
#include "audit/months_of.h"
#include "audit/rejection.h"
#include "audit/scan_text.h"
#include "audit/subject.h"
#include "audit/substance.h"

namespace oit::audit {
namespace {

constexpr std::size_t kShortText = 250;    // letters a list of files may say about itself
constexpr std::size_t kSubstantial = 500;  // letters a list page needs to be a paper itself
constexpr int kFreshNews = 60;             // days
constexpr std::size_t kPosts = 3;          // links of a page that lists something

std::string kind_of(const Candidate& candidate, const model::Topic& topic) {
  const auto& page = *candidate.target;
  switch (page.kind) {
    case model::BodyKind::pdf:
      return "pdf";
    case model::BodyKind::image:
      return "image";
    case model::BodyKind::spreadsheet:
      return "spreadsheet";
    case model::BodyKind::word:
    case model::BodyKind::presentation:
    case model::BodyKind::archive:
      return "document";
    default:
      break;
  }
  const auto wants = [&](std::string_view kind) {
    return std::ranges::find(topic.evidence, kind) != topic.evidence.end();
  };
  const auto& signals = page.signals;
  if (wants("webboard") && !signals.board_quote.empty()) return "webboard";
  for (const std::string_view kind : {"form", "eservice", "webboard"})
    if (wants(kind) && signals.forms > 0) return std::string(kind);
  if (wants("qa_widget") && !signals.chat_quote.empty()) return "qa_widget";
  if (wants("map") && !signals.map_quote.empty()) return "map";
  if (wants("post_list") && (signals.post_days.size() >= 3 || signals.documents >= 2))
    return "post_list";
  if (wants("stat_table") && signals.table_rows >= 2) return "stat_table";
  return "html_page";
}

/// The assessor asks for an address of the main site.
void warn_of_outside(Assessment& out) {
  if (out.verdict != Verdict::published || !out.candidate->target->off_site) return;
  out.confidence *= 0.85;
  out.reasons.push_back({"เอกสารอยู่นอกเว็บไซต์หลัก", "hosted outside the main site"});
}

void finish_published(Assessment& out, Subject subject, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  out.verdict = Verdict::published;
  out.confidence = confidence_of_way(candidate.how) * weight_of_place(out.period.place);
  if (subject == Subject::confirmed) out.confidence = std::min(1.0, out.confidence + 0.05);
  if (subject == Subject::unclear) out.confidence *= 0.6;
  if (out.period.fit == text::PeriodFit::partial) out.confidence *= 0.75;
  warn_of_outside(out);
  explain_scan_text(out, context);
  explain_components(out);
  out.confidence = std::clamp(out.confidence, 0.3, 1.0);
}

/// One post of the year is enough, but a page that stands still is worth a word.
void warn_of_old_news(Assessment& out, const Demand& demand) {
  const auto& days = out.candidate->target->signals.post_days;  // newest first
  if (demand.code != text::PeriodCode::news_fy || days.empty()) return;
  const auto age = (demand.as_of - days.front()).count();
  if (age <= kFreshNews) return;
  out.reasons.push_back({fmt::format("ข่าวล่าสุดเก่า {} วันแล้ว ควรเพิ่มข่าวใหม่", age),
                         fmt::format("the newest post is {} days old", age)});
}

/// A page that only heads entries says nothing itself: the entries decide.
bool is_only_list(const Assessment& one, const AssessContext& context) {
  const auto& candidate = *one.candidate;
  if ((candidate.target->is_index || candidate.target->collects) &&
      !names(candidate.target->title_topics, candidate.topic))
    return true;  // the list of all items is none of them
  if (!candidate.is_list || context.demand.code == text::PeriodCode::news_fy) return false;
  const auto& page = *candidate.target;
  if (is_activity(context.demand.code)) {
    if (!names(page.title_topics, candidate.topic)) return true;  // a list of many subjects
    return page.content_letters < kShortText &&
           (page.signals.documents > 0 ||
            (page.content_letters < kEmptyPage && page.signals.content_images == 0));
  }
  if (is_timeless(context.demand.code)) {
    const auto& topic = context.rulebook.topics[candidate.topic];
    const bool shows_it =
        asks_for_signals(topic) && (page.embedded.empty() || shows_signal(topic, page.signals));
    const bool heads_files = page.content_letters < kShortText ||
                             (page.signals.documents > 0 && !speaks_of_it(candidate, context));
    return heads_files && page.signals.content_images == 0 && !shows_it;
  }
  return page.content_letters < kSubstantial || !one.period.inside;
}

/// October to some month before March, in a paper that names only its year.
bool is_part_of_half(const Assessment& one, const AssessContext& context) {
  if (context.demand.code != text::PeriodCode::report_6m_fy ||
      one.period.fit != text::PeriodFit::partial)
    return false;
  return one.months == 0x03 || one.months == 0x07 || one.months == 0x0F || one.months == 0x1F;
}

/// An activity is asked for, and the paper says of each that it has not taken place.
bool says_nothing_was_done(Assessment& out, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  if (context.demand.code != text::PeriodCode::done_fy || page.rows_undone < 2 ||
      page.rows_done > 0)
    return false;
  out.reasons.push_back(
      {"เอกสารระบุเองว่ายังไม่ได้ดำเนินการ", "the paper itself says that nothing was done yet"});
  return true;
}

/// A report on a year that is over, some of whose numbered rows tell what was spent and some only
/// what was planned.
bool is_half_filled(Assessment& out, const AssessContext& context) {
  constexpr int kOpen = 3, kSettled = 2, kOneIn = 4;
  const auto& page = *out.candidate->target;
  const bool is_half = context.demand.code == text::PeriodCode::report_prev_fy &&
                       page.text_from != model::TextFrom::ocr && page.rows_open >= kOpen &&
                       page.rows_settled >= kSettled &&
                       page.rows_open * kOneIn >= page.rows_open + page.rows_settled;
  if (!is_half) return false;
  out.reasons.push_back({"บางรายการในตารางมีเพียงแผน ยังไม่ได้กรอกผล",
                         "some rows of the table tell the plan only, not the result"});
  return true;
}

/// Posts tell of anything, but something must be there that has a day.
bool shows_posts(const Assessment& one) {
  const auto& page = *one.candidate->target;
  const bool is_dated = one.period.place == "body" || one.period.place == "signature";
  const bool named_year = one.period.place == "link" || one.period.place == "title";
  return is_dated || !page.signals.post_days.empty() ||
         (named_year && (page.links.size() >= kPosts ||
                         page.signals.documents + page.signals.content_images > 0));
}

/// A channel that answers needs a place to ask: set questions with their answers are none.
bool only_tells(const Assessment& out, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  const auto& topic = context.rulebook.topics[out.candidate->topic];
  // What comes first is what the topic is for: where contacts are asked for, too, they are enough.
  if (topic.components.empty() || topic.components.front().check != model::CheckKind::chat)
    return false;
  if (page.text_from != model::TextFrom::html) return true;
  const auto& signals = page.signals;
  const bool leads_on = std::ranges::any_of(page.links, [&](const model::LinkFact& fact) {
    return !fact.link.in_menu && !fact.link.dead && !fact.back &&
           names(fact.by_label, out.candidate->topic);
  });
  return signals.forms == 0 && signals.chat_quote.empty() && signals.board_quote.empty() &&
         signals.portal_links.empty() && signals.social.empty() && page.embedded.empty() &&
         !leads_on;
}

/// A channel to write in that was not seen, on a page that hands out files: forms to print are
/// none, and a form behind another link is only a guess.
bool only_prints(const Assessment& out, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  const auto& topic = context.rulebook.topics[out.candidate->topic];
  const auto asks =
      std::ranges::find(topic.components, model::CheckKind::form, &model::Component::check);
  if (asks == topic.components.end() || asks->absence != model::Absence::proven) return false;
  const auto& signals = page.signals;
  const bool leads_on = std::ranges::any_of(page.links, [&](const model::LinkFact& fact) {
    return !fact.link.in_menu && !fact.link.dead && names(fact.by_label, out.candidate->topic);
  });
  return page.text_from == model::TextFrom::html && signals.documents > 0 && signals.forms == 0 &&
         signals.portal_links.empty() && page.embedded.empty() && !leads_on;
}

/// Right subject, readable: the period and what it must contain decide.
void assess_content(Assessment& out, Subject subject, const AssessContext& context) {
  if (out.period.fit == text::PeriodFit::earlier || out.period.fit == text::PeriodFit::later) {
    const bool of_something_else = subject == Subject::unclear && out.period.inside &&
                                   says_nothing_of_it(*out.candidate, context);
    if (of_something_else) return conclude(out, Verdict::unverified, "subject_unclear");
    return say_other_period(out);
  }
  if (is_only_list(out, context)) {
    out.verdict = Verdict::list;
    return;
  }
  const auto& mention = out.period.mention;
  // A day in it (of signing, of putting up) is no part of a year, and does not state one either.
  const bool is_day = mention && mention->form == text::PeriodForm::day;
  const bool part = mention && !is_day && mention->form != text::PeriodForm::fiscal_year &&
                    mention->form != text::PeriodForm::bare_year;
  if (is_part_of_half(out, context)) {
    out.piece = true;
    check_components(out, context);
    return conclude(out, Verdict::incomplete, "half_only");
  }
  if (out.period.fit == text::PeriodFit::partial && part) {
    out.piece = context.demand.code == text::PeriodCode::report_6m_fy;
    if (!is_monthly(context.demand.code)) {
      check_components(out, context);
      return conclude(out, Verdict::incomplete, "half_only");
    }
  }
  if (check_components(out, context) || says_nothing_was_done(out, context) ||
      is_half_filled(out, context)) {
    explain_components(out);
    out.confidence = 0.85;
    return conclude(out, Verdict::incomplete, "component_absent");
  }
  if (out.period.fit == text::PeriodFit::unknown ||
      (out.period.fit == text::PeriodFit::partial && is_day && !is_monthly(context.demand.code)))
    return conclude(out, Verdict::unverified, "period_unclear");
  const auto& topic = context.rulebook.topics[out.candidate->topic];
  const bool signals_prove = is_timeless(context.demand.code) &&
                             out.candidate->how != How::number && asks_for_signals(topic) &&
                             shows_asked_signal(out, topic);
  const bool is_post = context.demand.code == text::PeriodCode::news_fy &&
                       shows_posts(out);  // posts tell of anything
  if (subject == Subject::unclear && !signals_prove && !is_post)
    return conclude(out, Verdict::unverified, "subject_unclear");
  if (context.demand.code == text::PeriodCode::news_fy && !is_post) {
    out.period.fit = text::PeriodFit::unknown;  // what stands around the link dates no post
    return conclude(out, Verdict::unverified, "period_unclear");
  }
  if (!is_post && says_nothing_of_it(*out.candidate, context))
    return conclude(out, Verdict::unverified, "subject_unclear");
  if (only_tells(out, context)) {
    out.reasons.push_back({"ไม่พบช่องให้ถาม (แบบฟอร์ม กระดาน หรือแชท) คำถามที่พบบ่อยไม่ใช่ช่องทางสองทาง",
                           "no form, board or chat to ask in was seen; an FAQ answers nobody"});
    return conclude(out, Verdict::unverified, "subject_unclear");
  }
  if (only_prints(out, context)) {
    out.reasons.push_back({"พบเพียงแบบฟอร์มให้ดาวน์โหลด ไม่พบแบบฟอร์มที่กรอกและส่งออนไลน์ได้",
                           "only forms to download were seen, none to fill in and send online"});
    return conclude(out, Verdict::unverified, "subject_unclear");
  }
  finish_published(out, subject, context);
  warn_of_old_news(out, context.demand);
}

}  // namespace

Assessment assess(const Candidate& candidate, const AssessContext& context) {
  Assessment out;
  out.candidate = &candidate;
  if (candidate.link != nullptr && candidate.link->link.post_back) {
    out.period = read_claims(candidate, context.demand);
    conclude(out, Verdict::unverified, "post_back");
    return out;
  }
  if (candidate.link != nullptr && candidate.link->link.dead) {
    out.verdict = Verdict::dead;
    out.why = {"ลิงก์ไม่ชี้ไปที่ใด (#)", "the link leads nowhere (#)"};
    return out;
  }
  if (candidate.target == nullptr) {
    assess_unread(out, context);
    return out;
  }
  const auto& page = *candidate.target;
  out.kind = kind_of(candidate, context.rulebook.topics[candidate.topic]);
  if (page.is_home && candidate.how != How::title && candidate.how != How::declared) {
    out.period = read_claims(candidate, context.demand);
    const bool part = candidate.link != nullptr && candidate.link->link.part;  // "/#structure"
    if (part)
      conclude(out, Verdict::unverified, "subject_unclear");
    else
      conclude(out, Verdict::broken, "redirect_home");
    return out;
  }
  if (assess_drive(out, context)) return out;
  if (const auto judged = judge_fetch(page)) {
    out.period = read_claims(candidate, context.demand);
    const bool is_lost =
        judged->code == "not_found" || judged->code == "gone" || judged->code == "soft_404";
    if (page.by_guess && is_lost)
      conclude(out, Verdict::unverified, "needs_browser");
    else
      conclude(out, judged->is_broken ? Verdict::broken : Verdict::unverified, judged->code);
    return out;
  }
  out.period = read_period(candidate, context.demand);
  doubt_period(out, context);
  out.months = months_of(candidate, context.demand);
  const bool is_drive = page.drive != model::DriveAnswer::none;  // its file itself was asked for
  if (!is_drive && is_viewer(candidate, context.rulebook) && page.content_letters < kEmptyPage) {
    out.verdict = Verdict::list;  // the document it shows is a candidate of its own
    return out;
  }
  if (assess_unreadable(out)) return out;
  if (out.image_only) {
    assess_image(out, context);
    warn_of_outside(out);
    return out;
  }
  const auto subject = read_subject(candidate, context);
  out.is_unclear =
      subject == Subject::unclear && (candidate.how == How::child || candidate.how == How::context);
  const bool under_its_name =
      candidate.how == How::label || candidate.how == How::row || candidate.how == How::number;
  if (subject == Subject::other && under_its_name && is_what_it_must_not_be(out, context))
    return out;
  if (is_rejected(out, subject, context)) {
    if (subject == Subject::other && may_hold_it_further_on(candidate)) leave_open(out, context);
    return out;
  }
  if (assess_scan_text(out, subject, context)) return out;
  if (is_picture_page(page) && !candidate.is_list &&
      !shows_people_or_contacts(context.rulebook.topics[candidate.topic], page)) {
    assess_image(out, context);
    return out;
  }
  const bool dated_earlier =
      out.period.fit == text::PeriodFit::earlier || out.period.fit == text::PeriodFit::later;
  const bool is_whole = !is_scan_text(page) || is_read_whole(page);
  if (!dated_earlier && is_whole && assess_substance(out, context)) return out;
  assess_content(out, subject, context);
  return out;
}

}  // namespace oit::audit
