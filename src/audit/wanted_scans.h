#pragma once
#include <cstddef>
#include <vector>

#include "match/phrase_table.h"
#include "model/facts.h"
#include "model/report.h"
#include "model/rulebook.h"
#include "text/dates.h"

namespace oit::audit {

/// The scans, pictures and pages of pictures whose text would decide an item, as indices in
/// SiteFacts::pages, each once: those begun first; then the best of every item that `findings`
/// leave open, in item order, then the second best, and so on. Better is who names the right
/// period, then who is named more surely, then who is newer; last come scans whose pages read so
/// far are about another subject, where more papers may follow. An item is open unless it is
/// published with confidence `sure`, or not due. `findings` are those on `facts`.
std::vector<std::size_t> find_wanted_scans(const model::SiteFacts& facts,
                                           const model::Rulebook& rulebook,
                                           const match::PhraseTable& phrases,
                                           const std::vector<model::Finding>& findings,
                                           text::Day as_of, double sure);

}  // namespace oit::audit
