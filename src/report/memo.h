#pragma once
#include <string>
#include <vector>

#include "report/paper.h"
#include "report/paper_words.h"

namespace oit::report {

/// What a cover memo says; the rest is the same for every form.
struct Memo {
  std::string subject;
  std::string to;                      ///< empty: the head of the office
  std::vector<std::string> facts;      ///< after what was checked and what was found
  std::vector<std::string> proposals;  ///< what the head of the office is asked for
};

/// The page บันทึกข้อความ that goes before a form: number, date, names and signatures are blank.
/// The chain of signatures is that of papers 001 and 004 for a local office; another office's
/// posts are blank too.
Section draw_memo(const PaperSource& source, const Memo& memo);

}  // namespace oit::report
