#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "crawl/link_reader.h"
#include "crawl/word_lists.h"
#include "doc/document_reader.h"
#include "match/phrase_finder.h"
#include "match/phrase_table.h"
#include "match/topic_matcher.h"
#include "model/facts.h"
#include "model/fetch.h"
#include "page/read_page.h"

namespace oit::crawl {

/// What workers must know of a site while they read its pages; frozen for a round.
struct SiteContext {
  url::Url home;
  std::string home_title;
  std::string own_name;  ///< proper name of the site's agency; empty when unknown
  bool home_known = false;
  bool home_has_login = false;  ///< a sign-in box stands on the home page, so on every page
  std::uint64_t home_hash = 0;
  std::vector<std::uint64_t> not_found_hashes;     ///< contents of answers to made-up addresses
  std::vector<std::string> not_found_bodies;       ///< SHA-256 of their bodies
  std::unordered_set<std::uint64_t> inner_blocks;  ///< blocks on two pages beside home
  std::unordered_set<std::uint64_t> home_blocks;   ///< all blocks of the home page
  std::unordered_set<std::uint64_t> known_blocks;  ///< blocks that stand on other pages too
};

/// One response, shrunk: the facts, and what only the crawl itself needs.
struct Reading {
  model::PageFacts facts;
  std::vector<std::uint64_t> blocks;  ///< hashes of the page's blocks
  url::Url refresh;                   ///< where the page sends its reader at once; may be empty
  bool is_frameset = false;
  std::string home_agency;  ///< the agency the page seems to belong to
};

/// Turns responses into facts. Not thread-safe: one object per worker; `documents` is shared.
class FactsReader {
 public:
  FactsReader(const model::Rulebook& rulebook, const match::PhraseTable& table,
              doc::DocumentReader& documents);

  /// `wanted` are the topics of the links that led here; a spooled body's file is deleted.
  Reading read(model::Response response, const SiteContext& site,
               const std::vector<model::TopicIndex>& wanted);

  /// The topics `label` names.
  std::vector<model::TopicHit> topics_of(std::string_view label) const {
    return topics_.topics(label);
  }
  const WordLists& words() const { return words_; }

  /// Forgets what was cached for the last site.
  void forget_site() { links_.forget(); }

 private:
  void read_html(const model::Response& response, const SiteContext& site, Reading& out);
  void read_document(const model::Response& response, const SiteContext& site, Reading& out);
  void read_phrases(const std::string& content, model::PageFacts& facts);
  void judge_soft_404(const SiteContext& site, const std::string& content,
                      model::PageFacts& facts) const;
  void read_agencies(const std::string& zone, const std::string& content, const SiteContext& site,
                     model::PageFacts& facts) const;

  const model::Rulebook& rulebook_;
  const match::PhraseTable& table_;
  doc::DocumentReader& documents_;
  page::PageReader pages_;
  match::TopicMatcher topics_;
  match::PhraseFinder phrases_;
  WordLists words_;
  LinkReader links_;
};

}  // namespace oit::crawl
