#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report/paper_words.h"

namespace oit::report {

/// How far a measure is, by what the website shows.
enum class Progress : std::uint8_t {
  unknown,    ///< no website can prove it, nothing could be looked at, or it is not due
  not_begun,  ///< no evidence
  under_way,  ///< some of it, or an earlier period's, or behind a broken link
  done        ///< all of it, current
};

/// The report's findings on `topics`, in item order.
std::vector<const model::Finding*> findings_of(const model::Report& report,
                                               const std::vector<std::string>& topics);

/// The measures of a form, in the rules' order.
std::vector<const model::PaperMeasure*> measures_of(const PaperSource& source, Form form);

/// What was looked for on the site under that id; null when it was not.
const model::SiteFeature* feature_of(const model::Report& report, std::string_view id);

Progress progress_of(const std::vector<const model::Finding*>& findings);

/// "O31 …: เผยแพร่ครบถ้วน" and the address under it, of each finding.
std::vector<std::string> evidence_lines(const std::vector<const model::Finding*>& findings,
                                        Lang lang);

/// "พบข้อมูลครบ 3 จาก 4 ข้อ"
std::string count_text(const std::vector<const model::Finding*>& findings);

/// The units that answer for the findings, each once.
std::vector<std::string> units_of(const std::vector<const model::Finding*>& findings);

/// What is wanting, item by item; "ไม่มี" when nothing is.
std::vector<std::string> wanting_lines(const std::vector<const model::Finding*>& findings,
                                       Lang lang);

}  // namespace oit::report
