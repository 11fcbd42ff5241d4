// What a page asks for while it is drawn.
#include <algorithm>

#include "render/api_text.h"
#include "render/drawing.h"
#include "render/requests.h"

namespace oit::render {
namespace {

using model::FetchOutcome;

constexpr std::size_t kMostAnswers = 40, kMostKept = 2'000;
constexpr int kRepetition = 2;  // an address asked so often is a poll
constexpr std::string_view kEmptyPicture =
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/// `address` without what tells one poll of it from the next.
std::string kind_of(const std::string& address) {
  return address.substr(0, address.find_first_of("?#"));
}

bool is_json(const std::string& type) { return type.find("json") != std::string::npos; }

}  // namespace

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

}  // namespace oit::render
