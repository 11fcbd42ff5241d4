#pragma once
#include "match/phrase_table.h"
#include "model/facts.h"
#include "model/report.h"
#include "model/rulebook.h"
#include "model/site_profile.h"

namespace oit::audit {

/// Judges what a crawl found: every item of the rulebook's year, the site's features and the score.
/// Pure: no network, no clock; the same arguments give the same report on any thread. The report's
/// tool, run id and times are left for the caller.
model::Report judge(const model::SiteFacts& facts, const model::Rulebook& rulebook,
                    const match::PhraseTable& phrases, const model::SiteProfile& profile,
                    text::Day as_of);

/// True for a status that asks somebody to do something.
bool needs_work(model::Status status);

/// The same of a finding; one that only warns asks for nothing.
bool needs_work(const model::Finding& finding);

}  // namespace oit::audit
