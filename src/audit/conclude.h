#pragma once
#include <string>
#include <string_view>

#include "audit/assess.h"

namespace oit::audit {

/// Ends an assessment with `verdict` for the cause `code`.
void conclude(Assessment& out, Verdict verdict, std::string_view code);

/// Ends it as of the right subject and another period, by `out.period`.
void say_other_period(Assessment& out);

/// How sure the way to a target makes us, 0..1.
double confidence_of_way(How how);

/// How much the place that named the period counts, 0..1.
double weight_of_place(const std::string& place);

}  // namespace oit::audit
