#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "crawl/link_reader.h"
#include "crawl/memory.h"
#include "crawl/page_facts.h"
#include "crawl/spooled_file.h"
#include "crawl/vocabulary.h"
#include "doc/document_reader.h"
#include "model/facts.h"
#include "model/fetch.h"
#include "page/read_page.h"

namespace oit::crawl {

/// What workers must know of a site while they read its pages; changes only between rounds, when
/// no page is read.
struct SiteContext {
  url::Url home;
  std::string home_title;
  std::string own_name;           ///< proper name of the site's agency; empty when unknown
  bool seeks_name = true;         ///< pages are asked for it
  std::string own_kin = "local";  ///< match::kin_of() the agency
  bool home_known = false;
  bool home_has_login = false;  ///< a sign-in box stands on the home page, so on every page
  std::uint64_t home_hash = 0;
  std::vector<std::uint64_t> not_found_hashes;     ///< contents of answers to made-up addresses
  std::vector<std::string> not_found_bodies;       ///< SHA-256 of their bodies
  std::unordered_set<std::uint64_t> inner_blocks;  ///< blocks on two pages beside home
  std::unordered_set<std::uint64_t> home_blocks;   ///< all blocks of the home page
  std::unordered_set<std::uint64_t> known_blocks;  ///< blocks that stand on other pages too
  /// Its time is up: documents being read are left. Any thread.
  std::shared_ptr<std::atomic<bool>> stopped = std::make_shared<std::atomic<bool>>(false);
};

/// What is known of an address before it is read.
struct Expectation {
  std::vector<model::TopicIndex> topics;  ///< of the links that led to it
  bool details = false;  ///< wanted whatever it is about: home, declared, a piece of the home page
  bool drawn = false;    ///< the answer is the page as a browser drew it
  url::Url drive_link = {};  ///< the link to a drive it stands for; empty for all else
  std::string beside = {};   ///< the words beside a picture that may be a code; empty for all else
};

/// A picture on a page that may be a QR code.
struct CodePicture {
  url::Url address;
  std::string words;  ///< its own and those beside it
};

/// One response, shrunk: the facts, and what only the crawl itself needs.
struct Reading {
  model::PageFacts facts;
  std::vector<std::uint64_t> blocks;  ///< hashes of the page's blocks
  url::Url refresh;                   ///< where the page sends its reader at once; may be empty
  bool is_frameset = false;
  bool may_show_more = false;  ///< a browser may show links or content that the page itself lacks
  url::Url confirm;            ///< the address behind a drive's "download anyway"; may be empty
  std::vector<CodePicture> code_pictures;  ///< of the home page and of index pages
  std::vector<model::LinkFact> scanned;    ///< what the code in this picture leads to
  std::string agency;  ///< the one the page seems to belong to; only while the site has no name
  SpooledFile scan;    ///< the file of a document or picture that only OCR can read
  std::vector<url::Url> pictures;  ///< of a page that shows nothing else
};

/// Turns responses into facts. A page that neither its own title nor a link to it says to be about
/// a subject of the year can be no evidence and is read briefly. Not thread-safe: one object per
/// worker.
class FactsReader {
 public:
  /// Both outlive the reader.
  FactsReader(const Vocabulary& vocabulary, doc::DocumentReader& documents);

  /// A spooled body's file is deleted, unless Reading::scan holds it. Answers are kept in `memory`,
  /// which may be null.
  Reading read(model::Response response, const SiteContext& site, const Expectation& expected,
               Memory* memory = nullptr);

  /// Makes `facts`, those of a scan, a picture or a page of pictures as read() gave them, say what
  /// OCR read on `pages`, its first ones, or that they are blank, damaged or without words. Losses
  /// are allowed for: phrases are also looked for by their skeletons, and nothing is said not to be
  /// there.
  void add_recognised(const std::vector<model::Recognised>& pages, const SiteContext& site,
                      model::PageFacts& facts) const;

 private:
  void read_html(const model::Response& response, const SiteContext& site,
                 const Expectation& expected, Reading& out);
  void ask_drive(const url::Url& link, std::string_view body, model::Page& page,
                 Reading& out) const;
  void read_codes(const model::Response& response, const SiteContext& site,
                  const std::string& beside, Reading& out);
  std::uint64_t identity_of(const model::Link& link, const SiteContext& site) const;
  void read_links(model::Page& page, const SiteContext& site, model::PageFacts& facts);
  void read_document(model::Response& response, const SiteContext& site, Memory* memory,
                     Reading& out);
  model::Document open(const model::Response& response, const SiteContext& site,
                       model::BodyKind kind);
  /// Quotes are kept for the components of the topics `about`, or of all when null. `headings`:
  /// half-open bytes of `text` that are title or headings.
  void read_phrases(const std::string& text, const text::MatchKey& key, const Spans& headings,
                    const std::vector<model::TopicIndex>* about, model::PageFacts& facts) const;
  void read_damaged_phrases(const std::string& text, const text::MatchKey& key,
                            model::PageFacts& facts) const;
  void read_empty(std::vector<model::EmptySection> sections, model::PageFacts& facts) const;
  /// Whether a script of the page seems to bring what it lacks: its links, when it is the home
  /// page, or its content, when it is about a subject.
  bool may_show_more(const model::Page& page, const SiteContext& site, const Expectation& expected,
                     const model::PageFacts& facts) const;
  bool is_about_year(const model::PageFacts& facts) const;
  bool is_filler(std::string_view content) const;
  void judge_soft_404(const SiteContext& site, const std::string& content,
                      model::PageFacts& facts) const;
  void read_agencies(const std::string& zone, const std::string& content, const SiteContext& site,
                     model::PageFacts& facts) const;

  const Vocabulary& vocabulary_;
  doc::DocumentReader& documents_;
  page::PageReader pages_;
  LinkReader links_;
};

}  // namespace oit::crawl
