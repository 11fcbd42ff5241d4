#include "audit/link_form.h"

#include <algorithm>
#include <optional>
#include <string>

#include "audit/components.h"
#include "audit/conclude.h"
#include "match/known_host.h"

namespace oit::audit {
namespace {

/// Evidence that the form of a link proves: an account, a chat, a map, a portal (never fetched).
/// An account proves only what asks for one: under a plan's name it is no plan.
std::optional<std::string> proven_by_form(const model::Topic& topic, const model::Host& host) {
  const bool talks = host.kind == "social" || host.kind == "video" || host.kind == "chat";
  using enum model::CheckKind;
  if (talks && !asks_for(topic, social_account) && !asks_for(topic, chat) && !asks_for(topic, form))
    return std::nullopt;
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

/// The label says whose account it is.
bool is_of_other_agency(const Candidate& candidate, const model::Rulebook& rulebook) {
  const auto words = rulebook.words.find("other_agencies");
  return words != rulebook.words.end() && candidate.link != nullptr &&
         std::ranges::any_of(words->second, [&](const auto& word) {
           return candidate.link->link.label.find(word) != std::string::npos;
         });
}

}  // namespace

void assess_unread(Assessment& out, const AssessContext& context) {
  const auto& candidate = *out.candidate;
  const auto& topic = context.rulebook.topics[candidate.topic];
  out.period = read_claims(candidate, context.demand);
  const auto* host = match::known_host(context.rulebook, candidate.address);
  if (host == nullptr) return conclude(out, Verdict::unverified, "limit");
  if (host->kind == "cloud_drive") {
    const bool is_one_of_many =
        candidate.source != nullptr && candidate.source->drive == model::DriveAnswer::folder;
    return conclude(out, Verdict::unverified, is_one_of_many ? "limit" : "cloud_drive");
  }
  if (host->kind == "flip_book") return conclude(out, Verdict::unverified, "viewer");
  if (host->kind == "short_link") return conclude(out, Verdict::unverified, "short_link");
  if (is_of_other_agency(candidate, context.rulebook)) {
    out.verdict = Verdict::rejected;
    out.why = {"เป็นบัญชีของหน่วยงานอื่น", "another agency's account"};
    return;
  }
  if (match::shows_a_post(*host, candidate.address) &&
      !asks_for(topic, model::CheckKind::social_account) &&
      !asks_for(topic, model::CheckKind::chat))
    return conclude(out, Verdict::unverified, "needs_browser");
  const auto kind = proven_by_form(topic, *host);
  if (kind && match::is_account(*host, candidate.address)) {
    const bool needs_year = !is_timeless(context.demand.code) && !is_activity(context.demand.code);
    if (needs_year && out.period.fit == text::PeriodFit::unknown)
      return conclude(out, Verdict::unverified, "period_unclear");
    if (out.period.fit == text::PeriodFit::earlier || out.period.fit == text::PeriodFit::later)
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

}  // namespace oit::audit
