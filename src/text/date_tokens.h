#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oit::text {

/// What a piece of text may mean in a date.
enum class DateWord : std::uint8_t {
  other,    ///< letters of no meaning here, or a number that is no date (amount, telephone …)
  number,   ///< a plain number of at most four digits
  month,    ///< a month's name; value 1–12
  be,       ///< พ.ศ.
  ad,       ///< ค.ศ.
  fiscal,   ///< ปีงบประมาณ; value 1 if the word year is part of it
  year,     ///< ปี, ประจำปี
  months,   ///< เดือน
  day,      ///< วันที่
  quarter,  ///< ไตรมาส
  half,     ///< ครึ่งปี; value 1|2 if the word says which
  round,    ///< รอบ, ราย
  length,   ///< ระยะ, ระยะเวลา
  first,    ///< แรก
  second,   ///< หลัง
  nth,      ///< ที่
  from,     ///< ระหว่าง, ตั้งแต่
  to,       ///< ถึง, a dash
  also,     ///< และ, a comma
  slash,    ///< /
  dot,      ///< . between the numbers of a date
  bracket,  ///< ( or )
  mark,     ///< other punctuation
};

struct DateToken {
  DateWord word = DateWord::other;
  int value = 0;
  int digits = 0;         ///< of a number
  bool gap = false;       ///< white space before it
  bool line = false;      ///< a line break before it
  std::size_t begin = 0;  ///< characters [begin, end) of DateText::chars
  std::size_t end = 0;
};

/// A text taken apart for reading dates.
struct DateText {
  std::u32string chars;             ///< repaired, digits ASCII, Latin in lower case, '\n' kept
  std::vector<std::size_t> origin;  ///< byte offset of each character in the text given
  std::vector<DateToken> tokens;
};

DateText read_date_text(std::string_view utf8);

/// Whether the characters before `at`, white space left out, end in `word`.
bool ends_in(std::u32string_view chars, std::size_t at, std::u32string_view word);

}  // namespace oit::text
