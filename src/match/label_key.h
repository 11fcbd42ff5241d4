#pragma once
#include <string>
#include <string_view>

#include "text/match_key.h"

namespace oit::match {

/// Takes out of `key` what plays no part in naming a subject: B.E. and A.D. years with the words
/// that announce them (พ.ศ., and งบประมาณ of ปีงบประมาณ). Its `origin`, if any, follows.
void drop_years(text::MatchKey& key);

/// The key of `label` without years and item numbers (O12, ๐๑๒).
text::MatchKey make_label_key(std::string_view label);

/// The key of a phrase as a rule file writes it, in the form labels are compared in: {fy} and
/// {fy-1} are years and go.
std::string make_phrase_key(std::string_view phrase);

/// The coarser key of the second look at a label: its skeleton without "การ", the syllable that
/// makes a noun of a verb and comes and goes inside titles ("สรุปผล(การ)จัดซื้อจัดจ้าง").
std::string loose_key(std::string_view key);

}  // namespace oit::match
