#pragma once
#include "doc/document_reader.h"

namespace oit::doc {

/// Gives up, for good, what reading a document does not need: the network, other programs, writing
/// files, more memory and time than `limits`. False when
/// the kernel refused; the caller then must not read anything. Linux only: rlimits and seccomp.
bool enter_sandbox(const DocumentLimits& limits);

}  // namespace oit::doc
