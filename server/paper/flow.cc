#include "paper/slab.h"

namespace lianhu::paper {
namespace {

class Flow {
 public:
  Flow(const std::vector<Slab>& slabs, const PageBox& box) : slabs_(slabs), box_(box) {}

  std::vector<Page> run() {
    pages_.emplace_back();
    for (std::size_t begin = 0; begin < slabs_.size();) {
      std::size_t end = begin + 1;
      while (end < slabs_.size() && slabs_[end].glued) ++end;
      if (y_ > 0 && y_ + height(begin, end) > box_.body_height + kRounding) next_page(begin);
      for (; begin < end; ++begin) place(begin);
    }
    return std::move(pages_);
  }

 private:
  static constexpr double kRounding = 0.01;

  double height(std::size_t begin, std::size_t end) const {
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += slabs_[i].before + slabs_[i].height;
    return sum;
  }

  bool inside_table(std::size_t i) const { return i > 0 && slabs_[i].table != 0 && slabs_[i - 1].table == slabs_[i].table; }

  void table_rule(const Slab& slab) {
    const double y = box_.top + y_;
    pages_.back().rules.push_back({box_.left, y, box_.left + slab.table_width, y, 0.5});
  }

  void next_page(std::size_t i) {
    const bool split = inside_table(i);
    if (split) table_rule(slabs_[i]);
    pages_.emplace_back();
    y_ = 0;
    if (!split) return;
    if (slabs_[i].head >= 0) {
      const Slab& head = slabs_[static_cast<std::size_t>(slabs_[i].head)];
      draw_onto(pages_.back(), head.content, box_.left, box_.top);
      y_ = head.height;
    }
    table_rule(slabs_[i]);
  }

  void place(std::size_t i) {
    const Slab& slab = slabs_[i];
    // Only inside a glued group taller than a page.
    if (y_ > 0 && y_ + slab.before + slab.height > box_.body_height + kRounding) next_page(i);
    if (y_ > 0) y_ += slab.before;
    draw_onto(pages_.back(), slab.content, box_.left, box_.top + y_);
    y_ += slab.height;
  }

  const std::vector<Slab>& slabs_;
  const PageBox& box_;
  std::vector<Page> pages_;
  double y_ = 0;
};

}  // namespace

void draw_onto(Page& to, const Page& from, double dx, double dy) {
  for (Run run : from.runs) {
    run.x += dx;
    run.baseline += dy;
    to.runs.push_back(std::move(run));
  }
  for (const Rule& rule : from.rules) to.rules.push_back({rule.x1 + dx, rule.y1 + dy, rule.x2 + dx, rule.y2 + dy, rule.thickness});
  for (Code code : from.codes) {
    code.x += dx;
    code.y += dy;
    to.codes.push_back(std::move(code));
  }
}

std::vector<Page> flow(const std::vector<Slab>& slabs, const PageBox& box) { return Flow(slabs, box).run(); }

}  // namespace lianhu::paper
