#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/list_reader.h"
#include "model/facts.h"
#include "model/rulebook.h"
#include "url/url.h"

namespace oit::audit {

/// What makes us think that an address is about a topic.
enum class How : std::uint8_t {
  label,     ///< the link says so
  row,       ///< the row around a link that names nothing
  number,    ///< the item number in the row, by that year's table
  child,     ///< a link on a page about the topic
  context,   ///< heading, accordion or column above the link
  title,     ///< the page itself, reached under another name
  embedded,  ///< shown inside a page about the topic
  signal,    ///< found on the page without a link of its own (chat window, account)
  declared,  ///< entered in the assessment system
};

/// What `page` is mainly about: the longest subject of the first line of its title zone that names
/// one; null when none does.
const model::TopicHit* main_subject(const model::PageFacts& page);

/// A place outside the target that names a period, in the order in which places decide.
struct Claim {
  std::string place;  ///< link, row, column, heading, list, index, file_name
  std::vector<text::PeriodMention> periods;
  int index_year = 0;  ///< for place "index": the year of the list the link stands in
};

/// One address that may be the evidence for a topic.
struct Candidate {
  model::TopicIndex topic = model::kNoTopic;
  How how = How::title;
  const model::LinkFact* link = nullptr;
  const model::PageFacts* source = nullptr;  ///< the page the link stands on
  const model::PageFacts* target = nullptr;  ///< null: not read
  url::Url address;
  std::vector<Claim> claims;
  int conflicting_number = 0;  ///< an item number in the row that means another subject
  int number_year = 0;         ///< the year whose table that number belongs to
  bool is_list = false;        ///< the target is a list whose entries are candidates of their own
  bool prescribed = false;     ///< found under an official name
  std::uint16_t length = 0;    ///< letters that named the topic
};

/// All candidates of all topics of the chosen year, in a fixed order.
class CandidateSet {
 public:
  /// `agency_type` tells whose lists the site has to show; empty: the NACC's.
  CandidateSet(const model::SiteFacts& facts, const model::Rulebook& rulebook,
               const std::string& agency_type = {});

  const std::vector<Candidate>& of(model::TopicIndex topic) const { return by_topic_[topic]; }

  /// The page facts known for `address`; null when it was not read.
  const model::PageFacts* page_at(const url::Url& address) const;
  bool may_be_entry(const Candidate& parent, const model::LinkFact& fact) const;
  Candidate make_child(const Candidate& parent, const model::LinkFact& fact, How how) const;
  bool holds_papers(const url::Url& target) const;
  bool is_pager(const model::LinkFact& fact) const;
  bool agree(std::span<const model::TopicHit> hits, model::TopicIndex topic) const;
  bool leads_back(const model::PageFacts& page, const url::Url& target) const;
  /// What a reader of `page` ends up with: pages that only send him on are passed over.
  const model::PageFacts* led_to(const model::PageFacts* page) const;

  /// Whose numbers the site's index pages show.
  const ListReader& lists() const { return lists_; }

  /// Labels of the links from home to `page`; empty when no chain of links leads there.
  std::vector<std::string> path_to(const model::PageFacts& page) const;

 private:
  void add_links(const model::PageFacts& page);
  void add_link(const model::PageFacts& page, const model::LinkFact& fact);
  void add_titles();
  void add_children();
  void add_children_of(const Candidate& parent, std::size_t index);
  void add(Candidate candidate);
  bool hears_enough(const Candidate& parent, const url::Url& address, How how) const;
  int year_of_place(const model::PageFacts& page, const model::LinkFact& fact) const;
  const std::vector<text::PeriodMention>& periods_of_way(const model::PageFacts& page) const;
  std::vector<Claim> claims_of(const model::PageFacts& page, const model::LinkFact& fact) const;

  const model::SiteFacts& facts_;
  const model::Rulebook& rulebook_;
  std::vector<std::vector<Candidate>> by_topic_;
  std::vector<std::unordered_map<std::string, std::size_t>> places_;  ///< in by_topic_, by address
  std::vector<bool> in_year_;
  std::vector<std::size_t> item_of_;  ///< by topic: place in the year's list, from 1; 0: in none
  std::unordered_map<std::uint64_t, int> seen_;  ///< pages a link stands on, by its identity
  std::unordered_map<std::string_view, const model::PageFacts*> pages_;  ///< by address
  ListReader lists_;
  std::vector<std::vector<text::PeriodMention>> led_by_;  ///< per page: periods of its link's label
};

}  // namespace oit::audit
