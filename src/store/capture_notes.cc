#include "store/capture_notes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "text/charset.h"

namespace oit::store {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;

constexpr std::string_view kHead = "oitcheck/site/1", kAnswer = "oitcheck/answer/1",
                           kRobots = "oitcheck/robots/1", kScan = "oitcheck/scan/1",
                           kEnd = "oitcheck/end/1";

constexpr std::array<std::pair<model::Purpose, std::string_view>, 6> kPurposes{{
    {model::Purpose::page, "page"},
    {model::Purpose::document, "document"},
    {model::Purpose::robots, "robots"},
    {model::Purpose::sitemap, "sitemap"},
    {model::Purpose::probe, "probe"},
    {model::Purpose::rendered, "rendered"},
}};
constexpr std::array<std::pair<BodyPlace, std::string_view>, 3> kPlaces{{
    {BodyPlace::none, "none"},
    {BodyPlace::memory, "memory"},
    {BodyPlace::file, "file"},
}};
using State = net::RobotsVerdict::State;
constexpr std::array<std::pair<State, std::string_view>, 3> kStates{{
    {State::absent, "absent"},
    {State::read, "read"},
    {State::unreachable, "unreachable"},
}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
  return std::ranges::find(table, value, &Table::value_type::first)->second;
}

/// A note that lacks a field or has one of another kind is no note.
struct BadNote {};

template <class Table>
auto value_in(const Table& table, const std::string& name) {
  const auto found = std::ranges::find(table, name, &Table::value_type::second);
  if (found == table.end()) throw BadNote();
  return found->first;
}

/// A string as JSON, or its bytes in hexadecimal when JSON cannot hold them.
Json put(const std::string& text) {
  if (text::is_valid_utf8(text)) return text;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : text) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4U];
    hex += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return Json{{"hex", hex}};
}

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (; hex.size() >= 2; hex.remove_prefix(2)) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + 2, value, 16);
    if (error != std::errc() || end != hex.data() + 2) throw BadNote();
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string take_text(const Json& value) {
  if (value.is_object()) return from_hex(value.at("hex").get<std::string>());
  return value.get<std::string>();
}

std::string text_at(const Json& json, const char* key) { return take_text(json.at(key)); }

std::size_t count_at(const Json& json, const char* key) {
  if (!json.at(key).is_number_unsigned()) throw BadNote();
  return json.at(key).get<std::size_t>();
}

/// A span of time as it stands; absurd ones are refused before arithmetic can overflow.
milliseconds span_at(const Json& json, const char* key) {
  constexpr std::int64_t kMost = std::int64_t{200} * 365 * 86'400'000;
  if (!json.at(key).is_number_integer()) throw BadNote();
  const auto count = json.at(key).get<std::int64_t>();
  if (count < -kMost || count > kMost) throw BadNote();
  return milliseconds(count);
}

std::chrono::system_clock::time_point time_at(const Json& json, const char* key) {
  return std::chrono::system_clock::time_point(span_at(json, key));
}

std::int64_t count_of(std::chrono::system_clock::time_point at) {
  return std::chrono::floor<milliseconds>(at).time_since_epoch().count();
}

url::Url take_url(const Json& value) {
  const auto text = value.get<std::string>();
  if (text.empty()) return {};
  auto url = url::Url::parse_keeping_route(text);
  if (!url) throw BadNote();
  return std::move(*url);
}

Json put_all(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const auto& text : texts) list.push_back(put(text));
  return list;
}

std::vector<std::string> texts_at(const Json& json, const char* key) {
  if (!json.at(key).is_array()) throw BadNote();
  std::vector<std::string> texts;
  for (const auto& text : json.at(key)) texts.push_back(take_text(text));
  return texts;
}

SiteHead read_head(const Json& json) {
  SiteHead head;
  head.site = text_at(json, "site");
  head.requested = text_at(json, "requested");
  head.seed = text_at(json, "seed");
  head.name = text_at(json, "name");
  head.tool = text_at(json, "tool");
  head.rulebook = text_at(json, "rulebook");
  head.as_of = text::Day(std::chrono::floor<std::chrono::days>(span_at(json, "as_of_ms")));
  head.options = text_at(json, "options");
  head.started_at = time_at(json, "started_at_ms");
  if (!is_site_id(head.site)) throw BadNote();
  return head;
}

model::TlsProblem tls_problem_at(const Json& json) {
  const auto name = text_at(json, "tls_problem");
  for (auto problem = model::TlsProblem::none; problem <= model::TlsProblem::other;
       problem = static_cast<model::TlsProblem>(static_cast<int>(problem) + 1))
    if (model::name_of(problem) == name) return problem;
  throw BadNote();
}

void read_addresses(const Json& json, model::Response& response) {
  response.requested = take_url(json.at("requested"));
  response.url = take_url(json.at("url"));
  for (const auto& hop : json.at("redirects")) response.redirects.push_back(take_url(hop));
}

void read_fields(const Json& json, model::Response& response) {
  const auto outcome = model::read_fetch_outcome(text_at(json, "outcome"));
  if (!outcome || !json.at("status").is_number_integer()) throw BadNote();
  response.outcome = *outcome;
  response.status = json.at("status").get<int>();
  response.why = text_at(json, "why");
  response.content_type = text_at(json, "content_type");
  response.declared_charset = text_at(json, "declared_charset");
  response.file_name = text_at(json, "file_name");
  response.etag = text_at(json, "etag");
  response.last_modified = text_at(json, "last_modified");
  response.truncated = json.at("truncated").get<bool>();
  response.has_sign_in = json.at("has_sign_in").get<bool>();
  response.tls_problem = tls_problem_at(json);
  response.tls_detail = text_at(json, "tls_detail");
  response.address = text_at(json, "address");
}

AnswerNote read_answer(const Json& json) {
  AnswerNote note;
  note.sequence = count_at(json, "sequence");
  note.purpose = value_in(kPurposes, text_at(json, "purpose"));
  note.body = value_in(kPlaces, text_at(json, "body"));
  read_addresses(json, note.response);
  read_fields(json, note.response);
  note.response.body_bytes = count_at(json, "body_bytes");
  note.response.wire_bytes = count_at(json, "wire_bytes");
  note.response.requests = count_at(json, "requests");
  note.response.elapsed = span_at(json, "elapsed_ms");
  note.response.fetched_at = time_at(json, "fetched_at_ms");
  return note;
}

RobotsNote read_robots(const Json& json) {
  RobotsNote note;
  note.origin = text_at(json, "origin");
  note.verdict.state = value_in(kStates, text_at(json, "state"));
  note.verdict.forbids_all = json.at("forbids_all").get<bool>();
  note.verdict.crawl_delay = span_at(json, "crawl_delay_ms");
  note.verdict.sitemaps = texts_at(json, "sitemaps");
  note.verdict.status = json.at("status").get<int>();
  return note;
}

model::DocumentOutcome document_outcome_at(const Json& json) {
  const auto name = text_at(json, "outcome");
  for (auto outcome = model::DocumentOutcome::ok; outcome <= model::DocumentOutcome::unsupported;
       outcome = static_cast<model::DocumentOutcome>(static_cast<int>(outcome) + 1))
    if (model::name_of(outcome) == name) return outcome;
  throw BadNote();
}

int page_at(const Json& json, const char* key) {
  constexpr std::size_t kMost = 1'000'000;
  const auto count = count_at(json, key);
  if (count > kMost) throw BadNote();
  return static_cast<int>(count);
}

ScanNote read_scan(const Json& json) {
  ScanNote note;
  note.sha256 = text_at(json, "sha256");
  note.page = page_at(json, "page");
  note.recognised.outcome = document_outcome_at(json);
  note.recognised.why = text_at(json, "why");
  note.recognised.text = text_at(json, "text");
  note.recognised.year_unreadable = json.at("year_unreadable").get<bool>();
  note.recognised.page_count = page_at(json, "page_count");
  note.recognised.cpu = span_at(json, "cpu_ms");
  return note;
}

SiteEnd read_end(const Json& json) {
  return {count_at(json, "asked"), texts_at(json, "limits"), json.at("complete").get<bool>()};
}

Note read_any(const Json& json) {
  const auto format = text_at(json, "format");
  if (format == kHead) return read_head(json);
  if (format == kAnswer) return read_answer(json);
  if (format == kRobots) return read_robots(json);
  if (format == kScan) return read_scan(json);
  if (format == kEnd) return read_end(json);
  return {};
}

}  // namespace

std::string write_note(const SiteHead& head) {
  const Json json{{"format", kHead},
                  {"site", put(head.site)},
                  {"requested", put(head.requested)},
                  {"seed", put(head.seed)},
                  {"name", put(head.name)},
                  {"tool", put(head.tool)},
                  {"rulebook", put(head.rulebook)},
                  {"as_of_ms", count_of(head.as_of)},
                  {"started_at_ms", count_of(head.started_at)},
                  {"options", put(head.options)}};
  return json.dump();
}

std::string write_note(const AnswerNote& note) {
  const auto& response = note.response;
  Json redirects = Json::array();
  for (const auto& hop : response.redirects) redirects.push_back(hop.text());
  const Json json{{"format", kAnswer},
                  {"sequence", note.sequence},
                  {"purpose", name_in(kPurposes, note.purpose)},
                  {"requested", response.requested.text()},
                  {"url", response.url.text()},
                  {"redirects", std::move(redirects)},
                  {"outcome", model::name_of(response.outcome)},
                  {"status", response.status},
                  {"why", put(response.why)},
                  {"content_type", put(response.content_type)},
                  {"declared_charset", put(response.declared_charset)},
                  {"file_name", put(response.file_name)},
                  {"etag", put(response.etag)},
                  {"last_modified", put(response.last_modified)},
                  {"body", name_in(kPlaces, note.body)},
                  {"body_bytes", response.body_bytes},
                  {"wire_bytes", response.wire_bytes},
                  {"requests", response.requests},
                  {"truncated", response.truncated},
                  {"has_sign_in", response.has_sign_in},
                  {"tls_problem", model::name_of(response.tls_problem)},
                  {"tls_detail", put(response.tls_detail)},
                  {"address", put(response.address)},
                  {"elapsed_ms", response.elapsed.count()},
                  {"fetched_at_ms", count_of(response.fetched_at)}};
  return json.dump();
}

std::string write_note(const RobotsNote& note) {
  const Json json{{"format", kRobots},
                  {"origin", put(note.origin)},
                  {"state", name_in(kStates, note.verdict.state)},
                  {"status", note.verdict.status},
                  {"forbids_all", note.verdict.forbids_all},
                  {"crawl_delay_ms", note.verdict.crawl_delay.count()},
                  {"sitemaps", put_all(note.verdict.sitemaps)}};
  return json.dump();
}

std::string write_note(const ScanNote& note) {
  const auto& recognised = note.recognised;
  const Json json{{"format", kScan},
                  {"sha256", put(note.sha256)},
                  {"page", note.page},
                  {"outcome", model::name_of(recognised.outcome)},
                  {"why", put(recognised.why)},
                  {"text", put(recognised.text)},
                  {"year_unreadable", recognised.year_unreadable},
                  {"page_count", recognised.page_count},
                  {"cpu_ms", recognised.cpu.count()}};
  return json.dump();
}

std::string write_note(const SiteEnd& end) {
  const Json json{{"format", kEnd},
                  {"asked", end.asked},
                  {"limits", put_all(end.limits)},
                  {"complete", end.complete}};
  return json.dump();
}

Note read_note(std::string_view json) {
  try {
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_object() && parsed.contains("format")) return read_any(parsed);
  } catch (const BadNote&) {
    return {};
  } catch (const Json::exception&) {
    return {};
  }
  return {};
}

}  // namespace oit::store
