#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

/// "2023-04-30T10:20:30Z": UTC, ISO 8601, whole seconds.
std::string iso_time(std::chrono::system_clock::time_point at);

/// "2023-04-30": A.D., ISO 8601.
std::string iso_day(text::Day day);

/// "30 เม.ย. 2566", "30 Apr 2023": Buddhist era for readers of Thai, A.D. for others.
std::string day_text(text::Day day, Lang lang);

/// Day and minute in Bangkok.
std::string minute_text(std::chrono::system_clock::time_point at, Lang lang);

/// A period for people: its days, or its year, or "" if it has neither.
std::string period_text(const model::ReportPeriod& period, Lang lang);

/// What period is required, in words, with its days where it has any.
std::string required_text(const model::ReportPeriod& period, Lang lang);

/// "2566", "2023": the year assessed, in the era of the readers.
std::string fiscal_year_text(int buddhist_year, Lang lang);

/// What a number, a title or a component stands on, in plain words; "" where the rules do not say.
std::string_view basis_text(model::Basis basis, Lang lang);

/// That the list stands in for one not published yet: the list of B.E. `based_on`.
std::string provisional_text(int based_on, Lang lang);

/// That what is wanting under this rule is only a warning.
std::string_view warns_text(Lang lang);

/// The band of a score, with what it can mean; "-" where there is none.
std::string band_text(const model::Score& score, Lang lang);

/// "82.50"; whole numbers without places.
std::string number_text(double value);

/// "0.93", "2.00": points of the ITA total, and scores that stand below each other.
std::string points_text(double value);

/// The months in which a finding is to be settled, years written out as in day_text().
std::string window_text(const model::Finding& finding, Lang lang);

/// Why a finding is waived, who answers for it and until when; "" when it is not waived.
std::string waiver_text(const std::optional<model::Waiver>& waiver, Lang lang);

/// Names of what the report's closed lists hold; an unknown code stands for itself.
std::string_view status_text(model::Status status, Lang lang);
std::string_view outcome_text(std::string_view outcome, Lang lang);
std::string_view limit_text(std::string_view limit, Lang lang);
std::string_view feature_text(std::string_view id, Lang lang);
std::string_view place_text(std::string_view place, Lang lang);
std::string_view kind_text(std::string_view kind, Lang lang);
std::string_view text_from_text(std::string_view from, Lang lang);
std::string_view category_text(std::string_view category, Lang lang);

/// Entries by the numbers in their ids: "9" before "10", "9.2" before "9.10".
std::vector<std::pair<std::string, double>> in_number_order(
    const std::map<std::string, double>& values);

/// What "at best" and "if all is mended" mean, each in one sentence.
std::string_view best_score_text(Lang lang);
std::string_view mended_score_text(Lang lang);

/// True when the site was opened: otherwise nothing on it was checked.
bool is_checked(const model::Report& report);

/// "✓ found", "✗ not found", or "– not checked" on a site that did not open.
std::string_view feature_result_text(const model::Report& report, const model::SiteFeature& feature,
                                     Lang lang);

/// The verdict's reason in one sentence: the components that are absent by name, else the cause,
/// else the first reason, else "".
std::string reason_text(const model::Finding& finding, Lang lang);

}  // namespace oit::report
