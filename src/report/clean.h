#pragma once
#include <string>
#include <string_view>

#include "model/report.h"

namespace oit::report {

/// `report` as it may be shown: every text well-formed UTF-8 on one line, without control and bidi
/// characters; citizen ids masked everywhere, telephone numbers everywhere but in the evidence of
/// topics that ask for them (contact, executives, complaint-channel). Every form is drawn from
/// this copy, so none can forget it. Of a site that did not open no item asks for work. Any thread.
model::Report clean(const model::Report& report);

/// An address as it may be shown: control characters gone, citizen ids masked. Of the 13-digit
/// runs in it those with a citizen id's check digit count, but for times in milliseconds, which
/// many systems put into file names: a masked address opens nothing.
/// Source of the check digit: Department of Provincial Administration, Thai national id.
std::string clean_address(std::string_view address);

/// A web address as people read it: Thai instead of percent escapes, spaces still escaped, so that
/// it stays one word; other text as it is. For eyes only: it may not open.
std::string readable_address(std::string_view address);

/// The same where typing it opens the same page, else `address` itself: for forms without links.
std::string typed_address(const std::string& address);

/// True for an address that may stand in a link: http or https, nothing else.
bool is_web_address(std::string_view address);

}  // namespace oit::report
