#pragma once
#include "audit/assess.h"
#include "audit/subject.h"

namespace oit::audit {

/// True for a scan, a picture or a page of pictures whose words were read by OCR.
bool is_scan_text(const model::PageFacts& page);

/// Whether OCR read every page of a scanned PDF, and read something: what it does not say, is not
/// there.
bool is_read_whole(const model::PageFacts& scan);

/// A year OCR is not sure of decides nothing: `out.period` then rests on what stands around the
/// link.
void doubt_period(Assessment& out, const AssessContext& context);

/// Whether the scan of another subject may hold the one asked for further on: it goes by its name,
/// and pages of it were not read.
bool may_hold_it_further_on(const Candidate& candidate);

/// Leaves open what such a scan is; what its first pages say of a period is not about the subject.
void leave_open(Assessment& out, const AssessContext& context);

/// What only holds of a text that OCR read; true when that settles the candidate.
bool assess_scan_text(Assessment& out, Subject subject, const AssessContext& context);

/// Lowers the confidence of a published scan and says why.
void explain_scan_text(Assessment& out, const AssessContext& context);

}  // namespace oit::audit
