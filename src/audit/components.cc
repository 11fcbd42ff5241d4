#include "audit/components.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "audit/checks/check.h"
#include "audit/conclude.h"

namespace oit::audit {

bool asks_for(const model::Topic& topic, model::CheckKind check) {
  return std::ranges::find(topic.components, check, &model::Component::check) !=
         topic.components.end();
}

namespace {

bool is_signal(model::CheckKind check) {
  using enum model::CheckKind;
  return check == phone || check == email || check == address || check == map || check == form ||
         check == chat || check == social_account || check == person_names;
}

}  // namespace

bool asks_for_signals(const model::Topic& topic) {
  return std::ranges::any_of(topic.components, is_signal, &model::Component::check);
}

bool shows_asked_signal(const Assessment& one, const model::Topic& topic) {
  for (std::size_t i = 0; i < one.components.size() && i < topic.components.size(); ++i)
    if (is_signal(topic.components[i].check) && one.components[i].met == true) return true;
  return false;
}

bool check_components(Assessment& out, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  const auto& topic = context.rulebook.topics[candidate.topic];
  const CheckInput input{candidate,          *candidate.target,    context.demand,
                         out.period,         context.phrases,      context.rulebook,
                         context.entries,    context.entries_open, context.months | out.months,
                         context.months_open};
  std::vector<std::string> replaced;
  for (const auto& component : topic.components) {
    model::ComponentResult result{component.id, component.name, std::nullopt, component.advised,
                                  "",           component.basis};
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
  conclude(out, Verdict::incomplete, "component_absent");
  return true;
}

}  // namespace oit::audit
