#include "audit/substance.h"

#include <algorithm>

#include "audit/cause.h"
#include "audit/checks/find_phrase.h"
#include "audit/components.h"
#include "audit/conclude.h"
#include "match/known_host.h"

namespace oit::audit {
namespace {

constexpr int kTellingProofs = 3;  // different words of the subject in a text, however short

/// A table of figures in which no figure was entered, and nothing else that could hold them.
bool is_blank_table(const model::PageFacts& page, const model::Topic& topic) {
  const auto& signals = page.signals;
  return std::ranges::find(topic.evidence, "stat_table") != topic.evidence.end() &&
         signals.tables > 0 && signals.blank_tables == signals.tables && signals.documents == 0 &&
         signals.content_images == 0 && page.embedded.empty();
}

/// Single months that the rows or the title of a page name.
std::ptrdiff_t names_months(const model::PageFacts& page) {
  std::ptrdiff_t months = 0;
  for (const auto* dated : {&page.title_period, &page.table_period, &page.running_period})
    months = std::max(months, std::ranges::count(dated->mentions, text::PeriodForm::month,
                                                 &text::PeriodMention::form));
  return months;
}

/// A report of figures that holds none.
bool is_without_figures(const model::PageFacts& page, const model::Topic& topic) {
  constexpr std::size_t kShort = 260;  // letters; a longer text may tell it in words,
  constexpr std::size_t kTable = 500;  // but not one that names month after month
  constexpr auto kMonths = 3;
  const auto& signals = page.signals;
  return std::ranges::find(topic.evidence, "stat_table") != topic.evidence.end() &&
         page.figures == 0 &&
         page.content_letters < (names_months(page) >= kMonths ? kTable : kShort) &&
         signals.documents == 0 && signals.content_images == 0 && page.embedded.empty() &&
         signals.portal_links.empty();
}

/// A link that may be a file whatever its address looks like: "ดาวน์โหลด" to a script.
bool may_be_file(const model::LinkFact& fact) {
  return fact.generic && !fact.link.in_menu && !fact.link.label.empty();
}

/// A notice that leaves everything to a file which is not there.
bool lacks_attachment(const Assessment& out, const AssessContext& context) {
  constexpr std::size_t kNotice = 500;  // letters; a longer text says something itself
  const auto& page = *out.candidate->target;
  const auto& signals = page.signals;
  const auto words = context.rulebook.words.find("attached");
  return words != context.rulebook.words.end() && page.text_from == model::TextFrom::html &&
         !out.candidate->is_list && page.content_letters < kNotice && signals.documents == 0 &&
         signals.content_images == 0 && signals.tables == 0 && page.embedded.empty() &&
         signals.portal_links.empty() && std::ranges::none_of(page.links, may_be_file) &&
         std::ranges::any_of(words->second, [&](const auto& word) {
           return find_phrase(page, context.phrases.number(word)) != nullptr;
         });
}

/// A page that holds nothing, unless in what was not read of it.
void conclude_hollow(Assessment& out, std::string_view code) {
  if (out.candidate->target->holds_unread)
    conclude(out, Verdict::unverified, "unread_part");
  else
    conclude(out, Verdict::incomplete, code);
}

/// One day is when the page itself was put up.
bool shows_posts(const model::Signals& signals) { return signals.post_days.size() >= 2; }

/// A box in which a script draws a paper that nothing on the page names.
bool shows_viewer(const model::PageFacts& page, const model::Rulebook& rulebook) {
  const auto classes = rulebook.words.find("viewer_classes");
  return classes != rulebook.words.end() &&
         std::ranges::any_of(page.signals.widgets, [&](const auto& widget) {
           return std::ranges::any_of(classes->second, [&](const auto& part) {
             return widget.find(part) != std::string::npos;
           });
         });
}

/// All the page has may be an album or film elsewhere, which only eyes can see.
bool leads_to_a_post(const model::PageFacts& page, const model::Rulebook& rulebook) {
  return std::ranges::any_of(page.links, [&](const model::LinkFact& fact) {
    if (fact.link.in_menu || fact.back) return false;
    const auto* host = match::known_host(rulebook, fact.link.target);
    return host != nullptr && match::shows_a_post(*host, fact.link.target);
  });
}

bool stands_in_text(const model::PageFacts& page, std::uint32_t phrase) {
  const auto* fact = find_phrase(page, phrase);
  return fact != nullptr && fact->in_text;
}

/// What could be read with one more program says which: "reading it needs the package …".
void name_package(Assessment& out, const std::string& why) {
  constexpr std::string_view kNeeds = "needs the package ";
  const auto at = why.find(kNeeds);
  if (at == std::string::npos) return;
  const auto package = why.substr(at + kNeeds.size());
  out.cause->text.th += " ต้องติดตั้งแพ็กเกจ " + package;
  out.cause->text.en += "; reading it needs the package " + package;
  out.cause->who = cause("limit").who;
  out.why = out.cause->text;
}

}  // namespace

bool is_viewer(const Candidate& candidate, const model::Rulebook& rulebook) {
  const auto viewers = rulebook.words.find("viewer_embeds");
  const auto& address = candidate.address.text();
  return viewers != rulebook.words.end() &&
         std::ranges::any_of(viewers->second, [&](const auto& fragment) {
           return address.find(fragment) != std::string::npos;
         });
}

bool shows_signal(const model::Topic& topic, const model::Signals& signals) {
  using enum model::CheckKind;
  const auto accepts = [&](std::string_view kind) {
    return std::ranges::find(topic.evidence, kind) != topic.evidence.end();
  };
  const bool wants_form = asks_for(topic, form) || accepts("form") || accepts("eservice") ||
                          accepts("webboard") || accepts("qa_widget");
  return (wants_form && signals.forms > 0) ||
         (asks_for(topic, person_names) && signals.persons > 0) ||
         ((asks_for(topic, phone) || asks_for(topic, email) || asks_for(topic, contact)) &&
          !signals.content_contacts.empty()) ||
         (asks_for(topic, social_account) && !signals.social.empty()) ||
         (asks_for(topic, chat) && !signals.chat_quote.empty()) ||
         (asks_for(topic, map) && !signals.map_quote.empty());
}

bool speaks_of_it(const Candidate& candidate, const AssessContext& context) {
  const auto& page = *candidate.target;
  const auto& topic = context.rulebook.topics[candidate.topic];
  const auto speaks = [&](const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const auto& word) {
      return stands_in_text(page, context.phrases.number(word));
    });
  };
  const auto nil = context.rulebook.words.find("nil");
  if (context.demand.code == text::PeriodCode::monthly_fy && nil != context.rulebook.words.end() &&
      speaks(nil->second))
    return true;  // a month in which nothing was bought says no more
  return speaks(topic.proofs) ||
         std::ranges::any_of(topic.components, [&](const model::Component& component) {
           return component.check != model::CheckKind::no_words && speaks(component.words);
         });
}

bool says_nothing_of_it(const Candidate& candidate, const AssessContext& context) {
  const auto& page = *candidate.target;
  if (page.text_from != model::TextFrom::html || candidate.is_list) return false;
  const auto& signals = page.signals;
  const auto& topic = context.rulebook.topics[candidate.topic];
  const bool shows = shows_signal(topic, signals) || signals.tables > 0 || signals.documents > 0 ||
                     signals.content_images > 0 || shows_posts(signals) ||
                     !signals.portal_links.empty() || !page.embedded.empty();
  return !shows && !speaks_of_it(candidate, context);
}

bool assess_unreadable(Assessment& out) {
  const auto& page = *out.candidate->target;
  if (page.parse_stop != model::ParseStop::none) {
    conclude(out, Verdict::unverified, "parse_limit");
    return true;
  }
  if (page.needs_script) {
    conclude(out, Verdict::unverified, page.drawing_failed ? "drawing_failed" : "needs_browser");
    return true;
  }
  switch (page.document) {
    case model::DocumentOutcome::ok:
      return false;
    case model::DocumentOutcome::encrypted:
      conclude(out, Verdict::broken, "encrypted");
      return true;
    case model::DocumentOutcome::damaged:
      conclude(out, Verdict::broken, "damaged");
      return true;
    case model::DocumentOutcome::empty:
      conclude(out, Verdict::incomplete, "empty_page");
      return true;
    case model::DocumentOutcome::too_costly:
    case model::DocumentOutcome::crashed:
      conclude(out, Verdict::unverified, "reader_stopped");
      return true;
    case model::DocumentOutcome::unsupported:
      conclude(out, Verdict::unverified, "office_file");
      name_package(out, page.why);
      return true;
    case model::DocumentOutcome::image_only:
      break;
  }
  out.image_only = true;
  return false;
}

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
    conclude(out, Verdict::incomplete, "under_construction");
    return true;
  }
  if (page.blank_form) {
    conclude(out, Verdict::incomplete, "blank_form");
    return true;
  }
  if (page.only_cover) {
    conclude(out, Verdict::incomplete, "only_cover");
    return true;
  }
  if (lacks_attachment(out, context)) {
    conclude_hollow(out, "no_attachment");
    return true;
  }
  const bool has_words_alone = page.text_from == model::TextFrom::ocr;  // figures may be misread
  if (!has_words_alone && !out.candidate->is_list && is_without_figures(page, topic)) {
    conclude_hollow(out, "empty_page");
    return true;
  }
  if (page.text_from != model::TextFrom::html || out.candidate->is_list) return false;
  const auto& signals = page.signals;
  // Files of other subjects are no substance where a text is asked for.
  const bool files_count = std::ranges::find(topic.evidence, "post_list") != topic.evidence.end() ||
                           !is_timeless(context.demand.code);
  if (is_blank_table(page, topic)) {
    conclude(out, Verdict::incomplete, "empty_page");
    return true;
  }
  const bool shows_something = signals.tables > 0 || (files_count && signals.documents > 0) ||
                               shows_posts(signals) || signals.content_images > 0 ||
                               shows_signal(topic, signals);
  if (page.content_letters >= kEmptyPage || shows_something) return false;
  const auto proofs = std::ranges::count_if(topic.proofs, [&](const auto& proof) {
    return stands_in_text(page, context.phrases.number(proof));
  });
  if (proofs >= kTellingProofs && !files_count) return false;
  if (shows_viewer(page, context.rulebook)) {
    conclude(out, Verdict::unverified, "viewer");
    return true;
  }
  if (leads_to_a_post(page, context.rulebook)) {
    conclude(out, Verdict::unverified, "needs_browser");
    return true;
  }
  conclude_hollow(out, "empty_page");
  return true;
}

}  // namespace oit::audit
