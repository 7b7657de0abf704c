#include "paper/render_child.h"

#include <string_view>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "paper/paper_samples.h"

namespace lianhu::paper {
namespace {

using std::chrono::milliseconds;

RenderJob job() {
  const CataloguePaper& entry = *catalogue().latest("acceptance_notice");
  RenderJob out;
  out.source = entry.source;
  out.fields_json = fields_json(entry.sample);
  out.link = kLink;
  out.created = Time::at(Date::of(2026, 9, 2), 9);
  out.fonts_folder = fonts_folder();
  return out;
}

RenderProgram self(std::vector<std::string> arguments = {"render-paper"}) { return {"/proc/self/exe", std::move(arguments)}; }

TEST(RenderChild, GivesTheSameBytesAsAtHome) {
  RenderSlots slots;
  const auto here = render(job());
  ASSERT_TRUE(here) << here.error().message;
  const auto there = render_in_child(slots, self(), job());
  ASSERT_TRUE(there) << there.error().message;
  EXPECT_EQ(there->bytes, here->bytes);
  EXPECT_EQ(there->pages, 1);
  EXPECT_TRUE(there->bytes.starts_with("%PDF-1.5"));
}

TEST(RenderChild, GivesAPictureAndText) {
  RenderSlots slots;
  RenderJob picture = job();
  picture.format = Format::png;
  picture.dpi = 60;
  const auto png = render_in_child(slots, self(), picture);
  ASSERT_TRUE(png) << png.error().message;
  EXPECT_TRUE(png->bytes.starts_with("\x89PNG"));
  picture.page = 2;
  EXPECT_EQ(render_in_child(slots, self(), picture).error().code, "page_missing");
  picture.format = Format::text;
  EXPECT_NE(render_in_child(slots, self(), picture)->bytes.find("化名甲㛃："), std::string::npos);
}

TEST(RenderChild, ARefusalComesBackWhole) {
  RenderSlots slots;
  RenderJob poor = job();
  poor.fields_json = "{}";
  const auto refused = render_in_child(slots, self(), poor);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::invalid);
  EXPECT_EQ(refused.error().fields.size(), render(poor).error().fields.size());
  poor = job();
  poor.fonts_folder = "/nonexistent";
  EXPECT_EQ(render_in_child(slots, self(), poor).error().code, "fonts_missing");
}

TEST(RenderChild, BadChildrenAreUnavailableAndTheSlotComesBack) {
  RenderSlots slots(1);
  const auto code = [&](std::string_view way) {
    const RenderLimits limits{milliseconds(0), milliseconds(way.starts_with("hang") ? 100 : 60'000), 1 << 20};
    const auto result = render_in_child(slots, self({std::string(way)}), job(), limits);
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error().kind, Kind::unavailable);
    return result.error().code;
  };
  EXPECT_EQ(code("die"), "render_failed");
  EXPECT_EQ(code("babble"), "render_failed");
  EXPECT_EQ(code("flood"), "render_failed");
  EXPECT_EQ(code("hang"), "render_timeout");
  EXPECT_EQ(code("hang-after-closing"), "render_timeout");
  EXPECT_EQ(code("half"), "render_failed");
  EXPECT_TRUE(slots.acquire(milliseconds(0)));
  EXPECT_EQ(code("die"), "render_busy");
}

TEST(RenderChild, ManyThreadsShareTwoSlots) {
  RenderSlots slots(2);
  const std::string expected = render(job())->bytes;
  std::vector<std::thread> threads;
  std::vector<int> right(6, 0);
  for (int& mine : right) {
    threads.emplace_back([&slots, &expected, &mine] {
      const auto result = render_in_child(slots, self(), job(), {milliseconds(60'000), milliseconds(60'000), 32u << 20});
      mine = result && result->bytes == expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, std::vector<int>(6, 1));
}

TEST(RenderWire, BrokenWiresAreRefused) {
  const std::string wire = write_job(job());
  ASSERT_TRUE(read_job(wire));
  EXPECT_EQ(read_job(wire)->fields_json, job().fields_json);
  for (std::size_t n = 0; n < wire.size(); n += 97) EXPECT_FALSE(read_job(wire.substr(0, n)));
  EXPECT_FALSE(read_reply(std::string(8, '\xff')));
  EXPECT_FALSE(read_reply(std::string("\0\0\0\2{}", 6)));
}

// The ways a child can go wrong, played by this very program.
int play(std::string_view way) {
  if (way == "die") return 3;
  if (way == "babble") return write(1, "hello", 5) == 5 ? 0 : 1;
  if (way == "flood") {
    const std::string block(1 << 16, 'x');
    while (write(1, block.data(), block.size()) > 0) {
    }
    return 0;
  }
  if (way == "half") {
    const std::string reply = write_reply(Rendered{"0123456789", 1, {}});
    return write(1, reply.data(), reply.size() - 3) > 0 ? 0 : 1;
  }
  if (way == "hang-after-closing") {
    char buffer[4096];
    while (read(0, buffer, sizeof buffer) > 0) {
    }
    close(0);
    close(1);
  }
  if (way.starts_with("hang")) {
    for (;;) pause();
  }
  return 1;
}

}  // namespace
}  // namespace lianhu::paper

// What cairo (in finishing a PDF surface) and fontconfig (in reading settings) leave behind is theirs; seen with full
// stacks under AddressSanitizer. Papers are made in a child for this among other reasons.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libcairo\nleak:libfontconfig\n"; }

int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (argv[0] == std::string_view("/proc/self/exe")) {
    if (first == "render-paper") lianhu::paper::render_main(0, 1);
    if (first == "bind-packet") lianhu::paper::packet_main(0, 1);
    _exit(lianhu::paper::play(first));
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
