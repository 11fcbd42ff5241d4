#pragma once
#include <vector>

#include "report/paper_words.h"

namespace oit::report {

/// What one unit is to do.
struct Worklist {
  std::string unit, role;
  std::vector<const model::Finding*> work;  ///< most points first
  double points = 0;                        ///< at stake in all
};

/// The units of `report` that have work, the one with most points first.
std::vector<Worklist> worklists(const model::Report& report);

/// Form::unit_worklist of one unit, with its cover memo.
Paper draw_worklist(const PaperSource& source, const Worklist& list);

}  // namespace oit::report
