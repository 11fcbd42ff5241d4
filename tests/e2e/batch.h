#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "e2e/program.h"
#include "support/province.h"

namespace oit::test {

/// A scan of the list at `list`, quick and quiet, as of the day the sites were made for.
std::vector<std::string> scan_list(const std::string& list, std::vector<std::string> more = {});

/// Writes the list of `province` into `folder` and gives its path.
std::string write_list(const TempFolder& folder, const Province& province);

/// "site item status url sha256 url sha256 …" of every item of a batch, sorted; an item that stands
/// there twice is there twice.
std::vector<std::string> verdicts_of(const nlohmann::json& batch);

/// The sites' ids in the batch's order.
std::vector<std::string> ids_of(const nlohmann::json& batch);

/// How the sites ended, in the batch's order.
std::vector<std::string> outcomes_of(const nlohmann::json& batch);

/// "site-00" and so on.
std::vector<std::string> ids_of(const Province& province);

/// What `oitcheck runs` tells of a store, the newest run first.
nlohmann::json runs_of(const std::string& store);

/// An address of this machine where nobody listens.
std::string silent_address();

}  // namespace oit::test
