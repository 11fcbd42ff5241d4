#include "render/drawing.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/sha256.h"
#include "render/api_text.h"
#include "render/pictures.h"
#include "render/requests.h"

namespace oit::render {
namespace {

using model::FetchOutcome;
using std::chrono::milliseconds;

constexpr std::size_t kFewLetters = 50;     // of a page that says nothing yet
constexpr std::size_t kShellLetters = 200;  // of a page that shows "loading" and a name
constexpr std::size_t kMostAnswers = 40, kMostKept = 2'000;
constexpr int kRepetition = 2;  // an address asked so often is a poll
constexpr std::string_view kEmptyPicture =
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

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
constexpr std::string_view kMeasure =
    "(() => { const b = document.body, due = window[Symbol.for('oitcheck.due')];"
    " return b ? [b.innerText.length, document.links.length, due ? due.size : 0] : [0, 0, 0];"
    " })()";
constexpr std::string_view kRead =
    "JSON.stringify([location.href, document.documentElement ?"
    " document.documentElement.outerHTML : ''])";

/// Numbers as long as a telephone's or a citizen's id are not to be read in a picture.
constexpr std::string_view kMask =
    "(() => { const words = document.createTreeWalker(document.documentElement, 4);"
    " for (let one; (one = words.nextNode());) { const text = one.nodeValue;"
    " const masked = text.replace(/[0-9\\u0e50-\\u0e59](?:[ .\\u2013-]?[0-9\\u0e50-\\u0e59]){8,}/g,"
    " (digits) => digits.replace(/[0-9\\u0e50-\\u0e59]/g, '\\u2022'));"
    " if (masked !== text) one.nodeValue = masked; } })()";

/// `address` without what tells one poll of it from the next.
std::string kind_of(const std::string& address) {
  return address.substr(0, address.find_first_of("?#"));
}

FetchOutcome outcome_of(int status) {
  switch (status) {
    case 401:
    case 407:
      return FetchOutcome::unauthorized;
    case 403:
    case 451:
      return FetchOutcome::forbidden;
    case 404:
      return FetchOutcome::not_found;
    case 410:
      return FetchOutcome::gone;
    case 429:
      return FetchOutcome::rate_limited;
    case 503:
      return FetchOutcome::unavailable;
    default:
      return status >= 500   ? FetchOutcome::server_error
             : status >= 400 ? FetchOutcome::client_error
                             : FetchOutcome::ok;
  }
}

/// Source: net/base/net_error_list.h of Chromium.
FetchOutcome outcome_of(std::string_view error) {
  constexpr std::array<std::pair<std::string_view, FetchOutcome>, 8> kErrors{{
      {"ERR_NAME_NOT_RESOLVED", FetchOutcome::no_such_host},
      {"ERR_CONNECTION_REFUSED", FetchOutcome::refused},
      {"ERR_CONNECTION_RESET", FetchOutcome::reset},
      {"ERR_EMPTY_RESPONSE", FetchOutcome::reset},
      {"ERR_TIMED_OUT", FetchOutcome::timeout},
      {"ERR_TOO_MANY_REDIRECTS", FetchOutcome::too_many_redirects},
      {"ERR_SSL", FetchOutcome::tls_failed},
      {"ERR_UNKNOWN_URL_SCHEME", FetchOutcome::bad_redirect},
  }};
  for (const auto& [name, outcome] : kErrors)
    if (error.find(name) != std::string_view::npos) return outcome;
  return FetchOutcome::reset;
}

bool is_json(const std::string& type) { return type.find("json") != std::string::npos; }

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

/// Every request comes by here before it leaves the browser, redirects too.
void Drawing::paused(const Json& what) {
  const auto& id = text_at(what, "requestId");
  const auto& type = text_at(what, "resourceType");
  const auto& address = text_at(object_at(what, "request"), "url");
  const bool is_main = text_at(what, "frameId") == frame_;
  const auto url = url::Url::parse(address);
  if (!url) return refuse(id);
  const bool is_document = type == "Document" && is_main;
  switch (treatment_of(type, is_main, *url, counters_)) {
    case Treatment::picture:
      return answer_with_picture(id);
    case Treatment::refuse:
      return refuse(id);
    case Treatment::ask:
      break;
  }
  if (is_document && ++moves_ > limits_.moves) {
    refuse(id);
    return fail_with(FetchOutcome::too_many_redirects, "the page sends its reader on and on");
  }
  if (response_.requests >= limits_.requests) {
    is_cut_ = true;
    return refuse(id);
  }
  // The page itself the crawl has read, and other sites' parts are as their pages are to a reader.
  const bool is_first = is_document && moves_ == 1;
  const auto& part = text_at(what, "networkId");
  if (!is_first && url::is_same_site(*url, request_.url))
    return ask_robots(id, part, *url, type, is_document);
  ++response_.requests;
  let_on(id, part, *url, type);
}

void Drawing::ask_robots(const std::string& id, const std::string& part, const url::Url& url,
                         const std::string& type, bool is_document) {
  const std::weak_ptr<const bool> life = life_;
  robots_.check(url, request_.owner, [=, this](bool is_allowed) {
    if (life.expired() || end_ != End::open) return;
    if (!is_allowed) return forbid(id, type, is_document);
    ++response_.requests;
    let_on(id, part, url, type);
  });
}

/// A style is missed by nobody; what a script asks for may be all there is to read.
void Drawing::forbid(const std::string& id, const std::string& type, bool is_document) {
  is_forbidden_ = is_forbidden_ || type != "Stylesheet";
  is_cut_ = is_cut_ || type == "XHR" || type == "Fetch";  // what it would have shown is not known
  refuse(id);
  if (is_document) fail_with(FetchOutcome::robots_disallowed, "robots.txt forbids where it leads");
}

void Drawing::let_on(const std::string& id, const std::string& part, const url::Url& url,
                     std::string_view type) {
  const auto go = [this, id] {
    devtools_.send(session_, "Fetch.continueRequest", {{"requestId", id}});
  };
  // Scripts and styles of an earlier page of the site are in the browser's memory.
  const bool is_kept =
      (type == "Script" || type == "Stylesheet") && profile_.kept.contains(url.text());
  const bool is_worker = type == "Other";  // the end of its loading is told to nobody
  if (is_kept || is_worker) return go();
  auto& waiting = parts_[part];
  if (waiting.turn != 0) manners_.drop(waiting.turn, std::chrono::steady_clock::now());
  const auto now = std::chrono::steady_clock::now();
  waiting.type = type;
  waiting.turn = manners_.ask(url, now, go);
}

void Drawing::answer_with_picture(const std::string& id) {
  Json field{{"name", "Content-Type"}, {"value", "image/gif"}};
  devtools_.send(session_, "Fetch.fulfillRequest",
                 {{"requestId", id},
                  {"responseCode", 200},
                  {"responseHeaders", Json::array({field})},
                  {"body", kEmptyPicture}});
}

void Drawing::refuse(const std::string& id) {
  devtools_.send(session_, "Fetch.failRequest",
                 {{"requestId", id}, {"errorReason", "BlockedByClient"}});
}

/// The proxy's password is told once for each request; a site's own sign-in is never passed.
void Drawing::challenged(const Json& what) {
  const auto& id = text_at(what, "requestId");
  const bool is_proxy = text_at(object_at(what, "authChallenge"), "source") == "Proxy";
  Json answer{{"response", "CancelAuth"}};
  if (is_proxy && challenged_.insert(id).second)
    answer = {
        {"response", "ProvideCredentials"}, {"username", user_}, {"password", proxy_.password()}};
  if (!is_proxy) response_.has_sign_in = true;
  devtools_.send(session_, "Fetch.continueWithAuth",
                 {{"requestId", id}, {"authChallengeResponse", std::move(answer)}});
}

void Drawing::sent(const Json& what) {
  const auto& id = text_at(what, "requestId");
  const auto& type = text_at(what, "type");
  const auto& address = text_at(object_at(what, "request"), "url");
  if (type == "Document" && text_at(what, "frameId") == frame_) {
    pass(text_at(object_at(what, "redirectResponse"), "url"));
    loader_ = text_at(what, "loaderId");
  }
  auto& part = parts_[id];
  part.type = type;
  part.address = address;
  part.is_awaited = is_awaited(type) && ++asked_[kind_of(address)] <= kRepetition;
  if (part.is_awaited) touch();
}

void Drawing::responded(const Json& what) {
  const auto& id = text_at(what, "requestId");
  const auto& type = text_at(what, "type");
  const auto& answer = object_at(what, "response");
  if (const auto part = parts_.find(id); part != parts_.end() && part->second.turn != 0)
    manners_.finished(part->second.turn, std::chrono::steady_clock::now());
  if (type == "Document" && text_at(what, "frameId") == frame_) {
    response_.status = static_cast<int>(number_at(answer, "status"));
    response_.content_type = text_at(answer, "mimeType");
  }
  if ((type == "XHR" || type == "Fetch") && is_json(text_at(answer, "mimeType")) &&
      answers_.size() < kMostAnswers)
    answers_.push_back(id);
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

void Drawing::ended(const std::string& id, bool is_failed, const Json& what) {
  const auto part = parts_.find(id);
  if (part == parts_.end()) return;
  if (part->second.turn != 0) manners_.drop(part->second.turn, std::chrono::steady_clock::now());
  response_.wire_bytes +=
      static_cast<std::size_t>(std::max(0.0, number_at(what, "encodedDataLength")));
  if (!is_failed && (part->second.type == "Script" || part->second.type == "Stylesheet"))
    if (const auto url = url::Url::parse(part->second.address);
        url && profile_.kept.size() < kMostKept)
      profile_.kept.insert(url->text());
  if (part->second.is_awaited) touch();
  parts_.erase(part);
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

/// The page is read when two measures of it, half a quiet time apart, are alike.
void Drawing::measure(Time now) {
  if (is_measuring_) return;
  is_measuring_ = true;
  measured_at_ = now;
  devtools_.ask(this, session_, "Runtime.evaluate",
                {{"expression", kMeasure}, {"returnByValue", true}},
                [this](const Json* result, const std::string&) {
                  is_measuring_ = false;
                  if (result == nullptr || is_reading_ || end_ != End::open) return;
                  const auto& value = object_at(*result, "result");
                  Measure found;
                  std::size_t put_off = 0;
                  if (const auto at = value.find("value");
                      at != value.end() && at->is_array() && at->size() == 3 &&
                      std::ranges::all_of(*at, &Json::is_number_unsigned)) {
                    found = {(*at)[0].get<std::size_t>(), (*at)[1].get<std::size_t>()};
                    put_off = (*at)[2].get<std::size_t>();
                  }
                  const bool is_same = std::exchange(measured_, found) == found;
                  const bool says_nothing = found.letters < kFewLetters && found.links == 0;
                  const auto waited = std::chrono::steady_clock::now() - loaded_at_;
                  const bool is_awaited = (says_nothing && waited <= limits_.patience) ||
                                          (put_off > 0 && waited <= limits_.put_off);
                  if (is_same && is_quiet() && !is_awaited) read();
                });
}

void Drawing::read() {
  if (is_reading_) return;
  is_reading_ = true;
  send_read();
}

void Drawing::send_read() {
  devtools_.ask(this, session_, "Runtime.evaluate",
                {{"expression", kRead}, {"returnByValue", true}},
                [this](const Json* result, const std::string& error) {
                  if (end_ != End::open) return;
                  if (result == nullptr) return fail_with(FetchOutcome::reset, error);
                  // Breaking off an endless script may have met our own instead.
                  if (result->contains("exceptionDetails") && !std::exchange(is_read_again_, true))
                    return send_read();
                  take_dom(object_at(*result, "result"));
                });
}

void Drawing::take_dom(const Json& result) {
  const auto pair = Json::parse(text_at(result, "value"), nullptr, false);
  if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
    return fail_with(FetchOutcome::reset, "the page's content could not be read");
  if (const auto url = url::Url::parse_keeping_route(pair[0].get_ref<const std::string&>()))
    response_.url = *url;
  html_ = pair[1].get<std::string>();
  take_picture();
}

/// A picture of the upper part, once the page was read: where there is time for it.
void Drawing::take_picture() {
  const auto now = std::chrono::steady_clock::now();
  if (limits_.pictures == nullptr || now + limits_.picture > began_ + limits_.page)
    return ask_answers();
  picture_until_ = now + limits_.picture;
  devtools_.ask(this, session_, "Runtime.evaluate", {{"expression", kMask}},
                [this](const Json* result, const std::string&) {
                  if (end_ != End::open || !picture_until_) return;
                  if (result != nullptr && !result->contains("exceptionDetails")) return capture();
                  picture_until_.reset();
                  ask_answers();
                });
}

void Drawing::capture() {
  const Json clip = {{"x", 0}, {"y", 0}, {"width", 1280}, {"height", 960}, {"scale", 0.4}};
  devtools_.ask(this, session_, "Page.captureScreenshot",
                {{"format", "jpeg"}, {"quality", 40}, {"clip", clip}},
                [this](const Json* result, const std::string&) {
                  if (end_ != End::open || !picture_until_) return;
                  if (result != nullptr) picture_ = text_at(*result, "data");
                  picture_until_.reset();
                  ask_answers();
                });
}

void Drawing::ask_answers() {
  missing_bodies_ = answers_.size();
  if (missing_bodies_ == 0) return finish();
  for (const auto& id : answers_)
    devtools_.ask(this, session_, "Network.getResponseBody", {{"requestId", id}},
                  [this](const Json* result, const std::string&) {
                    if (end_ != End::open) return;
                    if (result != nullptr && !flag_at(*result, "base64Encoded"))
                      bodies_.push_back(text_at(*result, "body"));
                    if (--missing_bodies_ == 0) finish();
                  });
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
