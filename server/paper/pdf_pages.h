#pragma once
// PDF files of strangers as pages that can be counted, bound together and stamped: what libqpdf does for packet.h.
//
// This header and its .cc are C++17: libqpdf 11's own headers are not C++20 to clang (docs/decisions/0021).
// Errors: what cannot be read is nullptr; a file that breaks while it is bound throws std::exception.
// Thread rule: one thread at a time.

#include <memory>
#include <string>
#include <vector>

namespace lianhu::paper {

class PdfPages {
 public:
  // nullptr: broken, locked by a password, or without a page. What was written onto the pages becomes part of them.
  static std::unique_ptr<PdfPages> open(std::string bytes);
  ~PdfPages();
  PdfPages(const PdfPages&) = delete;
  PdfPages& operator=(const PdfPages&) = delete;

  int count() const;

 private:
  friend class PdfBinder;
  struct Held;
  explicit PdfPages(std::unique_ptr<Held> held);
  std::unique_ptr<Held> held_;
};

class PdfBinder {
 public:
  PdfBinder();
  ~PdfBinder();
  PdfBinder(const PdfBinder&) = delete;
  PdfBinder& operator=(const PdfBinder&) = delete;

  void add(PdfPages& pages);  // must live until write()
  struct Size {
    double width = 0, height = 0;  // points, as the page is seen
  };
  std::vector<Size> sizes() const;
  // Lays page `stamp` of that document over page `page`, upright as the page is seen. Both from 0.
  void lay_over(std::size_t page, PdfPages& stamps, std::size_t stamp);
  // A bookmark of level 1 belongs to the last one of level 0 before it.
  struct Mark {
    std::string title;
    std::size_t page = 0;  // from 0
    int level = 0;         // 0 or 1
  };
  void bookmark(const std::vector<Mark>& marks);
  // The same pages give the same bytes.
  std::string write(const std::string& title);

 private:
  struct Held;
  std::unique_ptr<Held> held_;
};

}  // namespace lianhu::paper
