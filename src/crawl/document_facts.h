#pragma once
#include <string>
#include <vector>

#include "crawl/word_lists.h"
#include "match/topic_matcher.h"
#include "model/document.h"
#include "model/facts.h"

namespace oit::crawl {

/// A document cut into what names it and the rest.
struct DocumentZones {
  std::string title;  ///< its first lines, joined where a title runs over several
  std::vector<std::string> title_lines;
  std::string tables;   ///< lines after the title zone that name a range, half, quarter or month
  std::string content;  ///< all text read
};

DocumentZones read_zones(const model::Document& document);

/// Title, topics, periods and amounts of text.
void fill_document_facts(const model::Document& document, const DocumentZones& zones,
                         const text::MatchKey& key, const match::TopicMatcher& topics,
                         const WordLists& words, model::PageFacts& facts);

}  // namespace oit::crawl
