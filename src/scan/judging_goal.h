#pragma once
#include "crawl/goal.h"
#include "match/phrase_table.h"
#include "model/rulebook.h"
#include "model/site_profile.h"

namespace oit::scan {

/// The crawl's question "what is left?", answered by judging the facts so far. The arguments
/// outlive it.
class JudgingGoal final : public crawl::Goal {
 public:
  JudgingGoal(const model::Rulebook& rulebook, const match::PhraseTable& phrases,
              const model::SiteProfile& profile, text::Day as_of)
      : rulebook_(rulebook), phrases_(phrases), profile_(profile), as_of_(as_of) {}

  crawl::GoalAnswer ask(const model::SiteFacts& facts) override;

 private:
  const model::Rulebook& rulebook_;
  const match::PhraseTable& phrases_;
  const model::SiteProfile& profile_;
  text::Day as_of_;
};

}  // namespace oit::scan
