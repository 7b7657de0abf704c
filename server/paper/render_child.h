#pragma once
// Papers are drawn in a short-lived child of the same binary, so that fonts and their library (and whatever a strange
// font or text may do to them) stay out of the server's memory.
//
// Invariant: at most as many children as the slots allow; a child that outlives its limit or writes too much is
// killed; no child is left behind when the call returns. Nothing of a paper is written to disk or to a log.
// Errors: unavailable "render_busy" (no slot in time), "render_timeout", "render_failed", and what render() refuses.
// Thread rule: render_in_child from any thread; it blocks.

#include <chrono>
#include <cstddef>
#include <semaphore>
#include <string>
#include <vector>

#include "base/result.h"
#include "paper/packet.h"
#include "paper/render.h"

namespace lianhu::paper {

// Owned by main, handed down by reference.
class RenderSlots {
 public:
  static constexpr int kMost = 16;
  explicit RenderSlots(int children = 2) : free_(children) {}

  bool acquire(std::chrono::milliseconds patience) { return free_.try_acquire_for(patience); }
  void release() { free_.release(); }

 private:
  std::counting_semaphore<kMost> free_;
};

struct RenderLimits {
  std::chrono::milliseconds wait{10'000};  // for a slot
  std::chrono::milliseconds run{20'000};   // of the child
  std::size_t output = 32u << 20;          // bytes
};

// The child is `self` with `arguments` (the hidden subcommand), without our environment.
struct RenderProgram {
  std::string self;  // "/proc/self/exe"
  std::vector<std::string> arguments{"render-paper"};
};

Result<Rendered> render_in_child(RenderSlots& slots, const RenderProgram& program, const RenderJob& job, const RenderLimits& limits = {});

// The same for a packet; its program's argument is "bind-packet".
Result<Rendered> packet_in_child(RenderSlots& slots, const RenderProgram& program, const PacketJob& job, const RenderLimits& limits = {});

// The child's whole life: one job from `in` to its end, one reply to `out`, then _exit: what the drawing libraries
// still hold is left to the kernel.
[[noreturn]] void render_main(int in, int out);
[[noreturn]] void packet_main(int in, int out);

}  // namespace lianhu::paper
