#pragma once
// What the paper tests share: the papers and fonts of this tree, and other programs as judges.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "base/resource.h"
#include "paper/catalogue.h"
#include "paper/fill.h"
#include "paper/fonts.h"

namespace lianhu::paper {

inline std::string fonts_folder() { return LIANHU_SOURCE_DIR "/.tools/fonts"; }

inline const Fonts& fonts() {
  static const auto opened = Fonts::open(fonts_folder());
  if (!opened) throw std::runtime_error(opened.error().message);
  return **opened;
}

inline const Catalogue& catalogue() {
  static const auto loaded = Catalogue::load(resources());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

inline const Link kLink{"https://lianhu.example/q/PD2026-0117", "AbCdEfGhIjKlMnOpQrSt12", "https://lianhu.example/verify", "PD2026-0117"};

inline PageModel must_fill(const Template& paper, const Fields& fields) {
  auto model = fill(paper, fields, kLink, fonts());
  if (!model) throw std::runtime_error(model.error().message);
  return std::move(model).value();
}

// The output of `command`, with "@" standing for a file that holds `bytes`.
inline std::string judged(std::string command, const std::string& bytes) {
  char name[] = "/tmp/lianhu-paper-XXXXXX";
  const int fd = mkstemp(name);
  if (fd < 0) throw std::runtime_error("mkstemp");
  fclose(fdopen(fd, "w"));
  std::ofstream(name, std::ios::binary) << bytes;
  command.replace(command.find('@'), 1, name);
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("popen");
  std::string out;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) out.append(buffer.data(), got);
  const int status = pclose(pipe);
  std::filesystem::remove(name);
  if (status != 0) throw std::runtime_error("could not run: " + command);
  return out;
}

inline std::string pdf_text(const std::string& pdf) { return judged("pdftotext -enc UTF-8 @ -", pdf); }

inline std::string without_breaks(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\f' || c == ' '; });
  return text;
}

}  // namespace lianhu::paper
