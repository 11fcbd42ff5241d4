#include "store/sql.h"

#include <gtest/gtest.h>

#include "store/deflate.h"
#include "store/http_date.h"
#include "store/times.h"

namespace oit::store {
namespace {

using namespace std::chrono;

TEST(ToPostgres, TranslatesPlaceholdersAndTypes) {
  EXPECT_EQ(to_postgres("select a from b where c = ?1 and d = ?12"),
            "select a from b where c = $1 and d = $12");
  EXPECT_EQ(to_postgres("(bytes blob not null, blobs text, a_blob text)"),
            "(bytes bytea not null, blobs text, a_blob text)");
  EXPECT_EQ(to_postgres("select 'a ? blob', ?1"), "select 'a ? blob', $1");
}

TEST(Storable, KeepsThaiAndReplacesWhatNoEngineTakes) {
  EXPECT_EQ(storable("แผน ปี ๒๕๖๖"), "แผน ปี ๒๕๖๖");
  EXPECT_EQ(storable(std::string_view("a\0b", 3)),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(storable("a\xFF\xE0\xB8"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Times, ComeBackToTheMillisecond) {
  const auto at = sys_days(2023y / April / 5) + 3h + 4min + 5s + 67ms;
  EXPECT_EQ(write_time(at), "2023-04-05T03:04:05.067Z");
  EXPECT_EQ(read_time(write_time(at)), at);
  EXPECT_EQ(read_time("2023-04-05T03:04:05Z"), at - 67ms);
  EXPECT_EQ(read_time(""), system_clock::time_point{});
  EXPECT_EQ(read_time("2023-04-05 gone wrong"), system_clock::time_point{});
}

TEST(Deflate, ComesBackOrNotAtAll) {
  std::string text;
  for (int n = 0; n < 10'000; ++n) text += "แผนการจัดซื้อจัดจ้าง";
  for (const auto effort : {Effort::quick, Effort::small}) {
    auto small = deflate(text, effort);
    EXPECT_LT(small.size(), text.size() / 20);
    EXPECT_EQ(inflate(small, text.size()), text);
    EXPECT_EQ(inflate(small, text.size() - 1), std::nullopt);
    EXPECT_EQ(inflate(small, text.size() + 1), std::nullopt);
    EXPECT_EQ(inflate(small, SIZE_MAX / 2), std::nullopt);
    small[small.size() / 2] ^= 1;
    EXPECT_EQ(inflate(small, text.size()), std::nullopt);
  }
  EXPECT_EQ(inflate(deflate("", Effort::small), 0), "");
}

TEST(HttpDate, ReadsTheFormThatServersMustWrite) {
  EXPECT_EQ(read_http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            sys_days(1994y / November / 6) + 8h + 49min + 37s);
  for (const char* text : {"", "Sun, 06 Nov 1994 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 BKK", "Sun, 36 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Abc 1994 08:49:37 GMT", "Sun, 06 Nov x994 08:49:37 GMT"})
    EXPECT_EQ(read_http_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace oit::store
