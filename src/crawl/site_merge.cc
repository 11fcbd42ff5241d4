// How one reading becomes part of a site's facts and feeds the frontier.
#include <algorithm>

#include "base/sha256.h"
#include "crawl/address_key.h"
#include "crawl/dated.h"
#include "crawl/signals.h"
#include "crawl/site_crawl.h"
#include "match/item_number.h"
#include "match/known_host.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

constexpr int kMostHops = 10;
constexpr int kFruitless = 50;            // addresses of one shape that brought nothing new
constexpr std::size_t kStepsOn = 150;     // links of a page that is no archive
constexpr std::size_t kSplashLinks = 7;   // a home page with fewer ways on is a splash page
constexpr int kListDepth = 2;             // list, detail, file
constexpr std::size_t kHeadline = 45;     // letters of a label that reads like a post
constexpr std::size_t kKeptLinks = 400;   // per page
constexpr std::size_t kChildren = 80;     // links of one list that inherit its subject
constexpr std::size_t kOwnLetters = 120;  // of content, from which on a page says something
constexpr int kBlocksKnown = 2;           // inner pages a block stands on before it is no content

bool is_shell(model::LinkSource source) {
  return source == model::LinkSource::frame || source == model::LinkSource::refresh;
}

bool is_embedded(model::LinkSource source) {
  return source == model::LinkSource::iframe || source == model::LinkSource::object ||
         source == model::LinkSource::embed;
}

/// A step on from a page that gathers what must be disclosed: a part of the list, by any name.
bool leads_on(const model::PageFacts& page, const model::LinkFact& fact) {
  return page.collects && !fact.link.in_menu && !fact.news && !looks_like_file(fact.link.target) &&
         page.links.size() <= kStepsOn;
}

bool names_year(const std::vector<text::PeriodMention>& mentions, int year, bool* other) {
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

/// The words around a link were read; only what evidence quotes stays in memory.
void forget_surroundings(model::Link& link) {
  const auto forget = [](std::string& text) { std::string().swap(text); };  // "= {}" keeps the room
  forget(link.column);
  forget(link.accordion);
  forget(link.heading);
  if (!link.label.empty()) forget(link.row);
  link.label.shrink_to_fit();
}

/// What only the crawl asked of a page that can be no evidence goes.
void forget_outline(model::PageFacts& page) {
  page.headings = {};
  page.title_lines = {};
  page.heading_topics = {};
}

/// A link that names nothing, yet may lead to a file or to what a period in its label names.
bool is_promising(const model::LinkFact& fact) {
  return fact.generic || is_embedded(fact.link.source) || !fact.label_periods.empty() ||
         looks_like_file(fact.link.target);
}

}  // namespace

std::vector<model::TopicIndex> SiteCrawl::chosen_year(
    const std::vector<model::TopicHit>& hits) const {
  std::vector<model::TopicIndex> topics;
  for (const auto& hit : hits)
    if (in_year_[hit.topic]) topics.push_back(hit.topic);
  return topics;
}

bool SiteCrawl::is_trapped(const Frontier::Choice& choice) const {
  if (!choice.wish.topics.empty() || choice.wish.collecting) return false;
  const auto at = fruitless_.find(address_shape(choice.key));
  return at != fruitless_.end() && at->second >= kFruitless;
}

/// Known outside hosts are judged by the form of their links and never asked.
bool SiteCrawl::may_leave_site(const model::LinkFact& fact) const {
  return match::known_host(rulebook_, fact.link.target) == nullptr;
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

/// Blocks of the front, and those that stand on several pages, are no page's own content.
void SiteCrawl::learn_blocks(const Reading& reading) {
  const bool front = reading.facts.is_home || reading.facts.home_level;
  for (const auto block : reading.blocks) {
    if (front) {
      site_->known_blocks.insert(block);
    } else if (block_pages_.add(block) >= kBlocksKnown) {
      site_->inner_blocks.insert(block);
      site_->known_blocks.insert(block);
    }
  }
  block_pages_.next_page();
}

void SiteCrawl::merge(Pending& pending) {
  auto& page = pending.reading.facts;
  const auto& wish = pending.choice.wish;
  const auto before = brief_.find(pending.choice.key.text());
  const bool again = before != brief_.end();
  const auto index = again ? before->second : facts_.pages.size();
  page.url = index == 0 ? page.final_url : pending.choice.key;
  page.from = again ? facts_.pages[index].from : wish.from;
  page.from_label = again ? facts_.pages[index].from_label : wish.label;
  page.off_site = wish.off_site;
  page.from_news = wish.news;
  page.home_level = wish.home_level;
  page.is_home = index == 0;
  if (page.kind == model::BodyKind::pdf || page.text_from == model::TextFrom::pdf_text)
    ++facts_.documents;
  note_problems(page);
  const bool collects = page.is_home || page.home_level || page.is_index || wish.collecting;
  partial_index_ =
      partial_index_ || (collects && (page.truncated || page.parse_stop != model::ParseStop::none));
  auto about = chosen_year(page.title_topics);
  if (!page.is_index)
    for (const auto topic : wish.subjects())
      if (std::ranges::find(about, topic) == about.end()) about.push_back(topic);
  changed_ = changed_ || !about.empty() || page.is_index || index == 0;
  const auto known_before = frontier_.known();
  const bool readable = page.outcome == model::FetchOutcome::ok && !page.soft_404 &&
                        !page.redirected_home && !page.sign_in;
  if (readable && !page.off_site) {
    learn_blocks(pending.reading);
    add_shell(pending.reading, index, pending);
    add_links(page, index, pending);
  }
  if (!again) count_trap(page, known_before);
  const bool by_own_words = !wish.topics.empty() || !chosen_year(page.title_topics).empty();
  keep_links(page, about, by_own_words);
  if (page.is_brief) {
    forget_outline(page);
    brief_.emplace(pending.choice.key.text(), index);
  } else if (again) {
    brief_.erase(before);
  }
  if (again)
    facts_.pages[index] = std::move(page);
  else
    facts_.pages.push_back(std::move(page));
}

void SiteCrawl::add_shell(const Reading& reading, std::size_t index, const Pending& pending) {
  if (reading.refresh.empty() || !url::is_same_site(reading.refresh, facts_.home)) return;
  Wish wish = pending.choice.wish;
  wish.url = reading.refresh;
  wish.plain_score = score::kShell;
  wish.from = index;
  frontier_.add(key_of(reading.refresh), std::move(wish));
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
  const bool free = is_shell(link.source) || link.source == model::LinkSource::iframe;
  Wish wish;
  wish.hops = pending.choice.wish.hops + (free ? 0 : 1);
  if (wish.hops > kMostHops) return hit_limit("hops");
  const auto key = key_of(link.target);
  const bool was_brief = brief_.contains(key.text());
  if (frontier_.has_taken(key) && !was_brief) return;
  wish.url = link.target;
  wish.from = index;
  wish.label = link.label.empty() ? link.row.substr(0, 90) : link.label;
  wish.off_site = !url::is_same_site(link.target, facts_.home) &&
                  !url::is_sibling_host(link.target, facts_.home);
  wish.news = fact.news;

  int base = read_subjects(fact, page, wish);
  const bool repeated = link.in_menu || link_pages_.count(fact.identity) > 0;
  const int depth = page.title_topics.empty() ? pending.choice.wish.inherited + 1 : 1;
  // From a list everything is looked at; from what it led to, only what promises a file.
  const bool promising = is_promising(fact);
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
  } else if (wish.off_site) {
    return;
  }
  if (wish.off_site && !may_leave_site(fact)) return;
  score_plain(fact, page, pending.choice.wish, repeated, wish);
  // A page read briefly before a link said in words that it is about a subject is read once more.
  if (!wish.topics.empty() && was_brief)
    frontier_.reopen(key, std::move(wish));
  else if (frontier_.add(key, std::move(wish)) && !free)
    ++ways_;
}

void SiteCrawl::count_trap(const model::PageFacts& page, std::size_t known_before) {
  const bool is_file = page.outcome == model::FetchOutcome::ok &&
                       page.text_from != model::TextFrom::html;  // it leads nowhere
  if (is_file) return;
  const bool is_new =
      page.content_letters >= kOwnLetters && contents_.insert(page.text_hash).second;
  if (is_new || !page.title_topics.empty() || frontier_.known() > known_before + 3) return;
  ++fruitless_[address_shape(page.url)];
}

/// Kept are links that may become evidence or lead to it, each (target, label, place) once.
void SiteCrawl::keep_links(model::PageFacts& page, const std::vector<model::TopicIndex>& about,
                           bool by_own_words) {
  std::vector<model::LinkFact> kept;
  std::size_t children = 0;
  for (auto& fact : page.links) {
    const bool scores = !fact.by_label.empty() || !fact.by_row.empty() ||
                        !fact.by_context.empty() || !fact.codes.empty() || fact.collecting;
    const bool may_pass =
        !about.empty() && !fact.link.in_menu && (by_own_words || is_promising(fact));
    const bool child = may_pass && ++children <= kChildren;
    const bool first = link_pages_.count(fact.identity) <= 1;
    const bool front = page.is_home || page.home_level;
    const bool embedded = is_embedded(fact.link.source) && !fact.link.in_menu;
    if (!(front || child || embedded || (scores && (first || !fact.link.in_menu)))) continue;
    if (!first && !child && !embedded && fact.codes.empty() && !front) continue;
    fact.link.target = key_of(fact.link.target);
    forget_surroundings(fact.link);
    kept.push_back(std::move(fact));
    if (kept.size() == kKeptLinks && !front) break;
  }
  kept.shrink_to_fit();
  page.links = std::move(kept);
}

void SiteCrawl::add_problem(std::string category, const url::Url& url, std::string th,
                            std::string en) {
  const auto known = std::ranges::count(facts_.problems, category, &model::SiteProblem::category);
  if (known >= 20) return;  // a few examples say enough; counts are in the report
  facts_.problems.push_back({std::move(category), url.text(), {std::move(th), std::move(en)}});
}

void SiteCrawl::add_tls_problem(const model::PageFacts& page) {
  using enum model::TlsProblem;
  model::LocalText what{"มีปัญหา", "has a problem"};
  if (page.tls_problem == expired) what = {"หมดอายุแล้ว", "has expired"};
  if (page.tls_problem == self_signed) what = {"ออกโดยเว็บไซต์เอง", "is signed by the site itself"};
  if (page.tls_problem == wrong_host) what = {"เป็นของชื่อเว็บไซต์อื่น", "is for another host name"};
  if (page.tls_problem == untrusted)
    what = {"ไม่มีผู้รับรองที่เชื่อถือได้ (อาจขาดใบรับรองตัวกลาง)",
            "is vouched for by nobody known (an intermediate one may be missing)"};
  add_problem("tls", page.final_url,
              "ใบรับรองความปลอดภัย (TLS) ของเว็บไซต์" + what.th + " จึงอ่านต่อโดยไม่เชื่อถือการเข้ารหัส",
              "the site's TLS certificate " + what.en + "; read on without trust");
}

void SiteCrawl::note_problems(const model::PageFacts& page) {
  const auto once = [&](std::string_view category) {
    return std::ranges::find(facts_.problems, category, &model::SiteProblem::category) ==
           facts_.problems.end();
  };
  if (page.tls_problem != model::TlsProblem::none && once("tls")) add_tls_problem(page);
  if (page.mojibake && once("encoding"))
    add_problem("encoding", page.final_url, "หน้าเว็บแสดงตัวอักษรเพี้ยน (เข้ารหัสผิดชุดอักขระ)",
                "the page's text is encoded twice and shows as garbage");
  if (page.truncated)
    add_problem("truncated", page.final_url, "ไฟล์หรือหน้านี้ใหญ่เกินกำหนด อ่านเพียงส่วนต้น",
                "larger than the limit; only its beginning was read");
  if (page.parse_stop != model::ParseStop::none)
    add_problem("parse_limit", page.final_url, "โครงสร้างหน้าเว็บซับซ้อนเกินกำหนด อ่านได้เพียงลิงก์",
                "the page is built too deep to read; only its links were taken");
  if (page.soft_404 && !page.redirected_home)  // a second address of the home page is no defect
    add_problem("soft_404", page.final_url, "หน้านี้แจ้งว่าไม่พบข้อมูล แต่ตอบรหัสสำเร็จ (200)",
                "says \"not found\" but answers 200");
  const bool broken = page.outcome == model::FetchOutcome::not_found ||
                      page.outcome == model::FetchOutcome::gone ||
                      page.outcome == model::FetchOutcome::server_error ||
                      page.outcome == model::FetchOutcome::no_such_host;
  if (broken && !page.is_home)
    add_problem("broken_link", page.url, "ลิงก์เสีย: เปิดไม่ได้", "broken link: " + page.why);
}

}  // namespace oit::crawl
