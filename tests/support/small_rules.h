#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace oit::support {

/// A folder of rules small enough to read in a test: two subjects, one year. Gone with the object.
class SmallRules {
 public:
  SmallRules() {
    static int number = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("oit-rules-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    write("units.toml", R"(
[[agency_type]]
id = "sao"
name = { th = "องค์การบริหารส่วนตำบล" }
words = ["อบต."]
[[role]]
id = "procurement"
name = { th = "งานพัสดุ", en = "Procurement" }
sao = "กองคลัง"
)");
    write("spelling.toml", "[[variant]]\nright = \"กฎ\"\nwrong = [\"กฏ\"]\n");
    write("hosts.toml",
          "[[host]]\nname = \"facebook.com\"\nkind = \"social\"\naccount = \"first_segment\"\n"
          "not_account = [\"sharer\"]\n");
    write("words.toml",
          "collecting = [\"ita\"]\nnews = [\"ลงพื้นที่\"]\n"
          "generic_words = [\"แผน\", \"รายงาน\", \"ประจำปี\"]\n");
    write("papers.toml", "pass_mark = 85\nstrength_mark = 90\nmethod = \"จัดทำ\"\n");
    write("topics/laws.toml", topic("laws", "กฎหมายที่เกี่ยวข้อง"));
    write("topics/procurement-plan.toml", topic("procurement-plan", "แผนการจัดซื้อจัดจ้าง"));
    write("ita-2566.toml", year(2566));
  }
  ~SmallRules() { std::filesystem::remove_all(folder_); }
  SmallRules(const SmallRules&) = delete;
  SmallRules& operator=(const SmallRules&) = delete;

  const std::filesystem::path& folder() const { return folder_; }

  void write(const std::string& file, std::string_view content) {
    std::filesystem::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file, std::ios::binary) << content;
  }

  void remove(const std::string& file) { std::filesystem::remove(folder_ / file); }

  /// A topic file with a component, `more` before its tables.
  static std::string topic(std::string_view id, std::string_view title, std::string_view more = "",
                           std::string_view tables = "") {
    return "id = \"" + std::string(id) + "\"\ntitle = { th = \"" + std::string(title) +
           "\", en = \"Title\" }\nsource = \"test\"\nevidence = [\"pdf\"]\n"
           "units = [\"procurement\"]\naction = { th = \"เผยแพร่\" }\n" +
           std::string(more) +
           "\n[[component]]\nid = \"list\"\nth = \"มีรายการ\"\ncheck = \"table\"\n" +
           std::string(tables);
  }

  static std::string year(int fiscal_year, std::string_view more = "") {
    const auto number = std::to_string(fiscal_year);
    return "id = \"ita-" + number + "\"\nfiscal_year = " + number + R"(
title = { th = "รายการ" }
source = "test"
revision = "1"
[calendar]
opens = "2023-03-01"
deadline = "2023-04-30"
[scoring]
weight = 40
[[indicator]]
id = "9"
title = { th = "การเปิดเผยข้อมูล" }
[[indicator]]
id = "10"
title = { th = "การป้องกันการทุจริต" }
[[sub_indicator]]
id = "9.1"
indicator = "9"
title = { th = "ข้อมูลพื้นฐาน" }
[[sub_indicator]]
id = "10.1"
indicator = "10"
title = { th = "แผน" }
[[band]]
id = "A"
from = 85
[[band]]
id = "F"
from = 0
[[item]]
id = "O1"
title = { th = "กฎหมายที่เกี่ยวข้อง" }
topics = ["laws"]
period = "CURRENT"
sub_indicator = "9.1"
[[item]]
id = "O2"
title = { th = "แผนการจัดซื้อจัดจ้าง" }
topics = ["procurement-plan"]
period = "PLAN_FY"
sub_indicator = "10.1"
advised = ["list"]
)" + std::string(more);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace oit::support
