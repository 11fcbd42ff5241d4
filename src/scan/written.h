#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/rulebook.h"
#include "model/waiver.h"
#include "url/url.h"

namespace oit::scan {

/// Limits of the command line that hold for a site's own values too.
inline constexpr std::size_t kMostPages = 1'000'000, kMostConnections = 64;

/// `text` without the white space, no-break spaces and invisible marks around it.
std::string_view trimmed(std::string_view text);

/// The day in YYYY-MM-DD or d/m/yyyy (also with '-' or '.'), digits ASCII or Thai. A year from 2400
/// on is of the Buddhist era; years of two digits are refused.
std::optional<text::Day> read_written_day(std::string_view text);

/// True for a year that no check is made in, unless it was meant in the Buddhist era.
bool is_buddhist_year(text::Day day);

/// The id of the agency type called `written`: by its id, its name in Thai or English, or a word it
/// is known by ("อบต."). "generic" is one.
std::optional<std::string> find_agency_type(const model::Rulebook& rulebook,
                                            std::string_view written);

/// Every agency type there is, for messages: ids, parted by commas.
std::string agency_types(const model::Rulebook& rulebook);

/// Whether `key` names a score as in SiteProfile.
bool is_score(std::string_view key);

/// The keys is_score() knows, for messages.
inline constexpr std::string_view kScoreKeys =
    "total, previous, iit, eit, oit, an indicator such as 7 or a question such as i2 or e6";

/// A score from 0 to 100 such as "84.99", digits ASCII or Thai.
std::optional<double> read_written_score(std::string_view text);

bool is_item(const model::Rulebook& rulebook, std::string_view id);
bool is_role(const model::Rulebook& rulebook, std::string_view id);

/// Reads waivers written in one line: "O12: reason (owner) until 2027-04-30; O13: …", "ถึง" for
/// "until", days as in read_written_day(). A reason may hold brackets, but no ";".
/// Errors: bad_config.
Result<std::vector<model::Waiver>> read_waivers(std::string_view written,
                                                const model::Rulebook& rulebook);

/// What is wrong with `waiver` beside `others`, or "": each part is needed, one waiver of an item.
std::string check_waiver(const model::Waiver& waiver, const model::Rulebook& rulebook,
                         const std::vector<model::Waiver>& others);

/// The id of a site that was given none: its host without "www.", and the port if it is not the
/// usual one; what an id may not hold becomes '-'.
std::string site_id_of(const url::Url& url);

/// Whether `id` may be a site's, and so a file's name: 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-',
/// not beginning with a dot or a dash.
bool is_site_id(std::string_view id);

}  // namespace oit::scan
