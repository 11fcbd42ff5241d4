// Facts of scans and pictures, made from what OCR read on them.
#include <algorithm>

#include "base/find_text.h"
#include "crawl/dated.h"
#include "crawl/document_facts.h"
#include "crawl/facts_reader.h"
#include "crawl/page_facts.h"
#include "text/match_key.h"
#include "text/quote.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kQuote = 110;

/// The text of `pages`, as a document's.
model::Document document_of(const std::vector<model::Recognised>& pages) {
  model::Document document;
  document.outcome = model::DocumentOutcome::ok;
  for (const auto& page : pages) {
    document.page_count = std::max(document.page_count, page.page_count);
    if (page.outcome == model::DocumentOutcome::ok) document.pages.push_back(page.text);
  }
  return document;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void append(model::DatedText& to, const model::DatedText& from) {
  append(to.mentions, from.mentions);
  if (to.quote.empty()) to.quote = from.quote;
}

void append(std::vector<model::TopicHit>& to, const std::vector<model::TopicHit>& from) {
  for (const auto& hit : from)
    if (std::ranges::find(to, hit.topic, &model::TopicHit::topic) == to.end()) to.push_back(hit);
}

void append_phrases(model::PageFacts& to, const model::PageFacts& from) {
  const auto first = static_cast<std::uint32_t>(to.phrase_quotes.size());
  append(to.phrase_quotes, from.phrase_quotes);
  for (auto fact : from.phrases) {
    if (fact.quote != UINT32_MAX) fact.quote += first;
    const auto known = std::ranges::find(to.phrases, fact.phrase, &model::PhraseFact::phrase);
    if (known == to.phrases.end())
      to.phrases.push_back(fact);
    else
      known->in_text = known->in_text || fact.in_text;
  }
  std::ranges::sort(to.phrases, {}, &model::PhraseFact::phrase);
}

/// All pictures of a page that says next to nothing itself were read, and they are titled as
/// another subject than the page: its title then is no more than a label.
bool shows_another_subject(const model::PageFacts& page, const model::PageFacts& seen) {
  return !seen.title_topics.empty() && !page.title_topics.empty() &&
         page.pages_recognised >= page.signals.content_images &&
         std::ranges::none_of(page.title_topics, [&](const auto& hit) {
           return std::ranges::find(seen.title_topics, hit.topic, &model::TopicHit::topic) !=
                      seen.title_topics.end() ||
                  std::ranges::find(seen.body_topics, hit.topic, &model::TopicHit::topic) !=
                      seen.body_topics.end();
         });
}

/// A page's own words stand before those on its pictures.
void append_pictures(model::PageFacts& page, const model::PageFacts& seen) {
  if (shows_another_subject(page, seen)) {
    page.title_lines.clear();
    page.title_topics.clear();
    page.heading_topics.clear();
  }
  append(page.title_lines, seen.title_lines);
  append(page.title_topics, seen.title_topics);
  append(page.body_topics, seen.body_topics);
  append(page.title_period, seen.title_period);
  append(page.table_period, seen.table_period);
  append(page.signing_period, seen.signing_period);
  append(page.running_period, seen.running_period);
  append(page.agencies, seen.agencies);
  append_phrases(page, seen);
  append(page.signals.phones, seen.signals.phones);
  append(page.signals.emails, seen.signals.emails);
  append(page.signals.content_contacts, seen.signals.phones);
  append(page.signals.content_contacts, seen.signals.emails);
  append(page.signals.person_quotes, seen.signals.person_quotes);
  page.signals.persons += seen.signals.persons;
  if (page.signals.address_quote.empty()) page.signals.address_quote = seen.signals.address_quote;
  page.names_own_agency = page.names_own_agency || seen.names_own_agency;
  page.letters += seen.letters;
  page.content_letters += seen.content_letters;
  page.figures += seen.figures;
}

/// What is to be said of a scan, a picture or a page of pictures on which no words were found.
void read_wordless(const std::vector<model::Recognised>& pages, model::PageFacts& facts) {
  using enum model::DocumentOutcome;
  const bool is_page = facts.text_from == model::TextFrom::html;
  const auto all = static_cast<std::size_t>(is_page ? facts.signals.content_images
                                                    : std::max(facts.page_count, 1));
  const bool is_damaged = !is_page && !pages.empty() && pages.front().outcome == damaged &&
                          pages.front().page_count > 0;  // none: it could not be had once more
  const bool is_blank = pages.size() >= all && std::ranges::all_of(pages, [](const auto& page) {
                          return page.outcome == empty;
                        });
  if (is_damaged)
    facts.document = damaged;
  else if (!is_blank)
    facts.unreadable = true;
  else if (is_page)
    facts.signals.content_images = 0;  // none that shows anything
  else
    facts.document = empty;
}

}  // namespace

void FactsReader::add_recognised(const std::vector<model::Recognised>& pages,
                                 const SiteContext& site, model::PageFacts& facts) const {
  facts.pages_recognised = static_cast<int>(pages.size());
  for (const auto& page : pages) {
    facts.year_unreadable = facts.year_unreadable || page.year_unreadable;
    if (!page.why.empty()) facts.why = page.why;
  }
  const auto document = document_of(pages);
  const auto zones = read_zones(document);
  if (zones.content.empty()) return read_wordless(pages, facts);
  const bool is_page = facts.text_from == model::TextFrom::html;
  model::PageFacts seen;
  auto& out = is_page ? seen : facts;
  out.why.clear();
  out.document = model::DocumentOutcome::ok;
  out.page_count = std::max(out.page_count, document.page_count);
  const auto key = text::make_match_key(zones.content);
  out.text_hash = hash_without_numbers(zones.content);
  fill_document_facts(document, zones, key, vocabulary_.topics, vocabulary_.words, out);
  if (out.title_topics.empty())
    out.title_topics = vocabulary_.topics.resembled_topics(text::make_match_key(zones.title));
  if (out.body_topics.empty()) out.body_topics = vocabulary_.topics.all_topics_damaged(key);
  read_phrases(zones.content, key, {}, nullptr, out);
  read_damaged_phrases(zones.content, key, out);
  read_agencies(zones.title, zones.content, site, out);
  const auto own = text::skeleton(text::make_match_key(site.own_name, false).bytes);
  out.names_own_agency =
      out.names_own_agency || (!own.empty() && has_text(text::skeleton(key.bytes), own));
  if (is_page) append_pictures(facts, seen);
  facts.text_from = model::TextFrom::ocr;
}

/// Adds the long phrases that stand in `text` but for marks that OCR lost.
void FactsReader::read_damaged_phrases(const std::string& text, const text::MatchKey& key,
                                       model::PageFacts& facts) const {
  const auto skeleton = text::skeleton(key);
  const auto& table = vocabulary_.table;
  for (const auto& hit : vocabulary_.damaged_phrases().find(skeleton.bytes)) {
    const auto number = table.number_of_row(hit.phrase);
    const auto is_it = [number](const model::PhraseFact& fact) { return fact.phrase == number; };
    if (std::ranges::any_of(facts.phrases, is_it)) continue;
    model::PhraseFact fact{number, UINT32_MAX, true};
    if (!table.asked_by(number).empty()) {
      fact.quote = static_cast<std::uint32_t>(facts.phrase_quotes.size());
      facts.phrase_quotes.push_back(
          text::cut_quote(text, skeleton.origin[hit.begin], skeleton.origin[hit.end], kQuote));
    }
    facts.phrases.push_back(fact);
  }
  std::ranges::sort(facts.phrases, {}, &model::PhraseFact::phrase);
}

}  // namespace oit::crawl
