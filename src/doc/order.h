#pragma once
#include <cstdint>

#include "doc/document_reader.h"
#include "model/fetch.h"

namespace oit::doc {

/// What a child is to do with its document.
enum class Task : std::uint8_t {
  read_text,   ///< every page's text
  recognise,   ///< the writing on one page that is a picture
  read_codes,  ///< the QR codes of a picture
  convert,     ///< the text of what a program makes of it
};

/// Programs that read what no library does: antiword, and parts of LibreOffice.
enum class Program : std::uint8_t { none, antiword, writer, calc, impress };

/// One order, as it travels to the zygote: plain bytes, both ends are the same program.
struct Order {
  Task task = Task::read_text;
  model::BodyKind kind = model::BodyKind::none;
  std::int32_t page = 0;            ///< to be recognised, from 0
  Program program = Program::none;  ///< for `convert`
};

/// What a child may take for `task`: pictures need more memory than texts.
DocumentLimits limits_of(Task task, const DocumentLimits& limits);

}  // namespace oit::doc
