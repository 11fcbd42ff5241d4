#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "crawl/word_lists.h"
#include "match/topic_matcher.h"
#include "model/facts.h"
#include "model/page.h"

namespace oit::crawl {
struct SiteContext;

/// Half-open stretches of bytes, in order.
using Spans = std::vector<std::pair<std::size_t, std::size_t>>;

/// A page cut into what speaks for it and what stands on every page of its site.
struct PageZones {
  std::vector<bool> is_content;        ///< per block: neither menu nor known from other pages
  std::vector<bool> is_post;           ///< per block: content, or known only from the home page
  std::vector<std::uint64_t> hashes;   ///< per block, equal for equal words in equal roles; then
                                       ///< one per image
  std::vector<bool> image_is_content;  ///< per image: not seen on other pages, no decoration
  std::string title;                   ///< title without the site's name, and the first headings
  std::vector<std::string> headings;   ///< of the content
  std::string content;                 ///< text of the content blocks, parted by '\n'
  Spans heading_spans;                 ///< of `content`
};

/// Cuts `page`; on the home page (`is_home`) everything outside menus is content.
PageZones read_zones(const model::Page& page, const SiteContext& site, bool is_home);

/// What tells what a page is about: title, headings, their topics and periods, amounts of text.
void read_outline(const model::Page& page, const PageZones& zones,
                  const match::TopicMatcher& topics, model::PageFacts& facts);

/// The periods of its tables and running text, signing dates and posts: only evidence needs them.
void read_details(const model::Page& page, const PageZones& zones, const WordLists& words,
                  model::PageFacts& facts);

/// A hash of `content` that counters and dates do not change; 0 for an empty one.
std::uint64_t hash_without_numbers(std::string_view content);

/// Decides from the links and title of `facts` whether it is an ITA/OIT index page and of which
/// year.
void mark_index(const WordLists& words, model::PageFacts& facts);

/// The lines of a title zone with their subjects and periods; `joined` also reads each line
/// together with the next one or two, because titles of papers run over several lines.
std::vector<model::TitleLine> read_title_lines(const std::vector<std::string>& lines, bool joined,
                                               const match::TopicMatcher& topics);

/// The subjects of all `lines`, the best hit of each, best first.
std::vector<model::TopicHit> best_topics(const std::vector<model::TitleLine>& lines);

}  // namespace oit::crawl
