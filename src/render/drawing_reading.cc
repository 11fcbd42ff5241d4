// What is read of a page once it is drawn: its words, a picture of it, what its scripts were
// answered.
#include <algorithm>
#include <utility>

#include "render/drawing.h"

namespace oit::render {
namespace {

using model::FetchOutcome;

constexpr std::size_t kFewLetters = 50;  // of a page that says nothing yet
constexpr std::string_view kMeasure =
    "(() => { const b = document.body, due = window[Symbol.for('oitcheck.due')];"
    " return b ? [b.innerText.length, document.links.length, due ? due.size : 0] : [0, 0, 0];"
    " })()";
constexpr std::string_view kRead =
    "(() => { for (const one of document.querySelectorAll('*')) try {"
    " if (one.shadowRoot) { const shown = document.createElement('div');"
    " shown.innerHTML = one.shadowRoot.innerHTML; one.append(shown); } } catch {}"
    " return JSON.stringify([location.href, document.documentElement ?"
    " document.documentElement.outerHTML : '']); })()";

/// Numbers as long as a telephone's or a citizen's id are not to be read in a picture.
constexpr std::string_view kMask =
    "(() => { const words = document.createTreeWalker(document.documentElement, 4);"
    " for (let one; (one = words.nextNode());) { const text = one.nodeValue;"
    " const masked = text.replace(/[0-9\\u0e50-\\u0e59](?:[ .\\u2013-]?[0-9\\u0e50-\\u0e59]){8,}/g,"
    " (digits) => digits.replace(/[0-9\\u0e50-\\u0e59]/g, '\\u2022'));"
    " if (masked !== text) one.nodeValue = masked; } })()";

}  // namespace

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

}  // namespace oit::render
