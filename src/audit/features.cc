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

/// A form to write in below a heading with one of `words`, or whose own fields and buttons have
/// them. Where a heading has one of `unless`, too, one form must have both to be meant.
model::SiteFeature by_form(const std::string& id, const model::SiteFacts& facts,
                           const std::vector<std::string>& words,
                           const std::vector<std::string>& unless) {
  const match::PhraseFinder wanted(words), excluded(unless);
  const auto names = [](const match::PhraseFinder& finder, const std::string& text) {
    return !finder.find(text::make_match_key(text, false).bytes).empty();
  };
  const auto names_it = [&](const std::string& text) {
    return names(wanted, text) && (unless.empty() || !names(excluded, text));
  };
  for (const auto& page : facts.pages) {
    const auto& signals = page.signals;
    if (signals.forms == 0 || page.off_site || page.reads_like_news || signals.login_form) continue;
    if (is_broken(facts, page.url)) continue;
    auto headings = page.headings;
    headings.push_back(page.title);
    const auto others = unless.empty() ? 0 : std::ranges::count_if(headings, [&](const auto& one) {
      return names(excluded, one);
    });
    // What stands above the form of a home page is not known: it has headings of many things.
    const bool is_headed = !page.is_home && std::ranges::any_of(headings, names_it);
    const bool says_so = names_it(signals.form_text);
    const bool is_alone = others == 0 || signals.forms > 1;
    if (is_alone ? is_headed || says_so : is_headed && says_so)
      return {id, true, page.final_url.text()};
  }
  return {id, false, ""};
}

/// The channel for complaints of every kind, by a link's words or by its form's.
model::SiteFeature general_complaint(const model::SiteFacts& facts,
                                     const std::vector<std::string>& words,
                                     const std::vector<std::string>& unless) {
  if (auto found = by_label("general_complaint", facts, words, unless); found.found) return found;
  return by_form("general_complaint", facts, words, unless);
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
  features.push_back(general_complaint(facts, list(rulebook, "general_complaint"),
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
