#include "crawl/facts_reader.h"

#include <algorithm>

#include "base/file.h"
#include "base/find_text.h"
#include "base/sha256.h"
#include "crawl/address_key.h"
#include "crawl/dated.h"
#include "crawl/document_facts.h"
#include "crawl/drive.h"
#include "crawl/empty_sections.h"
#include "crawl/page_facts.h"
#include "crawl/pictures.h"
#include "crawl/qr_pictures.h"
#include "crawl/report_rows.h"
#include "crawl/signals.h"
#include "crawl/text_layer.h"
#include "doc/plain_text.h"
#include "match/agency.h"
#include "match/drive_form.h"
#include "match/known_host.h"
#include "text/quote.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kQuote = 110;
constexpr std::size_t kPlaces = 8;        // of a phrase: title, headings and some text
constexpr std::size_t kFewLetters = 250;  // letters around a sign-in form that is all a page has
constexpr std::size_t kShortPage = 600;   // letters; a longer page is no error message
constexpr std::size_t kNoLetters = 60;    // of a content that is only its own title
constexpr std::ptrdiff_t kFewLinks = 5;   // of a home page whose menu is not there yet
constexpr int kAtOnce = 10;  // seconds a page that only sends its reader on shows itself
constexpr std::size_t kSpoolLimit = std::size_t{64} << 20;

/// Nearly all blocks of one page are those of the other: only counters and dates differ.
bool is_copy(const std::vector<std::uint64_t>& blocks,
             const std::unordered_set<std::uint64_t>& home) {
  if (home.size() < 12 || blocks.size() < 12) return false;
  std::unordered_set<std::uint64_t> shared;
  std::size_t known = 0;
  for (const auto block : blocks)
    if (home.contains(block)) ++known, shared.insert(block);
  return known * 100 >= blocks.size() * 96 && shared.size() * 100 >= home.size() * 96;
}

/// Reading it again would end the same way.
bool is_lasting(model::DocumentOutcome outcome) {
  using enum model::DocumentOutcome;
  return outcome == ok || outcome == image_only || outcome == encrypted || outcome == damaged ||
         outcome == empty || outcome == unsupported;
}

/// What is kept for the next run is what the server said, whole.
void keep(Memory* memory, const model::Response& response, std::string& sha256,
          const model::Document* document) {
  if (memory == nullptr || response.truncated || response.status != 200) return;
  if (sha256.empty()) sha256 = sha256_hex(response.body);
  memory->keep(response, sha256, document);
}

/// What a drive says about itself is not the site's.
void forget_own_words(model::PageFacts& facts) {
  using enum model::DriveAnswer;
  if (facts.drive == none || facts.drive == file || facts.drive == page) return;
  facts.redirected_home = facts.sign_in = facts.soft_404 = false;
  facts.needs_script = facts.under_construction = false;
}

/// A frame's address that is neither a map nor a plug-in: a page, a drive's file, a flip book.
bool holds_content(const model::Rulebook& rulebook, const url::Url& target) {
  const auto* host = match::known_host(rulebook, target);
  return host == nullptr || host->kind == "flip_book" ||
         match::drive_way(rulebook, target).has_value();
}

/// A kind whose bytes make a file only when all are there.
bool is_file(model::BodyKind kind) {
  using enum model::BodyKind;
  return kind == pdf || kind == word || kind == spreadsheet || kind == presentation ||
         kind == archive;
}

model::TextFrom text_from(model::BodyKind kind) {
  if (kind == model::BodyKind::pdf) return model::TextFrom::pdf_text;
  return is_file(kind) ? model::TextFrom::office_text : model::TextFrom::plain_text;
}

bool is_page(model::BodyKind kind) {
  return kind == model::BodyKind::html || kind == model::BodyKind::xml;
}

}  // namespace

FactsReader::FactsReader(const Vocabulary& vocabulary, doc::DocumentReader& documents)
    : vocabulary_(vocabulary), documents_(documents), links_(vocabulary.topics, vocabulary.words) {}

Reading FactsReader::read(model::Response response, const SiteContext& site,
                          const Expectation& expected, Memory* memory) {
  SpooledFile spool(response.spool_path, response.body_bytes);
  Reading out;
  auto& facts = out.facts;
  facts.url = response.requested;
  facts.final_url = response.url.empty() ? response.requested : response.url;
  facts.outcome = response.outcome;
  facts.status = response.status;
  facts.why = response.why;
  facts.truncated = response.truncated;
  facts.sign_in = response.has_sign_in || response.outcome == model::FetchOutcome::unauthorized;
  facts.tls_problem = response.tls_problem;
  facts.content_type = response.content_type;
  facts.file_name = response.file_name.empty() ? facts.final_url.file_name() : response.file_name;
  facts.last_modified = response.last_modified;
  facts.etag = response.etag;
  facts.bytes = response.body_bytes;
  facts.fetched_at = response.fetched_at;
  facts.name_period = read_dated(facts.file_name);
  facts.redirected_home = site.home_known && !response.redirects.empty() &&
                          facts.final_url == site.home && facts.url != site.home;
  const auto way = expected.drive_link.empty()
                       ? std::nullopt
                       : match::drive_way(vocabulary_.rulebook, expected.drive_link);
  if (response.outcome != model::FetchOutcome::ok) {
    if (way) facts.drive = read_drive(*way, facts);
    return out;
  }
  facts.sha256 = response.sha256;
  if (response.document != nullptr) {
    facts.kind = response.kind;
  } else if (response.body.empty() && !response.spool_path.empty()) {
    if (auto bytes = read_file(response.spool_path, kSpoolLimit)) {
      facts.sha256 = sha256_hex(*bytes);
      facts.kind = model::sniff(std::string_view(*bytes).substr(0, 1024), response.content_type);
      if (is_page(facts.kind)) response.body = std::move(*bytes);
    }
  } else {
    facts.kind =
        model::sniff(std::string_view(response.body).substr(0, 1024), response.content_type);
  }
  response.kind = facts.kind;
  if (is_page(facts.kind)) {
    read_html(response, site, expected, out);
    keep(memory, response, facts.sha256, nullptr);
  } else {
    if (facts.sha256.empty()) facts.sha256 = sha256_hex(response.body);
    if (way) facts.drive = read_drive(*way, facts);
    if (!expected.beside.empty()) read_codes(response, site, expected.beside, out);
    read_document(response, site, memory, out);
    if (facts.document == model::DocumentOutcome::image_only && !facts.truncated)
      out.scan = std::move(spool);
  }
  forget_own_words(facts);
  return out;
}

/// What the page of the drive of `link` says; of a folder's list only the files stay links.
void FactsReader::ask_drive(const url::Url& link, std::string_view body, model::Page& page,
                            Reading& out) const {
  const auto way = match::drive_way(vocabulary_.rulebook, link);
  if (!way) return;
  const auto is_entry = [&](const model::Link& one) {
    return !one.dead && match::drive_way(vocabulary_.rulebook, one.target).has_value();
  };
  const auto entries = static_cast<std::size_t>(std::ranges::count_if(page.links, is_entry));
  out.facts.drive = read_drive_page(*way, out.facts, page, body, entries, vocabulary_.words);
  if (out.facts.drive == model::DriveAnswer::confirm) out.confirm = confirmed_address(*way, page);
  if (out.facts.drive == model::DriveAnswer::folder)
    std::erase_if(page.links, [&](const model::Link& one) { return !is_entry(one); });
}

/// The links that the codes in a picture lead to, under the words beside it.
void FactsReader::read_codes(const model::Response& response, const SiteContext& site,
                             const std::string& beside, Reading& out) {
  if (out.facts.kind != model::BodyKind::image || response.spool_path.empty()) return;
  for (const auto& text : documents_.read_codes(response.spool_path, *site.stopped)) {
    auto target = code_address(text);
    if (!target) continue;
    model::Link link;
    link.target = std::move(*target);
    link.label = beside;
    link.source = model::LinkSource::qr;
    out.scanned.push_back(links_.read(std::move(link)));
    links_.read_periods(out.scanned.back());
    out.scanned.back().identity = identity_of(out.scanned.back().link, site);
  }
}

std::uint64_t FactsReader::identity_of(const model::Link& link, const SiteContext& site) const {
  const auto key = site.home_known ? address_key(link.target, site.home,
                                                 vocabulary_.words.raw("session_parameters"))
                                   : link.target;
  return stable_hash(key.text(), stable_hash(link.label));
}

bool FactsReader::is_about_year(const model::PageFacts& facts) const {
  return std::ranges::any_of(facts.title_topics, [&](const model::TopicHit& hit) {
    return vocabulary_.in_year[hit.topic];
  });
}

void FactsReader::read_links(model::Page& page, const SiteContext& site, model::PageFacts& facts) {
  facts.links.reserve(page.links.size());
  for (auto& link : page.links) {
    if (link.source == model::LinkSource::canonical) continue;
    const bool is_embedded =
        link.source == model::LinkSource::frame || link.source == model::LinkSource::iframe ||
        link.source == model::LinkSource::object || link.source == model::LinkSource::embed;
    if (is_embedded && !link.dead && holds_content(vocabulary_.rulebook, link.target))
      facts.embedded.push_back(link.target);
    facts.links.push_back(links_.read(std::move(link)));
    auto& fact = facts.links.back();
    fact.identity = identity_of(fact.link, site);
  }
}

void FactsReader::read_html(const model::Response& response, const SiteContext& site,
                            const Expectation& expected, Reading& out) {
  const auto& rulebook = vocabulary_.rulebook;
  const auto& topics = vocabulary_.topics;
  const auto& words = vocabulary_.words;
  auto& facts = out.facts;
  auto page =
      pages_.read(response.body, response.declared_charset, facts.final_url, expected.drawn);
  if (!expected.drive_link.empty()) ask_drive(expected.drive_link, response.body, page, out);
  facts.text_from = model::TextFrom::html;
  facts.charset = page.charset;
  facts.mojibake = page.mojibake_repaired;
  facts.parse_stop = page.stop;
  facts.truncated = facts.truncated || page.dropped_links > 0;
  facts.rendered = expected.drawn;
  facts.needs_script = page.needs_script && !expected.drawn;
  facts.holds_unread = page.unread;
  facts.is_home = site.home_known ? facts.final_url == site.home : false;
  out.refresh = page.refresh;
  if (page.refresh_seconds <= kAtOnce) facts.refresh = page.refresh;
  out.is_frameset = page.is_frameset;
  if (site.own_name.empty() && site.seeks_name)
    out.agency = match::own_agency(with_whole_am(page.title), with_whole_am(page.text), rulebook);
  const PageZones zones = read_zones(page, site, facts.is_home || !site.home_known);
  out.blocks = zones.hashes;
  facts.copies_home = site.home_known && !facts.is_home && is_copy(out.blocks, site.home_blocks);
  facts.text_hash = hash_without_numbers(zones.content);
  read_outline(page, zones, topics, facts);
  if (site.home_known && !facts.is_home && facts.refresh == site.home &&
      facts.content_letters < kFewLetters)
    facts.redirected_home = true;
  read_forms(page, facts.signals);
  read_links(page, site, facts);
  mark_index(words, facts);
  if (!site.home_known || facts.is_home || facts.is_index || facts.collects)
    out.code_pictures = find_qr_pictures(page, words);
  facts.is_brief = site.home_known && !facts.is_home && !facts.is_index && !expected.details &&
                   !expected.drawn && expected.topics.empty() && !is_about_year(facts);
  if (!site.not_found_bodies.empty() || !facts.is_brief) facts.sha256 = sha256_hex(response.body);
  judge_soft_404(site, zones.content, facts);
  out.may_show_more = facts.needs_script || may_show_more(page, site, expected, facts);
  if (facts.is_brief) return;
  for (auto& link : facts.links) links_.read_periods(link);
  read_signals(page, zones, facts.links, rulebook, words, facts.signals);
  out.pictures = find_pictures(page, zones, words, facts);
  read_details(page, zones, words, facts);
  if (facts.content_letters < kShortPage) facts.figures = count_figures(zones.content);
  const auto all = zones.title + zones.content + facts.signals.form_text;
  const auto key = text::make_match_key(all);
  Spans headings{{0, zones.title.size()}};
  for (const auto& [begin, end] : zones.heading_spans)
    headings.emplace_back(zones.title.size() + begin, zones.title.size() + end);
  auto about = expected.topics;
  for (const auto& hit : facts.title_topics) about.push_back(hit.topic);
  const bool is_known = !expected.details && !facts.is_index && !facts.is_home && site.home_known;
  read_phrases(all, key, headings, is_known ? &about : nullptr, facts);
  const auto body = [&](std::size_t at) {
    return std::ranges::lower_bound(key.origin, at) - key.origin.begin();
  };
  const auto begin = body(zones.title.size());
  const auto end = body(zones.title.size() + zones.content.size());
  const text::MatchKey content{
      key.bytes.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), {}};
  for (const auto& place : topics.all_topics(content)) facts.body_topics.push_back(place.hit);
  const bool says_undone = words.has("not_yet_done", content.bytes);
  const bool says_empty = says_undone || words.has("empty_section", content.bytes);
  read_empty(find_empty_sections(page, zones.is_content, says_empty, words), facts);
  if (says_undone) read_standing(zones.content, words, facts);
  read_amounts(zones.content, facts);
  if (facts.is_index && words.has("nil", content.bytes))
    facts.nil_rows = find_nil_rows(page, zones.is_content, words);
  read_agencies(zones.title, zones.content, site, facts);
  // Nobody can say that a page shows nothing before its scripts have run.
  if (out.may_show_more && !facts.is_home && site.home_known && !facts.soft_404)
    facts.needs_script = true;
}

bool FactsReader::may_show_more(const model::Page& page, const SiteContext& site,
                                const Expectation& expected, const model::PageFacts& facts) const {
  if (expected.drawn || !page.draws || facts.sign_in || facts.soft_404) return false;
  if (facts.is_home || !site.home_known)
    return page.lacks_menu || std::ranges::count(page.links, false, &model::Link::dead) < kFewLinks;
  const bool is_asked = !expected.topics.empty() || expected.details || facts.collects ||
                        facts.is_index || is_about_year(facts);
  const auto in_content = [](const auto& one) { return !one.in_menu; };
  return is_asked && facts.content_letters < kNoLetters && facts.embedded.empty() &&
         std::ranges::none_of(page.links, in_content) &&
         std::ranges::none_of(page.images, in_content);
}

model::Document FactsReader::open(const model::Response& response, const SiteContext& site,
                                  model::BodyKind kind) {
  model::Document document;
  if (response.document != nullptr) {
    document = *response.document;
  } else if (kind == model::BodyKind::image) {
    document.outcome = model::DocumentOutcome::image_only;
  } else if (kind == model::BodyKind::text && !response.body.empty()) {
    document = doc::read_plain_text(response.body, response.declared_charset);
  } else if (!response.spool_path.empty()) {
    document = documents_.read(response.spool_path, kind, *site.stopped);
  }
  return document;
}

void FactsReader::read_document(model::Response& response, const SiteContext& site, Memory* memory,
                                Reading& out) {
  auto& facts = out.facts;
  auto document = open(response, site, facts.kind);
  if (response.document == nullptr && is_lasting(document.outcome))
    keep(memory, response, facts.sha256, &document);
  repair_layer(document);
  if (facts.kind == model::BodyKind::pdf) distrust_layer(document);
  facts.document = document.outcome;
  if (facts.truncated && is_file(facts.kind) && document.outcome != model::DocumentOutcome::ok) {
    facts.document = model::DocumentOutcome::damaged;
    if (facts.status != 206) facts.outcome = model::FetchOutcome::too_large;  // cut by ourselves
  }
  if (!document.why.empty()) facts.why = document.why;
  facts.page_count = document.page_count;
  facts.partly_read = document.outcome == model::DocumentOutcome::ok && !document.why.empty();
  if (document.outcome != model::DocumentOutcome::ok) {
    facts.title = document.title;
    return;
  }
  facts.text_from = text_from(facts.kind);
  const DocumentZones zones = read_zones(document);
  const auto key = text::make_match_key(zones.content);
  facts.text_hash = hash_without_numbers(zones.content);
  fill_document_facts(document, zones, key, vocabulary_.topics, vocabulary_.words, facts);
  read_phrases(zones.content, key, {}, nullptr, facts);
  read_empty(find_empty_sections(zones.content, vocabulary_.words), facts);
  if (vocabulary_.words.has("not_yet_done", key.bytes))
    read_standing(zones.content, vocabulary_.words, facts);
  read_amounts(zones.content, facts);
  judge_soft_404(site, zones.content, facts);
  read_agencies(zones.title, zones.content, site, facts);
}

void FactsReader::read_phrases(const std::string& text, const text::MatchKey& key,
                               const Spans& headings, const std::vector<model::TopicIndex>* about,
                               model::PageFacts& facts) const {
  const auto& table = vocabulary_.table;
  const auto is_in_text = [&](std::size_t at) {
    return std::ranges::none_of(
        headings, [at](const auto& span) { return span.first <= at && at < span.second; });
  };
  const auto is_asked = [&](std::uint32_t number) {
    return std::ranges::any_of(table.asked_by(number), [&](model::TopicIndex topic) {
      return about == nullptr || std::ranges::find(*about, topic) != about->end();
    });
  };
  for (const auto& hit : vocabulary_.phrases.find(key.bytes, kPlaces)) {
    const auto number = table.number_of_row(hit.phrase);
    const bool is_known = !facts.phrases.empty() && facts.phrases.back().phrase == number;
    if (!is_known) facts.phrases.push_back({number});
    auto& in_text = facts.phrases.back().in_text;
    in_text = in_text || is_in_text(key.origin[hit.begin]);
    if (is_known || !is_asked(number)) continue;
    facts.phrases.back().quote = static_cast<std::uint32_t>(facts.phrase_quotes.size());
    facts.phrase_quotes.push_back(
        text::cut_quote(text, key.origin[hit.begin], key.origin[hit.end], kQuote));
  }
}

void FactsReader::read_empty(std::vector<model::EmptySection> sections,
                             model::PageFacts& facts) const {
  for (auto& section : sections) {
    for (const auto& hit : vocabulary_.phrases.find(text::make_match_key(section.text).bytes))
      section.phrases.push_back(vocabulary_.table.number_of_row(hit.phrase));
    std::ranges::sort(section.phrases);
  }
  facts.empty_sections = std::move(sections);
}

}  // namespace oit::crawl
