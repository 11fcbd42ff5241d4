#include "audit/candidate.h"

#include <algorithm>
#include <set>
#include <span>

#include "audit/substance.h"
#include "base/sha256.h"
#include "match/item_number.h"
#include "match/known_host.h"
#include "text/match_key.h"

namespace oit::audit {
namespace {

constexpr int kMenuPages = 3;              // a link that stands on so many pages is a menu's
constexpr std::size_t kDepth = 3;          // list, detail, file
constexpr std::size_t kPath = 12;          // clicks from the home page that are told
constexpr std::size_t kPerTopic = 400;     // candidates kept for one topic
constexpr std::ptrdiff_t kTitleLines = 1;  // of a paper that are its title whatever else they say
constexpr int kHops = 5;                   // of pages that only send on
constexpr std::size_t kClaims = 16;        // of one candidate, before lists are no longer heard

bool names(std::span<const model::TopicHit> hits, model::TopicIndex topic) {
  return std::ranges::find(hits, topic, &model::TopicHit::topic) != hits.end();
}

/// The year `mentions` name outside the names of laws; 0 when none or several.
int year_in(std::span<const text::PeriodMention> mentions) {
  int year = 0;
  for (const auto& mention : mentions) {
    if (mention.law_year || mention.year == 0 || mention.year_to > mention.year) continue;
    const int named = mention.form == text::PeriodForm::day && mention.span
                          ? text::fiscal_year_of(mention.span->first)
                          : mention.year;
    if (year != 0 && year != named) return 0;
    year = named;
  }
  return year;
}

std::uint64_t identity(const model::LinkFact& fact) {
  return fact.identity != 0 ? fact.identity
                            : stable_hash(fact.link.target.text(), stable_hash(fact.link.label));
}

bool is_embedded(const model::LinkFact& fact) {
  using enum model::LinkSource;
  return fact.link.source == iframe || fact.link.source == object || fact.link.source == embed ||
         fact.link.source == frame;
}

bool readable(const model::PageFacts& page) {
  return page.outcome == model::FetchOutcome::ok && !page.soft_404 && !page.redirected_home &&
         !page.sign_in;
}

bool is_dead(const Candidate& candidate) {
  return candidate.link != nullptr && candidate.link->link.dead;
}

bool is_page(const model::PageFacts& page) {
  return page.kind == model::BodyKind::html || page.kind == model::BodyKind::xml;
}

/// The same address under several names: what each place says of its period counts, until enough
/// lists were heard.
void merge(Candidate candidate, Candidate& known) {
  for (auto& claim : candidate.claims) {
    const bool same = std::ranges::any_of(known.claims, [&](const auto& other) {
      return other.place == claim.place && other.periods == claim.periods &&
             other.index_year == claim.index_year;
    });
    if (same || (claim.place == "list" && known.claims.size() >= kClaims)) continue;
    known.claims.push_back(std::move(claim));
  }
  if (candidate.how < known.how) {
    known.how = candidate.how;
    known.link = candidate.link;
    known.source = candidate.source;
    known.length = candidate.length;
  }
  known.prescribed = known.prescribed || candidate.prescribed;
}

/// A breadcrumb's first step or a logo; a row of a list that leads to the home page is none.
bool is_way_home(const Candidate& candidate) {
  const auto* fact = candidate.link;
  return fact == nullptr || !candidate.source->is_index ||
         (candidate.how != How::label && !fact->generic) || fact->link.in_menu;
}

/// Another link of `page` stands under the number of `fact`.
bool has_entry(const model::PageFacts& page, const model::LinkFact& fact) {
  return std::ranges::any_of(page.links, [&](const model::LinkFact& other) {
    return !other.back && !other.link.dead && other.codes == fact.codes;
  });
}

/// Whether number `code` of that year's list is more than an inference: only then may a row be told
/// that it stands under a wrong one.
bool is_sure(const model::Rulebook& rulebook, int year, int code) {
  const auto table = std::ranges::find(rulebook.years, year, &model::Year::fiscal_year);
  if (table == rulebook.years.end()) return false;
  const auto item = std::ranges::find(table->items, code, &model::YearItem::number);
  return item == table->items.end() || item->basis != model::Basis::inferred;
}

/// Papers without a heading open with sentences; a subject met in passing there is none of theirs.
bool is_title_of(const model::PageFacts& page, const model::TopicHit& hit) {
  if (page.text_from == model::TextFrom::html) return true;
  const auto line = std::ranges::find_if(
      page.title_lines, [](const model::TitleLine& one) { return !one.topics.empty(); });
  const auto letters = text::make_match_key(line->text, false).bytes.size();
  return line - page.title_lines.begin() < kTitleLines || 2 * hit.length >= letters;
}

}  // namespace

const model::TopicHit* main_subject(const model::PageFacts& page) {
  for (const auto& line : page.title_lines) {
    if (line.topics.empty()) continue;
    return &*std::ranges::max_element(line.topics, {}, &model::TopicHit::length);
  }
  return nullptr;
}

CandidateSet::CandidateSet(const model::SiteFacts& facts, const model::Rulebook& rulebook,
                           const std::string& agency_type)
    : facts_(facts),
      rulebook_(rulebook),
      by_topic_(rulebook.topics.size()),
      places_(rulebook.topics.size()),
      lists_(rulebook, agency_type) {
  in_year_.assign(rulebook.topics.size(), false);
  item_of_.assign(rulebook.topics.size(), 0);
  for (std::size_t i = 0; i < rulebook.year.items.size(); ++i)
    for (const auto* topics : {&rulebook.year.items[i].topics, &rulebook.year.items[i].also})
      for (const auto topic : *topics) in_year_[topic] = true, item_of_[topic] = i + 1;
  pages_.reserve(2 * facts.pages.size());
  led_by_.reserve(facts.pages.size());
  for (const auto& page : facts.pages) led_by_.push_back(text::find_periods(page.from_label));
  for (const auto& page : facts.pages) {
    pages_.emplace(page.url.text(), &page);
    if (page.final_url != page.url) pages_.emplace(page.final_url.text(), &page);
  }
  for (const auto& page : facts.pages)
    for (const auto& fact : page.links)
      seen_[identity(fact)] += page.is_home || page.home_level ? kMenuPages : 1;
  for (const auto& page : facts.pages)
    if (readable(page) && (page.is_index || page.collects))
      for (const auto& fact : page.links) lists_.hear(page, fact, year_of_place(page, fact));
  for (const auto& page : facts.pages)
    if (readable(page)) add_links(page);
  add_titles();
  add_children();
}

const model::PageFacts* CandidateSet::page_at(const url::Url& address) const {
  const auto at = pages_.find(address.text());
  return at == pages_.end() ? nullptr : at->second;
}

std::vector<std::string> CandidateSet::path_to(const model::PageFacts& page) const {
  std::vector<std::string> path;
  const auto* at = &page;
  while (!at->is_home && path.size() < kPath) {
    if (!at->from_label.empty()) path.push_back(at->from_label);
    const auto& before = facts_.pages[at->from];
    if (&before == at) break;
    at = &before;
  }
  std::ranges::reverse(path);
  return path;
}

const model::PageFacts* CandidateSet::led_to(const model::PageFacts* page) const {
  for (int hops = 0; page != nullptr && hops < kHops; ++hops) {
    if (page->refresh.empty() || page->content_letters >= kEmptyPage) return page;
    const auto* next = page_at(page->refresh);
    if (next == nullptr || next->is_brief || next->is_home) return page;
    page = next;
  }
  return page;
}

void CandidateSet::add(Candidate candidate) {
  const bool dead = is_dead(candidate);  // its address is the page it stands on: no target
  if (candidate.address == facts_.home && !dead && is_way_home(candidate)) return;
  auto& known = by_topic_[candidate.topic];
  auto& places = places_[candidate.topic];
  auto key = (dead ? "#" : "") + candidate.address.text();
  if (dead && candidate.link->link.post_back)
    key.append(" ").append(candidate.link->link.row.view());
  if (const auto at = places.find(key); at != places.end())
    return merge(std::move(candidate), known[at->second]);
  if (known.size() >= kPerTopic) return;
  places.emplace(key, known.size());
  if (candidate.target == nullptr && !dead) candidate.target = led_to(page_at(candidate.address));
  if (candidate.target != nullptr && candidate.target->is_brief)
    candidate.target = nullptr;  // a limit bit before it was read in full
  known.push_back(std::move(candidate));
}

/// True when one more list would say nothing of `address` that could count.
bool CandidateSet::hears_enough(const Candidate& parent, const url::Url& address, How how) const {
  const auto& known = by_topic_[parent.topic];
  const auto at = places_[parent.topic].find(address.text());
  if (at == places_[parent.topic].end()) return known.size() >= kPerTopic;
  const auto& own = known[at->second];
  return own.claims.size() >= kClaims && own.how <= how && own.prescribed >= parent.prescribed;
}

/// Whose list a row stands in: its column, then what stands above it, then the page, then the label
/// of the link that led to the page.
int CandidateSet::year_of_place(const model::PageFacts& page, const model::LinkFact& fact) const {
  if (const int year = year_in(fact.column_periods)) return year;
  for (const auto& mention : fact.context_periods)  // innermost first
    if (!mention.law_year && mention.year != 0) return mention.year;
  if (page.index_year != 0) return page.index_year;
  const auto title = year_in(page.title_period.mentions);
  if (title != 0) return title;
  return year_in(periods_of_way(page));
}

/// The periods in the label of the link that led to `page`.
const std::vector<text::PeriodMention>& CandidateSet::periods_of_way(
    const model::PageFacts& page) const {
  return led_by_[static_cast<std::size_t>(&page - facts_.pages.data())];
}

std::vector<Claim> CandidateSet::claims_of(const model::PageFacts& page,
                                           const model::LinkFact& fact) const {
  std::vector<Claim> claims;
  const auto add_claim = [&](std::string place, std::span<const text::PeriodMention> periods) {
    if (!periods.empty()) claims.push_back({std::move(place), {periods.begin(), periods.end()}, 0});
  };
  add_claim("link", fact.label_periods);
  add_claim("row", fact.row_periods);
  if (page.is_index) {
    if (const int year = year_of_place(page, fact)) claims.push_back({"index", {}, year});
    return claims;
  }
  add_claim("column", fact.column_periods);
  add_claim("heading", fact.context_periods);
  if (!page.is_home) {
    add_claim("list", page.title_period.mentions);
    add_claim("list", periods_of_way(page));
  }
  return claims;
}

void CandidateSet::add_links(const model::PageFacts& page) {
  for (const auto& fact : page.links) add_link(page, fact);
}

void CandidateSet::add_link(const model::PageFacts& page, const model::LinkFact& fact) {
  Candidate candidate;
  candidate.link = &fact;
  candidate.source = &page;
  candidate.address = fact.link.target;
  if (fact.back && (fact.codes.empty() || has_entry(page, fact))) return;
  candidate.claims = claims_of(page, fact);
  std::vector<model::TopicIndex> numbered;
  if (page.is_index && !fact.codes.empty() && !fact.link.in_menu) {
    candidate.number_year = lists_.table_of(page, year_of_place(page, fact));
    for (const int code : fact.codes) {
      const auto topics = match::topics_of_number(rulebook_, candidate.number_year, code);
      numbered.insert(numbered.end(), topics.begin(), topics.end());
    }
  }
  const auto add_hits = [&](std::span<const model::TopicHit> hits, How how) {
    for (const auto& hit : hits) {
      const bool denied = std::ranges::find(fact.denied, hit.topic) != fact.denied.end();
      if (!in_year_[hit.topic] || denied) continue;
      auto one = candidate;
      one.topic = hit.topic;
      one.how = how;
      one.prescribed = hit.prescribed;
      one.length = hit.length;
      if (!numbered.empty() && std::ranges::find(numbered, hit.topic) == numbered.end() &&
          is_sure(rulebook_, candidate.number_year, fact.codes.front()))
        one.conflicting_number = fact.codes.front();
      add(std::move(one));
    }
  };
  if (!fact.by_label.empty()) return add_hits(fact.by_label, How::label);
  // What stands around a menu's link on one page says nothing of it.
  const bool front = page.is_home || page.home_level;
  if (!page.is_index && seen_.at(identity(fact)) >= kMenuPages + (front ? kMenuPages : 0)) return;
  if (!fact.by_row.empty()) return add_hits(fact.by_row, How::row);
  if (!numbered.empty()) {
    for (const auto topic : numbered) {
      if (!in_year_[topic]) continue;
      auto one = candidate;
      one.topic = topic;
      one.how = How::number;
      add(std::move(one));
    }
    return;
  }
  if (!fact.link.in_menu) add_hits(fact.by_context, How::context);
}

void CandidateSet::add_titles() {
  for (const auto& page : facts_.pages) {
    if (!readable(page) || page.is_home || page.home_level || page.off_site) continue;
    if (page.is_index && page.title_topics.size() > 1) continue;
    const auto* main = main_subject(page);
    if (main != nullptr && in_year_[main->topic] && is_title_of(page, *main)) {
      const auto& hit = *main;
      Candidate candidate;
      candidate.topic = hit.topic;
      candidate.how = How::title;
      candidate.source = &facts_.pages[page.from];
      candidate.target = &page;
      candidate.address = page.url;
      candidate.prescribed = hit.prescribed;
      candidate.length = hit.length;
      add(std::move(candidate));
    }
  }
}

void CandidateSet::add_children() {
  for (std::size_t topic = 0; topic < by_topic_.size(); ++topic) {
    for (std::size_t i = 0, depth = 0; depth < kDepth; ++depth) {
      const auto end = by_topic_[topic].size();
      for (; i < end; ++i) {
        const auto parent = by_topic_[topic][i];  // a copy: the list grows meanwhile
        add_children_of(parent, i);
      }
    }
  }
}

/// A drive, a flip book, or a post of an account: what offices without a place for files use for
/// them.
bool CandidateSet::holds_papers(const url::Url& target) const {
  const auto* host = match::known_host(rulebook_, target);
  return host != nullptr && (host->kind == "cloud_drive" || host->kind == "flip_book" ||
                             match::shows_a_post(*host, target));
}

/// "ถัดไป", "»": the way to the rest of a list.
bool CandidateSet::is_pager(const model::LinkFact& fact) const {
  const auto labels = rulebook_.words.find("pager_labels");
  return labels != rulebook_.words.end() &&
         std::ranges::find(labels->second, fact.link.label) != labels->second.end();
}

/// `hits` name `topic`, or another subject of the same item.
bool CandidateSet::agree(std::span<const model::TopicHit> hits, model::TopicIndex topic) const {
  return std::ranges::any_of(hits, [&](const model::TopicHit& hit) {
    return hit.topic == topic ||
           (item_of_[hit.topic] != 0 && item_of_[hit.topic] == item_of_[topic]);
  });
}

/// A way back to a page that led here ("« กลับหน้าดัชนี") is no entry of the list.
bool CandidateSet::leads_back(const model::PageFacts& page, const url::Url& target) const {
  const auto* at = &page;
  for (std::size_t steps = 0; steps < kPath && !at->is_home; ++steps) {
    const auto* before = &facts_.pages[at->from];
    if (before == at) return false;
    if (before->url == target || before->final_url == target) return true;
    at = before;
  }
  return false;
}

/// Links of a list page that may be entries of it: no menu's, no way back, nothing known to be
/// else.
bool CandidateSet::may_be_entry(const Candidate& parent, const model::LinkFact& fact) const {
  const auto& page = *parent.target;
  const bool is_denied = std::ranges::find(fact.denied, parent.topic) != fact.denied.end();
  const bool leads_nowhere =
      !fact.link.post_back && (fact.link.dead || fact.link.target == page.url);
  if (is_denied || leads_nowhere || fact.back || fact.link.in_menu ||
      (fact.collecting && !fact.generic))
    return false;
  return seen_.at(identity(fact)) < kMenuPages && !leads_back(page, fact.link.target);
}

Candidate CandidateSet::make_child(const Candidate& parent, const model::LinkFact& fact,
                                   How how) const {
  Candidate child;
  child.topic = parent.topic;
  child.how = how;
  child.link = &fact;
  child.source = parent.target;
  child.address = fact.link.target;
  child.target = page_at(fact.link.target);
  child.claims = claims_of(*parent.target, fact);
  for (const auto& claim : parent.claims) {  // what led to the list says less than the list
    auto inherited = claim;
    if (inherited.place != "index") inherited.place = "list";
    child.claims.push_back(std::move(inherited));
  }
  child.prescribed = parent.prescribed;
  child.length = parent.length;
  return child;
}

void CandidateSet::add_children_of(const Candidate& parent, std::size_t index) {
  const auto* page = parent.target;
  if (page == nullptr || !readable(*page) || !is_page(*page) || page->is_home || page->home_level ||
      (page->off_site && page->drive != model::DriveAnswer::folder))
    return;
  const bool title_agrees = agree(page->title_topics, parent.topic);
  if ((page->is_index || !page->title_topics.empty()) && !title_agrees) return;
  bool is_list = false;
  for (const auto& fact : page->links) {
    if (!may_be_entry(parent, fact)) continue;
    if (names(fact.by_label, parent.topic) || names(fact.by_row, parent.topic)) {
      is_list = is_list || fact.link.target != parent.address;
      continue;  // a candidate already
    }
    const bool nameless = fact.by_label.empty() && fact.by_row.empty();
    if (!nameless || (!fact.by_context.empty() && !agree(fact.by_context, parent.topic))) continue;
    if (fact.link.post_back) {
      if (fact.generic || is_pager(fact)) add(make_child(parent, fact, How::child));
      continue;
    }
    const auto* target = page_at(fact.link.target);
    if (target != nullptr && target->is_brief) continue;
    const bool shown_inside = is_embedded(fact);
    const bool elsewhere = target == nullptr && holds_papers(fact.link.target);
    if (target == nullptr && !fact.generic && !shown_inside && fact.label_periods.empty() &&
        !elsewhere)
      continue;  // an unread link that says nothing of the subject is no promise
    is_list =
        is_list || (target == nullptr ? fact.generic || elsewhere : !is_page(*target)) ||
        (target != nullptr &&
         (target->outcome != model::FetchOutcome::ok || target->drive != model::DriveAnswer::none ||
          (target->soft_404 && fact.generic) || names(target->title_topics, parent.topic)));
    const auto how = shown_inside ? How::embedded : How::child;
    if (!hears_enough(parent, fact.link.target, how)) add(make_child(parent, fact, how));
  }
  by_topic_[parent.topic][index].is_list = is_list;
}

}  // namespace oit::audit
