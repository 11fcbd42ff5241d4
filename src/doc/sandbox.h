#pragma once
#include <chrono>
#include <cstddef>
#include <string>

#include "doc/document_reader.h"

namespace oit::doc {

/// Gives up, for good, what reading a document does not need: the network, other programs, writing
/// files, more memory and time than `limits`. False when
/// the kernel refused; the caller then must not read anything. Linux only: rlimits and seccomp.
bool enter_sandbox(const DocumentLimits& limits);

/// What a program that reads documents may use.
struct ProgramLimits {
  std::size_t memory_bytes = 0;  ///< address space
  std::size_t file_bytes = 0;    ///< of a file it writes
  std::chrono::seconds cpu{30};
  std::string folder;  ///< the only place where it may write or make files; "" for none
};

/// As enter_sandbox(), for a process that is about to become another program. Without a folder it
/// keeps what enter_sandbox() leaves, and exec. With one it may also start threads and write below
/// the folder (Landlock), but reach no network, other process or kernel interface. Errors as there.
bool enter_program_sandbox(const ProgramLimits& limits);

}  // namespace oit::doc
