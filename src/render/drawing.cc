#include "render/drawing.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/sha256.h"
#include "render/api_text.h"
#include "render/outcome.h"
#include "render/pictures.h"

namespace oit::render {
namespace {

using model::FetchOutcome;
using std::chrono::milliseconds;

constexpr std::size_t kShellLetters = 200;  // of a page that shows "loading" and a name

/// Without service workers nothing of a page outlives it; printing would only wait. What a page
/// puts off for a moment is counted until it is done; what that puts off again is not, or a clock
/// that ticks would never end.
constexpr std::string_view kBefore =
    "try { delete Navigator.prototype.serviceWorker; } catch (e) {}"
    "window.print = () => {};"
    "(() => { const set = window.setTimeout, clear = window.clearTimeout, due = new Set();"
    " let inside = 0;"
    " window.setTimeout = function setTimeout(what, delay, ...given) {"
    "  if (typeof what !== 'function' || inside > 0 || !(delay <= 2000))"
    "   return set(what, delay, ...given);"
    "  const id = set(() => { due.delete(id); ++inside;"
    "   try { what.apply(window, given); } finally { --inside; } }, delay);"
    "  due.add(id); return id; };"
    " window.clearTimeout = function clearTimeout(id) { due.delete(id); clear(id); };"
    " Object.defineProperty(window, Symbol.for('oitcheck.due'), {value: due}); })();";

}  // namespace

Drawing::Drawing(Surroundings with, const DrawingLimits& limits, model::Request request,
                 Profile& profile)
    : devtools_(with.devtools),
      manners_(with.manners),
      proxy_(with.proxy),
      robots_(with.robots),
      counters_(with.counters),
      profile_(profile),
      limits_(limits),
      request_(std::move(request)),
      user_(std::to_string(request_.owner)) {
  response_.requested = response_.url = request_.url;
  response_.fetched_at = std::chrono::system_clock::now();
  proxy_.grant(user_, limits_.wire_bytes);
  manners_.note_asked(request_.url, began_);  // the crawl has just read the page itself
  devtools_.ask(this, "", "Target.createTarget",
                {{"url", "about:blank"}, {"browserContextId", profile.context}},
                [this](const Json* result, const std::string& error) {
                  if (result == nullptr) return fail_with(FetchOutcome::reset, error);
                  target_ = text_at(*result, "targetId");
                  attach();
                });
}

Drawing::~Drawing() {
  const auto now = std::chrono::steady_clock::now();
  for (const auto& [id, part] : parts_)
    if (part.turn != 0) manners_.drop(part.turn, now);
  devtools_.forget(this);
  if (!target_.empty()) devtools_.send("", "Target.closeTarget", {{"targetId", target_}});
}

void Drawing::attach() {
  devtools_.ask(this, "", "Target.attachToTarget", {{"targetId", target_}, {"flatten", true}},
                [this](const Json* result, const std::string& error) {
                  if (result == nullptr) return fail_with(FetchOutcome::reset, error);
                  session_ = text_at(*result, "sessionId");
                  frame_ = target_;  // Chromium's main frame bears the tab's name
                  prepare();
                });
}

/// The page is opened only when all is answered: a command whose answer is still on its way when
/// the tab moves to another process does not hold there, and the page's end is then told to nobody.
void Drawing::prepare() {
  const std::array<std::pair<std::string_view, Json>, 7> commands{{
      {"Page.enable", Json::object()},
      {"Network.enable", {{"maxTotalBufferSize", 16 << 20}, {"maxResourceBufferSize", 4 << 20}}},
      {"Inspector.enable", Json::object()},
      {"Network.setBypassServiceWorker", {{"bypass", true}}},
      {"Security.setIgnoreCertificateErrors", {{"ignore", true}}},  // net names what is wrong
      {"Page.addScriptToEvaluateOnNewDocument", {{"source", kBefore}}},
      {"Fetch.enable",
       {{"handleAuthRequests", true},
        {"patterns", Json::array({Json::object({{"urlPattern", "*"}})})}}},
  }};
  unprepared_ = commands.size();
  for (const auto& [method, parameters] : commands)
    devtools_.ask(this, session_, method, parameters, [this](const Json*, const std::string&) {
      if (--unprepared_ == 0) navigate();
    });
}

void Drawing::navigate() {
  Json where{{"url", request_.url.text()}};
  if (!request_.referrer.empty()) where["referrer"] = request_.referrer.text();
  devtools_.ask(this, session_, "Page.navigate", std::move(where),
                [this](const Json* result, const std::string& error) {
                  if (result == nullptr) return fail_with(FetchOutcome::reset, error);
                  if (flag_at(*result, "isDownload"))
                    return fail_with(FetchOutcome::client_error, "a download, not a page");
                  const auto& why = text_at(*result, "errorText");
                  // Its own scripts may have sent the page on before it had loaded.
                  if (why.empty() || (why.find("ERR_ABORTED") != std::string::npos && moves_ > 1))
                    return;
                  fail_with(outcome_of(why), why);
                });
}

void Drawing::happened(const std::string& method, const Json& what) {
  if (end_ != End::open) return;
  if (method == "Fetch.requestPaused") return paused(what);
  if (method == "Fetch.authRequired") return challenged(what);
  if (method == "Network.requestWillBeSent") return sent(what);
  if (method == "Network.responseReceived") return responded(what);
  if (method == "Network.loadingFinished") return ended(text_at(what, "requestId"), false, what);
  if (method == "Network.loadingFailed") return ended(text_at(what, "requestId"), true, what);
  if (method == "Page.frameNavigated") return moved(object_at(what, "frame"));
  if (method == "Page.loadEventFired") return loaded();
  if (method == "Page.javascriptDialogOpening") {
    const bool is_leaving = text_at(what, "type") == "beforeunload";
    return devtools_.send(session_, "Page.handleJavaScriptDialog", {{"accept", is_leaving}});
  }
  if (method == "Page.downloadWillBegin") {
    if (!has_shown_) return fail_with(FetchOutcome::client_error, "a download, not a page");
    return loaded();  // a page that led to it before it was done fires no load event
  }
  if (method == "Inspector.targetCrashed") crash();
}

/// The document is there. That its loading ended is not always told after a sign-in at the proxy.
void Drawing::loaded() {
  is_loaded_ = true;
  loaded_at_ = std::chrono::steady_clock::now();
  for (auto& [id, part] : parts_) part.is_awaited = part.is_awaited && part.type != "Document";
  touch();
}

/// The main frame shows another document: what was on its way for the last one is gone.
void Drawing::moved(const Json& frame) {
  if (text_at(frame, "id") != frame_) return;
  is_loaded_ = false;
  for (auto& [id, part] : parts_) part.is_awaited = part.is_awaited && id == loader_;
  if (has_shown_) pass(response_.url.text());
  has_shown_ = true;
  if (const auto& lost = text_at(frame, "unreachableUrl"); !lost.empty()) {
    response_.url = url::Url::parse(lost).value_or(response_.url);
    const auto outcome = outcome_of(response_.status);  // an error without a page of its own
    return fail_with(outcome == FetchOutcome::ok ? FetchOutcome::reset : outcome, "did not open");
  }
  if (const auto now = url::Url::parse(text_at(frame, "url"))) response_.url = *now;
  touch();
}

/// The reader was led through `address`.
void Drawing::pass(const std::string& address) {
  const auto url = url::Url::parse(address);
  auto& passed = response_.redirects;
  if (url && std::ranges::find(passed, *url) == passed.end()) passed.push_back(*url);
}

bool Drawing::is_quiet() const {
  return is_loaded_ &&
         std::ranges::none_of(parts_, [](const auto& entry) { return entry.second.is_awaited; });
}

Drawing::Time Drawing::tick(Time now) {
  if (end_ != End::open) return now;
  if (now >= began_ + limits_.page) {
    if (html_.empty())
      fail_with(FetchOutcome::timeout, "the page could not be drawn in time");
    else
      finish();
    return now;
  }
  const Time last = began_ + limits_.page - limits_.reading;
  if (now >= last && !is_reading_) {
    is_cut_ = is_cut_ || !is_quiet();
    devtools_.send(session_, "Runtime.terminateExecution", Json::object());
    devtools_.send(session_, "Page.stopLoading", Json::object());
    read();
  }
  if (picture_until_ && now >= *picture_until_) {
    picture_until_.reset();
    ask_answers();
  }
  if (is_reading_) return std::min(began_ + limits_.page, picture_until_.value_or(Time::max()));
  if (!is_quiet()) return last;
  const Time next = std::max(last_change_, measured_at_) + limits_.quiet / 2;
  if (next > now) return std::min(next, last);
  measure(now);
  return last;
}

void Drawing::finish() {
  std::erase(response_.redirects, response_.url);
  const auto refused = proxy_.refusal(response_.url);
  if (response_.status == 0 || (refused && response_.status >= 400)) {
    const auto why = refused.value_or(Refusal{FetchOutcome::reset, "the page did not open"});
    return fail_with(why.outcome, why.why);
  }
  if (is_forbidden_ && measured_.letters < kShellLetters)
    return fail_with(FetchOutcome::robots_disallowed,
                     "robots.txt forbids what the page's scripts ask for");
  if (html_.size() > limits_.page_bytes) html_.resize(limits_.page_bytes), is_cut_ = true;
  const auto answers = text_of_answers(bodies_, html_, limits_.answers_bytes);
  const auto end = html_.rfind("</body>");
  html_.insert(end == std::string::npos ? html_.size() : end, answers);
  if (html_.find("<!") != 0) html_.insert(0, "<!DOCTYPE html>\n");
  response_.body = std::move(html_);
  response_.body_bytes = response_.body.size();
  response_.content_type = "text/html";
  response_.declared_charset = "utf-8";
  response_.truncated = is_cut_ || proxy_.is_spent(user_);
  response_.outcome = outcome_of(response_.status);
  if (response_.outcome != FetchOutcome::ok)
    response_.why = "HTTP " + std::to_string(response_.status);
  else if (limits_.pictures != nullptr && !picture_.empty())
    limits_.pictures->keep(sha256_hex(response_.body), picture_);
  end_ = End::done;
}

void Drawing::fail_with(FetchOutcome outcome, std::string why) {
  if (end_ != End::open) return;
  if (const auto refused = proxy_.refusal(response_.url)) {
    outcome = refused->outcome;
    why = refused->why;
  }
  response_.outcome = outcome;
  response_.why = std::move(why);
  end_ = End::done;
}

model::Response Drawing::take() {
  response_.elapsed =
      std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began_);
  return std::move(response_);
}

}  // namespace oit::render
