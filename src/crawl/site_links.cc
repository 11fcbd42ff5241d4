// What each link of a page is worth to the frontier.
#include <algorithm>
#include <span>

#include "crawl/address_key.h"
#include "crawl/signals.h"
#include "crawl/site_crawl.h"
#include "match/drive_form.h"
#include "match/item_number.h"
#include "match/known_host.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

constexpr int kMostHops = 10;
constexpr std::size_t kStepsOn = 150;    // links of a page that is no archive
constexpr std::size_t kSplashLinks = 7;  // a home page with fewer ways on is a splash page
constexpr int kListDepth = 2;            // list, detail, file
constexpr std::size_t kHeadline = 45;    // letters of a label that reads like a post

bool is_shell(model::LinkSource source) {
  return source == model::LinkSource::frame || source == model::LinkSource::refresh;
}

/// A step on from a page that gathers what must be disclosed: a part of the list, by any name.
bool leads_on(const model::PageFacts& page, const model::LinkFact& fact) {
  return page.collects && !fact.link.in_menu && !fact.news && !looks_like_file(fact.link.target) &&
         page.links.size() <= kStepsOn;
}

bool names_year(std::span<const text::PeriodMention> mentions, int year, bool* other) {
  bool same = false;
  for (const auto& mention : mentions) {
    if (mention.law_year || mention.year == 0) continue;
    if (mention.year <= year && year <= std::max(mention.year, mention.year_to))
      same = true;
    else
      *other = true;
  }
  return same;
}

}  // namespace

/// Known outside hosts are judged by the form of their links and never asked, but for the files and
/// folders of drives.
bool SiteCrawl::may_leave_site(const Wish& wish, const model::LinkFact& fact) const {
  return wish.is_drive || match::known_host(rulebook_, fact.link.target) == nullptr;
}

/// Lets `wish` ask for what the drive's `link` is about; false when that is no drive's file.
bool SiteCrawl::open_drive(const url::Url& link, Wish& wish) const {
  auto way = match::drive_way(rulebook_, link);
  if (!way) return false;
  wish.url = std::move(way->address);
  wish.is_drive = true;
  return true;
}

int SiteCrawl::year_score(const model::LinkFact& fact, model::TopicIndex topic) const {
  const int fy = rulebook_.year.fiscal_year;
  for (const auto* mentions : {&fact.label_periods, &fact.row_periods}) {
    switch (text::fit(code_of_topic_[topic], fy, options_.as_of, *mentions)) {
      case text::PeriodFit::right:
      case text::PeriodFit::partial:
        return score::kRightYear;
      case text::PeriodFit::earlier:
      case text::PeriodFit::later:
        return score::kOtherYear;
      case text::PeriodFit::unknown:
        break;
    }
  }
  bool other = false;
  if (names_year(fact.column_periods, fy, &other)) return score::kRightYear;
  if (other) return score::kOtherYear;
  if (names_year(fact.context_periods, fy, &other)) return score::kRightYear;
  return other ? score::kOtherYear : 0;
}

void SiteCrawl::add_links(const model::PageFacts& page, std::size_t index, const Pending& pending) {
  std::vector<model::TopicIndex> about = chosen_year(page.title_topics);
  if (!page.is_index && !page.is_home)
    for (const auto topic : pending.choice.wish.subjects())
      if (std::ranges::find(about, topic) == about.end()) about.push_back(topic);
  if (page.is_index || page.home_level || page.is_home) about.clear();
  for (const auto& fact : page.links) add_link(fact, page, index, pending, about);
  for (const auto& fact : page.links) link_pages_.add(fact.identity);
  link_pages_.next_page();
}

/// Gives `wish` the subjects that the words or the number of its link name; the score they are
/// worth.
int SiteCrawl::read_subjects(const model::LinkFact& fact, const model::PageFacts& page,
                             Wish& wish) const {
  if (!fact.by_label.empty()) {
    wish.topics = chosen_year(fact.by_label);
    return score::kLabel;
  }
  if (!fact.by_row.empty()) {
    wish.topics = chosen_year(fact.by_row);
    return score::kRow;
  }
  if (!fact.codes.empty() && page.is_index) {
    bool other = false;
    int year = rulebook_.year.fiscal_year;
    for (const auto* mentions : {&fact.column_periods, &fact.context_periods})
      for (const auto& mention : *mentions)
        if (mention.year != 0 && !mention.law_year && !other) year = mention.year, other = true;
    if (!other && page.index_year != 0) year = page.index_year;
    for (const int code : fact.codes)
      for (const auto topic : match::topics_of_number(rulebook_, year, code))
        if (in_year_[topic]) wish.topics.push_back(topic);
    return score::kRow;
  }
  if (fact.by_context.empty()) return 0;
  wish.passed = chosen_year(fact.by_context);
  wish.inherited = 1;
  return score::kContext;
}

/// What `wish` is worth whatever its subjects are worth; `repeated`: its link stands on other pages
/// too, or in a menu.
void SiteCrawl::score_plain(const model::LinkFact& fact, const model::PageFacts& page,
                            const Wish& parent, bool repeated, Wish& wish) const {
  const bool has_subject = !wish.subjects().empty();
  const auto key = text::make_match_key(fact.link.label, false).bytes;
  const bool later = fact.news || words_.has("later", key) || words_.has("calendar", key);
  const bool aside = later || (!fact.link.in_menu && !fact.generic && key.size() > kHeadline);
  const bool same = url::is_same_site(fact.link.target, facts_.home);
  const int year = rulebook_.year.fiscal_year;
  if (is_shell(fact.link.source)) {
    wish.plain_score = score::kShell;
    wish.home_level = parent.home_level;
    if (!has_subject) wish.topics = parent.topics, wish.passed = parent.passed;
  } else if ((fact.collecting && (!has_subject || !fact.generic)) ||
             (!has_subject && !repeated && !later && same && leads_on(page, fact))) {
    bool other =
        page.collects && page.index_year != 0 && page.index_year != year && !fact.collecting;
    const bool this_year =
        names_year(fact.label_periods, year, &other) || names_year(fact.row_periods, year, &other);
    wish.collecting = true;
    wish.plain_score = other && !this_year ? score::kCollectingOtherYear
                       : fact.collecting   ? score::kCollecting
                                           : score::kStepOn;
  } else if (page.home_level || page.is_home) {
    wish.plain_score = aside ? score::kHomeAside : score::kHomeLink;
  } else {
    const int plain = score::kPlain - score::kPlainHop * (wish.hops - 2);
    wish.plain_score = aside ? score::kAside : std::max(score::kAside + 5, plain);
  }
  if (!same && !wish.off_site) wish.plain_score = std::max(5, wish.plain_score + score::kSibling);
  const bool splash = page.is_home && page.links.size() < kSplashLinks;
  if (splash && !aside && wish.topics.empty()) wish.home_level = true;
}

void SiteCrawl::add_link(const model::LinkFact& fact, const model::PageFacts& page,
                         std::size_t index, const Pending& pending,
                         const std::vector<model::TopicIndex>& about) {
  const auto& link = fact.link;
  if (link.dead || is_runaway(link.target)) return;
  const bool free = is_shell(link.source) || link.source == model::LinkSource::iframe ||
                    link.target == pending.reading.refresh;
  Wish wish;
  wish.hops = pending.choice.wish.hops + (free ? 0 : 1);
  wish.sent = free ? pending.choice.wish.sent + 1 : 0;
  if (wish.hops > kMostHops || wish.sent > kMostSent) return hit_limit("hops");
  const auto key = key_of(link.target);
  const bool was_brief = brief_.contains(key.text());
  if (frontier_.has_taken(key) && !was_brief) return;
  wish.url = link.target;
  wish.from = index;
  wish.label = link.label.empty() ? std::string(link.row.view().substr(0, 90)) : link.label;
  wish.off_site = !url::is_same_site(link.target, facts_.home) &&
                  !url::is_sibling_host(link.target, facts_.home);
  wish.news = fact.news;
  wish.guessed = link.guessed;
  if (wish.off_site) open_drive(link.target, wish);

  int base = read_subjects(fact, page, wish);
  const bool repeated = link.in_menu || link_pages_.count(fact.identity) > 0;
  const int depth = page.title_topics.empty() ? pending.choice.wish.inherited + 1 : 1;
  // From a list everything is looked at; from what it led to, only what promises a file.
  const bool promising = promises_file(fact);
  if (wish.subjects().empty() && !repeated && !about.empty() &&
      (!fact.collecting || fact.generic) && depth <= kListDepth && (depth == 1 || promising) &&
      !words_.in_address("calendar", link.target.text())) {
    wish.passed = about;
    wish.inherited = depth;
    base = promising ? score::kChild : score::kChild - 200;
  }
  if (const auto subjects = wish.subjects(); !subjects.empty()) {
    wish.topic_score = base + year_score(fact, subjects.front());
    const auto code = code_of_topic_[subjects.front()];
    const bool posts_count = code == text::PeriodCode::news_fy || code == text::PeriodCode::done_fy;
    if (fact.news && !posts_count) wish.topic_score -= 400;
  } else if (wish.off_site && !(wish.is_drive && fact.collecting)) {
    return;  // a drive's folder may hold all that must be disclosed
  }
  if (wish.off_site && !may_leave_site(wish, fact)) return;
  score_plain(fact, page, pending.choice.wish, repeated, wish);
  // A page read briefly before a link said in words that it is about a subject is read once more.
  if (!wish.topics.empty() && was_brief)
    frontier_.reopen(key, std::move(wish));
  else if (frontier_.add(key, std::move(wish)) && !free)
    ++ways_;
}

}  // namespace oit::crawl
