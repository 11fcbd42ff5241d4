#include "audit/signal_candidates.h"

#include <algorithm>
#include <memory>

#include "audit/checks/check.h"
#include "base/find_text.h"
#include "match/item_number.h"
#include "text/match_key.h"

namespace oit::audit {
namespace {

bool is_signal(model::CheckKind check) {
  using enum model::CheckKind;
  return check == phone || check == email || check == address || check == map || check == chat ||
         check == social_account;
}

/// True when the topic needs at least one signal and nothing that only a page of its own can show.
bool is_all_signals(const model::Topic& topic) {
  bool any = false;
  for (const auto& component : topic.components) {
    if (component.advised || component.check == model::CheckKind::human ||
        component.check == model::CheckKind::opens)
      continue;
    if (!is_signal(component.check)) return false;
    any = true;
  }
  return any;
}

std::string kind_of(const model::Topic& topic) {
  for (const auto& component : topic.components) {
    if (component.check == model::CheckKind::chat) return "qa_widget";
    if (component.check == model::CheckKind::social_account) return "outgoing_link";
  }
  return "html_page";
}

Candidate make_candidate(model::TopicIndex topic, const model::PageFacts& page) {
  Candidate candidate;
  candidate.topic = topic;
  candidate.how = How::signal;
  candidate.target = &page;
  candidate.address = page.url;
  return candidate;
}

/// The nil statement the topic allows instead of a report; null when it allows none.
const model::Component* nil_of(const model::Topic& topic) {
  const auto at = std::ranges::find(topic.components, model::CheckKind::nil_statement,
                                    &model::Component::check);
  return at == topic.components.end() ? nullptr : &*at;
}

bool is_for(const model::PageFacts& page, const model::NilRow& row, model::TopicIndex topic,
            const ItemContext& context) {
  const int table = context.candidates.lists().table_of(page, page.index_year);
  const auto topics = match::topics_of_number(context.rulebook, table, row.item);
  return std::ranges::find(topics, topic) != topics.end();
}

/// In the words that count for the topic: "ไม่มีการดำเนินการ" is no "ไม่มีเรื่องร้องเรียน".
bool states_nil(const model::NilRow& row, const model::Component& component) {
  const auto text = text::make_match_key(row.text, false).bytes;
  return std::ranges::any_of(component.words, [&](const auto& word) {
    return has_text(text, text::make_match_key(word, false).bytes);
  });
}

Assessment nil_assessment(model::TopicIndex topic, const model::PageFacts& page,
                          const model::NilRow& row, const model::Component& component) {
  auto candidate = std::make_shared<Candidate>(make_candidate(topic, page));
  Assessment one;
  one.owned = candidate;
  one.candidate = candidate.get();
  one.verdict = Verdict::published;
  one.kind = "html_page";
  one.confidence = 0.7;
  one.period.fit = text::PeriodFit::right;
  one.period.place = "row";
  one.period.quote = row.text;
  if (!row.periods.empty()) one.period.mention = row.periods.front();
  one.components.push_back({component.id, component.name, true, component.advised, row.text});
  one.reasons.push_back({"หน้ารวมระบุว่าไม่มี", "the index itself states that there was none"});
  return one;
}

}  // namespace

void add_nil_rows(const model::YearItem& item, const ItemContext& context,
                  std::vector<Assessment>& all) {
  const int fiscal_year = context.rulebook.year.fiscal_year;
  for (const auto topic : item.topics) {
    const auto* component = nil_of(context.rulebook.topics[topic]);
    if (component == nullptr) continue;
    for (const auto& page : context.facts.pages) {
      if (page.off_site || page.soft_404 || (!page.agencies.empty() && !page.names_own_agency) ||
          (page.index_year != 0 && page.index_year != fiscal_year))
        continue;
      for (const auto& row : page.nil_rows) {
        if (!is_for(page, row, topic, context) || !states_nil(row, *component)) continue;
        const auto fit = text::fit(item.period, fiscal_year, context.as_of, row.periods);
        const bool by_list = row.periods.empty() && page.index_year == fiscal_year;
        if (by_list || fit == text::PeriodFit::right || fit == text::PeriodFit::partial)
          all.push_back(nil_assessment(topic, page, row, *component));
      }
    }
  }
}

void add_signals(const model::YearItem& item, const ItemContext& context,
                 std::vector<Assessment>& all) {
  if (!is_timeless(item.period)) return;
  for (const auto topic_index : item.topics) {
    const auto& topic = context.rulebook.topics[topic_index];
    if (!is_all_signals(topic)) continue;
    for (const auto& page : context.facts.pages) {
      if ((!page.is_home && !page.home_level) || page.outcome != model::FetchOutcome::ok) continue;
      auto candidate = std::make_shared<Candidate>(make_candidate(topic_index, page));
      Assessment one;
      const Demand demand{item.period, context.rulebook.year.fiscal_year, context.as_of};
      const PeriodReading period{text::PeriodFit::right, "", false, std::nullopt, "", {}};
      const CheckInput input{*candidate, page, demand, period, context.phrases, context.rulebook};
      bool met = true;
      for (const auto& component : topic.components) {
        model::ComponentResult result{component.id, component.name, std::nullopt, component.advised,
                                      "",           component.basis};
        result.met = run_check(component, input, &result.quote);
        met = met && (component.advised || !is_signal(component.check) || result.met == true);
        one.components.push_back(std::move(result));
      }
      if (!met) continue;
      one.owned = candidate;
      one.candidate = candidate.get();
      one.verdict = Verdict::published;
      one.kind = kind_of(topic);
      one.confidence = 0.7;
      one.period = period;
      one.reasons.push_back({"พบบนหน้าแรกของเว็บไซต์", "found on the home page itself"});
      all.push_back(std::move(one));
      return;
    }
  }
}

}  // namespace oit::audit
