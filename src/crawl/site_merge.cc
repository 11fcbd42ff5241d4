// How one reading becomes part of a site's facts and feeds the frontier.
#include <algorithm>
#include <span>

#include "base/sha256.h"
#include "crawl/address_key.h"
#include "crawl/signals.h"
#include "crawl/site_crawl.h"
#include "match/drive_form.h"

namespace oit::crawl {
namespace {

constexpr int kEchoes = 10;               // pages that say what the two before them say
constexpr int kFruitless = 50;            // addresses of one shape that brought nothing new
constexpr std::size_t kKeptLinks = 400;   // per page
constexpr std::size_t kChildren = 80;     // links of one list that inherit its subject
constexpr std::size_t kOwnLetters = 120;  // of content, from which on a page says something
constexpr std::size_t kItemFiles = 8;     // of one folder that an item's link leads to
constexpr std::size_t kFolderFiles = 60;  // of all folders of drives together
constexpr std::size_t kPictures = 8;      // that may be codes
constexpr int kBlocksKnown = 2;           // inner pages a block stands on before it is no content

bool is_embedded(model::LinkSource source) {
  return source == model::LinkSource::iframe || source == model::LinkSource::object ||
         source == model::LinkSource::embed;
}

/// The words around a link were read; only what evidence quotes stays in memory.
void forget_surroundings(model::Link& link) {
  link.column.clear();
  link.accordion.clear();
  link.heading.clear();
  if (!link.label.empty()) link.row.clear();
}

/// What only the crawl asked of a page that can be no evidence goes.
void forget_outline(model::PageFacts& page) {
  page.headings = {};
  page.title_lines = {};
  page.later_lines = {};
  page.heading_topics = {};
}

/// A link that names nothing, yet may lead to a file or to what a period in its label names.
bool is_promising(const model::LinkFact& fact) {
  return fact.generic || is_embedded(fact.link.source) || !fact.label_periods.empty() ||
         looks_like_file(fact.link.target);
}

}  // namespace

std::vector<model::TopicIndex> SiteCrawl::chosen_year(std::span<const model::TopicHit> hits) const {
  std::vector<model::TopicIndex> topics;
  for (const auto& hit : hits)
    if (in_year_[hit.topic]) topics.push_back(hit.topic);
  return topics;
}

/// Addresses that a program makes up afresh on each page, whatever their links are called.
bool SiteCrawl::is_echoed(const Frontier::Choice& choice) const {
  if (looks_like_file(choice.key) || choice.wish.from >= facts_.pages.size()) return false;
  const auto at = echoes_.find(facts_.pages[choice.wish.from].text_hash);
  return at != echoes_.end() && at->second >= kEchoes;
}

bool SiteCrawl::is_trapped(const Frontier::Choice& choice) const {
  if (is_echoed(choice)) return true;
  if (!choice.wish.topics.empty() || choice.wish.collecting) return false;
  const auto at = fruitless_.find(address_shape(choice.key));
  return at != fruitless_.end() && at->second >= kFruitless;
}

/// What gives a file by its words, by the program it asks, or in a drive.
bool SiteCrawl::promises_file(const model::LinkFact& fact) const {
  const auto& target = fact.link.target;
  return is_promising(fact) || words_.in_address("download_handlers", target.text()) ||
         (target.host() != facts_.home.host() && match::drive_way(rulebook_, target).has_value());
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
  const auto confirming = confirming_.find(pending.choice.key.text());
  const bool again = before != brief_.end() || confirming != confirming_.end();
  const auto index = before != brief_.end()            ? before->second
                     : confirming != confirming_.end() ? confirming->second
                                                       : facts_.pages.size();
  page.url = index == 0 ? page.final_url : pending.choice.key;
  page.from = again ? facts_.pages[index].from : wish.from;
  page.from_label = again ? facts_.pages[index].from_label : wish.label;
  page.off_site = wish.off_site;
  page.from_news = wish.news;
  page.by_guess = wish.guessed;
  page.home_level = wish.home_level;
  page.is_home = index == 0;
  if (page.kind == model::BodyKind::pdf || page.text_from == model::TextFrom::office_text)
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
    add_shell(pending, index);
    add_links(page, index, pending);
    add_pictures(pending.reading, index);
  }
  if (page.drive == model::DriveAnswer::folder) add_folder(page, index, pending);
  add_scanned(pending);
  if (!again) {
    count_trap(page, known_before);
    count_echo(page, wish.from);
  }
  const bool by_own_words = !wish.topics.empty() || !chosen_year(page.title_topics).empty();
  keep_links(page, about, by_own_words);
  if (page.is_brief) {
    forget_outline(page);
    brief_.emplace(pending.choice.key.text(), index);
  } else if (before != brief_.end()) {
    brief_.erase(before);
  }
  if (!about.empty() && readable) scans_.keep(index, pending.reading);
  if (!pending.reading.confirm.empty() && !wish.confirmed) {
    Wish confirmed = wish;
    confirmed.url = pending.reading.confirm;
    confirmed.confirmed = true;
    confirming_.emplace(pending.choice.key.text(), index);
    frontier_.reopen(pending.choice.key, std::move(confirmed));
  }
  // Copies have no room to spare, and lie apart from what the workers throw away.
  if (again)
    facts_.pages[index] = page;
  else
    facts_.pages.push_back(page);
  page = {};
}

void SiteCrawl::add_shell(Pending& pending, std::size_t index) {
  const auto& reading = pending.reading;
  if (reading.refresh.empty() || !url::is_same_site(reading.refresh, facts_.home)) return;
  if (pending.choice.wish.sent >= kMostSent) return end_sending(pending.reading.facts);
  Wish wish = pending.choice.wish;
  wish.url = reading.refresh;
  wish.plain_score = score::kShell;
  wish.from = index;
  ++wish.sent;
  frontier_.add(key_of(reading.refresh), std::move(wish));
}

/// A page that sends on and on holds nothing; where a script does it, a browser may be let in.
void SiteCrawl::end_sending(model::PageFacts& page) {
  hit_limit("hops");
  if (page.refresh.empty() || page.content_letters >= kOwnLetters) return;
  const bool by_page = std::ranges::any_of(page.links, [](const model::LinkFact& fact) {
    return fact.link.source == model::LinkSource::refresh;
  });
  if (by_page)
    page.outcome = model::FetchOutcome::too_many_redirects;
  else
    page.needs_script = true;
}

/// The files of a folder that a link of the site leads to: one hop, no folder in it.
void SiteCrawl::add_folder(const model::PageFacts& page, std::size_t index,
                           const Pending& pending) {
  const auto& parent = pending.choice.wish;
  if (parent.in_folder || folder_files_ >= kFolderFiles) return;
  const auto about = parent.subjects();
  std::vector<std::pair<url::Url, Wish>> wishes;
  for (const auto& fact : page.links) {
    Wish wish;
    const auto way = match::drive_way(rulebook_, fact.link.target);
    if (!way || way->form->what == "folder" || !open_drive(fact.link.target, wish)) continue;
    wish.from = index;
    wish.label = fact.link.label;
    wish.hops = parent.hops + 1;
    wish.off_site = wish.in_folder = true;
    int base = read_subjects(fact, page, wish);
    if (wish.subjects().empty() && fact.by_label.empty()) {
      wish.passed = about;
      wish.inherited = parent.inherited + 1;
      base = score::kChild;
    }
    if (wish.subjects().empty()) continue;
    wish.topic_score = base + year_score(fact, wish.subjects().front());
    wishes.emplace_back(key_of(fact.link.target), std::move(wish));
  }
  std::ranges::stable_sort(wishes, std::ranges::greater(),
                           [](const auto& one) { return one.second.topic_score; });
  const auto most = parent.collecting ? kFolderFiles : kItemFiles;
  if (wishes.size() > most) wishes.resize(most);
  for (auto& [key, wish] : wishes)
    if (folder_files_ < kFolderFiles && frontier_.add(key, std::move(wish))) ++folder_files_;
}

/// Pictures that may be codes, of the site itself and few.
void SiteCrawl::add_pictures(const Reading& reading, std::size_t index) {
  for (const auto& picture : reading.code_pictures) {
    const bool is_own = url::is_same_site(picture.address, facts_.home) ||
                        url::is_sibling_host(picture.address, facts_.home);
    if (!is_own || pictures_ >= kPictures) continue;
    Wish wish;
    wish.url = picture.address;
    wish.from = index;
    wish.label = picture.words;
    wish.is_code = true;
    wish.hops = 1;
    wish.plain_score = score::kStepOn;
    const auto key = key_of(picture.address);
    if (frontier_.knows(key)) continue;
    frontier_.add(key, std::move(wish));
    ++pictures_;
  }
}

/// What a code leads to is a link of the page that shows it.
void SiteCrawl::add_scanned(Pending& pending) {
  const auto from = pending.choice.wish.from;
  if (from >= facts_.pages.size()) return;
  for (auto& fact : pending.reading.scanned) {
    fact.link.target = key_of(fact.link.target);
    add_link(fact, facts_.pages[from], from, pending, {});
    facts_.pages[from].links.push_back(std::move(fact));
    changed_ = true;
  }
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

/// A page that says the same, numbers aside, as the two whose links led to it in turn. Pages of one
/// wording that a list leads to, posts of pictures say, are none: the list has words of its own.
void SiteCrawl::count_echo(const model::PageFacts& page, std::size_t from) {
  if (page.text_from != model::TextFrom::html) return;
  for (int generation = 0; generation < 2; ++generation) {
    if (from >= facts_.pages.size()) return;
    const auto& before = facts_.pages[from];
    if (before.text_hash != page.text_hash || before.title != page.title) return;
    from = before.from;
  }
  ++echoes_[page.text_hash];
}

/// Kept are links that may become evidence or lead to it, each (target, label, place) once.
void SiteCrawl::keep_links(model::PageFacts& page, const std::vector<model::TopicIndex>& about,
                           bool by_own_words) {
  std::vector<model::LinkFact> kept;
  std::size_t children = 0;
  const bool is_folder = page.drive == model::DriveAnswer::folder;
  for (auto& fact : page.links) {
    const bool scores = !fact.by_label.empty() || !fact.by_row.empty() ||
                        !fact.by_context.empty() || !fact.codes.empty() || fact.collecting;
    const bool may_pass =
        !about.empty() && !fact.link.in_menu && (by_own_words || promises_file(fact));
    const bool child = (may_pass || is_folder) && ++children <= kChildren;
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
  const auto hides_more = std::ranges::find_if(page.links, [](const model::LinkFact& fact) {
    return fact.link.post_back && !fact.link.in_menu &&
           (fact.generic || !fact.by_label.empty() || !fact.by_row.empty() || !fact.codes.empty());
  });
  if (hides_more != page.links.end())
    add_problem("post_back", page.final_url,
                "\"" + hides_more->link.label +
                    "\" เปิดด้วยการส่งแบบฟอร์ม (POST) ผู้ตรวจและเครื่องมือค้นหาเปิดตามลิงก์ไม่ได้",
                "\"" + hides_more->link.label +
                    "\" sends a form (POST): no link leads to what is behind it");
  const bool broken =
      page.outcome == model::FetchOutcome::not_found || page.outcome == model::FetchOutcome::gone ||
      page.outcome == model::FetchOutcome::server_error ||
      page.outcome == model::FetchOutcome::no_such_host || page.drive == model::DriveAnswer::gone;
  if (broken && !page.is_home && !page.by_guess)
    add_problem("broken_link", page.url, "ลิงก์เสีย: เปิดไม่ได้", "broken link: " + page.why);
}

}  // namespace oit::crawl
