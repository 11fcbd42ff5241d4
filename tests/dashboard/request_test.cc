#include "dashboard/request.h"

#include <gtest/gtest.h>

#include "dashboard/filter.h"
#include "dashboard/server.h"

namespace oit::dashboard {
namespace {

TEST(Requests, HostsAreComparedByName) {
  EXPECT_EQ(host_name("OIT.Example.go.th:443"), "oit.example.go.th");
  EXPECT_EQ(host_name("localhost."), "localhost");
  EXPECT_EQ(host_name("[::1]:8080"), "::1");
  EXPECT_EQ(host_name("::1"), "::1");
  EXPECT_EQ(host_name("["), "");
  EXPECT_EQ(host_name(""), "");
}

TEST(Requests, LinksEscapeWhatTheyCarry) {
  EXPECT_EQ(link("/", {{"q", "ก&b=\"1\""}, {"tag", ""}}), "/?q=%E0%B8%81%26b%3D%221%22");
  EXPECT_EQ(parts_of("//a/b/"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_TRUE(parts_of("/").empty());
}

TEST(Requests, AFilterComesBackFromItsQuery) {
  Filter filter{"ก", "p", "d", "t", "g", "O1", model::Status::stale, Sort::lowest, 3};
  EXPECT_EQ(read_filter({"GET", "/", write_filter(filter), ""}), filter);
  for (const char* page : {"0", "-1", "x", "", "1000001", "99999999999999999999", "1x"})
    EXPECT_EQ(read_filter({"GET", "/", {{"page", page}, {"status", "odd"}, {"sort", "odd"}}, ""}),
              Filter())
        << page;
}

TEST(Places, AreAddressAndPort) {
  EXPECT_EQ(read_place("0.0.0.0:80")->address, "0.0.0.0");
  EXPECT_EQ(read_place("[::1]:8080")->address, "::1");
  EXPECT_EQ(read_place(":0")->address, "127.0.0.1");
  EXPECT_EQ(read_place("localhost:65535")->port, 65535);
  for (const char* text : {"", "8080", "localhost", "a:", "a:65536", "a:-1", "::1:80", "a:8x"})
    EXPECT_FALSE(read_place(text).has_value()) << text;
}

}  // namespace
}  // namespace oit::dashboard
