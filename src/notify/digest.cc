#include "notify/digest.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "base/sha256.h"
#include "notify/draft.h"
#include "notify/mail_address.h"

namespace oit::notify {
namespace {

/// The sites of news by id, those that nobody described included.
class Sites {
 public:
  explicit Sites(const News& news) {
    for (const auto& site : news.sites) known_.emplace(site.id, &site);
    for (const auto& change : news.changes)
      if (!known_.contains(change.site) && !unknown_.contains(change.site)) {
        auto& site = unknown_[change.site];
        site.id = site.name = change.site;
      }
  }

  const SiteCard* find(const std::string& id) const {
    const auto known = known_.find(id);
    return known == known_.end() ? &unknown_.at(id) : known->second;
  }

 private:
  std::map<std::string, const SiteCard*> known_;
  std::map<std::string, SiteCard> unknown_;  // nodes stay where they are
};

bool lets_pass(const std::set<std::string>& filter, const std::string& value) {
  return filter.empty() || filter.contains(value);
}

bool concerns(const Recipient& recipient, const SiteCard& site) {
  const bool has_tag = recipient.tags.empty() || std::ranges::any_of(site.tags, [&](const auto& t) {
                         return recipient.tags.contains(t);
                       });
  return has_tag && lets_pass(recipient.sites, site.id) &&
         lets_pass(recipient.provinces, site.province);
}

bool concerns(const Recipient& recipient, const SiteCard& site, const model::Change& change) {
  return recipient.kinds.contains(change.kind) && !site.waived.contains(change.item) &&
         concerns(recipient, site) && lets_pass(recipient.items, change.item) &&
         lets_pass(recipient.units, change.unit);
}

int number_of(std::string_view item) {
  int number = 0;
  std::from_chars(item.data() + std::min<std::size_t>(1, item.size()), item.data() + item.size(),
                  number);
  return number;
}

/// Regressions first, then the inventory's order, then unit and item.
void sort(const News& news, std::vector<Item>& items) {
  std::map<std::string_view, std::size_t> place;
  for (const auto& site : news.sites) place.emplace(site.id, place.size());
  const auto key = [&](const Item& item) {
    const auto& change = *item.change;
    const auto at = place.find(change.site);
    return std::tuple(!model::is_regression(change.kind),
                      at == place.end() ? place.size() : at->second, std::string_view(change.site),
                      std::string_view(change.unit), number_of(change.item),
                      std::string_view(change.item));
  };
  std::ranges::stable_sort(items, std::less<>(), key);
}

std::vector<Alert> find_alerts(const News& news, const Recipient& recipient) {
  std::vector<Alert> alerts;
  if (!recipient.alerts) return alerts;
  if (!news.run.failure.empty())
    alerts.push_back({AlertKind::run_failed, nullptr});
  else if (!news.run.complete)
    alerts.push_back({AlertKind::run_unfinished, nullptr});
  for (const auto& site : news.sites) {
    const auto &before = site.outcome_before, &after = site.outcome_after;
    // Stopped by the user says nothing of the site.
    if (before.empty() || after.empty() || before == "cancelled" || after == "cancelled") continue;
    if ((before == "ok") == (after == "ok") || !concerns(recipient, site)) continue;
    alerts.push_back({after == "ok" ? AlertKind::site_opened : AlertKind::site_closed, &site});
  }
  std::ranges::stable_sort(alerts, {}, &Alert::kind);
  return alerts;
}

std::optional<Digest> finish(Draft& draft, const Recipient& recipient) {
  if (draft.items.empty() && draft.alerts.empty()) return std::nullopt;
  sort(draft.news, draft.items);
  Digest digest;
  digest.to = recipient;
  digest.subject = draw_subject(draft);
  digest.text = draw_text(draft);
  digest.short_text = draw_short_text(draft);
  digest.json = draw_json(draft);
  digest.changes = draft.items.size();
  digest.alerts = draft.alerts.size();
  const auto& run = draft.news.run;
  digest.hash =
      sha256_hex(run.id + '\n' + run.previous + '\n' + recipient.name + '\n' + digest.text);
  return digest;
}

Draft draft_for(const Settings& settings, const News& news, const Recipient& recipient,
                const Sites& sites) {
  Draft draft{news, settings, recipient.lang, recipient.name, find_alerts(news, recipient), {}};
  for (const auto& change : news.changes)
    if (const auto* site = sites.find(change.site); concerns(recipient, *site, change))
      draft.items.push_back({&change, site});
  return draft;
}

/// Mail addresses of the unit that `change` is for.
std::set<std::string> addresses_of(const Settings& settings, const SiteCard& site,
                                   const model::Change& change) {
  std::set<std::string> addresses;
  if (const auto unit = settings.units.find(change.unit); unit != settings.units.end())
    addresses.insert(unit->second.begin(), unit->second.end());
  if (const auto contact = site.contacts.find(change.unit); contact != site.contacts.end())
    if (is_mail_address(contact->second)) addresses.insert(contact->second);
  return addresses;
}

/// What each unit's address is to hear that it does not get as a recipient's.
using Told = std::set<std::pair<std::string, const model::Change*>>;
std::map<std::string, std::vector<Item>> share_among_units(const Settings& settings,
                                                           const News& news, const Sites& sites,
                                                           const Told& told) {
  std::map<std::string, std::vector<Item>> shares;
  if (settings.mail.server.empty()) return shares;
  for (const auto& change : news.changes) {
    const auto* site = sites.find(change.site);
    if (!usual_kinds().contains(change.kind) || site->waived.contains(change.item)) continue;
    for (const auto& address : addresses_of(settings, *site, change))
      if (!told.contains({address, &change})) shares[address].push_back({&change, site});
  }
  return shares;
}

Recipient unit_recipient(const Settings& settings, const std::string& address) {
  Recipient to;
  to.name = "unit:" + address;
  to.mail = {address};
  to.kinds = usual_kinds();
  to.alerts = false;
  to.lang = settings.lang;
  to.quiet = settings.quiet;
  return to;
}

}  // namespace

std::optional<Digest> write_digest(const Settings& settings, const News& news,
                                   const Recipient& recipient) {
  const Sites sites(news);
  Draft draft = draft_for(settings, news, recipient, sites);
  return finish(draft, recipient);
}

std::vector<Digest> write_digests(const Settings& settings, const News& news) {
  const Sites sites(news);
  std::vector<Digest> digests;
  Told told;
  for (const auto& recipient : settings.recipients) {
    Draft draft = draft_for(settings, news, recipient, sites);
    for (const auto& address : recipient.mail)
      for (const auto& item : draft.items) told.emplace(address, item.change);
    if (auto digest = finish(draft, recipient)) digests.push_back(std::move(*digest));
  }
  for (auto& [address, items] : share_among_units(settings, news, sites, told)) {
    const auto to = unit_recipient(settings, address);
    Draft draft{news, settings, to.lang, to.name, {}, std::move(items)};
    if (auto digest = finish(draft, to)) digests.push_back(std::move(*digest));
  }
  return digests;
}

}  // namespace oit::notify
