#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "match/key_set.h"
#include "model/facts.h"
#include "model/report.h"
#include "model/rulebook.h"

namespace oit::audit {

/// A list of numbers as one page shows it, or the part of it under one year's heading.
struct ShownList {
  const model::PageFacts* page = nullptr;
  int stated = 0;  ///< fiscal year its words name; 0 if none
  int table = 0;   ///< fiscal year whose table its rows fit; 0 for a list that is not the NACC's
  int rows = 0;    ///< links with a number in it
  const model::SectorList* sector = nullptr;  ///< whose list it is, if not the NACC's
};

/// Finds out whose numbers a page shows. Menus are copied from year to year, so what the rows pair
/// (number and title) tells the table better than the year in the heading, where most rows agree;
/// lists of other sectors have numbers that look alike and mean something else.
class ListReader {
 public:
  /// `agency_type` is the site's; both are outlived by the rulebook and the facts.
  ListReader(const model::Rulebook& rulebook, const std::string& agency_type);

  /// Hears a row of `page`, which stands in the list of fiscal year `stated` (0: not said).
  void hear(const model::PageFacts& page, const model::LinkFact& fact, int stated);

  /// The fiscal year by whose table the numbers of `page` under `stated` are read; 0 when they are
  /// no numbers of the NACC's.
  int table_of(const model::PageFacts& page, int stated) const;

  /// Lists of at least four rows, in the order of their pages.
  std::vector<ShownList> lists() const;

 private:
  struct Votes {
    int rows = 0;
    int named = 0;                ///< rows whose words name a subject
    std::map<int, int> by_table;  ///< fiscal year: rows it agrees with
  };
  using Key = std::pair<const model::PageFacts*, int>;

  const model::SectorList* sector_of(const model::PageFacts& page) const;
  bool has_marks(const model::SectorList& sector, const model::PageFacts& page) const;
  int best_table(const Votes& votes, int stated) const;

  const model::Rulebook& rulebook_;
  const model::SectorList* own_sector_ = nullptr;  ///< that assesses the site's type of agency
  match::KeySet marks_;
  std::map<Key, Votes> votes_;
  std::map<const model::PageFacts*, const model::SectorList*> sectors_;
};

/// What to tell the office of its lists: that it shows another year's or another sector's, once
/// instead of in every finding.
std::vector<model::SiteProblem> tell_lists(const ListReader& reader,
                                           const model::Rulebook& rulebook);

/// The list of another sector that agencies of this type are assessed by in `fiscal_year`; null
/// where it is the NACC's.
const model::SectorList* sector_for(const model::Rulebook& rulebook, const std::string& agency_type,
                                    int fiscal_year);

}  // namespace oit::audit
