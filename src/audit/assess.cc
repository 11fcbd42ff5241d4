#include "audit/assess.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/cause.h"
#include "audit/checks/check.h"
#include "audit/checks/find_phrase.h"
#include "match/known_host.h"
#include "text/infer_years.h"
#include "text/match_key.h"

namespace oit::audit {
namespace {

using model::PageFacts;
using text::PeriodFit;

constexpr std::size_t kEmptyPage = 120;    // letters; less is a heading and nothing else
constexpr std::size_t kShortText = 250;    // letters a list of files may say about itself
constexpr std::size_t kSubstantial = 500;  // letters a list page needs to be a paper itself
constexpr int kFreshNews = 60;             // days
constexpr std::size_t kHeadlineExtra = 30;  // letters a headline has beyond the subject's name
constexpr std::uint16_t kWeakPhrase = 12;  // letters of a phrase that may be meant in passing

enum class Subject { confirmed, likely, unclear, other };

const model::TopicHit* hit_of(const std::vector<model::TopicHit>& hits, model::TopicIndex topic) {
  const auto at = std::ranges::find(hits, topic, &model::TopicHit::topic);
  return at == hits.end() ? nullptr : &*at;
}

bool names(const std::vector<model::TopicHit>& hits, model::TopicIndex topic) {
  return hit_of(hits, topic) != nullptr;
}

bool of_item(const model::YearItem& item, model::TopicIndex topic) {
  return std::ranges::find(item.topics, topic) != item.topics.end();
}

bool is_look_alike(const model::Rulebook& rulebook, model::TopicIndex inside,
                   model::TopicIndex asked) {
  const auto& rivals = rulebook.topics[asked].rivals;
  return std::ranges::find(rivals, rulebook.topics[inside].id, &model::Rival::topic) !=
         rivals.end();
}

/// A paper that states a whole fiscal year, from its first month to its last.
bool names_whole_year(const PageFacts& page, int fiscal_year) {
  const auto whole = text::fiscal_year_span(fiscal_year);
  for (const auto* dated : {&page.title_period, &page.table_period})
    for (const auto& mention : dated->mentions)
      if (mention.form == text::PeriodForm::range && mention.span &&
          mention.span->first <= whole.first + std::chrono::days(31) &&
          mention.span->last >= whole.last - std::chrono::days(31))
        return true;
  return false;
}

/// Half-year papers are often titled like annual ones, and only their months tell: `inside` is then
/// a look-alike of the topic asked for, and the paper names a half, a quarter, months or a range.
/// Annual ones are taken for monthly ones by a stray "เดือน": the whole year they state tells.
bool differs_in_span_only(const PageFacts& page, model::TopicIndex inside,
                          const AssessContext& context, model::TopicIndex asked) {
  if (!is_look_alike(context.rulebook, inside, asked)) return false;
  if (context.demand.code == text::PeriodCode::report_prev_fy)
    return names_whole_year(page, context.demand.fiscal_year - 1);
  if (context.demand.code != text::PeriodCode::report_6m_fy) return false;
  for (const auto* dated : {&page.title_period, &page.table_period})
    for (const auto& mention : dated->mentions)
      if (mention.form == text::PeriodForm::half_year || mention.form == text::PeriodForm::range ||
          mention.form == text::PeriodForm::quarter || mention.form == text::PeriodForm::month ||
          mention.form == text::PeriodForm::span_word)
        return true;
  return false;
}

int count_proofs(const PageFacts& page, const AssessContext& context, model::TopicIndex topic) {
  int proofs = 0;
  for (const auto& proof : context.rulebook.topics[topic].proofs)
    proofs += find_phrase(page, context.phrases.number(proof)) != nullptr ? 1 : 0;
  return proofs;
}

/// Whether the chosen year's list asks for the topic at all.
bool is_asked(const model::Rulebook& rulebook, model::TopicIndex topic) {
  return std::ranges::any_of(rulebook.year.items,
                             [&](const auto& item) { return of_item(item, topic); });
}

/// Whether the inside of the target agrees with the words that led to it.
Subject read_subject(const Candidate& candidate, const AssessContext& context) {
  const auto& page = *candidate.target;
  const auto* main = main_subject(page);
  if (main != nullptr && main->topic == candidate.topic) return Subject::confirmed;
  const auto* body = hit_of(page.body_topics, candidate.topic);
  if (main != nullptr && candidate.length > 0 && !is_asked(context.rulebook, main->topic) &&
      (body != nullptr || count_proofs(page, context, candidate.topic) >= 2))
    return Subject::likely;  // a subject of other years' lists, linked under this one's name
  if (const auto* own = hit_of(page.title_topics, candidate.topic)) {
    if (main == nullptr || of_item(context.item, main->topic)) return Subject::confirmed;
    if (differs_in_span_only(page, main->topic, context, candidate.topic)) return Subject::likely;
    // Named beside the main subject: the same title with another phrase, or a paper it cites.
    return candidate.how == How::label && own->length >= main->length ? Subject::likely
                                                                      : Subject::other;
  }
  const auto* heading = hit_of(page.heading_topics, candidate.topic);
  if (!page.title_topics.empty()) {
    const auto& top = page.title_topics.front();
    if (of_item(context.item, top.topic)) return Subject::likely;
    if (heading && heading->length >= top.length) return Subject::confirmed;
    if (differs_in_span_only(page, top.topic, context, candidate.topic)) return Subject::likely;
    if (top.length < kWeakPhrase && body && body->length > top.length) return Subject::likely;
    return Subject::other;
  }
  if (heading) return Subject::confirmed;
  const bool entry = candidate.how == How::child || candidate.how == How::embedded;
  if (entry && is_activity(context.demand.code)) return Subject::likely;  // a post in its list
  if (body && body->length >= 8) return Subject::likely;
  return count_proofs(page, context, candidate.topic) >= 2 ? Subject::likely : Subject::unclear;
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

std::string kind_of(const Candidate& candidate, const model::Topic& topic) {
  const auto& page = *candidate.target;
  switch (page.kind) {
    case model::BodyKind::pdf:
      return "pdf";
    case model::BodyKind::image:
      return "image";
    case model::BodyKind::spreadsheet:
      return "spreadsheet";
    default:
      break;
  }
  const auto wants = [&](std::string_view kind) {
    return std::ranges::find(topic.evidence, kind) != topic.evidence.end();
  };
  const auto& signals = page.signals;
  for (const std::string_view kind : {"form", "eservice", "webboard"})
    if (wants(kind) && signals.forms > 0) return std::string(kind);
  if (wants("qa_widget") && !signals.chat_quote.empty()) return "qa_widget";
  if (wants("map") && !signals.map_quote.empty()) return "map";
  if (wants("post_list") && (signals.post_days.size() >= 3 || signals.documents >= 2))
    return "post_list";
  if (wants("stat_table") && signals.table_rows >= 2) return "stat_table";
  return "html_page";
}

/// Evidence that the form of a link proves: an account, a chat, a map, a portal (never fetched).
/// An account proves only what asks for one: under a plan's name it is no plan.
std::optional<std::string> proven_by_form(const model::Topic& topic, const model::Host& host) {
  const bool talks = host.kind == "social" || host.kind == "video" || host.kind == "chat";
  const auto asks = [&](model::CheckKind check) {
    return std::ranges::find(topic.components, check, &model::Component::check) !=
           topic.components.end();
  };
  using enum model::CheckKind;
  if (talks && !asks(social_account) && !asks(chat) && !asks(form)) return std::nullopt;
  static constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
      {"social", "outgoing_link"},
      {"video", "outgoing_link"},
      {"chat", "qa_widget"},
      {"chat", "outgoing_link"},
      {"map", "map"},
      {"portal", "outgoing_link"},
      {"portal", "eservice"},
      {"form", "form"},
      {"form", "eservice"}};
  for (const auto& [host_kind, evidence] : kKinds)
    if (host.kind == host_kind &&
        std::ranges::find(topic.evidence, evidence) != topic.evidence.end())
      return std::string(evidence);
  return std::nullopt;
}

void set(Assessment& out, Verdict verdict, std::string_view code) {
  out.verdict = verdict;
  out.cause = cause(code);
  out.why = out.cause->text;
}

/// Right subject, another period.
void say_other_period(Assessment& out) {
  const bool earlier = out.period.fit == PeriodFit::earlier;
  out.verdict = earlier ? Verdict::stale : Verdict::premature;
  out.confidence = confidence_of_way(out.candidate->how) * weight_of_place(out.period.place);
  const auto what = out.period.mention ? describe(*out.period.mention) : model::LocalText{};
  out.why = earlier ? model::LocalText{"เป็นของช่วงก่อน: " + what.th, "an earlier period: " + what.en}
                    : model::LocalText{"เป็นของช่วงถัดไป: " + what.th, "a later period: " + what.en};
  out.reasons.push_back(out.why);
}

/// A link whose target was not read.
void assess_unread(Assessment& out, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  const auto& topic = context.rulebook.topics[candidate.topic];
  out.period = read_claims(candidate, context.demand);
  const auto* host = match::known_host(context.rulebook, candidate.address);
  if (host == nullptr) return set(out, Verdict::unverified, "limit");
  if (host->kind == "cloud_drive") return set(out, Verdict::unverified, "cloud_drive");
  if (host->kind == "short_link") return set(out, Verdict::unverified, "short_link");
  const auto kind = proven_by_form(topic, *host);
  if (kind && match::is_account(*host, candidate.address)) {
    const bool needs_year = !is_timeless(context.demand.code) && !is_activity(context.demand.code);
    if (needs_year && out.period.fit == PeriodFit::unknown)
      return set(out, Verdict::unverified, "period_unclear");
    if (out.period.fit == PeriodFit::earlier || out.period.fit == PeriodFit::later)
      return say_other_period(out);
    out.verdict = Verdict::published;
    out.kind = *kind;
    out.confidence = 0.75;
    out.reasons.push_back({"ตัดสินจากรูปแบบของลิงก์ไปยัง " + host->name + " โดยไม่เปิดปลายทาง",
                           "judged by the form of the link to " + host->name + ", not opened"});
    return;
  }
  out.verdict = Verdict::rejected;
  out.why = {"ลิงก์ไปยัง " + host->name + " ไม่ใช่หลักฐานของข้อนี้",
             "a link to " + host->name + " is no evidence for this item"};
}

/// What keeps a target that opened from being read; true when that settles the candidate.
bool assess_unreadable(Assessment& out) {
  const auto& page = *out.candidate->target;
  if (page.parse_stop != model::ParseStop::none) {
    set(out, Verdict::unverified, "parse_limit");
    return true;
  }
  if (page.needs_script) {
    set(out, Verdict::unverified, "needs_browser");
    return true;
  }
  switch (page.document) {
    case model::DocumentOutcome::ok:
      return false;
    case model::DocumentOutcome::encrypted:
      set(out, Verdict::broken, "encrypted");
      return true;
    case model::DocumentOutcome::damaged:
      set(out, Verdict::broken, "damaged");
      return true;
    case model::DocumentOutcome::empty:
      set(out, Verdict::incomplete, "empty_page");
      return true;
    case model::DocumentOutcome::too_costly:
    case model::DocumentOutcome::crashed:
      set(out, Verdict::unverified, "reader_stopped");
      return true;
    case model::DocumentOutcome::unsupported:
      set(out, Verdict::unverified, "office_file");
      return true;
    case model::DocumentOutcome::image_only:
      break;
  }
  out.image_only = true;
  return false;
}

/// Pictures and scans: the words that lead there must name subject and period.
void assess_image(Assessment& out) {
  const auto& candidate = *out.candidate;
  const bool named = candidate.length > 0;  // a number alone is no name
  switch (out.period.fit) {
    case PeriodFit::right:
    case PeriodFit::partial:
      if (named) {
        out.verdict = Verdict::published;
        out.confidence = 0.5;
        out.reasons.push_back(
            {"เป็นภาพหรือไฟล์สแกน ตัดสินจากชื่อลิงก์เท่านั้น ควรทำเป็น PDF ที่ค้นข้อความได้",
             "image only: judged by the words of its link; a searchable PDF is better"});
        return;
      }
      break;
    case PeriodFit::earlier:
      out.verdict = Verdict::stale;
      out.confidence = 0.6;
      return;
    case PeriodFit::later:
      out.verdict = Verdict::premature;
      return;
    case PeriodFit::unknown:
      break;
  }
  set(out, Verdict::unverified, "ocr");
}

bool asks_for(const model::Topic& topic, model::CheckKind check) {
  return std::ranges::find(topic.components, check, &model::Component::check) !=
         topic.components.end();
}

/// Names, numbers or an address in writing beside the pictures: what the topic asks for can be read.
bool shows_people_or_contacts(const model::Topic& topic, const PageFacts& page) {
  using enum model::CheckKind;
  if (asks_for(topic, person_names)) return page.signals.persons > 0;
  const bool asks_contacts = asks_for(topic, phone) || asks_for(topic, email);
  return asks_contacts && !page.signals.content_contacts.empty();
}

bool is_picture_page(const PageFacts& page) {
  return page.text_from == model::TextFrom::html && page.content_letters < kEmptyPage &&
         page.signals.content_images > 0 && page.signals.forms == 0;
}

bool asks_for_signals(const model::Topic& topic) {
  using enum model::CheckKind;
  return std::ranges::any_of(topic.components, [](const model::Component& component) {
    return component.check == phone || component.check == email || component.check == address ||
           component.check == map || component.check == form || component.check == chat ||
           component.check == social_account || component.check == person_names;
  });
}

/// Anything of its own that such a topic asks for; what stands in footers does not count.
bool shows_signal(const model::Signals& signals) {
  return signals.forms > 0 || signals.persons > 0 || !signals.content_contacts.empty() ||
         !signals.social.empty() || !signals.chat_quote.empty() || !signals.map_quote.empty();
}

/// The page of a program that only shows the document named in its address.
bool is_viewer(const Candidate& candidate, const model::Rulebook& rulebook) {
  const auto viewers = rulebook.words.find("viewer_embeds");
  const auto& address = candidate.address.text();
  return viewers != rulebook.words.end() &&
         std::ranges::any_of(viewers->second, [&](const auto& fragment) {
           return address.find(fragment) != std::string::npos;
         });
}

/// A page or document without substance; true when that settles the candidate.
bool assess_substance(Assessment& out, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  const auto& topic = context.rulebook.topics[out.candidate->topic];
  bool says_nil = false;
  for (const auto& component : topic.components)
    for (const auto& word : component.words)
      says_nil = says_nil || (component.check == model::CheckKind::nil_statement &&
                              find_phrase(page, context.phrases.number(word)) != nullptr);
  if (const auto nil = context.rulebook.words.find("nil"); nil != context.rulebook.words.end())
    for (const auto& word : nil->second)
      says_nil = says_nil || find_phrase(page, context.phrases.number(word)) != nullptr;
  if (says_nil) return false;
  if (page.under_construction) {
    set(out, Verdict::incomplete, "under_construction");
    return true;
  }
  if (page.only_cover) {
    set(out, Verdict::incomplete, "only_cover");
    return true;
  }
  if (page.text_from != model::TextFrom::html || out.candidate->is_list) return false;
  const auto& signals = page.signals;
  if (is_viewer(*out.candidate, context.rulebook) && page.content_letters < kEmptyPage) {
    out.verdict = Verdict::list;  // the document it shows is a candidate of its own
    return true;
  }
  // Files of other subjects are no substance where a text is asked for.
  const bool files_count =
      std::ranges::find(topic.evidence, "post_list") != topic.evidence.end() ||
      !is_timeless(context.demand.code);
  const bool shows_something = signals.forms > 0 || signals.tables > 0 ||
                               (files_count && signals.documents > 0) ||
                               !signals.post_days.empty() || signals.content_images > 0 ||
                               (asks_for_signals(topic) && shows_signal(signals));
  if (page.content_letters >= kEmptyPage || shows_something) return false;
  set(out, Verdict::incomplete, "empty_page");
  return true;
}

/// Runs the components; true when a required one is proven absent.
bool check_components(Assessment& out, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  const auto& topic = context.rulebook.topics[candidate.topic];
  const CheckInput input{
      candidate,          *candidate.target, context.demand,       out.period,
      context.phrases,    context.entries,   context.entries_open, context.months | out.months,
      context.months_open};
  std::vector<std::string> replaced;
  for (const auto& component : topic.components) {
    model::ComponentResult result{component.id, component.name, std::nullopt, component.advised,
                                  ""};
    result.advised = component.advised || std::ranges::find(context.item.advised, component.id) !=
                                              context.item.advised.end();
    result.met = run_check(component, input, &result.quote);
    if (component.check == model::CheckKind::nil_statement && result.met == true)
      replaced.insert(replaced.end(), component.stands_for.begin(), component.stands_for.end());
    out.components.push_back(std::move(result));
  }
  bool absent = false;
  for (auto& result : out.components) {
    if (std::ranges::find(replaced, result.id) != replaced.end()) result.met = true;
    if (result.met == false && !result.advised) absent = true;
  }
  return absent;
}

void explain_components(Assessment& out) {
  std::string th, en;
  int unseen = 0;
  for (const auto& result : out.components) {
    if (result.met == false && !result.advised) {
      th += (th.empty() ? "" : ", ") + result.name.th;
      en += (en.empty() ? "" : ", ") + (result.name.en.empty() ? result.name.th : result.name.en);
    }
    unseen += !result.met.has_value() && !result.advised ? 1 : 0;
  }
  if (!th.empty()) out.reasons.push_back({"ขาด: " + th, "absent: " + en});
  if (unseen > 0)
    out.reasons.push_back({fmt::format("มี {} องค์ประกอบที่เครื่องมองไม่เห็น ควรตรวจด้วยตา", unseen),
                           fmt::format("{} components were not seen and need a look", unseen)});
  out.confidence -= 0.02 * unseen;
}

/// Linked under the item's own name, and given away by the words its page must not hold.
bool is_what_it_must_not_be(Assessment& out, const AssessContext& context) {
  if (!asks_for(context.rulebook.topics[out.candidate->topic], model::CheckKind::no_words))
    return false;
  const bool absent = check_components(out, context);
  const auto& components = context.rulebook.topics[out.candidate->topic].components;
  bool given_away = false;
  for (std::size_t i = 0; i < components.size(); ++i)
    given_away = given_away || (components[i].check == model::CheckKind::no_words &&
                                out.components[i].met == false);
  if (!absent || !given_away) {
    out.components.clear();
    return false;
  }
  explain_components(out);
  out.confidence = 0.8;
  set(out, Verdict::incomplete, "component_absent");
  return true;
}

/// A long headline in a list of news is a post, whatever subject it mentions.
bool stands_among_news(const Candidate& candidate, const AssessContext& context) {
  if (candidate.how != How::label || candidate.link == nullptr || candidate.source == nullptr)
    return false;
  const bool news = std::ranges::any_of(context.rulebook.year.items, [&](const auto& item) {
    return item.period == text::PeriodCode::news_fy &&
           std::ranges::any_of(candidate.source->title_topics, [&](const auto& hit) {
             return of_item(item, hit.topic);
           });
  });
  return news && text::make_match_key(candidate.link->link.label, false).bytes.size() >
                     candidate.length + kHeadlineExtra;
}

/// Another agency's paper, a headline, another subject: true when the candidate is no evidence.
bool is_rejected(Assessment& out, Subject subject, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  const auto& page = *candidate.target;
  out.verdict = Verdict::rejected;
  if (!page.agencies.empty() && !page.names_own_agency) {
    out.why = {"เป็นเอกสารของหน่วยงานอื่น (" + page.agencies.front() + ")",
               "another agency's document (" + page.agencies.front() + ")"};
    return true;
  }
  const bool headline =
      (candidate.link != nullptr && candidate.link->news && candidate.how != How::child) ||
      page.reads_like_news || stands_among_news(candidate, context) || (page.from_news && candidate.how == How::title);
  if (headline && !is_activity(context.demand.code) && page.text_from == model::TextFrom::html) {
    out.why = {"เป็นข่าวที่กล่าวถึงเรื่องนี้ ไม่ใช่เอกสารที่กำหนด", "a news post that mentions the subject"};
    return true;
  }
  const bool entry = candidate.how == How::child || candidate.how == How::context;
  if (subject == Subject::unclear && entry && is_timeless(context.demand.code)) {
    out.why = {"ทั้งลิงก์และเนื้อหาไม่ระบุเรื่องนี้", "neither the link nor its text names the subject"};
    return true;
  }
  if (subject == Subject::other) {
    const auto& inside = context.rulebook.topics[page.title_topics.front().topic].title;
    out.why = {"เปิดแล้วเป็นเรื่องอื่น: " + inside.th,
               "opens another subject: " + (inside.en.empty() ? inside.th : inside.en)};
    return true;
  }
  return false;
}

void finish_published(Assessment& out, Subject subject) {
  const auto& candidate = *out.candidate;
  out.verdict = Verdict::published;
  out.confidence = confidence_of_way(candidate.how) * weight_of_place(out.period.place);
  if (subject == Subject::confirmed) out.confidence = std::min(1.0, out.confidence + 0.05);
  if (subject == Subject::unclear) out.confidence *= 0.6;
  if (out.period.fit == PeriodFit::partial) out.confidence *= 0.75;
  if (candidate.target->off_site) {
    out.confidence *= 0.85;
    out.reasons.push_back({"เอกสารอยู่นอกเว็บไซต์หลัก", "hosted outside the main site"});
  }
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
  if (candidate.target->is_index && !names(candidate.target->title_topics, candidate.topic))
    return true;  // the list of all items is none of them
  if (!candidate.is_list || context.demand.code == text::PeriodCode::news_fy) return false;
  const auto& page = *candidate.target;
  if (is_activity(context.demand.code)) {
    if (!names(page.title_topics, candidate.topic)) return true;  // a list of many subjects
    return page.content_letters < kShortText && page.signals.documents > 0;
  }
  if (is_timeless(context.demand.code))
    return page.content_letters < kShortText && page.signals.content_images == 0 &&
           !asks_for_signals(context.rulebook.topics[candidate.topic]);
  return page.content_letters < kSubstantial || !one.period.inside;
}

/// October to some month before March, in a paper that names only its year.
bool is_part_of_half(const Assessment& one, const AssessContext& context) {
  if (context.demand.code != text::PeriodCode::report_6m_fy ||
      one.period.fit != text::PeriodFit::partial)
    return false;
  return one.months == 0x03 || one.months == 0x07 || one.months == 0x0F || one.months == 0x1F;
}

/// Right subject, readable: the period and what it must contain decide.
void assess_content(Assessment& out, Subject subject, const AssessContext& context) {
  if (out.period.fit == PeriodFit::earlier || out.period.fit == PeriodFit::later)
    return say_other_period(out);
  if (is_only_list(out, context)) {
    out.verdict = Verdict::list;
    return;
  }
  const auto& mention = out.period.mention;
  const bool part = mention && mention->form != text::PeriodForm::fiscal_year &&
                    mention->form != text::PeriodForm::bare_year;
  if (is_part_of_half(out, context)) {
    out.piece = true;
    check_components(out, context);
    return set(out, Verdict::incomplete, "half_only");
  }
  if (out.period.fit == PeriodFit::partial && part) {
    out.piece = context.demand.code == text::PeriodCode::report_6m_fy;
    const bool monthly = context.demand.code == text::PeriodCode::monthly_6m_fy;
    if (!monthly) {
      check_components(out, context);
      return set(out, Verdict::incomplete, "half_only");
    }
  }
  if (check_components(out, context)) {
    explain_components(out);
    out.confidence = 0.85;
    return set(out, Verdict::incomplete, "component_absent");
  }
  if (out.period.fit == PeriodFit::unknown) return set(out, Verdict::unverified, "period_unclear");
  const auto& topic = context.rulebook.topics[out.candidate->topic];
  const bool signals_prove =
      is_timeless(context.demand.code) && out.candidate->how != How::number && asks_for_signals(topic);
  if (subject == Subject::unclear && !signals_prove)
    return set(out, Verdict::unverified, "subject_unclear");
  finish_published(out, subject);
  warn_of_old_news(out, context.demand);
}

}  // namespace

unsigned months_of(const Candidate& candidate, const Demand& demand) {
  const auto usable = [&](std::vector<text::PeriodMention> mentions, int year) {
    text::infer_years(mentions, year);
    std::erase_if(mentions, [](const auto& m) { return m.law_year; });
    return text::months_covered(demand.fiscal_year, mentions);
  };
  int year = 0;
  for (const auto& claim : candidate.claims) {
    if (year == 0) year = claim.index_year;
    if (year == 0) year = text::only_year(claim.periods);
  }
  if (const auto* page = candidate.target) {
    unsigned inside = usable(page->title_period.mentions, year);
    inside |= usable(page->table_period.mentions, year);
    const bool own_year =
        !page->title_period.mentions.empty() || !page->table_period.mentions.empty();
    if (inside != 0 ||
        (own_year && text::fit(demand.code, demand.fiscal_year, demand.as_of,
                               page->title_period.mentions) == text::PeriodFit::earlier))
      return inside;
  }
  for (const auto& claim : candidate.claims)
    if (claim.place == "link" || claim.place == "row")
      if (const unsigned months = usable(claim.periods, year)) return months;
  return 0;
}

unsigned nil_months_of(const Candidate& candidate, const Demand& demand) {
  const auto* page = candidate.target;
  if (demand.code != text::PeriodCode::monthly_6m_fy || page == nullptr || !candidate.is_list ||
      !names(page->title_topics, candidate.topic))
    return 0;
  return text::months_covered(demand.fiscal_year, page->nil_period.mentions);
}

Assessment assess(const Candidate& candidate, const AssessContext& context) {
  Assessment out;
  out.candidate = &candidate;
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
  if (const auto judged = judge_fetch(page)) {
    out.period = read_claims(candidate, context.demand);
    set(out, judged->is_broken ? Verdict::broken : Verdict::unverified, judged->code);
    return out;
  }
  out.period = read_period(candidate, context.demand);
  out.months = months_of(candidate, context.demand);
  if (assess_unreadable(out)) return out;
  if (out.image_only) {
    assess_image(out);
    return out;
  }
  const auto subject = read_subject(candidate, context);
  const bool under_its_name = candidate.how == How::label || candidate.how == How::row ||
                              candidate.how == How::number;
  if (subject == Subject::other && under_its_name && is_what_it_must_not_be(out, context))
    return out;
  if (is_rejected(out, subject, context)) return out;
  if (is_picture_page(page) && !candidate.is_list &&
      !shows_people_or_contacts(context.rulebook.topics[candidate.topic], page)) {
    assess_image(out);
    return out;
  }
  const bool dated_earlier =
      out.period.fit == PeriodFit::earlier || out.period.fit == PeriodFit::later;
  if (!dated_earlier && assess_substance(out, context)) return out;
  assess_content(out, subject, context);
  return out;
}

}  // namespace oit::audit
