#include "audit/features.h"

#include <algorithm>

#include "match/phrase_finder.h"
#include "text/match_key.h"

namespace oit::audit {
namespace {

const std::vector<std::string>& list(const model::Rulebook& rulebook, std::string_view name) {
  static const std::vector<std::string> kNone;
  const auto at = rulebook.words.find(std::string(name));
  return at == rulebook.words.end() ? kNone : at->second;
}

bool is_broken(const model::SiteFacts& facts, const url::Url& address) {
  for (const auto& page : facts.pages)
    if (page.url == address)
      return page.outcome != model::FetchOutcome::ok || page.soft_404 || page.redirected_home;
  return false;
}

bool shows_picture(const model::SiteFacts& facts, const std::string& address) {
  for (const auto& page : facts.pages)
    if (page.url.text() == address)
      return page.kind == model::BodyKind::image || page.signals.content_images > 0;
  return false;
}

/// The first live link whose label has one of `words` and none of `unless`.
model::SiteFeature by_label(const std::string& id, const model::SiteFacts& facts,
                            const std::vector<std::string>& words,
                            const std::vector<std::string>& unless = {}) {
  const match::PhraseFinder wanted(words), excluded(unless);
  for (const auto& page : facts.pages) {
    for (const auto& fact : page.links) {
      if (fact.link.dead || fact.link.label.empty()) continue;
      const auto key = text::make_match_key(fact.link.label, false).bytes;
      if (wanted.find(key).empty() || (!unless.empty() && !excluded.find(key).empty())) continue;
      if (is_broken(facts, fact.link.target)) continue;
      return {id, true, fact.link.target.text()};
    }
  }
  return {id, false, ""};
}

model::SiteFeature by_address(const std::string& id, const model::SiteFacts& facts,
                              const std::vector<std::string>& fragments) {
  for (const auto& page : facts.pages)
    for (const auto& fact : page.links)
      for (const auto& fragment : fragments)
        if (fragment.find('/') != std::string::npos &&
            fact.link.target.text().find(fragment) != std::string::npos)
          return {id, true, fact.link.target.text()};
  return {id, false, ""};
}

/// What a code under one of `words` leads to, wherever that is.
model::SiteFeature by_code(const std::string& id, const model::SiteFacts& facts,
                           const std::vector<std::string>& words) {
  const match::PhraseFinder wanted(words);
  for (const auto& page : facts.pages)
    for (const auto& fact : page.links)
      if (fact.link.source == model::LinkSource::qr &&
          !wanted.find(text::make_match_key(fact.link.label, false).bytes).empty())
        return {id, true, fact.link.target.text()};
  return {id, false, ""};
}

/// A survey, by its address, by a code to scan, or by a page of the site's own that shows one.
model::SiteFeature survey(const std::string& id, const model::SiteFacts& facts,
                          const std::vector<std::string>& words) {
  if (auto found = by_address(id, facts, words); found.found) return found;
  if (auto found = by_code(id, facts, words); found.found) return found;
  const auto page = by_label(id, facts, words);
  if (page.found && shows_picture(facts, page.url)) return page;
  return {id, false, ""};
}

/// The channel of a topic: found when its item is published, or at least there.
model::SiteFeature by_topic(const std::string& id, const std::string& topic,
                            const std::vector<model::Finding>& findings) {
  for (const auto& finding : findings) {
    if (finding.topic != topic || finding.evidence.empty()) continue;
    if (finding.status == model::Status::published) return {id, true, finding.evidence.front().url};
  }
  for (const auto& finding : findings)  // one of several things of an item, or beside it
    for (const auto& part : finding.components)
      if (part.id == topic && part.met == true) return {id, true, part.quote};
  return {id, false, ""};
}

model::SiteFeature by_account(const std::string& id, const model::SiteFacts& facts,
                              std::string_view host) {
  for (const auto& page : facts.pages)
    for (const auto& account : page.signals.social)
      if (account.host() == host || account.host().ends_with("." + std::string(host)))
        return {id, true, account.text()};
  return {id, false, ""};
}

}  // namespace

std::vector<model::SiteFeature> find_features(const model::SiteFacts& facts,
                                              const model::Rulebook& rulebook,
                                              const std::vector<model::Finding>& findings) {
  std::vector<model::SiteFeature> features;
  features.push_back(survey("eit_link", facts, list(rulebook, "eit")));
  features.push_back(survey("iit_link", facts, list(rulebook, "iit")));
  features.push_back(by_label("general_complaint", facts, list(rulebook, "general_complaint"),
                              list(rulebook, "corruption_form")));
  features.push_back(by_topic("corruption_complaint", "complaint-channel", findings));
  features.push_back(by_topic("q_and_a", "q-and-a", findings));
  features.push_back(by_topic("e_service", "e-service", findings));
  features.push_back(by_account("facebook", facts, "facebook.com"));
  features.push_back(by_account("line", facts, "line.me"));
  features.push_back(by_account("youtube", facts, "youtube.com"));
  return features;
}

}  // namespace oit::audit
