#include "support/hostile_server.h"

#include <functional>
#include <map>

#include "support/bombs.h"

namespace oit::test {
namespace {

using namespace std::string_literals;

/// What a misdeed may need to know.
struct Scene {
  Connection& connection;
  const Asked& asked;
  int port, inside_port;
};

using Act = std::function<void(const Scene&)>;

struct Misdeed {
  Behaviour behaviour;
  Act act;
};

constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
constexpr std::string_view kPage = "<!DOCTYPE html><html><title>x</title><p>words</p></html>";
constexpr std::string_view kPdf = "%PDF-1.4\n";

Act say(std::string bytes) {
  return [bytes = std::move(bytes)](const Scene& scene) {
    scene.connection.send(bytes);
    scene.connection.end();
  };
}

Act answer(int status, std::vector<std::pair<std::string, std::string>> fields = {},
           std::string body = std::string(kPage)) {
  return say(wire_of(Reply{status, std::move(fields), std::move(body)}));
}

/// `head`, then `part` again and again until the other side has had enough.
Act repeat(std::string head, std::string part, int pause_ms = 0) {
  return [=](const Scene& scene) {
    bool goes_on = scene.connection.send(head);
    while (goes_on)
      goes_on = scene.connection.send(part) && (pause_ms == 0 || scene.connection.pause(pause_ms));
  };
}

Act redirect(std::string location) { return answer(302, {{"Location", std::move(location)}}, ""); }

Act encoded(std::string encoding, std::string body, std::string type = "text/html") {
  return answer(200, {{"Content-Encoding", std::move(encoding)}, {"Content-Type", std::move(type)}},
                std::move(body));
}

std::string chunk(std::string_view body) {
  std::string size;
  for (std::size_t rest = body.size(); rest > 0; rest /= 16)
    size.insert(size.begin(), "0123456789abcdef"[rest % 16]);
  return size + "\r\n" + std::string(body) + "\r\n";
}

class Table {
 public:
  Table() {
    add_slow();
    add_endless();
    add_bombs();
    add_broken();
    add_redirects();
    add_statuses();
    add_pages();
    add_sitemaps();
  }

  std::vector<Misdeed> misdeeds;

 private:
  Behaviour& add(std::string name, std::string outcome, Act act) {
    std::string path = "/h/" + name;
    misdeeds.push_back({{std::move(name), std::move(path), std::move(outcome)}, std::move(act)});
    return misdeeds.back().behaviour;
  }

  void add_slow();
  void add_endless();
  void add_bombs();
  void add_broken();
  void add_redirects();
  void add_statuses();
  void add_pages();
  void add_sitemaps();
};

void Table::add_slow() {
  const std::string head = std::string(kOk) + "\r\n";
  add("no-answer", "timeout", [](const Scene& scene) { scene.connection.pause(60'000); });
  add("slow-header", "timeout", repeat("HTTP/1.1 200 OK\r\nX-Slow: ", "x", 50));
  add("slow-header-lines", "timeout", repeat("HTTP/1.1 200 OK\r\n", "X: y\r\n", 50));
  add("slow-body", "timeout", repeat(head + "<p>", "x", 50));
  add("slow-interim", "timeout", repeat("", "HTTP/1.1 102 Processing\r\n\r\n", 60));
  add("stalled-body", "timeout", [head](const Scene& scene) {
    scene.connection.send(head + "<p>" + std::string(5'000, 'x'));
    scene.connection.pause(60'000);
  });
}

void Table::add_endless() {
  const std::string chunked = std::string(kOk) + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string mass(16'384, 'x');
  add("endless-body", "ok", repeat(std::string(kOk) + "\r\n<p>", mass)).is_truncated = true;
  add("endless-chunks", "ok", repeat(chunked + chunk("<p>"), chunk(mass))).is_truncated = true;
  add("endless-headers", "bad_protocol",
      repeat("HTTP/1.1 200 OK\r\n", "X-More: " + std::string(1'000, 'x') + "\r\n"));
  add("endless-trailers", "bad_protocol",
      repeat(chunked + chunk("<p>words") + "0\r\n", "X-More: " + std::string(1'000, 'x') + "\r\n"));
  add("endless-interim", "bad_protocol",
      repeat("", "HTTP/1.1 100 Continue\r\nX-More: " + std::string(1'000, 'x') + "\r\n\r\n"));
  add("endless-header-line", "bad_protocol", repeat("HTTP/1.1 200 OK\r\nX-Huge: ", mass));
  add("huge-header", "bad_protocol",
      say("HTTP/1.1 200 OK\r\nX-Huge: " + std::string(300'000, 'x') + "\r\n\r\n<p>"));
  // Gigabytes came in this way: no byte of it is body or header.
  add("endless-chunk-extension", "too_large", repeat(chunked + "3;", mass));
  add("endless-gzip-name", "too_large",
      repeat(std::string(kOk) + "Content-Encoding: gzip\r\n\r\n" +
                 std::string("\x1f\x8b\x08\x08\0\0\0\0\0\x03", 10),
             mass));
  add("endless-redirect-body", "ok", [](const Scene& scene) {
    repeat("HTTP/1.1 302 Found\r\nLocation: /h/fine\r\n\r\n", std::string(16'384, 'x'))(scene);
  });
  add("fine", "ok", answer(200));
}

void Table::add_bombs() {
  add("gzip-bomb", "ok", encoded("gzip", gzip_bomb(64))).is_truncated = true;
  add("deflate-bomb", "ok", encoded("deflate", deflate_bomb(64))).is_truncated = true;
  add("zstd-bomb", "ok", encoded("zstd", zstd_bomb(64))).is_truncated = true;
  // A first block that says PDF makes it a document, whose limit lies beyond the ratio's.
  const std::string rar = "\x28\xB5\x2F\xFD\x00\x58"s;
  std::string stored = rar;
  const unsigned raw = 1'024U << 3U;  // a stored block of 1,024 bytes
  for (const unsigned shift : {0U, 8U, 16U}) stored += static_cast<char>(raw >> shift & 0xFFU);
  stored += std::string(kPdf) + std::string(1'024 - kPdf.size(), 'x') + zstd_bomb(64).substr(6);
  add("document-bomb", "too_large", encoded("zstd", stored, "application/pdf"));
  add("gzip-twice", "", encoded("gzip, gzip", gzip_bomb(1)));
  add("encodings-many", "", encoded("gzip, gzip, gzip, gzip, gzip, gzip, gzip", gzip_bomb(1)));
}

void Table::add_broken() {
  const std::string page(kPage);
  const std::string head(kOk);
  add("length-too-long", "ok", say(head + "Content-Length: 9999\r\n\r\n" + page)).is_truncated =
      true;
  add("length-too-short", "ok", say(head + "Content-Length: 10\r\n\r\n" + page));
  add("length-negative", "", say(head + "Content-Length: -5\r\n\r\n" + page));
  add("length-overflow", "", say(head + "Content-Length: 99999999999999999999999\r\n\r\n" + page));
  add("lengths-differ", "", say(head + "Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + page));
  add("document-cut", "reset",
      say("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + std::string(kPdf) + page))
      .is_truncated = true;
  add("reset-in-body", "ok", [head](const Scene& scene) {
    scene.connection.send(head + "Content-Length: 9999\r\n\r\n<p>" + std::string(2'000, 'x'));
    scene.connection.pause(60);
    scene.connection.reset_on_close();
  }).is_truncated = true;
  add("reset-before-answer", "reset",
      [](const Scene& scene) { scene.connection.reset_on_close(); });
  add("close-before-answer", "reset", [](const Scene& /*scene*/) {});
  add("close-in-header", "", say("HTTP/1.1 200 OK\r\nContent-Ty"));
  add("http-0.9", "bad_protocol", say(page));
  add("garbage", "bad_protocol", say("\x16\x03\x01 what is this\r\n\r\n"s + page));
  add("garbage-status", "", say("HTTP/1.1 abc OK\r\n\r\n" + page));
  add("status-999", "", say("HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"));
  add("nul-in-header", "", say("HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\n\r\n"s + page));
  add("header-injection", "ok",
      say("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\r\nX: <script>\r\n"
          "Content-Disposition: inline; filename=\"../../x\x1b[31m.html\"\r\n\r\n" +
          page));
  add("chunk-overflow", "bad_protocol",
      say(head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n" + page));
  add("chunk-garbage", "bad_protocol",
      say(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + page));
  add("chunk-cut", "ok", say(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk(page)))
      .is_truncated = true;
  add("says-gzip-is-plain", "bad_protocol", encoded("gzip", page));
  add("says-unknown-encoding", "ok", encoded("utf-8", page));
}

void Table::add_redirects() {
  add("redirect-circle", "too_many_redirects", redirect("/h/redirect-circle"));
  add("redirect-long", "too_many_redirects", [](const Scene& scene) {
    const auto mark = scene.asked.target.find("?n=");
    const int n = mark == std::string::npos ? 0 : std::stoi(scene.asked.target.substr(mark + 3));
    redirect("/h/redirect-long?n=" + std::to_string(n + 1))(scene);
  });
  add("redirect-metadata", "blocked_address", redirect("http://169.254.169.254/latest/meta-data/"));
  add("redirect-private", "blocked_address", redirect("http://10.0.0.1/"));
  add("redirect-other-port", "blocked_address", [](const Scene& scene) {
    redirect("http://127.0.0.1:" + std::to_string(scene.inside_port) + "/secret")(scene);
  });
  add("redirect-localhost", "blocked_address", [](const Scene& scene) {
    redirect("http://localhost:" + std::to_string(scene.inside_port) + "/secret")(scene);
  });
  add("redirect-mapped", "blocked_address", [](const Scene& scene) {
    redirect("http://[::ffff:127.0.0.1]:" + std::to_string(scene.inside_port) + "/")(scene);
  });
  add("redirect-number", "blocked_address", [](const Scene& scene) {
    redirect("http://0x7f000001:" + std::to_string(scene.inside_port) + "/secret")(scene);
  });
  add("redirect-same-port-other-name", "blocked_address", [](const Scene& scene) {
    redirect("http://localhost:" + std::to_string(scene.port) + "/h/fine")(scene);
  });
  for (const char* scheme : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/x",
                             "javascript:alert(1)", "data:text/html,x"})
    add("redirect-" + std::string(scheme).substr(0, std::string(scheme).find(':')), "bad_redirect",
        redirect(scheme));
  add("redirect-nowhere", "bad_redirect", answer(302, {}, ""));
  add("redirect-empty", "bad_redirect", redirect(""));
  add("redirect-user", "ok", [](const Scene& scene) {
    redirect("http://evil.example@127.0.0.1:" + std::to_string(scene.port) + "/h/fine")(scene);
  });
  add("redirect-split", "", redirect("/h/fine\r\nSet-Cookie: a=b"));
  add("cookie-wall", "ok", [](const Scene& scene) {
    const auto cookie = scene.asked.fields.find("cookie");
    const bool passes =
        cookie != scene.asked.fields.end() && cookie->second.find("wall=1") != std::string::npos;
    answer(passes ? 200 : 302, {{"Set-Cookie", "wall=1; path=/"}, {"Location", "/h/cookie-wall"}},
           passes ? std::string(kPage) : "")(scene);
  });
  add("cookie-wall-endless", "too_many_redirects", [](const Scene& scene) {
    answer(302, {{"Set-Cookie", "n=1"}, {"Location", "/h/cookie-wall-endless"}}, "")(scene);
  });
  add("cookie-of-another", "ok",
      answer(200, {{"Set-Cookie", "stolen=1; domain=example.go.th"},
                   {"Set-Cookie", "all=1; domain=go.th"}}));
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 0; i < 40; ++i)
    many.emplace_back("Set-Cookie", "c" + std::to_string(i) + "=" + std::string(3'500, 'x') +
                                        "; path=/h/cookies-huge");
  add("cookies-huge", "ok", answer(200, many));
}

void Table::add_statuses() {
  const struct {
    int status;
    const char* outcome;
  } kinds[] = {{204, "empty"},        {205, "empty"},        {304, "bad_protocol"},
               {401, "unauthorized"}, {403, "forbidden"},    {404, "not_found"},
               {410, "gone"},         {418, "client_error"}, {451, "forbidden"},
               {500, "server_error"}, {503, "unavailable"}};
  for (const auto& [status, outcome] : kinds) {
    std::vector<std::pair<std::string, std::string>> fields;
    if (status == 401) fields = {{"WWW-Authenticate", "Basic realm=\"<script>\""}};
    const bool has_body = status > 205 && status != 304;
    add("status-" + std::to_string(status), outcome,
        answer(status, fields, has_body ? std::string(kPage) : ""))
        .status = status;
  }
  auto& part = add("status-206", "ok", answer(206, {{"Content-Range", "bytes 0-55/9999"}}));
  part.status = 206;
  part.is_truncated = true;
  add("busy", "rate_limited", answer(429)).status = 429;
  add("busy-short", "rate_limited", answer(429, {{"Retry-After", "0"}})).status = 429;
  add("busy-long", "rate_limited", answer(429, {{"Retry-After", "86400"}})).status = 429;
  add("busy-date", "rate_limited", answer(429, {{"Retry-After", "Wed, 01 Jan 2070 00:00:00 GMT"}}))
      .status = 429;
  add("busy-nonsense", "rate_limited", answer(429, {{"Retry-After", "tomorrow"}})).status = 429;
  add("empty", "empty", answer(200, {}, "")).status = 200;
}

void Table::add_pages() {
  const std::string open = "<!DOCTYPE html><html><head><title>x</title></head><body>";
  add("page-9mib", "ok", answer(200, {}, open + std::string(9 << 20, 'x'))).is_truncated = true;
  add("document-60mib", "ok", [](const Scene& scene) {
    scene.connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" +
                          std::string(kPdf));
    const std::string part(1 << 20, 'x');
    for (int i = 0; i < 60 && scene.connection.send(part); ++i) continue;
  }).is_truncated = true;
  add("charset-nonsense", "ok",
      answer(200, {{"Content-Type", "text/html; charset=../../etc/passwd"}}));
  add("charset-long", "ok",
      answer(200, {{"Content-Type", "text/html; charset=" + std::string(5'000, 'x')}}));
  add("pdf-is-html", "ok", answer(200, {{"Content-Type", "application/pdf"}}));
  add("script-title", "ok",
      answer(200, {},
             "<html><title></title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
             "</title><h1>=HYPERLINK(\"http://127.0.0.1\")</h1>"));
  add("control-title", "ok",
      answer(200, {}, "<html><title>a\x1b]0;owned\x07\x1b[2J\xE2\x80\xAE"s + "fdp.exe\0</title>"s));
  add("private-links", "ok", [](const Scene& scene) {
    std::string page = "<html><title>links</title>";
    for (const std::string& host : {"10.0.0.1"s, "169.254.169.254"s, "[::1]"s, "localhost"s})
      page += "<a href=\"http://" + host + ":" + std::to_string(scene.inside_port) +
              "/secret\">รายงานผลการดำเนินงาน O12 2566</a>";
    answer(200, {}, page)(scene);
  });
  add("calendar", "ok", [](const Scene& scene) {
    std::string page = "<html><title>calendar</title>";
    const auto mark = scene.asked.target.find("day=");
    const long day =
        mark == std::string::npos ? 0 : std::strtol(&scene.asked.target[mark + 4], nullptr, 10);
    for (long i = 1; i < 40; ++i)
      page +=
          "<a href=\"?day=" + std::to_string(day + i) + "\">" + std::to_string(day + i) + "</a>";
    answer(200, {}, page)(scene);
  });
  std::string deep = open;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  add("deep", "ok", answer(200, {}, deep));
  std::string many = open;
  for (int i = 0; i < 50'000; ++i) many += "<a href=\"/h/fine?" + std::to_string(i) + "\">a</a>";
  add("links-50000", "ok", answer(200, {}, many));
}

void Table::add_sitemaps() {
  const std::vector<std::pair<std::string, std::string>> xml{{"Content-Type", "application/xml"}};
  add("sitemap-circle.xml", "ok",
      answer(200, xml,
             "<sitemapindex><sitemap><loc>/h/sitemap-circle.xml</loc></sitemap></sitemapindex>"));
  add("sitemap-doctype.xml", "ok",
      answer(200, xml,
             "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c "
             "\"&b;&b;&b;&b;\">]><urlset><url><loc>&c;</loc></url></urlset>"));
  add("sitemap-bomb.xml.gz", "ok",
      answer(200, {{"Content-Type", "application/gzip"}}, gzip_bomb(200)));
}

const std::vector<Misdeed>& all_misdeeds() {
  static const Table table;
  return table.misdeeds;
}

std::string home_page() {
  std::string page =
      "<!DOCTYPE html><html lang=\"th\"><head><meta charset=\"utf-8\">"
      "<title>องค์การบริหารส่วนตำบลตัวอย่าง</title></head><body><h1>ITA 2566</h1><ul>";
  int number = 0;
  for (const auto& misdeed : all_misdeeds())
    page += "<li>O" + std::to_string(++number % 43 + 1) + " <a href=\"" + misdeed.behaviour.path +
            "\">รายงาน ปี 2566 " + misdeed.behaviour.name + "</a></li>";
  return page + "</ul></body></html>";
}

}  // namespace

HostileServer::HostileServer()
    : inside_([](const Asked& /*asked*/) {
        return Reply{200, {}, "<p>secret"};
      }),
      server_([this](Connection& connection) { serve(connection); }) {
  all_misdeeds();
}

const std::vector<Behaviour>& HostileServer::behaviours() {
  static const std::vector<Behaviour> list = [] {
    std::vector<Behaviour> out;
    for (const auto& misdeed : all_misdeeds()) out.push_back(misdeed.behaviour);
    return out;
  }();
  return list;
}

std::string HostileServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(server_.port()) + std::string(path);
}

void HostileServer::serve(Connection& connection) const {
  const Asked asked = read_request(connection.read_head());
  const std::string path = asked.target.substr(0, asked.target.find('?'));
  const Scene scene{connection, asked, server_.port(), inside_.port()};
  for (const auto& misdeed : all_misdeeds())
    if (misdeed.behaviour.path == path) return misdeed.act(scene);
  const std::string origin = url("");
  if (path == "/robots.txt")
    return answer(200, {{"Content-Type", "text/plain"}},
                  "User-agent: *\nDisallow:\nSitemap: " + origin +
                      "/h/sitemap-circle.xml\nSitemap: " + origin +
                      "/h/sitemap-bomb.xml.gz\nSitemap: " + origin +
                      "/h/sitemap-doctype.xml\n")(scene);
  if (path == "/") return answer(200, {}, home_page())(scene);
  answer(404)(scene);
}

HostileRobotsServer::HostileRobotsServer(RobotsMisdeed misdeed)
    : server_([misdeed](Connection& connection) {
        const Asked asked = read_request(connection.read_head());
        const Scene scene{connection, asked, 0, 0};
        if (!asked.target.starts_with("/robots.txt")) return answer(200)(scene);
        const std::vector<std::pair<std::string, std::string>> text{{"Content-Type", "text/plain"}};
        switch (misdeed) {
          case RobotsMisdeed::error:
            return answer(503)(scene);
          case RobotsMisdeed::redirect_circle:
            return redirect("/robots.txt")(scene);
          case RobotsMisdeed::redirect_here:
            return asked.target == "/robots.txt"
                       ? redirect("/robots.txt?2")(scene)
                       : answer(200, text, "User-agent: *\nDisallow: /closed\n")(scene);
          case RobotsMisdeed::huge:
            return repeat("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /closed\n",
                          "Disallow: /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n")(scene);
          case RobotsMisdeed::html:
            return answer(200)(scene);
          case RobotsMisdeed::reset:
            return connection.reset_on_close();
          case RobotsMisdeed::forbid_all:
            return answer(200, text, "User-agent: *\nDisallow: /\n")(scene);
        }
      }) {}

std::string HostileRobotsServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(server_.port()) + std::string(path);
}

}  // namespace oit::test
