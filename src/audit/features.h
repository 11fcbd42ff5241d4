#pragma once
#include <vector>

#include "model/facts.h"
#include "model/report.h"
#include "model/rulebook.h"

namespace oit::audit {

/// What offices look for beside the numbered items: the survey for the public (EIT), each channel
/// for complaints, questions and services, and social accounts.
std::vector<model::SiteFeature> find_features(const model::SiteFacts& facts,
                                              const model::Rulebook& rulebook,
                                              const std::vector<model::Finding>& findings);

}  // namespace oit::audit
