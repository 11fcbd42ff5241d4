#pragma once
#include <functional>
#include <string>

#include "notify/deliver.h"
#include "notify/news.h"

namespace oit::notify {

/// The news of an earlier pair of runs, anew from what is kept. Errors: the keeper's.
using Recall = std::function<Result<News>(const std::string& run, const std::string& previous)>;

/// Tells everybody what concerns him of `news`; before that, what earlier runs could not bring,
/// because of quiet hours or of a failure (20 tries or seven days, then no more). Nothing here is
/// fatal: what did not arrive stands in the answer, and waits in the log for the next call.
Told tell(const Settings& settings, const News& news, DeliveryLog& log, const Clock& clock,
          const Recall& recall, const Patience& patience = {});

/// One line per trouble: "สำนักปลัด (mail:palad@example.go.th): connection refused".
std::string trouble_text(const Told& told);

}  // namespace oit::notify
