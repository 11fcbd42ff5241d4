#pragma once
#include "model/rulebook.h"

namespace oit::rulebook {

/// Makes the topics those of the chosen year: components it does not ask for go, the others carry
/// what it stands on, and a title that several topics of one item share names each of them.
void specialise(model::Rulebook& rulebook);

}  // namespace oit::rulebook
