#pragma once
#include "audit/assess.h"

namespace oit::audit {

/// Runs the components; true when a required one is proven absent.
bool check_components(Assessment& out, const AssessContext& context);

/// Says which are absent and how many were not seen.
void explain_components(Assessment& out);

/// Ends the assessment of what is linked under the item's own name and given away by the words its
/// page must not hold; false when nothing gives it away.
bool is_what_it_must_not_be(Assessment& out, const AssessContext& context);

bool asks_for(const model::Topic& topic, model::CheckKind check);

/// True when the topic asks for people, contacts, forms, maps or accounts.
bool asks_for_signals(const model::Topic& topic);

/// True when such a component of `topic` was met; `one.components` are its, in order.
bool shows_asked_signal(const Assessment& one, const model::Topic& topic);

}  // namespace oit::audit
