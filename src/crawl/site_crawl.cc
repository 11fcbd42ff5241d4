#include "crawl/site_crawl.h"

#include <algorithm>

#include "base/drop_repeats.h"
#include "base/sha256.h"
#include "crawl/address_key.h"
#include "crawl/signals.h"
#include "match/agency.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kExplore = 100;  // plain addresses read for the sake of completeness
constexpr int kExploreAtLeast = 60;
constexpr std::chrono::seconds kGrace{2};  // for answers on their way when the time is up
constexpr int kAgree = 3;                  // pages that name the same agency
constexpr std::size_t kNamePages = 60;     // pages asked whose site it is
constexpr std::size_t kFewConnections = 2;
constexpr std::size_t kGoalEvery = 25;  // addresses between questions on large sites

}  // namespace

SiteCrawl::SiteCrawl(net::Fetcher& fetcher, ReaderPool& pool, const model::Rulebook& rulebook,
                     Goal& goal, const Clock& clock, CrawlOptions options, Done done, Watch watch)
    : fetcher_(fetcher),
      pool_(pool),
      rulebook_(rulebook),
      goal_(goal),
      clock_(clock),
      options_(std::move(options)),
      done_(std::move(done)),
      watch_(std::move(watch)),
      vocabulary_(pool.vocabulary()),
      words_(vocabulary_.words),
      in_year_(vocabulary_.in_year),
      scans_({fetcher, pool, clock, options_.scans, options_.memory, options_.owner,
              options_.patience, options_.end.has_value()},
             options_.scan_limits, site_, facts_) {
  code_of_topic_.assign(rulebook.topics.size(), text::PeriodCode::current);
  for (const auto& item : rulebook.year.items) {
    for (const auto topic : item.topics) code_of_topic_[topic] = item.period;
    for (const auto& part : item.parts)
      for (const auto topic : part.topics) code_of_topic_[topic] = part.period;
  }
  answer_.settled.assign(rulebook.topics.size(), false);
  facts_.seed = options_.seed;
  facts_.name = options_.site_name;
  facts_.declared = options_.declared;
}

void SiteCrawl::start() {
  began_ = clock_.steady_now();
  fetcher_.robots(options_.seed, options_.owner, [this](net::RobotsVerdict verdict) {
    facts_.robots_blocks_all = verdict.forbids_all;
    facts_.robots_unreachable = verdict.state == net::RobotsVerdict::State::unreachable;
    for (const auto& text : verdict.sitemaps)
      if (auto address = url::Url::resolve(options_.seed, text)) sitemaps_.push_back(*address);
    ask_home();
  });
}

void SiteCrawl::ask_home() {
  Wish wish;
  wish.url = options_.seed;
  wish.plain_score = score::kShell;
  wish.home_level = true;
  round_.clear();
  frontier_.add(options_.seed, wish);
  auto choice = frontier_.take(answer_.settled, 1);
  round_.push_back({std::move(*choice), {}, false, false, nullptr});
  unread_ = 1;
  ask(0);
}

void SiteCrawl::merge_home() {
  const auto& home = round_.front().reading;
  auto* context = site_.get();
  context->home = home.facts.final_url;
  context->home_title = home.facts.title;
  context->home_hash = home.facts.text_hash;
  context->home_known = true;
  context->home_blocks.insert(home.blocks.begin(), home.blocks.end());
  context->home_has_login = home.facts.signals.login_form;
  if (facts_.name.empty()) facts_.name = home.agency;
  context->own_name = facts_.name.empty() ? "" : match::proper_name(facts_.name, rulebook_);
  context->own_kin = match::kin_of(facts_.name, rulebook_);
  facts_.home = home.facts.final_url;
  facts_.home_outcome = home.facts.outcome;
  facts_.home_why = home.facts.why;
  facts_.home_read = home.facts.outcome == model::FetchOutcome::ok && !home.facts.sign_in;
  round_.front().reading.facts.is_home = true;
}

/// A splash page or a picture often stands for the home page: the pages behind it say whose site
/// it is, once two of them agree.
void SiteCrawl::learn_name() {
  site_->seeks_name = facts_.pages.size() < kNamePages;
  for (const auto& pending : round_) {
    const auto& agency = pending.reading.agency;
    if (agency.empty() || ++agencies_[agency] < kAgree) continue;
    facts_.name = agency;
    site_->own_name = match::proper_name(agency, rulebook_);
    site_->own_kin = match::kin_of(agency, rulebook_);
    return;
  }
}

/// Two made-up addresses tell how the site says "not found".
void SiteCrawl::ask_probes() {
  const auto name = std::to_string(stable_hash(facts_.home.text()) % 100'000'000);
  for (const std::string_view ending : {"", ".pdf"}) {
    auto address = url::Url::resolve(facts_.home, "/oitcheck-" + name + std::string(ending));
    if (!address) continue;
    Wish wish;
    wish.url = *address;
    round_.push_back({{*address, wish, 0}, {}, true, false, nullptr});
  }
  unread_ = round_.size();
  for (std::size_t slot = 0; slot < round_.size(); ++slot) ask(slot);
}

/// What an address must score to be worth a request now.
int SiteCrawl::least_score() const {
  if (options_.exhaustive) return 1;
  if (answer_.all_published) return score::kShell;
  return explored_ < kExplore ? kExploreAtLeast : score::kMust;
}

void SiteCrawl::next_round() {
  round_.clear();
  if (finished_) return;
  cancelled_ = cancelled_ || ended_like("cancelled");
  const bool stop = cancelled_ || out_of_time() || asked_ >= options_.max_pages;
  if (out_of_time()) hit_limit("max_time");
  if (asked_ >= options_.max_pages && frontier_.best(answer_.settled) >= least_score())
    hit_limit("max_pages");
  if (frontier_.best(answer_.settled) < score::kMust && look_at_scans()) return;
  while (!stop && round_.size() < options_.connections &&
         asked_ + round_.size() < options_.max_pages) {
    auto choice = frontier_.take(answer_.settled, least_score());
    if (!choice) break;
    if (is_trapped(*choice)) {
      hit_limit("trap");
      continue;
    }
    const bool is_route = !choice->wish.url.route().empty();
    if (is_route && !may_draw()) continue;
    if (choice->score < score::kHomeAside) ++explored_;
    round_.push_back({std::move(*choice), {}, false, is_route, nullptr});
  }
  if (round_.empty()) {
    if (!look_at_scans()) finish();
    return;
  }
  unread_ = round_.size();
  for (std::size_t slot = 0; slot < round_.size(); ++slot) ask(slot);
}

/// Nothing better waits: has the next scan that would decide something recognised; false when there
/// is none. What it says may open the search again. A repeated crawl recognises what the first one
/// did, for as long as its capture holds it.
bool SiteCrawl::look_at_scans() {
  const bool repeats = options_.end.has_value();
  if (!scans_.may_recognise() || !facts_.home_read) return false;
  if (!repeats && (cancelled_ || out_of_time())) return false;
  if (changed_) {
    ask_goal();
    return true;
  }
  return scans_.recognise(
      answer_.to_recognise, [this, repeats] { return !repeats && (cancelled_ || out_of_time()); },
      [this] {
        changed_ = true;
        report_progress("", true);
        next_round();
      });
}

/// `may_recall`: what is remembered of the address may stand for its answer.
void SiteCrawl::ask(std::size_t slot, bool may_recall) {
  const auto& pending = round_[slot];
  if (!pending.is_probe && may_recall) ++asked_;
  if (pending.is_drawn) return ask_drawn(slot);
  report_progress(pending.choice.wish.url.text());
  model::Request request;
  request.url = pending.choice.wish.url;
  request.owner = options_.owner;
  request.patience = options_.patience;
  const bool wants_bytes = pending.is_probe || pending.choice.wish.is_code;
  if (options_.memory != nullptr && may_recall && !wants_bytes)
    request.known = options_.memory->validators(request.url);
  request.purpose = pending.is_probe ? model::Purpose::probe : model::Purpose::page;
  request.referrer = facts_.home;
  fetcher_.fetch(std::move(request),
                 [this, slot](model::Response response) { answered(slot, std::move(response)); });
}

void SiteCrawl::answered(std::size_t slot, model::Response response) {
  if (response.outcome == model::FetchOutcome::cancelled && !cancelled_ && out_of_time()) {
    response.outcome =
        facts_.pages.empty() ? model::FetchOutcome::timeout : model::FetchOutcome::budget;
    response.why = "the time for this site was up";
  }
  facts_.requests += response.requests;
  facts_.bytes += response.wire_bytes;
  read(slot, std::make_shared<model::Response>(std::move(response)));
}

void SiteCrawl::read(std::size_t slot, std::shared_ptr<model::Response> response) {
  const auto& wish = round_[slot].choice.wish;
  Expectation expected{wish.subjects(),
                       wish.home_level || round_[slot].is_probe || wish.is_drive ||
                           wish.plain_score >= score::kDeclared,
                       round_[slot].is_drawn, wish.is_drive ? round_[slot].choice.key : url::Url(),
                       wish.is_code ? wish.label : std::string()};
  auto* const memory = round_[slot].is_probe || expected.drawn ? nullptr : options_.memory;
  const bool is_document = !response->spool_path.empty() || response->document != nullptr;
  const auto asked_at = clock_.steady_now();
  auto job = [this, slot, response, site = site_, expected = std::move(expected), memory, asked_at,
              is_document](FactsReader& reader) {
    const auto began = clock_.steady_now();
    const bool is_remembered = response->outcome == model::FetchOutcome::not_modified;
    const bool is_lost = is_remembered && (memory == nullptr || !memory->recall(*response));
    auto reading = std::make_shared<Reading>();
    if (!is_lost)
      *reading =
          reader.read(std::move(*response), *site, expected, is_remembered ? nullptr : memory);
    const auto took = clock_.steady_now() - began;
    fetcher_.post([this, slot, reading, is_lost, is_document, took, waited = began - asked_at] {
      if (is_document) pool_.end_document(options_.owner, took);
      pool_.flush();
      round_queued_ = std::max<std::chrono::steady_clock::duration>(round_queued_, waited);
      if (is_lost)
        ask(slot, false);
      else
        take_reading(slot, std::move(*reading));
    });
  };
  if (is_document)
    pool_.run_document(options_.owner, std::move(job));
  else
    pool_.run(options_.owner, std::move(job));
}

void SiteCrawl::take_reading(std::size_t slot, Reading reading) {
  auto& pending = round_[slot];
  pending.reading = std::move(reading);
  if (pending.is_drawn) {
    settle_drawn(pending);
  } else if (wants_drawing(pending, pending.reading) && may_draw()) {
    pending.plain = std::make_shared<Reading>(std::move(pending.reading));
    pending.is_drawn = true;
    return ask_drawn(slot);
  }
  if (--unread_ > 0) return;
  // With more connections it is the site's own answers that wait for each other.
  if (options_.connections <= kFewConnections) queued_ += round_queued_;
  round_queued_ = {};
  merge_round();
}

void SiteCrawl::merge_round() {
  const bool is_first = facts_.pages.empty();
  const bool probes = !round_.empty() && round_.front().is_probe;
  if (is_first) merge_home();
  if (probes) {
    for (const auto& probe : round_) {
      if (probe.reading.facts.outcome != model::FetchOutcome::ok) continue;
      site_->not_found_bodies.push_back(probe.reading.facts.sha256);
      if (probe.reading.facts.text_hash != 0)
        site_->not_found_hashes.push_back(probe.reading.facts.text_hash);
    }
    ask_sitemaps();
    return;
  }
  for (auto& pending : round_) merge(pending);
  if (!is_first && facts_.name.empty()) learn_name();
  if (is_first) {
    for (const auto& address : options_.declared) {
      Wish wish;
      wish.url = address;
      wish.plain_score = score::kDeclared;
      wish.off_site = !url::is_same_site(address, facts_.home);
      if (wish.off_site) open_drive(address, wish);
      frontier_.add(key_of(address), std::move(wish));
    }
    round_.clear();
    if (!facts_.home_read || cancelled_)
      finish();
    else
      ask_probes();
    return;
  }
  asked_since_goal_ += round_.size();
  const bool nothing_scores = frontier_.best(answer_.settled) < score::kMust;
  const bool due = asked_since_goal_ >= std::min(kGoalEvery, 2 + facts_.pages.size() / 5);
  const bool just_idle = nothing_scores && !was_idle_;  // it may all be settled now
  was_idle_ = nothing_scores;
  if (changed_ && (just_idle || due) && !options_.exhaustive)
    ask_goal();
  else
    next_round();
}

void SiteCrawl::ask_goal() {
  changed_ = false;
  asked_since_goal_ = 0;
  count_waiting();
  pool_.run(options_.owner, [this](FactsReader&) {
    auto answer = std::make_shared<GoalAnswer>(goal_.ask(facts_));
    fetcher_.post([this, answer] {
      answer_ = std::move(*answer);
      next_round();
    });
  });
}

void SiteCrawl::finish() {
  if (finished_) return;
  finished_ = true;
  if (cancelled_) hit_limit("cancelled");
  if (scans_.is_spent()) hit_limit("ocr");
  scans_.clear();
  count_waiting();
  // `done_` may destroy this crawl, so it runs after every member here has returned.
  fetcher_.post([done = std::move(done_), facts = std::make_shared<model::SiteFacts>(
                                              std::move(facts_))] { done(std::move(*facts)); });
}

void SiteCrawl::hit_limit(const std::string& name) {
  auto& hit = facts_.coverage.limits_hit;
  if (std::ranges::find(hit, name) == hit.end()) hit.push_back(name);
}

/// The crawl that this one repeats ended here, for `limit`.
bool SiteCrawl::ended_like(std::string_view limit) const {
  return options_.end && asked_ >= options_.end->asked &&
         std::ranges::find(options_.end->limits, limit) != options_.end->limits.end();
}

/// What the site itself has taken: neither turns at an address others share nor our own queues.
std::chrono::steady_clock::duration SiteCrawl::spent() const {
  return clock_.steady_now() - began_ - fetcher_.waited(options_.owner) - queued_ - scans_.waited();
}

bool SiteCrawl::out_of_time() const {
  if (options_.end) return ended_like("max_time");
  return options_.max_time.count() > 0 && spent() >= options_.max_time;
}

bool SiteCrawl::is_overdue() const {
  return !options_.end && options_.max_time.count() > 0 && spent() >= options_.max_time + kGrace;
}

void SiteCrawl::report_progress(const std::string& now, bool is_recognising) {
  if (!watch_) return;
  watch_({asked_, frontier_.known() - asked_, answer_.items_settled, answer_.items, now,
          scans_.pages(), is_recognising});
}

url::Url SiteCrawl::key_of(const url::Url& address) const {
  return address_key(address, facts_.home, words_.raw("session_parameters"));
}

/// A home page that leads nowhere is a notice, a sign-in or a program that draws the site, and one
/// read in part hides the rest: neither proves that something is missing.
void SiteCrawl::find_gap() {
  auto& gap = facts_.coverage.gap;
  gap.clear();
  const auto hit = [&](std::string_view limit) {
    return std::ranges::find(facts_.coverage.limits_hit, limit) != facts_.coverage.limits_hit.end();
  };
  if (partial_index_ || hit("sitemap_files") || hit("sitemap_urls") || hit("render")) gap = "limit";
  const bool draws = std::ranges::any_of(facts_.pages, [](const model::PageFacts& page) {
    return (page.is_home || page.home_level) && page.needs_script;
  });
  const char* const undrawn = has_forbidden_shell_ ? "robots_disallowed" : "needs_browser";
  const auto opened =
      std::ranges::count(facts_.pages, model::FetchOutcome::ok, &model::PageFacts::outcome);
  const bool is_lost = ways_ < kFewWays;  // but for a sitemap, frames and refreshes
  if (frontier_.known() < kFewWays + options_.declared.size() ||
      (is_lost && static_cast<std::size_t>(opened) < kFewWays))
    gap = draws ? undrawn : "home_failed";
  else if (is_unread_shell())
    gap = hit("render") ? "limit" : undrawn;
  else if (is_lost && (facts_.coverage.waiting > kFewWays || hit("trap") || hit("max_time")))
    gap = draws ? undrawn : "limit";
}

void SiteCrawl::count_waiting() {
  auto& coverage = facts_.coverage;
  coverage.read = asked_;
  coverage.waiting = coverage.waiting_scoring = 0;
  coverage.waiting_menu = coverage.waiting_collecting = false;
  coverage.waiting_topics.clear();
  frontier_.for_each_waiting([&](const url::Url&, const Wish& wish) {
    ++coverage.waiting;
    const auto subjects = wish.subjects();
    if (!subjects.empty() || wish.collecting) ++coverage.waiting_scoring;
    coverage.waiting_collecting =
        coverage.waiting_collecting || (wish.collecting && wish.plain_score >= score::kMust);
    coverage.waiting_menu =
        coverage.waiting_menu || wish.home_level ||
        (wish.plain_score >= score::kHomeLink && wish.plain_score != score::kCollecting);
    for (const auto topic : subjects) coverage.waiting_topics.push_back(topic);
  });
  find_gap();
  std::ranges::sort(coverage.waiting_topics);
  drop_repeats(coverage.waiting_topics);
}

}  // namespace oit::crawl
