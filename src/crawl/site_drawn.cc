// Pages that are nothing without their scripts, asked for once more as a browser draws them.
#include <algorithm>

#include "crawl/site_crawl.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kShellLetters = 200;  // of a page that shows "loading" and a name

/// What a reader finds on a page, as far as it can be counted.
std::size_t weight_of(const Reading& reading) {
  const auto& facts = reading.facts;
  const auto links = std::ranges::count_if(
      facts.links, [](const model::LinkFact& fact) { return !fact.link.dead; });
  return facts.letters + 20 * static_cast<std::size_t>(links);
}

}  // namespace

bool SiteCrawl::wants_drawing(const Pending& pending, const Reading& reading) {
  using enum model::RenderMode;
  const auto& facts = reading.facts;
  if (options_.render == never || pending.is_drawn || cancelled_ || out_of_time()) return false;
  if (facts.outcome != model::FetchOutcome::ok || facts.text_from != model::TextFrom::html)
    return false;
  return options_.render == always || facts.needs_script || reading.may_show_more;
}

/// Counts one more page for the browser; false when all that a site may have were drawn.
bool SiteCrawl::may_draw() {
  if (drawn_ >= options_.max_rendered) {
    hit_limit("render");
    return false;
  }
  ++drawn_;
  return true;
}

void SiteCrawl::ask_drawn(std::size_t slot) {
  report_progress(round_[slot].choice.wish.url.text());
  model::Request request;
  request.url = round_[slot].choice.wish.url;
  request.owner = options_.owner;
  request.purpose = model::Purpose::rendered;
  request.referrer = facts_.home;
  fetcher_.fetch(std::move(request),
                 [this, slot](model::Response response) { answered(slot, std::move(response)); });
}

/// The drawn page counts when it opened and, where the page itself was not plainly a shell, says
/// more.
void SiteCrawl::settle_drawn(Pending& pending) {
  if (pending.plain == nullptr) return;  // a route of a script: there is nothing but the drawing
  const auto& plain = *pending.plain;
  const auto& drawn = pending.reading;
  const bool is_open = drawn.facts.outcome == model::FetchOutcome::ok;
  const bool must = plain.facts.needs_script || options_.render == model::RenderMode::always;
  const bool is_forbidden = drawn.facts.outcome == model::FetchOutcome::robots_disallowed;
  using enum model::FetchOutcome;
  const bool has_failed = drawn.facts.outcome == timeout || drawn.facts.outcome == reset ||
                          drawn.facts.outcome == too_many_redirects;
  if (!is_open || !(must || weight_of(drawn) > weight_of(plain))) {
    pending.reading = std::move(*pending.plain);
    pending.reading.facts.drawing_failed = has_failed;
  } else {
    pending.reading.facts.tls_problem = plain.facts.tls_problem;  // a browser was told to look away
  }
  pending.plain.reset();
  if (is_forbidden && pending.reading.facts.needs_script) note_forbidden(pending.reading.facts);
}

/// A shell whose content robots.txt forbids: no browser would help. The home page stays what it is,
/// a page that opened.
void SiteCrawl::note_forbidden(model::PageFacts& shell) {
  has_forbidden_shell_ = true;
  if (!shell.is_home) shell.outcome = model::FetchOutcome::robots_disallowed;
}

/// A page of the site shows nothing but that a script would draw it: any item may stand behind it.
bool SiteCrawl::is_unread_shell() const {
  return std::ranges::any_of(facts_.pages, [](const model::PageFacts& page) {
    return page.needs_script && !page.rendered && !page.off_site && !page.soft_404 &&
           page.letters < kShellLetters;
  });
}

}  // namespace oit::crawl
