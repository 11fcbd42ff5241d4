#include <curl/curl.h>

#include <algorithm>
#include <array>

#include "base/sha256.h"
#include "net/engine.h"
#include "net/header_fields.h"
#include "net/retry.h"

namespace oit::net {
namespace {

using model::FetchOutcome;

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// A document must be whole; of a page people read what came.
bool is_usable_part(const Attempt& attempt, bool is_document) {
  return attempt.outcome == FetchOutcome::reset && attempt.truncated && !is_document &&
         attempt.status >= 200 && attempt.status < 300;
}

bool is_known_encoding(std::string_view field) {
  constexpr std::array<std::string_view, 4> kNames{"gzip", "deflate", "br", "zstd"};
  return std::ranges::any_of(kNames, [field](std::string_view name) {
    return field.find(name) != std::string_view::npos;
  });
}

}  // namespace

void Engine::take_end(Transfer& transfer, int code) {
  curl_multi_remove_handle(multi_, transfer.handle());
  std::erase(running_, &transfer);
  Attempt attempt = transfer.finish(code);
  if (Job* job = find(transfer.job)) {
    Host& host = host_of(job->url);
    release_place(host, attempt.elapsed);
    count_cookies(transfer, host, attempt.cookie_bytes);
    note_connection(host, attempt);
    copy_answer(*job, attempt);
    job->has_new_cookies = job->has_new_cookies || attempt.cookie_bytes > 0;
    if (note_tls(host, attempt)) {
      enqueue(*job, true);
    } else if (!follow(*job, attempt) && !try_again(*job, host, attempt)) {
      give(*job, transfer, attempt);
    }
    start_next(host);
  }
  transfer.clear();
  free_.push_back(&transfer);
  start_waiting();
}

void Engine::copy_answer(Job& job, const Attempt& attempt) {
  model::Response& response = job.response;
  const auto type = read_content_type(attempt.content_type);
  response.status = attempt.status;
  response.content_type = type.media_type;
  response.declared_charset = type.charset;
  response.file_name = read_file_name(attempt.disposition);
  response.etag = attempt.etag;
  response.last_modified = attempt.last_modified;
  response.wire_bytes += attempt.wire_bytes;
  response.has_sign_in = attempt.has_sign_in;
  response.truncated = attempt.truncated;
  response.elapsed = attempt.elapsed;
  if (!attempt.address.empty()) response.address = attempt.address;
}

/// True when the same address is to be asked again, with less trust.
bool Engine::note_tls(Host& host, const Attempt& attempt) {
  if (attempt.is_untrusted && host.verify_tls) {
    host.verify_tls = false;
    host.tls_problem = attempt.tls_problem;
    host.tls_detail += (host.tls_detail.empty() ? "" : "; ") + attempt.tls_detail;
    return true;
  }
  if (attempt.is_handshake_failure && !host.legacy_tls) {
    host.legacy_tls = true;
    if (host.tls_problem == model::TlsProblem::none) host.tls_problem = model::TlsProblem::other;
    host.tls_detail += (host.tls_detail.empty() ? "" : "; ") + ("obsolete TLS: " + attempt.why);
    return true;
  }
  return false;
}

void Engine::note_connection(Host& host, Attempt& attempt) {
  if (attempt.outcome == FetchOutcome::no_network && has_network_) {
    attempt.outcome = FetchOutcome::timeout;  // others were reached: it is this host's address
    attempt.why = "the host cannot be reached from here";
  }
  if (!attempt.is_connect_failure) {
    host.connect_failures = 0;
    has_network_ = has_network_ || !is_loopback_host(host.host);
    return;
  }
  ++host.connect_failures;
  host.failure = attempt.outcome;
  host.failure_why = attempt.why;
  host.failed_at = now();
}

/// Takes the next hop of a redirect. True when the job goes on or is finished here.
bool Engine::follow(Job& job, const Attempt& attempt) {
  const bool is_moved = is_redirect(attempt.status) &&
                        (attempt.outcome == FetchOutcome::bad_protocol ||  // what a bare 3xx means
                         attempt.outcome == FetchOutcome::reset);
  std::string target = attempt.location;
  if (attempt.status == 200 && attempt.outcome != FetchOutcome::bad_protocol)
    target = read_refresh(attempt.refresh);
  if (!is_moved && (target.empty() || attempt.status != 200)) return false;
  const auto give_up = [&](FetchOutcome outcome, std::string why) {
    if (limits_.keep_heads) job.response.heads.push_back(attempt.head);
    finish(job, outcome, std::move(why));
    return true;
  };
  if (is_moved && target.empty())
    return give_up(FetchOutcome::bad_redirect, "the redirect names no address");
  auto next = url::Url::resolve(job.url, target);
  if (!is_moved && (!next || *next == job.url)) return false;  // a page that reloads itself
  if (!next) return give_up(FetchOutcome::bad_redirect, "redirected to " + next.error().message);
  const auto& passed = job.response.redirects;
  const bool was_here = *next == job.url || std::ranges::find(passed, *next) != passed.end();
  const int most = job.is_robots ? limits_.robots_redirects : limits_.redirects;
  const bool is_circle = was_here && !job.has_new_cookies;
  if (!is_moved && (is_circle || job.hops >= most)) return false;  // a slide show is a page
  if (++job.hops > most || is_circle)
    return give_up(FetchOutcome::too_many_redirects,
                   job.hops > most ? "more than " + std::to_string(most) + " redirects"
                                   : "the redirects go in a circle");
  job.response.redirects.push_back(job.url);
  if (limits_.keep_heads) job.response.heads.push_back(attempt.head);
  job.url = std::move(*next);
  job.has_new_cookies = false;
  job.tries = 0;
  job.decode = true;
  route(job, true);
  return true;
}

bool Engine::try_again(Job& job, Host& host, const Attempt& attempt) {
  if (attempt.outcome == FetchOutcome::bad_protocol && job.decode &&
      !attempt.content_encoding.empty() && !is_known_encoding(attempt.content_encoding)) {
    job.decode = false;  // "Content-Encoding: utf-8" and the like: browsers ignore it
    enqueue(job, true);
    return true;
  }
  if (job.tries >= limits_.retries || attempt.is_long_wait ||
      !is_worth_retrying(attempt.outcome, attempt.status) || is_usable_part(attempt, false))
    return false;
  auto pause = retry_pause(limits_.retry_pause, job.tries + 2,
                           stable_hash(job.url.text() + std::to_string(job.tries)));
  if (const auto asked = read_retry_after(attempt.retry_after, clock_.now())) {
    if (*asked > limits_.retry_after_most) return false;
    pause = std::max(pause, *asked);
    host.pace.hold_until(now() + *asked);  // the whole host asked to be left alone
  }
  ++job.tries;
  after(pause, [this, id = job.id] {
    if (Job* again = find(id)) enqueue(*again, true);
  });
  return true;
}

void Engine::give(Job& job, Transfer& transfer, const Attempt& attempt) {
  const Host& host = host_of(job.url);
  if (!attempt.is_connect_failure && attempt.outcome != FetchOutcome::tls_failed) {
    job.response.tls_problem = host.tls_problem;
    job.response.tls_detail = host.tls_detail;
  }
  if (limits_.keep_heads) job.response.heads.push_back(attempt.head);
  const bool is_document = transfer.body().is_document();
  FetchOutcome outcome = attempt.outcome;
  if (attempt.status == 304 && job.is_conditional)
    return finish(job, FetchOutcome::not_modified, {});
  if (is_usable_part(attempt, is_document)) outcome = FetchOutcome::ok;
  const bool keeps_body =
      attempt.outcome != FetchOutcome::too_large && attempt.outcome != FetchOutcome::cancelled;
  if (keeps_body) transfer.body().release(job.response);
  std::string why = attempt.why;
  if (why.empty() && attempt.truncated) why = "cut at its limit";
  finish(job, outcome, std::move(why));
}

}  // namespace oit::net
